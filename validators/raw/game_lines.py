"""raw.game_lines: every look at a game's odds has both books, both markets and both sides, before the game starts."""

from __future__ import annotations

from typing import Any

import ibis.expr.types as ir

from harness.ingest.identities import TEAM_BY_CODE
from harness.results import Severity
from harness.warehouse.checks import covered, groups, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import table
from validators.games import FINAL, scheduled_games
from validators.validator import Validator

lines = table("nba_raw.odds_api_game_lines")

BOOKS = ("draftkings", "fanduel")
MARKETS = ("spreads", "totals")
"""The feed may send `h2h` (who wins) beside them, which the platform does not use: it is neither wanted nor counted."""

SNAPSHOT = ("game_id", "snapshot_timestamp")


def _used(line: ir.Table) -> ir.BooleanValue:
    return line.market_key.isin(MARKETS)


def _before_game(market: str) -> Any:
    """Lines of a market as they stood before the game; in play they follow the score, beyond any of these ranges."""
    return lambda t: (t.market_key == market) & (t.snapshot_timestamp <= t.commence_time)


validator = Validator(
    "raw.game_lines",
    # One source accepts 1 % of incomplete snapshots; the clean season has none.
    groups(
        lines,
        "8 rows a game and snapshot",
        by=SNAPSHOT,
        holds=lambda g: g.count(where=_used(g)) == 8,
        show={"rows": lambda g: g.count(where=_used(g))},
    ),
    groups(
        lines,
        "DraftKings and FanDuel are both there",
        by=SNAPSHOT,
        holds=lambda g: g.bookmaker_key.nunique(where=_used(g) & g.bookmaker_key.isin(BOOKS)) == len(BOOKS),
        show={"books": lambda g: g.bookmaker_key.nunique(where=_used(g))},
    ),
    groups(
        lines,
        "each book has spreads and totals",
        by=(*SNAPSHOT, "bookmaker_key"),
        holds=lambda g: g.market_key.nunique(where=_used(g)) == len(MARKETS),
        show={"markets": lambda g: g.market_key.nunique(where=_used(g))},
    ),
    rows(
        lines,
        "spread from -20 to +20",
        lambda t: t.outcome_point.between(-20, 20),
        only=_before_game("spreads"),
        severity=Severity.WARNING,
    ),
    # 205 to 250 is called realistic elsewhere; this is the tighter upper end, and the lower one of the platform.
    rows(
        lines,
        "total from 200 to 245",
        lambda t: t.outcome_point.between(200, 245),
        only=_before_game("totals"),
        severity=Severity.WARNING,
    ),
    groups(
        lines,
        "the two spreads of a book are opposite",
        by=(*SNAPSHOT, "bookmaker_key"),
        holds=lambda g: (
            g.outcome_point.max(where=g.market_key == "spreads")
            == -g.outcome_point.min(where=g.market_key == "spreads")
        ),
        show={
            "highest": lambda g: g.outcome_point.max(where=g.market_key == "spreads"),
            "lowest": lambda g: g.outcome_point.min(where=g.market_key == "spreads"),
        },
    ),
    # Information in one source, a warning in another.
    rows(
        lines,
        "snapshot is taken before tip-off",
        lambda t: t.snapshot_timestamp <= t.commence_time,
        severity=Severity.WARNING,
    ),
    rows(
        lines,
        "both team names are mapped",
        lambda t: (t.home_team_abbr.isin(list(TEAM_BY_CODE)) & t.away_team_abbr.isin(list(TEAM_BY_CODE))).fill_null(
            False
        ),
        show=("home_team", "away_team"),
    ),
    covered(
        "every game has lines",
        scheduled_games.where(lambda t: (t.game_status == FINAL) | (t.game_date_est <= run_time())),
        by=lines,
        on="game_id",
        severity=Severity.CRITICAL,
        repair="scrape the game lines of {game_id} again",
    ),
)
