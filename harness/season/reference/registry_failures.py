"""nba_processing.registry_failures: players whom the summaries' run met before it knew them.

A player who joins during the season is registered while the night's files are loaded. The run that begins minutes
later still has the registry of the day before; it reads it anew before it writes.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import summarized_at
from harness.season.columns import Column, Text, build_table
from harness.season.history import BOOTSTRAP_DAYS
from harness.season.league import League
from harness.season.orchestration.runs import runs_on
from harness.season.orchestration.timetable import day_numbers

_PROCESSOR = "player_game_summary"
_NOTED_AFTER, _KNOWN_AFTER = np.timedelta64(2, "m"), np.timedelta64(9, "m")


def registry_failures_table(league: League) -> Any:
    """One row a player who is first listed after the season's first two weeks, in which every name is new."""
    schedule, part = league.schedule, league.participation
    listed = league.appearances(part.player >= 0)
    first = np.sort(np.unique(listed.player, return_index=True)[1])
    first = first[schedule.day[listed.game[first]] >= schedule.day.min() + np.timedelta64(BOOTSTRAP_DAYS, "D")]
    game = listed.game[first]
    runs = runs_on(league, _PROCESSOR, day_numbers(league)[game])
    columns: dict[str, Column] = {
        "player_lookup": league.rosters.lookup(listed.player[first]),
        "game_date": schedule.day[game],
        "processor_name": _PROCESSOR,
        "team_abbr": schedule.team_codes(listed.team[first]),
        "season": schedule.season,
        "game_id": Text(league.platform_ids, game),
        "created_at": runs.started + _NOTED_AFTER,
        "resolved_at": runs.started + _KNOWN_AFTER,
        "reprocessed_at": summarized_at(schedule.day[game]),
        "occurrence_count": 1,
        "run_id": runs.ids(league),
    }
    return build_table("nba_processing.registry_failures", len(first), columns)
