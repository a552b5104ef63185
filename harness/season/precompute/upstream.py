"""The digests of the rows of phase 3 that a row of phase 4 was made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harness.season.analytics.player_game_summary import player_game_summary_table
from harness.season.analytics.processing import player_digests, team_digests
from harness.season.analytics.team_defense_game_summary import team_defense_game_summary_table
from harness.season.analytics.team_offense_game_summary import team_offense_game_summary_table
from harness.season.analytics.upcoming_player_game_context import upcoming_player_game_context_table
from harness.season.analytics.upcoming_team_game_context import upcoming_team_game_context_table
from harness.season.columns import Ints, Text
from harness.season.history import history_of
from harness.season.league import League
from harness.season.once import kept
from harness.season.precompute.windows import team_windows

_NAMED = {"defending_team_abbr": "team_abbr"}
_KEPT = ("game_id", "player_lookup", "team_abbr", "data_hash")


def _digested(make: Callable[[League], Any], league: League) -> Any:
    return kept(league, (_digested, make), lambda: _digests(make(league)))


def _digests(table: Any) -> Any:
    table = table.rename_columns([_NAMED.get(name, name) for name in table.column_names])
    return table.select([name for name in _KEPT if name in table.column_names])


def summary_digests(league: League, player: Ints, row: Ints) -> Text:
    """Of each player's last game summary before `row`; players must have played."""
    history = history_of(league)
    last = history.before(player, row) - 1
    return player_digests(_digested(player_game_summary_table, league), league, history.played.game[last], player)


def offense_digests(league: League, team: Ints, row: Ints) -> Text:
    """Of each team's last offence summary before `row`; teams must have played."""
    return team_digests(_digested(team_offense_game_summary_table, league), league, _last_game(league, team, row), team)


def defense_digests(league: League, team: Ints, row: Ints) -> Text:
    """Of each team's last defence summary before `row`; teams must have played."""
    return team_digests(_digested(team_defense_game_summary_table, league), league, _last_game(league, team, row), team)


def player_context_digests(league: League, player: Ints, row: Ints) -> Text:
    """Of each player's context of the game in team-game `row`."""
    return player_digests(_digested(upcoming_player_game_context_table, league), league, row // 2, player)


def team_context_digests(league: League, team: Ints, row: Ints) -> Text:
    """Of each team's context of the game in team-game `row`."""
    return team_digests(_digested(upcoming_team_game_context_table, league), league, row // 2, team)


def _last_game(league: League, team: Ints, row: Ints) -> Ints:
    windows = team_windows(league)
    return windows.played.game[windows.before(team, row) - 1]
