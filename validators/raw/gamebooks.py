"""raw.gamebooks: every gamebook names who was active, who started and why the others did not play."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import groups, joined, rows
from harness.warehouse.relations import table
from validators.minutes import played
from validators.validator import Validator

gamebook = table("nba_raw.nbac_gamebook_player_stats")
active = gamebook.where(lambda t: t.player_status == "active")
# The gamebook does not say who started; NBA.com's box score does.
active_in_box_score = joined(active, table("nba_raw.nbac_player_boxscores"), on=("game_id", "player_lookup"))

validator = Validator(
    "raw.gamebooks",
    # the PDF was read before the game, so everybody is inactive.
    groups(
        gamebook,
        "R-009: a game has active players",
        by="game_id",
        holds=lambda g: g.count(where=g.player_status == "active") > 0,
        show={"rows": lambda g: g.count()},
        severity=Severity.CRITICAL,
        repair="re-scrape {game_id}",
    ),
    groups(
        active_in_box_score,
        "10 starters a game",
        by="game_id",
        holds=lambda g: g.player_lookup.nunique(where=g.starter) == 10,
        show={"starters": lambda g: g.player_lookup.nunique(where=g.starter)},
        repair="re-scrape {game_id}",
    ),
    rows(
        gamebook,
        "who was active has minutes and points",
        lambda t: played(t.minutes).notnull() & t.points.notnull(),
        only=lambda t: t.player_status == "active",
        repair="re-scrape {game_id}",
    ),
    rows(
        gamebook,
        "who did not play has a reason",
        lambda t: t.dnp_reason.strip().nullif("").notnull(),
        only=lambda t: t.player_status == "dnp",
        severity=Severity.WARNING,
        repair="re-scrape {game_id}",
    ),
    rows(
        gamebook,
        "every name is resolved",
        lambda t: t.name_resolution_status.isin(("resolved", "original")),
        severity=Severity.WARNING,
        show=("player_name", "name_resolution_method"),
        repair="resolve the name {player_name} of {game_id}",
    ),
)
