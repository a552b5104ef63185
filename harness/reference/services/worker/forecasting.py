"""What the seven systems say of a player: points and confidence from his features, a recommendation for each line.

Nothing here reads or writes. The systems, their scales and rules are those of `harness.season.predictions.systems`.
The first five look at the player himself; the ensembles weigh four of them by their confidence, and all five by how
they have done.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.reference.services.worker.model import ChampionModel
from harness.reference.services.worker.prediction_request import PastGame
from harness.season.predictions.systems import SIMILARITY, SYSTEMS, PredictionSystem

NEEDED = (
    "points_avg_last_5",
    "points_avg_last_10",
    "points_avg_season",
    "opponent_def_rating",
    "minutes_avg_last_10",
)
"""The features without which no system can answer."""
LOWEST_QUALITY = 50.0
"""Features of a lower quality, of 100, are not predicted from."""
MOST_POINTS = 60.0
FRESH = 100.0
"""The fatigue score of who is not tired at all."""
LEAGUE_RATING = 113.0
SIMILAR = 70.0
"""Past games less alike than this, of 100, say nothing; and fewer than five say too little."""
LEAST_SIMILAR_GAMES = 5
_UNLIKE_PER_MINUTE = 3.0
_CONFIDENCES = (22.0, 95.0)
_ENSEMBLE_CONFIDENCES = (20.0, 95.0)
_FOUR, _FIVE = 4, 5
_PERFORMANCE_WEIGHTS = (0.1, 0.15, 0.2, 0.2, 0.35)
# Confidence in percent at a deviation of 0, and what each point of the player's deviation takes from it.
_SURE = ((78.0, 2.6), (76.0, 2.4), (88.0, 2.6), (86.0, 2.2), (90.0, 2.4))
_NEUTRAL = {
    "points_std_last_10": 5.0,
    "fatigue_score": FRESH,
    "opponent_def_rating": LEAGUE_RATING,
}
"""What stands for a feature that is not known; 0 for those not named."""


@dataclass(frozen=True, slots=True)
class PlayerFeatures:
    """One row of the feature store: values by name, NaN where not known, and their quality of 100."""

    player_lookup: str
    game_id: str
    values: Mapping[str, float]
    quality: float | None

    def lacking(self) -> str | None:
        """Why nothing can be predicted from them; None where it can."""
        missing = [name for name in NEEDED if math.isnan(self.values.get(name, math.nan))]
        if missing:
            return f"features without {', '.join(missing)}"
        if self.quality is not None and self.quality < LOWEST_QUALITY:
            return f"features of quality {self.quality:g}; {LOWEST_QUALITY:g} is the least"
        return None


@dataclass(frozen=True, slots=True)
class Alike:
    """Past games in which the player was used as he is now: likeness, of 100, and points of each."""

    games: tuple[tuple[float, float], ...]

    @property
    def likenesses(self) -> tuple[float, ...]:
        return tuple(likeness for likeness, _ in self.games)

    @property
    def points(self) -> float:
        """Mean points, the more alike games weighing more."""
        return sum(likeness * points for likeness, points in self.games) / sum(self.likenesses)


@dataclass(frozen=True, slots=True)
class Forecast:
    """One system's answer for one line: points to one decimal, confidence on the system's own scale.

    `parts` is how many systems an ensemble weighs, `alike` what games an answer comes from; None where neither is so.
    """

    system_id: str
    line: float | None
    points: float
    confidence: float
    recommendation: str
    parts: int | None = None
    alike: Alike | None = None


def forecast(
    features: PlayerFeatures, *, games: Sequence[PastGame], lines: Sequence[float | None], model: ChampionModel
) -> tuple[Forecast, ...]:
    """Seven answers for each line, the lines in their order. A player's points do not depend on the line."""
    known = _Known(features.values)
    alike = _alike(games, known["minutes_avg_last_10"])
    points = [_within(value, (0.0, MOST_POINTS)) for value in _single_points(known, alike, model)]
    deviation = known["points_std_last_10"]
    sure = [_within(certain - doubt * deviation, _CONFIDENCES) for certain, doubt in _SURE]
    points, sure = _with_ensembles(points, sure)
    return tuple(
        _answered(number, system, line, points, sure, alike if number == SIMILARITY else None)
        for line in lines
        for number, system in enumerate(SYSTEMS)
    )


class _Known(dict[str, float]):
    """Features by name; one that is NaN or absent has its neutral value."""

    def __init__(self, values: Mapping[str, float]) -> None:
        super().__init__({name: value for name, value in values.items() if not math.isnan(value)})

    def __missing__(self, name: str) -> float:
        return _NEUTRAL.get(name, 0.0)


def _single_points(known: _Known, alike: Alike | None, model: ChampionModel) -> list[float]:
    five, ten, season = (known[f"points_avg_{window}"] for window in ("last_5", "last_10", "season"))
    tired = (known["fatigue_score"] - FRESH) / 20
    softness = (known["opponent_def_rating"] - LEAGUE_RATING) / 20
    average = 0.5 * five + 0.3 * ten + 0.2 * season
    return [
        average + tired,
        0.2 * five + 0.4 * ten + 0.4 * season + known["shot_zone_mismatch_score"] / 4 + softness,
        0.3 * five + 0.2 * ten + 0.5 * season if alike is None else 0.5 * alike.points + 0.5 * season,
        0.1 * five + 0.4 * ten + 0.5 * season + known["pace_score"] / 4 + known["usage_spike_score"] / 4,
        model.points(known),
    ]


def _alike(games: Sequence[PastGame], minutes: float) -> Alike | None:
    """The games in which the player was used as he is now; None where they are too few."""
    weighed = [
        (100 - _UNLIKE_PER_MINUTE * abs(game.minutes_played - minutes), game.points)
        for game in games
        if game.points is not None and game.minutes_played is not None
    ]
    alike = tuple((likeness, points) for likeness, points in weighed if likeness >= SIMILAR)
    return Alike(alike) if len(alike) >= LEAST_SIMILAR_GAMES else None


def _with_ensembles(points: list[float], sure: list[float]) -> tuple[list[float], list[float]]:
    four = sum(p * c for p, c in zip(points[:_FOUR], sure[:_FOUR], strict=True)) / sum(sure[:_FOUR])
    five = sum(p * w for p, w in zip(points, _PERFORMANCE_WEIGHTS, strict=True))
    certain = sum(sure[:_FOUR]) / _FOUR + 2, sum(sure) / _FIVE + 3
    return (
        [*points, round(four, 1), round(five, 1)],
        [*sure, *(_within(value, _ENSEMBLE_CONFIDENCES) for value in certain)],
    )


def _answered(
    number: int,
    system: PredictionSystem,
    line: float | None,
    points: list[float],
    sure: list[float],
    alike: Alike | None,
) -> Forecast:
    confidence = round(sure[number] / 100, 2) if system.scale == 1 else sure[number]
    said = "NO_LINE" if line is None else _recommended(number, system, line, points, confidence)
    parts = _parts(number) if system.is_ensemble else None
    return Forecast(system.system_id, line, points[number], confidence, said, parts, alike)


def _parts(number: int) -> int:
    """How many systems the ensemble with this number weighs: the first four, or five."""
    return number - 1


def _recommended(number: int, system: PredictionSystem, line: float, points: list[float], confidence: float) -> str:
    """The system's rule: enough edge over the line, enough confidence, and for ensembles a majority of their parts."""
    edge = round(points[number] - line, 1)
    enough = abs(edge) > system.least_edge if system.strict else abs(edge) >= system.least_edge
    strict, least = system.strict, system.least_confidence
    certain = confidence > least if strict else confidence >= least
    agreed = not system.is_ensemble or _majority(points, number, line)
    if not (enough and certain and agreed):
        return "PASS"
    return "OVER" if edge > 0 else "UNDER"


def _majority(points: list[float], number: int, line: float) -> bool:
    """More than half of an ensemble's parts are on its side of the line."""
    parts = points[: _parts(number)]
    with_it = sum((value > line) == (points[number] > line) for value in parts)
    return 2 * with_it > len(parts)


def _within(value: float, limits: tuple[float, float]) -> float:
    low, high = limits
    return round(min(max(value, low), high), 1)
