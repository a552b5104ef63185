"""nba_predictions.scoring_tier_adjustments: each week, how far each system is off for players of each scoring level."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Days, Flags, Floats, Ints, Text, build_table, instants, masked, share, text
from harness.season.grading.grades import Grades, grades_of
from harness.season.grading.tallies import tally
from harness.season.history import history_of
from harness.season.league import League
from harness.season.predictions.forecasts import OVER, UNDER
from harness.season.predictions.systems import SYSTEM_IDS, SYSTEMS

_COMPUTED_MINUTE = 11 * 60 + 52
_LOOKBACK_DAYS = 28
_FULL_SAMPLE = 100
_TIERS = ("BENCH_0_9", "ROTATION_10_19", "STARTER_20_29", "STAR_30PLUS")
_FROM = (0.0, 10.0, 20.0, 30.0)
_FIRST_SUNDAY = 3
"""Days after 1970-01-01."""


def tier_adjustments_table(league: League) -> Any:
    """One row a Sunday, system and tier with predictions in the four weeks up to it."""
    grades = grades_of(league)
    group = grades.system * len(_TIERS) + _tiers(league, grades)
    parts = [_week(grades, group, day) for day in _sundays(grades.day)]
    found = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    day: Days = found["day"]
    system, tier = found["group"] // len(_TIERS), found["group"] % len(_TIERS)
    models = [one.model or one.system_id for one in SYSTEMS]
    columns: dict[str, Column] = {
        "system_id": text(SYSTEM_IDS, system),
        "scoring_tier": text(_TIERS, tier),
        "as_of_date": day,
        "sample_size": found["size"],
        "lookback_days": _LOOKBACK_DAYS,
        "avg_signed_error": found["signed"],
        "avg_absolute_error": found["absolute"],
        "std_signed_error": found["deviation"],
        "recommended_adjustment": -found["signed"],
        "adjustment_confidence": np.minimum(found["size"] / _FULL_SAMPLE, 1.0),
        "current_win_rate": found["current"],
        "projected_win_rate": found["projected"],
        "tier_min_points": np.array(_FROM)[tier],
        "tier_max_points": masked(np.array((*_FROM[1:], 0.0))[tier], tier == len(_TIERS) - 1),
        "computed_at": instants(day + np.timedelta64(1, "D"), _COMPUTED_MINUTE),
        "model_version": Text(pa.array(models), system),
    }
    return build_table("nba_predictions.scoring_tier_adjustments", len(system), columns)


def _tiers(league: League, grades: Grades) -> Ints:
    """The tier of each grade's player, by his points a game of the season before that game."""
    mean = history_of(league).mean("points", grades.player, grades.row)
    return np.asarray(np.searchsorted(_FROM[1:], np.nan_to_num(mean), side="right"))


def _sundays(days: Days) -> Days:
    every = np.arange(days.min(), days.max() + 1)
    return np.asarray(every[(every.astype(np.int64) - _FIRST_SUNDAY) % 7 == 0])


def _week(grades: Grades, group: Ints, day: np.datetime64) -> dict[str, Any]:
    """The figures of each group that has predictions in the four weeks up to a day."""
    recent: Flags = (grades.day > day - np.timedelta64(_LOOKBACK_DAYS, "D")) & (grades.day <= day)
    groups = len(SYSTEM_IDS) * len(_TIERS)
    sums = tally(grades, group, (groups,), recent)
    there = np.flatnonzero(sums.predictions)
    mean = sums.signed / np.maximum(sums.predictions, 1)
    variance = sums.squared / np.maximum(sums.predictions, 1) - mean**2
    bias = np.round(mean, 2)
    return {
        "group": there,
        "day": np.full(len(there), day),
        "size": np.rint(sums.predictions[there]).astype(np.int64),
        "signed": bias[there],
        "absolute": share(sums.absolute, sums.predictions, 2)[there],
        "deviation": np.round(np.sqrt(np.maximum(variance, 0)), 2)[there],
        "current": share(sums.right, sums.right + sums.wrong)[there],
        "projected": _projected(grades, group, recent, bias)[there],
    }


def _projected(grades: Grades, group: Ints, recent: Flags, bias: Floats) -> Floats:
    """The share of the same bets that had been won on the side of the adjusted prediction."""
    bet = np.flatnonzero(recent & grades.counted & np.isin(grades.recommendation, (OVER, UNDER)))
    line, points, where = grades.line[bet], grades.points[bet], group[bet]
    won = (np.round(grades.predicted[bet] - bias[where], 2) > line) == (points > line)
    judged = points != line

    def count(flags: Flags) -> Ints:
        return np.bincount(where[flags], minlength=len(bias))

    return share(count(judged & won), count(judged))
