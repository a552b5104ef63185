"""grading.coverage: every prediction that counts is graded, in time, against a box score that has the player."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, groups, rows
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.predictions import graded_predictions, grades, predictions, voided
from validators.validator import Validator

played = table("nba_analytics.player_game_summary")
LEAST_SHARE = 0.80


def _games_of_past_days(predictions: ir.Table) -> ir.Table:
    past = predictions.filter(
        predictions.is_active,
        predictions.invalidation_reason.isnull(),
        predictions.game_date < eastern_date(run_time()),
    )
    return past.select("game_id", "game_date").distinct()


predicted_games = relation(predictions, build=_games_of_past_days, key=("game_id",), day="game_date", label="game")
"""Games that predictions speak of, under the id that they use, on days that are over."""


def _with_actuals(grades: ir.Table, played: ir.Table) -> ir.Table:
    found = played.select("game_id", "player_lookup", box_points="points", found=True)
    return grades.left_join(found, ["game_id", "player_lookup"], rname="{name}_box")


with_actuals = relation(grades, played, build=_with_actuals, key=grades.key, day="game_date", label="grade")
"""Grades, each with the points of the player's box score."""

validator = Validator(
    "grading.coverage",
    groups(
        graded_predictions,
        "a final game is graded within 24 h",
        by="game_id",
        holds=lambda g: g.matched.any().fill_null(False),
        show={"predictions": lambda g: g.count()},
        repair="grade {game_id}",
    ),
    groups(
        graded_predictions,
        "80 % of a day's predictions are graded",
        by="game_date",
        holds=lambda g: g.matched.count() >= LEAST_SHARE * g.count(),
        show={"graded": lambda g: g.matched.count(), "predictions": lambda g: g.count()},
        repair="grade {game_date} again",
    ),
    rows(
        grades,
        "graded with the actual points",
        lambda t: t.actual_points.notnull(),
        only=lambda t: ~voided(t),
        repair="grade {day} again once its box scores are there",
    ),
    rows(
        with_actuals,
        "graded against a box score",
        lambda t: t.found.fill_null(False),
        repair="grade {day} again once its box scores are there",
    ),
    rows(
        with_actuals,
        "actual points are the box score's",
        lambda t: t.actual_points == t.box_points,
        show=("actual_points", "box_points"),
        repair="grade {day} again",
    ),
    # Predictions may carry NBA ids where box scores carry the platform's; then nothing joins and nothing is graded.
    covered(
        "a predicted game joins its box scores by its id",
        predicted_games,
        by=played,
        on="game_id",
        severity=Severity.CRITICAL,
        repair="give the predictions of {game_id} the platform's game id",
    ),
)
