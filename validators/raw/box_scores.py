"""raw.box_scores: what Ball Don't Lie sent is whole and adds up."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from harness.warehouse.relations import table
from validators.validator import Validator

box = table("nba_raw.bdl_player_boxscores")

validator = Validator(
    "raw.box_scores",
    unique(box, "game_id", "player_lookup"),
    rows(
        box, "points add up", lambda t: t.points == 2 * t.field_goals_made + t.three_pointers_made + t.free_throws_made
    ),
    rows(box, "made never exceeds attempted", lambda t: t.field_goals_made <= t.field_goals_attempted),
    groups(
        box,
        "20 to 40 players a game",
        by="game_id",
        holds=lambda g: g.count().between(20, 40),
        show={"players": lambda g: g.count()},
        severity=Severity.WARNING,
    ),
)
