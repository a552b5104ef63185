"""The games that other tables are measured by: the schedule's, under the platform id that all of them carry."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.ingest.identities import TEAMS
from harness.warehouse.calendar import COUNTED_GAME_TYPES
from harness.warehouse.functions import platform_game_id
from harness.warehouse.relations import relation, table

FINAL = 3
"""`game_status` of a finished game; 1 is scheduled, 2 in progress."""

schedule = table("nba_raw.nbac_schedule")


def counted_game(games: ir.Table) -> ir.BooleanValue:
    """Whether a game is one that the league counts: no preseason, no All-Star game."""
    return games.game_id.substr(2, 1).isin(COUNTED_GAME_TYPES)


def postponed(games: ir.Table) -> ir.BooleanValue:
    """Whether a game was called off; NBA.com leaves its status at 1 and writes PPD into the text."""
    return games.game_status_text.upper().re_search("^(PPD|POSTPONED|CANCELED|CANCELLED)").fill_null(False)


def _platform_games(games: ir.Table) -> ir.Table:
    """Counted games between two teams that are already known; the other tables cannot have any other."""
    teams = [team.code for team in TEAMS]
    settled = games.home_team_tricode.isin(teams) & games.away_team_tricode.isin(teams)
    counted = games.filter(counted_game(games) & settled)
    return counted.select(
        "game_date",
        "game_date_est",
        "game_status",
        "home_team_tricode",
        "away_team_tricode",
        game_id=platform_game_id(counted.game_date, counted.away_team_tricode, counted.home_team_tricode),
        nba_game_id=counted.game_id,
    )


def _scheduled(games: ir.Table) -> ir.Table:
    return _platform_games(games.filter(~postponed(games)))


def _final(games: ir.Table) -> ir.Table:
    finished = games.filter((games.game_status == FINAL) & ~postponed(games))
    return _platform_games(finished).drop("game_status", "game_date_est")


final_games = relation(schedule, build=_final, key=("game_id",), day="game_date", label="game")
"""Finished games of the window: game_id (platform), game_date, home and away tricode, nba_game_id."""

scheduled_games = relation(schedule, build=_scheduled, key=("game_id",), day="game_date", label="game")
"""Every game of the window that was not called off: as `final_games`, and game_status, game_date_est (the tip-off)."""
