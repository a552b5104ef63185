"""gates.phase2_to_phase3: the six raw tables that analytics are made of are there, whole, and newer than the games."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.relations import table
from validators.game_days import played_days
from validators.games import FINAL, schedule
from validators.gates.tables_by_day import Upstream, tables_by_day
from validators.raw.gamebooks import gamebook
from validators.validator import Validator

# Lines and rosters are scraped before the games; at the last tip-off they may be as old as their scrapers allow.
raw_tables = tables_by_day(
    played_days,
    (
        Upstream(table("nba_raw.bdl_player_boxscores")),
        Upstream(table("nba_raw.odds_api_game_lines"), hours=12),
        Upstream(schedule, only=lambda game: game.game_status == FINAL),
        Upstream(gamebook, required=False),
        Upstream(table("nba_raw.bigdataball_play_by_play"), required=False),
        Upstream(table("nba_raw.br_rosters_current"), day=None, game=None, hours=168, required=False),
    ),
)

validator = Validator(
    "gates.phase2_to_phase3",
    rows(
        raw_tables,
        "R-007: every required table has rows",
        lambda t: t.rows > 0,
        only=lambda t: t.required,
        severity=Severity.CRITICAL,
        repair="load {table} of {game_date} again",
    ),
    rows(
        raw_tables,
        "the other tables have rows",
        lambda t: t.rows > 0,
        only=lambda t: ~t.required,
        severity=Severity.WARNING,
        repair="load {table} of {game_date} again",
    ),
    rows(
        raw_tables,
        "R-007: required tables are written after the games",
        lambda t: (t.newest >= t.oldest_allowed).fill_null(False),
        only=lambda t: t.required & (t.rows > 0),
        show=("newest", "oldest_allowed"),
        repair="load {table} of {game_date} again",
    ),
    rows(
        raw_tables,
        "the other tables are fresh",
        lambda t: (t.newest >= t.oldest_allowed).fill_null(False),
        only=lambda t: ~t.required & (t.rows > 0),
        show=("newest", "oldest_allowed"),
        severity=Severity.WARNING,
        repair="load {table} of {game_date} again",
    ),
    rows(
        raw_tables,
        "required tables have half of the games",
        lambda t: t.games_found >= 0.5 * t.games,
        only=lambda t: t.required & (t.rows > 0),
        show=("games_found", "games"),
        repair="load {table} of {game_date} again",
    ),
    rows(
        raw_tables,
        "80 % of the games are in every table",
        lambda t: t.games_found >= 0.8 * t.games,
        only=lambda t: t.rows > 0,
        show=("games_found", "games"),
        severity=Severity.WARNING,
        repair="load {table} of {game_date} again",
    ),
    groups(
        gamebook,
        "R-009: a gamebook has active players",
        by="game_id",
        holds=lambda g: g.count(where=g.player_status == "active") > 0,
        show={"rows": lambda g: g.count()},
        severity=Severity.CRITICAL,
        repair="re-scrape {game_id}",
    ),
)
