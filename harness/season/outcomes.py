"""Who wins, by how much, after how many overtimes.

The league's home sides win 54 to 56 games of 100, margins spread with a deviation of 14.5 points, and 5 to 6 games
of 100 go to overtime; the first and the last are met exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.ingest.identities import TEAMS
from harness.season.calendar import ONE_DAY
from harness.season.columns import Days, Flags, Floats, Ints
from harness.season.schedule import Schedule

MAX_OVERTIMES = 3
_STRENGTH_DEVIATION = 4.3
_MARGIN_NOISE = 12.8
_HOME_ADVANTAGE = 1.9
# Tired legs cost about two points in a hundred.
_BACK_TO_BACK_COST = 1.5
_MEAN_TOTAL, _TOTAL_NOISE, _PACE_DEVIATION = 227.0, 15.0, 3.0
_WIDEST_MARGIN, _FEWEST_POINTS, _MOST_POINTS = 42, 82, 156
_OVERTIME_POINTS = 20.0
_WIDEST_OVERTIME_MARGIN = 9


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """One entry a game, plus `overtime_points[game, side, overtime]`. Expectations are what a bookmaker would know."""

    home_points: Ints
    away_points: Ints
    overtimes: Ints
    overtime_points: Ints
    expected_margin: Floats
    expected_total: Floats

    @property
    def margin(self) -> Ints:
        return self.home_points - self.away_points


def draw_outcomes(schedule: Schedule, random: np.random.Generator) -> Outcomes:
    """Final scores of every game."""
    games = len(schedule)
    strength = random.normal(0.0, _STRENGTH_DEVIATION, len(TEAMS))
    pace = random.normal(0.0, _PACE_DEVIATION, len(TEAMS))
    tired = played_the_day_before(schedule)
    expected_margin = (
        strength[schedule.home]
        - strength[schedule.away]
        + _HOME_ADVANTAGE
        - _BACK_TO_BACK_COST * (tired[:, 0].astype(float) - tired[:, 1])
    )
    expected_total = _MEAN_TOTAL + pace[schedule.home] + pace[schedule.away]
    overtimes = _overtimes(games, random)
    margin = _margins(expected_margin + random.normal(0.0, _MARGIN_NOISE, games), schedule.must_win, random)
    narrow = np.sign(margin) * (1 + np.minimum(random.geometric(0.28, games) - 1, _WIDEST_OVERTIME_MARGIN - 1))
    margin = np.where(overtimes > 0, narrow, margin)
    total = np.rint(expected_total + random.normal(0.0, _TOTAL_NOISE, games) + _OVERTIME_POINTS * overtimes)
    low, high = 2 * _FEWEST_POINTS + np.abs(margin), 2 * _MOST_POINTS - np.abs(margin)
    total = np.clip(total, low, high).astype(np.int64)
    total += (total + margin) % 2
    return Outcomes(
        home_points=(total + margin) // 2,
        away_points=(total - margin) // 2,
        overtimes=overtimes,
        overtime_points=_overtime_points(margin, overtimes, random),
        expected_margin=expected_margin,
        expected_total=expected_total,
    )


def played_the_day_before(schedule: Schedule) -> Flags:
    """Per game, whether the home and the away team also played on the day before."""
    busy = np.zeros((len(TEAMS), _day_number(schedule, schedule.day).max() + 2), np.bool_)
    days = _day_number(schedule, schedule.day) + 1
    busy[schedule.home, days] = busy[schedule.away, days] = True
    return np.stack([busy[schedule.home, days - 1], busy[schedule.away, days - 1]], axis=1)


def _day_number(schedule: Schedule, days: Days) -> Ints:
    return np.asarray((days - np.datetime64(schedule.calendar.first_day)) // np.timedelta64(ONE_DAY)).astype(np.int64)


def _overtimes(games: int, random: np.random.Generator) -> Ints:
    """Overtimes a game: 5.2 to 5.8 games of 100 have one or more."""
    overtimes = np.zeros(games, np.int64)
    share = random.uniform(0.052, 0.058)
    chosen = random.permutation(games)[: round(games * share)]
    overtimes[chosen] = random.choice([1, 2, 3], size=len(chosen), p=[0.85, 0.13, 0.02])
    return overtimes


def _margins(latent: Floats, must_win: Ints, random: np.random.Generator) -> Ints:
    """Whole margins, never 0: the Cup's winners win, and the home sides win their share of all games."""
    free = must_win < 0
    home_wins = round(len(latent) * random.uniform(0.546, 0.554)) - int(np.sum(must_win == 0))
    descending = np.sort(latent[free])[::-1]
    shift = (descending[home_wins - 1] + descending[home_wins]) / 2
    forced = np.where(must_win == 0, 1, -1) * np.abs(latent)
    settled = np.where(free, latent - shift, forced)
    whole = np.clip(np.maximum(np.rint(np.abs(settled)), 1), 1, _WIDEST_MARGIN)
    return np.where(settled > 0, whole, -whole).astype(np.int64)


def _overtime_points(margin: Ints, overtimes: Ints, random: np.random.Generator) -> Ints:
    """Points by side (home first) in each overtime: level in all but the last, which the margin decides."""
    points = np.zeros((len(margin), 2, MAX_OVERTIMES), np.int64)
    for number in range(MAX_OVERTIMES):
        played, last = overtimes > number, overtimes == number + 1
        both = random.integers(4, 12, len(margin))
        points[:, 0, number] = np.where(played, both + np.where(last, np.maximum(margin, 0), 0), 0)
        points[:, 1, number] = np.where(played, both + np.where(last, np.maximum(-margin, 0), 0), 0)
    return points
