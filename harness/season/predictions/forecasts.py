"""What each system foresees: from the player's past games, with a little insight into the game to come.

The insight is what a real system's features tell it beyond averages; here it is a share of the truth, mixed with noise,
chosen so that errors and hit rates come out as the platform's: MAE 3.5..6, hit rate .50 to .60.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Flags, Floats, Ints
from harness.season.history import history_of
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.predictions.requests import Requests, draw_requests
from harness.season.predictions.systems import CHAMPION, SYSTEMS
from harness.season.randomness import Part

OVER, UNDER, PASS, NO_LINE = range(4)
RECOMMENDATIONS = ("OVER", "UNDER", "PASS", "NO_LINE")
FALLBACK_CONFIDENCE = 50.0
"""What the champion says when its model cannot be loaded; it then recommends nothing."""
_FALLBACK_SHARE = 0.003
_ENSEMBLE_CONFIDENCE = (20.0, 95.0)
# Weights of the means over the last 5 games, the last 10 and the season; insight into the game; spread of the noise;
# confidence in percent at a deviation of 0, and what each point of the player's deviation takes from it.
_SINGLE = (
    ((0.5, 0.3, 0.2), 0.035, 1.0, 78.0, 2.6),
    ((0.2, 0.4, 0.4), 0.03, 1.5, 76.0, 2.4),
    ((0.3, 0.2, 0.5), 0.035, 1.4, 88.0, 2.6),
    ((0.1, 0.4, 0.5), 0.035, 1.2, 86.0, 2.2),
    ((0.1, 0.3, 0.6), 0.04, 1.0, 90.0, 2.4),
)
_PERFORMANCE_WEIGHTS = (0.1, 0.15, 0.2, 0.2, 0.35)
_FEATURE_SYSTEMS = len(_SINGLE)


@dataclass(frozen=True, slots=True, eq=False)
class Forecasts:
    """Arrays of (request, system): points to one decimal, confidence on the system's own scale, the recommendation.

    `agreement` is the share of an ensemble's parts on its side of the line, in percent; `history` the games before.
    """

    requests: Requests
    points: Floats
    confidence: Floats
    recommendation: Ints
    agreement: Floats
    history: Ints


@once_a_league
def draw_forecasts(league: League) -> Forecasts:
    """All systems' answers to all requests of a season."""
    requests = draw_requests(league)
    random = league.stream(Part.FORECASTS)
    points, confidence = _single_systems(league, requests, random)
    points, confidence = _with_ensembles(points, confidence)
    # A player's forecast does not depend on the line he is measured by.
    points, confidence = points[requests.player_day], confidence[requests.player_day]
    above = np.where(points > requests.line[:, None], 1, -1)
    sizes = np.array([1] * _FEATURE_SYSTEMS + [4, 5])
    with_it = np.stack([(above[:, :size] == above[:, [n]]).sum(axis=1) for n, size in enumerate(sizes)], axis=1)
    agreement = 100 * with_it / sizes
    agreement[:, :_FEATURE_SYSTEMS] = 100.0
    scale = np.array([system.scale for system in SYSTEMS])
    stored = np.where(scale == 1, np.round(confidence / 100, 2), confidence)
    return Forecasts(
        requests=requests,
        points=points,
        confidence=stored,
        recommendation=_recommend(points, stored, requests.line, agreement),
        agreement=agreement,
        history=history_of(league).games(requests.player, requests.row),
    )


def _single_systems(league: League, requests: Requests, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Points and confidence in percent of the systems that look at the player himself, one row a player and game."""
    first = np.unique(requests.player_day, return_index=True)[1]
    row, place, player = requests.row[first], requests.place[first], requests.player[first]
    history = history_of(league)
    means = np.stack([history.mean("points", player, row, last) for last in (5, 10, None)], axis=1)
    deviation = history.deviation("points", player, row, 10)
    played = league.participation.active[row, place]
    surprise = np.where(played, league.box_scores.players.points[row, place] - means[:, 2], 0.0)
    shared = random.normal(-0.3, 1.2, len(row))
    points, confidence = [], []
    for weights, insight, spread, certain, doubt in _SINGLE:
        noise = shared + random.normal(0.0, spread, len(row))
        points.append(means @ np.array(weights) + insight * surprise + noise)
        confidence.append(certain - doubt * deviation + random.normal(0.0, 4.0, len(row)))
    rounded = np.asarray(np.round(np.clip(np.stack(points, axis=1), 0.0, 60.0), 1), np.float64)
    percent = np.asarray(np.round(np.clip(np.stack(confidence, axis=1), 22.0, 95.0), 1), np.float64)
    fallback = random.random(len(row)) < _FALLBACK_SHARE
    percent[fallback, CHAMPION] = FALLBACK_CONFIDENCE
    return rounded, percent


def _with_ensembles(points: Floats, confidence: Floats) -> tuple[Floats, Floats]:
    """The same with the two ensembles: four weighted by their confidence, five by how they have done."""
    four = (points[:, :4] * confidence[:, :4]).sum(axis=1) / confidence[:, :4].sum(axis=1)
    five = points @ np.array(_PERFORMANCE_WEIGHTS)
    sure = np.stack([confidence[:, :4].mean(axis=1) + 2, confidence.mean(axis=1) + 3], axis=1)
    return (
        np.concatenate([points, np.round(np.stack([four, five], axis=1), 1)], axis=1),
        np.concatenate([confidence, np.round(np.clip(sure, *_ENSEMBLE_CONFIDENCE), 1)], axis=1),
    )


def _recommend(points: Floats, confidence: Floats, line: Floats, agreement: Floats) -> Ints:
    """Each system's rule: enough edge over the line, enough confidence, and for ensembles a majority."""
    edge = np.round(points - line[:, None], 1)
    least = np.array([system.least_edge for system in SYSTEMS])
    sure = np.array([system.least_confidence for system in SYSTEMS])
    strict = np.array([system.strict for system in SYSTEMS])
    enough = np.where(strict, np.abs(edge) > least, np.abs(edge) >= least)
    certain = np.where(strict, confidence > sure, confidence >= sure)
    bet: Flags = enough & certain & (agreement > 50)
    bet[:, CHAMPION] &= confidence[:, CHAMPION] != FALLBACK_CONFIDENCE
    side = np.where(edge > 0, OVER, UNDER)
    return np.where(np.isnan(line)[:, None], NO_LINE, np.where(bet, side, PASS))
