"""nba_processing.precompute_failures: players of whom phase 4 could not make features good enough to predict from."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.before_games import LEAST_GAMES, before_games
from harness.season.columns import build_table, day_text, instants, joined, number_text, text, whole
from harness.season.history import BOOTSTRAP_DAYS
from harness.season.league import League
from harness.season.precompute.processing import Step, computed_at

_WATCHED = np.timedelta64(BOOTSTRAP_DAYS, "D")


def precompute_failures_table(league: League) -> Any:
    """Players with features who had hardly played, after the first two weeks, in which that is nothing to note."""
    before = before_games(league)
    opened = before.day >= league.schedule.day.min() + _WATCHED
    failed = league.appearances(before.featured & (before.games < LEAST_GAMES) & opened[:, None])
    cells = failed.row, failed.place
    day, games = league.schedule.day[failed.game], before.games[cells]
    noted = computed_at(day, Step.FEATURE_STORE)
    columns = {
        "processor_name": "ml_feature_store",
        "run_id": whole(joined("ml_feature_store_", day_text(day))),
        "analysis_date": day,
        "entity_id": league.rosters.lookup(failed.player),
        "failure_category": "INSUFFICIENT_DATA",
        "failure_reason": whole(joined(number_text(games), f" of {LEAST_GAMES} games")),
        "can_retry": False,
        "failure_type": text(("PLAYER_DNP",), np.zeros(len(failed), np.int64)),
        "is_correctable": False,
        "expected_game_count": LEAST_GAMES,
        "actual_game_count": games,
        "raw_data_checked": True,
        "resolution_status": "PERMANENT",
        "resolved_at": instants(day, 23 * 60),
        "created_at": noted,
    }
    return build_table("nba_processing.precompute_failures", len(failed), columns)
