"""consistency.prediction_uniqueness: one prediction for each game, player, system and line, whoever wrote it, and when.

A player may have predictions at two lines, 24.5 and 25.0: these are two. A NULL line is a line like any other here.
"""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows, unique
from validators.predictions import predictions
from validators.validator import Validator

CONSOLIDATE = "keep the newest prediction of {player_lookup} by {system_id} in {game_id}, deactivate the others"


def _differ_by_line(answers: ir.Table) -> ir.BooleanValue:
    """Active answers of one system about one player have different lines; one without a line stands alone."""
    active = answers.is_active
    without = answers.count(where=active & answers.current_points_line.isnull())
    lines = answers.current_points_line.nunique(where=active)
    alone = (without == 0) | ((without == 1) & (lines == 0))
    return alone & (answers.count(where=active & answers.current_points_line.notnull()) == lines)


validator = Validator(
    "consistency.prediction_uniqueness",
    unique(
        predictions,
        "game_id",
        "player_lookup",
        "system_id",
        "current_points_line",
        name="one prediction for each game, player, system and line",
        repair=CONSOLIDATE,
    ),
    unique(predictions, "prediction_id", repair="give the later prediction an id of its own"),
    groups(
        predictions,
        "active predictions of a system differ by their line",
        by=("game_id", "player_lookup", "system_id"),
        holds=_differ_by_line,
        show={
            "active": lambda g: g.count(where=g.is_active),
            "lines": lambda g: g.current_points_line.nunique(where=g.is_active),
        },
        severity=Severity.CRITICAL,
        repair=CONSOLIDATE,
    ),
    rows(
        predictions,
        "what was superseded is not active",
        lambda t: ~t.is_active,
        only=lambda t: t.superseded_by.notnull(),
        show=("superseded_by", "is_active"),
        severity=Severity.CRITICAL,
        repair=CONSOLIDATE,
    ),
)
