"""Which predictions count, when a grade of one is due, and what was said beside what was graded."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import ibis
import pytest
from predicted_season import GRADES, PREDICTIONS, SCHEDULE
from validator_days import AS_OF, Answers, Day

from harness.results import Scalar
from harness.season.defects.selection import PLATFORM_ID
from harness.warehouse.checks import rows
from harness.warehouse.relations import Relation
from validators.predictions import due_predictions, graded_predictions, grades, grades_beside_predictions, voided
from validators.validator import Validator

SYSTEM = "system_id = 'catboost_v8'"
THE_GAME = "game_id = '{game}' AND player_lookup = '{player}'"
OTHERS = f"NOT ({THE_GAME} AND {SYSTEM})"
TIP_OFF = datetime(2024, 1, 16, 0, 30, tzinfo=UTC)


def never(relation: Relation, *columns: str) -> Validator:
    """A check that no row passes, so that it names them all."""
    return Validator("shown.rows", rows(relation, "every row", lambda _: ibis.literal(False), show=columns))


def count(answer: Answers) -> int:
    [result] = answer.results
    return result.finding.count if result.finding else 0


def values(answer: Answers, *columns: str) -> list[tuple[Scalar, ...]]:
    [result] = answer.results
    assert result.finding is not None
    cells = [{**dict(one.key), **dict(one.evidence)} for one in result.finding.violations]
    return [tuple(one[column] for column in columns) for one in cells]


@pytest.fixture
def day(predicted: Day) -> Day:
    """One prediction of the day's player, and its grade."""
    predicted.corrupt(
        f"DELETE FROM {PREDICTIONS} WHERE {OTHERS}",
        f"DELETE FROM {GRADES} WHERE {OTHERS}",
        f"UPDATE {SCHEDULE} SET game_date_est = '{TIP_OFF.isoformat()}' WHERE {PLATFORM_ID} = '{{game}}'",
        f"UPDATE {PREDICTIONS} SET is_active = TRUE, line_source = 'ACTUAL_PROP', current_points_line = 24.5, "
        f"predicted_points = 27.5, recommendation = 'OVER', confidence_score = 87 WHERE {THE_GAME}",
        f"UPDATE {GRADES} SET line_value = 24.5 WHERE {THE_GAME}",
    )
    assert predicted.rows(f"SELECT count(*) FROM {PREDICTIONS}") == predicted.rows(f"SELECT count(*) FROM {GRADES}")
    return predicted


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ("is_active = FALSE", False),
        ("invalidation_reason = 'scratched'", False),
        ("line_source = 'ODDS_API'", True),
        ("line_source = 'BETTINGPROS'", True),
        ("line_source = 'ACTUAL_PROP'", True),
        ("line_source = 'ESTIMATED_AVG'", False),
        ("line_source = NULL", False),
        ("current_points_line = 19", True),
        ("current_points_line = 20", False),
        ("current_points_line = 21", True),
        ("current_points_line = NULL", False),
    ],
)
def test_only_valid_predictions_at_a_bookmakers_line_are_due(day: Day, change: str, due: bool) -> None:
    day.corrupt(f"UPDATE {PREDICTIONS} SET {change} WHERE {THE_GAME}")

    assert count(day.answer(never(due_predictions))) == int(due)


@pytest.mark.parametrize(("seconds", "due"), [(-1, False), (0, True)])
def test_a_grade_is_due_a_day_after_the_tip_off(day: Day, seconds: int, due: bool) -> None:
    as_of = TIP_OFF + timedelta(hours=24, seconds=seconds)

    assert count(day.answer(never(due_predictions), as_of=as_of)) == int(due)


@pytest.mark.parametrize(("status", "due"), [(2, False), (3, True)])
def test_a_grade_is_due_of_a_game_that_is_over(day: Day, status: int, due: bool) -> None:
    day.corrupt(f"UPDATE {SCHEDULE} SET game_status = {status} WHERE {PLATFORM_ID} = '{{game}}'")

    assert count(day.answer(never(due_predictions))) == int(due)


@pytest.mark.parametrize(("window", "due"), [("2024-01-22", True), ("2024-01-23", False), ("2024-01-14", False)])
def test_the_week_before_the_window_is_due_in_it(day: Day, window: str, due: bool) -> None:
    answer = day.answer(never(due_predictions), window, AS_OF)

    assert [one.failures_by_day for one in answer.results] == [((date(2024, 1, 15), 1),) if due else ()]


@pytest.mark.parametrize(
    ("change", "matched"), [("graded_at = graded_at", True), ("line_value = 25.5", None), ("system_id = 'x'", None)]
)
def test_a_prediction_is_graded_at_its_line(day: Day, change: str, matched: bool | None) -> None:
    day.corrupt(f"UPDATE {GRADES} SET {change} WHERE {THE_GAME}")

    answer = day.answer(never(graded_predictions, "matched"))

    assert values(answer, "game_id", "player_lookup", "system_id", "line_value", "matched") == [
        (day.game, day.player, "catboost_v8", 24.5, matched)
    ]


@pytest.mark.parametrize(
    ("system", "confidence"),
    [
        ("similarity_balanced_v1", 0.87),
        ("xgboost_v1", 0.87),
        ("catboost_v8", 0.87),
        ("ensemble_v1", 0.87),
        ("ensemble_v1_1", 0.87),
        ("zone_matchup_v1", 87.0),
    ],
)
def test_confidence_is_told_in_the_systems_own_unit(day: Day, system: str, confidence: float) -> None:
    day.corrupt(*(f"UPDATE {table} SET system_id = '{system}' WHERE {THE_GAME}" for table in (PREDICTIONS, GRADES)))

    shown = ("said_points", "said_recommendation", "said_confidence", "was_said")
    [said] = values(day.answer(never(grades_beside_predictions, *shown)), *shown)

    assert said == (27.5, "OVER", pytest.approx(confidence), True)


def test_of_a_grade_without_a_prediction_nothing_was_said(day: Day) -> None:
    day.corrupt(f"UPDATE {GRADES} SET line_value = 25.5 WHERE {THE_GAME}")

    shown = ("said_points", "said_recommendation", "said_confidence", "was_said")
    answer = day.answer(never(grades_beside_predictions, *shown))
    assert values(answer, *shown) == [(None, None, None, None)]
    assert answer.results[0].failures_by_day == ((date(2024, 1, 15), 1),)


@pytest.mark.parametrize(("flag", "is_voided"), [("TRUE", True), ("FALSE", False), ("NULL", False)])
def test_a_grade_is_voided_if_it_says_so(day: Day, flag: str, is_voided: bool) -> None:
    day.corrupt(f"UPDATE {GRADES} SET is_voided = {flag} WHERE {THE_GAME}")

    answer = day.answer(never(grades.derive(void=voided), "void"))

    assert values(answer, "void") == [(is_voided,)]
