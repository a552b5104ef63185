"""nba_processing.analytics_failures: players whose summary could not be made at once; the same run made it good."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import summarized_at
from harness.season.columns import Column, build_table
from harness.season.league import League
from harness.season.orchestration.runs import runs_on
from harness.season.orchestration.timetable import day_numbers, game_days
from harness.season.randomness import Part

_PROCESSOR = "player_game_summary"
_FAILURES = 5
_LATE_DAYS = 10
_NOTED_AFTER = np.timedelta64(10, "m")


def analytics_failures_table(league: League) -> Any:
    """One player on each of a few days, one of them late in the season."""
    random = league.stream(Part.ANALYTICS_FAILURES)
    days = game_days(league)
    number = np.sort(np.append(random.choice(len(days) - _LATE_DAYS, _FAILURES, replace=False), len(days) - 3))
    played = league.appearances(league.participation.active)
    of_day = day_numbers(league)[played.game]
    first, after = np.searchsorted(of_day, number), np.searchsorted(of_day, number, side="right")
    player = played.player[random.integers(first, after)]
    runs = runs_on(league, _PROCESSOR, number)
    columns: dict[str, Column] = {
        "processor_name": _PROCESSOR,
        "run_id": runs.ids(league),
        "analysis_date": days[number],
        "entity_id": league.rosters.lookup(player),
        "entity_type": "PLAYER",
        "failure_category": "PROCESSING_ERROR",
        "failure_reason": "BigQuery 503: backend error",
        "failure_type": "TRANSIENT",
        "is_correctable": True,
        "expected_record_count": 1,
        "actual_record_count": 0,
        "can_retry": True,
        "resolution_status": "RESOLVED",
        "resolved_at": summarized_at(days[number]),
        "created_at": runs.started + _NOTED_AFTER,
    }
    return build_table("nba_processing.analytics_failures", len(number), columns)
