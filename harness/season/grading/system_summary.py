"""nba_grading.system_performance_summary: each system's figures of the whole season so far."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import Column, Floats, Ints, build_table, instants, share, text
from harness.season.grading.grades import NOT_JUDGED, Grades, grades_of
from harness.season.grading.tallies import tally
from harness.season.league import League
from harness.season.predictions.forecasts import OVER, UNDER
from harness.season.predictions.systems import SYSTEM_IDS

_COMPUTED_MINUTE = 11 * 60 + 50
_VERY_HIGH = 800
"""Thousandths of confidence."""


def system_summary_table(league: League) -> Any:
    """One row a system."""
    grades = grades_of(league)
    systems = len(SYSTEM_IDS)
    sums = tally(grades, grades.system, (systems,))
    very_high = tally(grades, grades.system, (systems,), grades.confidence >= _VERY_HIGH)
    pushes = _by_system(grades, np.isin(grades.recommendation, (OVER, UNDER)) & (grades.verdict == NOT_JUDGED))
    bets = sums.over + sums.under
    last = league.schedule.day.max()

    def percent(part: Floats, whole: Floats) -> Floats:
        return np.round(100 * share(part, whole, 6), 2)

    deviation = np.sqrt(sums.squared / sums.predictions - (sums.signed / sums.predictions) ** 2)
    columns: dict[str, Column] = {
        "system_id": text(SYSTEM_IDS, np.arange(systems)),
        "prop_type": "points",
        "period_type": "season",
        "period_start": grades.day.min().item(),
        "period_end": last.item(),
        "total_predictions": sums.predictions,
        "total_recommendations": bets,
        "pass_count": sums.predictions - bets,
        "wins": sums.right,
        "losses": sums.wrong,
        "pushes": pushes,
        "success_rate_pct": percent(sums.right, sums.right + sums.wrong),
        "mae": share(sums.absolute, sums.predictions, 2),
        "avg_bias": share(sums.signed, sums.predictions, 2),
        "error_stddev": np.round(deviation, 2),
        "over_count": sums.over,
        "over_wins": sums.over_right,
        "over_success_rate_pct": percent(sums.over_right, sums.over_judged),
        "under_count": sums.under,
        "under_wins": sums.under_right,
        "under_success_rate_pct": percent(sums.under_right, sums.under_judged),
        "within_3_count": sums.within_3,
        "within_3_pct": percent(sums.within_3, sums.predictions),
        "within_5_count": sums.within_5,
        "within_5_pct": percent(sums.within_5, sums.predictions),
        "high_conf_count": sums.high,
        "high_conf_wins": sums.high_right,
        "high_conf_success_rate_pct": percent(sums.high_right, sums.high_judged),
        "very_high_conf_count": very_high.predictions,
        "very_high_conf_wins": very_high.right,
        "very_high_conf_success_rate_pct": percent(very_high.right, very_high.right + very_high.wrong),
        "avg_confidence": share(sums.confidence / 1_000, sums.predictions),
        "voided_count": np.bincount(grades.system[~grades.counted], minlength=systems),
        "unique_players": np.full(systems, len(np.unique(grades.player[grades.counted]))),
        "unique_games": np.full(systems, len(np.unique(grades.game[grades.counted]))),
        "days_with_data": np.full(systems, len(np.unique(grades.day))),
        "computed_at": instants(np.full(systems, last + np.timedelta64(1, "D")), _COMPUTED_MINUTE),
    }
    return build_table("nba_grading.system_performance_summary", systems, columns)


def _by_system(grades: Grades, chosen: Any) -> Ints:
    here = chosen & grades.counted
    return np.bincount(grades.system[here], minlength=len(SYSTEM_IDS))
