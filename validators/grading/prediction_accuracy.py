"""grading.prediction_accuracy: every grade follows from its prediction, its line and what the player did."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows, unique
from validators.predictions import BETS, PLACEHOLDER_LINE, grades, grades_beside_predictions, voided
from validators.validator import Validator

REGRADE = "grade {day} again"
ROUNDED = 0.00051
"""Grades keep three decimals of a confidence."""

VOID_REASONS = ("dnp_injury_confirmed", "dnp_late_scratch", "dnp_unknown")


def _judged(grade: ir.Table) -> ir.BooleanValue:
    """Whether there is a bet that was won or lost."""
    moved = (grade.actual_points != grade.line_value).fill_null(False)
    return grade.recommendation.isin(BETS) & moved & ~voided(grade)


def _did_not_play(grade: ir.Table) -> ir.BooleanValue:
    return (grade.actual_points == 0) & (grade.minutes_played.fill_null(0) == 0)


def _reason_fits(grade: ir.Table) -> ir.BooleanValue:
    """The reason follows the status before the game; a grade that counts has none."""
    status = grade.pre_game_injury_status.fill_null("")
    expected = ibis.cases(
        (status.isin(("OUT", "DOUBTFUL")), VOID_REASONS[0]),
        (status.isin(("QUESTIONABLE", "PROBABLE")), VOID_REASONS[1]),
        else_=VOID_REASONS[2],
    )
    return ibis.ifelse(voided(grade), (grade.void_reason == expected).fill_null(False), grade.void_reason.isnull())


validator = Validator(
    "grading.prediction_accuracy",
    unique(grades, "player_lookup", "game_id", "system_id", "line_value", repair=REGRADE),
    rows(
        grades,
        "absolute error is predicted minus actual without its sign",
        lambda t: (t.absolute_error == (t.predicted_points - t.actual_points).abs()).fill_null(False),
        only=lambda t: ~voided(t),
        show=("predicted_points", "actual_points"),
        repair=REGRADE,
    ),
    rows(
        grades,
        "signed error is predicted minus actual",
        lambda t: (t.signed_error == t.predicted_points - t.actual_points).fill_null(False),
        only=lambda t: ~voided(t),
        show=("predicted_points", "actual_points"),
        repair=REGRADE,
    ),
    rows(grades, "errors are at most 80 points", lambda t: t.absolute_error <= 80, repair=REGRADE),
    rows(
        grades,
        "a bet is correct if the points are on its side of the line",
        lambda t: (
            t.prediction_correct == ((t.actual_points > t.line_value) == (t.recommendation == "OVER"))
        ).fill_null(False),
        only=_judged,
        show=("recommendation", "actual_points", "line_value"),
        repair=REGRADE,
    ),
    # PASS, HOLD, NO_LINE, no line, a push, a void: there is nothing to be right about.
    rows(
        grades,
        "what is no bet, a push or void has no verdict",
        lambda t: t.prediction_correct.isnull(),
        only=lambda t: ~_judged(t),
        show=("recommendation", "actual_points", "line_value"),
        repair=REGRADE,
    ),
    rows(
        grades,
        "0 points in 0 minutes are void",
        voided,
        only=_did_not_play,
        show=("minutes_played",),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "who played is not void",
        lambda t: t.minutes_played.fill_null(0) == 0,
        only=voided,
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "void for the reason that the injury report gave",
        _reason_fits,
        show=("is_voided", "void_reason", "pre_game_injury_status"),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "confidence from 0 to 1",
        lambda t: t.confidence_score.between(0, 1).fill_null(False),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "confidence decile is that of the confidence",
        lambda t: (
            t.confidence_decile == ibis.least(10, (t.confidence_score.cast("float64") * 10).floor().cast("int64") + 1)
        ),
        only=lambda t: t.confidence_score.between(0, 1),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "predicted margin is predicted minus line",
        lambda t: (t.predicted_margin - (t.predicted_points - t.line_value)).abs() <= 0.1,
        only=lambda t: t.line_value.notnull(),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "actual margin is actual minus line",
        lambda t: (t.actual_margin - (t.actual_points - t.line_value)).abs() <= 0.1,
        only=lambda t: t.line_value.notnull() & ~voided(t),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "within 3 and within 5 points say what the error says",
        lambda t: (
            (t.within_3_points == (t.absolute_error <= 3)) & (t.within_5_points == (t.absolute_error <= 5))
        ).fill_null(False),
        only=lambda t: t.absolute_error.notnull(),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
    rows(
        grades,
        "no grade by the placeholder line 20.0",
        lambda t: t.line_value != PLACEHOLDER_LINE,
        repair="void the grades of {player_lookup} in {game_id}: no bookmaker quoted the line",
    ),
    rows(
        grades_beside_predictions,
        "a grade repeats what was predicted",
        lambda t: (t.predicted_points == t.said_points) & (t.recommendation == t.said_recommendation),
        only=lambda t: t.was_said,
        show=("said_points", "said_recommendation"),
        repair=REGRADE,
    ),
    rows(
        grades_beside_predictions,
        "confidence is the prediction's, on the scale of 0 to 1",
        lambda t: (t.confidence_score - t.said_confidence).abs() <= ROUNDED,
        only=lambda t: t.was_said,
        show=("said_confidence",),
        severity=Severity.WARNING,
        repair=REGRADE,
    ),
)
