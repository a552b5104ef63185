"""nba_reference.nba_players_registry: every player of the season with each team he was listed for."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.analytics.processing import summarized_at
from harness.season.columns import Days, Flags, Ints, build_table
from harness.season.league import Appearances, League
from harness.season.reference.identity import universal_ids
from harness.season.sources.game_columns import loaded_at


def players_registry_table(league: League) -> Any:
    """One row a player and team: a traded player has two, each with the days he was listed for it."""
    part = league.participation
    listed = league.appearances(part.player >= 0)
    teams = part.team.max() + 1
    pair, entry = np.unique(listed.player * teams + listed.team, return_inverse=True)
    player, team = pair // teams, pair % teams
    day = league.schedule.day[listed.game]
    first, last = _ends(day, entry, len(pair))
    counts = _counts(league, listed, entry)
    updates = sum(counts)
    columns = {
        "universal_player_id": universal_ids(league.rosters, player),
        "player_name": league.rosters.name(player),
        "player_lookup": league.rosters.lookup(player),
        "team_abbr": league.schedule.team_codes(team),
        "season": league.schedule.season,
        "first_game_date": first,
        "last_game_date": last,
        "games_played": counts[0],
        "total_appearances": updates,
        "dnp_appearances": counts[1],
        "inactive_appearances": counts[2],
        "jersey_number": league.rosters.jersey[player],
        "position": league.rosters.position_letter(player),
        "source_priority": "nba_gamebook",
        "confidence_score": 1.0,
        "last_processor": "gamebook",
        "last_gamebook_update": summarized_at(last),
        "gamebook_update_count": updates,
        "last_gamebook_activity_date": last,
        "last_roster_update": loaded_at(first),
        "roster_update_count": 1,
        "last_roster_activity_date": first,
        "update_sequence_number": updates + 1,
        "created_by": "gamebook_registry_processor",
        "created_at": loaded_at(first),
        "processed_at": summarized_at(last),
    }
    return build_table("nba_reference.nba_players_registry", len(pair), columns)


def _ends(day: Days, entry: Ints, pairs: int) -> tuple[Days, Days]:
    """First and last day of each pair; entries come in the order of time."""
    first, last = (np.empty(pairs, "datetime64[D]") for _ in range(2))
    last[entry], first[entry[::-1]] = day, day[::-1]
    return first, last


def _counts(league: League, listed: Appearances, entry: Ints) -> tuple[Ints, Ints, Ints]:
    """How often each pair was active, dressed without playing, and inactive."""
    part, cells = league.participation, (listed.row, listed.place)

    def count(flags: Flags) -> Ints:
        return np.bincount(entry, weights=flags[cells]).astype(np.int64)

    return count(part.active), count(part.benched), count(part.inactive)
