"""nba_predictions.system_daily_performance: each system's figures of each day that was predicted."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import Column, Floats, build_table, instants, share, text
from harness.season.grading.grades import grades_of
from harness.season.grading.tallies import tally
from harness.season.league import League
from harness.season.predictions.systems import SYSTEM_IDS

_COMPUTED_MINUTE = 11 * 60 + 40


def daily_performance_table(league: League) -> Any:
    """One row a system and graded day; void predictions count nowhere."""
    grades = grades_of(league)
    days, number = np.unique(grades.day, return_inverse=True)
    systems = len(SYSTEM_IDS)
    rows = len(days) * systems
    sums = tally(grades, number * systems + grades.system, (rows,))
    day = np.repeat(days, systems)

    def whole(values: Floats) -> Any:
        return np.rint(values).astype(np.int64)

    columns: dict[str, Column] = {
        "game_date": day,
        "system_id": text(SYSTEM_IDS, np.tile(np.arange(systems), len(days))),
        "predictions_count": whole(sums.predictions),
        "recommendations_count": whole(sums.over + sums.under),
        "correct_count": whole(sums.right),
        "incorrect_count": whole(sums.wrong),
        "pass_count": whole(sums.predictions - sums.over - sums.under),
        "win_rate": share(sums.right, sums.right + sums.wrong),
        "mae": share(sums.absolute, sums.predictions, 2),
        "avg_bias": share(sums.signed, sums.predictions, 2),
        "over_count": whole(sums.over),
        "over_correct": whole(sums.over_right),
        "over_win_rate": share(sums.over_right, sums.over_judged),
        "under_count": whole(sums.under),
        "under_correct": whole(sums.under_right),
        "under_win_rate": share(sums.under_right, sums.under_judged),
        "within_3_count": whole(sums.within_3),
        "within_3_pct": share(sums.within_3, sums.predictions),
        "within_5_count": whole(sums.within_5),
        "within_5_pct": share(sums.within_5, sums.predictions),
        "avg_confidence": share(sums.confidence / 1_000, sums.predictions),
        "high_confidence_count": whole(sums.high),
        "high_confidence_correct": whole(sums.high_right),
        "high_confidence_win_rate": share(sums.high_right, sums.high_judged),
        "computed_at": instants(day + np.timedelta64(1, "D"), _COMPUTED_MINUTE),
    }
    return build_table("nba_predictions.system_daily_performance", rows, columns)
