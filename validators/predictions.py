"""The predictions and grades that validators measure: which predictions count, and which are due to be graded."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.games import FINAL, schedule, scheduled_games
from validators.shapes import matched

predictions = table("nba_predictions.player_prop_predictions")
grades = table("nba_predictions.prediction_accuracy")

PLACEHOLDER_LINE = 20.0
"""The line that the platform once wrote for players without one; predictions and grades with it say nothing."""

REAL_SOURCES = ("ACTUAL_PROP", "ODDS_API", "BETTINGPROS")
"""Values of `line_source` that stand for a bookmaker's line; the others are estimates."""

GRADED_WITHIN = ibis.interval(hours=24)
"""After tip-off. Grading is due at noon Eastern of the next day; after a day it is missing, not late."""

BETS = ("OVER", "UNDER")

PERCENT_SYSTEMS = ("similarity_balanced_v1", "xgboost_v1", "catboost_v8", "ensemble_v1", "ensemble_v1_1")
"""Systems whose predictions state their confidence as 0..100; the others' is 0..1, as that of every grade."""


def eligible(prediction: ir.Table) -> ir.BooleanValue:
    """Whether a prediction is to be graded: active, valid, and measured by a bookmaker's line."""
    return (
        prediction.is_active
        & prediction.invalidation_reason.isnull()
        & prediction.line_source.isin(REAL_SOURCES)
        & (prediction.current_points_line != PLACEHOLDER_LINE).fill_null(False)
    )


def voided(grade: ir.Table) -> ir.BooleanValue:
    """Whether a grade says that it does not count."""
    return grade.is_voided.fill_null(False)


def _due(schedule: ir.Table, predictions: ir.Table) -> ir.Table:
    games = scheduled_games.build(schedule)
    over = games.filter(games.game_status == FINAL, games.game_date_est <= run_time() - GRADED_WITHIN)
    chosen = predictions.filter(eligible(predictions)).select(
        "game_id", "game_date", "player_lookup", "system_id", line_value="current_points_line"
    )
    return chosen.semi_join(over, "game_id")


PREDICTION = ("game_id", "player_lookup", "system_id", "line_value")

A_WEEK = 7
"""Days before the window: the last night's games are not due yet, and no break is longer than a week."""

due_predictions = relation(
    schedule.around(before_days=A_WEEK),
    predictions.around(before_days=A_WEEK),
    build=_due,
    key=PREDICTION,
    day="game_date",
    label="prediction",
)
"""Predictions that must have been graded by now: eligible ones for games that are final and a day old."""

graded_predictions = matched(due_predictions, by=grades.around(before_days=A_WEEK), on=PREDICTION)
"""These, each with `matched`: whether it has a grade."""


def _beside_predictions(grades: ir.Table, predictions: ir.Table) -> ir.Table:
    confidence = predictions.confidence_score.cast("float64")
    percent = predictions.system_id.isin(PERCENT_SYSTEMS)
    said = predictions.select(
        "game_id",
        "player_lookup",
        "system_id",
        line_value="current_points_line",
        said_points="predicted_points",
        said_recommendation="recommendation",
        said_confidence=ibis.ifelse(percent, confidence / 100, confidence),
        was_said=True,
    )
    return grades.left_join(said, list(PREDICTION), rname="{name}_said")


grades_beside_predictions = relation(
    grades, predictions, build=_beside_predictions, key=grades.key, day="game_date", label="grade"
)
"""Grades, each with what was predicted: said_points, said_recommendation, said_confidence (0..1), was_said."""
