"""grading.coverage on a clean season, and at the edges of what must have been graded by when."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

import pytest
from predicted_season import GRADES, PLAYED, PREDICTIONS, SCHEDULE
from validator_days import Day

from harness.season.defects.selection import PLATFORM_ID
from validators.grading.coverage import validator

IN_TIME = "a final game is graded within 24 h"
MOST = "80 % of a day's predictions are graded"
ACTUAL = "graded with the actual points"
AGAINST = "graded against a box score"
POINTS = "actual points are the box score's"
JOINS = "a predicted game joins its box scores by its id"
ALL = {check.name for check in validator.checks}
THE_GAME = "game_id = '{game}'"


def _tip_off(day: Day) -> datetime:
    tip_off = day.value(f"SELECT game_date_est FROM {SCHEDULE} WHERE {PLATFORM_ID} = '{{game}}'")
    assert isinstance(tip_off, datetime)
    return tip_off


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_without_box_scores_what_compares_with_them_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {PLAYED}")

    assert set(predicted.answer(validator).unknown) == {AGAINST, POINTS, JOINS}


def test_without_predictions_nobody_knows_what_was_due(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {PREDICTIONS}")

    assert set(predicted.answer(validator).unknown) == {IN_TIME, MOST, JOINS}


@pytest.mark.parametrize(("seconds", "found"), [(0, True), (-1, False)])
def test_a_game_is_due_24_hours_after_its_tip_off(predicted: Day, seconds: int, found: bool) -> None:
    predicted.corrupt(f"DELETE FROM {GRADES} WHERE {THE_GAME}")

    answer = predicted.answer(validator, as_of=_tip_off(predicted) + timedelta(days=1, seconds=seconds))

    assert answer.failed.get(IN_TIME, []) == ([(predicted.game,)] if found else [])
    assert answer.repairs(IN_TIME) == ((f"grade {predicted.game}",) if found else ())


def test_a_game_that_was_not_played_is_not_due(predicted: Day) -> None:
    predicted.corrupt(
        f"DELETE FROM {GRADES} WHERE {THE_GAME}",
        f"UPDATE {SCHEDULE} SET game_status = 1, game_status_text = 'PPD' WHERE {PLATFORM_ID} = '{{game}}'",
    )

    assert IN_TIME not in predicted.answer(validator).failed


@pytest.mark.parametrize(
    "excluded",
    [
        "is_active = FALSE",
        "current_points_line = 20.0",
        "line_source = 'ESTIMATED_AVG'",
        "invalidation_reason = 'game_postponed'",
    ],
)
def test_what_does_not_count_need_not_be_graded(predicted: Day, excluded: str) -> None:
    predicted.corrupt(f"DELETE FROM {GRADES} WHERE {THE_GAME}", f"UPDATE {PREDICTIONS} SET {excluded} WHERE {THE_GAME}")

    assert predicted.answer(validator).failed == {}


@pytest.mark.parametrize(("fewer", "found"), [(0, False), (1, True)])
def test_four_fifths_of_a_day_are_enough(predicted: Day, fewer: int, found: bool) -> None:
    count = predicted.value(f"SELECT count(*) FROM {GRADES} WHERE game_date = '{{day}}'")
    assert isinstance(count, int)
    lost = count - (math.ceil(0.8 * count) - fewer)
    ranked = f"SELECT rowid, row_number() OVER (PARTITION BY game_id ORDER BY rowid) AS place FROM {GRADES}"
    predicted.corrupt(
        f"DELETE FROM {GRADES} WHERE rowid IN (SELECT rowid FROM ({ranked} WHERE game_date = '{{day}}') "
        f"ORDER BY place DESC, rowid LIMIT {lost})"
    )

    failed = predicted.answer(validator).failed

    assert (MOST in failed) is found
    assert IN_TIME not in failed


@pytest.mark.parametrize(("void", "found"), [("FALSE", True), ("TRUE", False)])
def test_only_a_void_grade_has_no_actual(predicted: Day, void: str, found: bool) -> None:
    predicted.corrupt(
        f"UPDATE {GRADES} SET actual_points = NULL, is_voided = {void} WHERE {THE_GAME} "
        "AND player_lookup = '{player}' AND system_id = 'catboost_v8'"
    )

    failed = predicted.answer(validator).failed.get(ACTUAL, [])

    assert [key[:3] for key in failed] == ([(predicted.player, predicted.game, "catboost_v8")] if found else [])


def test_a_grade_needs_a_box_score_with_the_same_points(predicted: Day) -> None:
    the_player = f"{THE_GAME} AND player_lookup = '{{player}}'"
    predicted.corrupt(f"UPDATE {PLAYED} SET points = points + 1 WHERE {the_player}")
    assert {key[:2] for key in predicted.answer(validator).failed[POINTS]} == {(predicted.player, predicted.game)}

    predicted.corrupt(f"DELETE FROM {PLAYED} WHERE {the_player}")
    failed = predicted.answer(validator).failed

    assert set(failed) == {AGAINST}
    assert {key[:2] for key in failed[AGAINST]} == {(predicted.player, predicted.game)}


@pytest.mark.parametrize(
    ("changed", "hours", "found"),
    [
        ("game_id = '0022300561'", 36, True),
        ("game_id = '0022300561', invalidation_reason = 'game_postponed'", 36, False),
        ("game_id = '0022300561', is_active = FALSE", 36, False),
        ("game_id = '0022300561'", 4, False),
    ],
)
def test_a_predicted_game_has_box_scores_once_its_day_is_over(
    predicted: Day, changed: str, hours: int, found: bool
) -> None:
    """15 January ends at 05:00 UTC of the 16th in New York."""
    predicted.corrupt(f"UPDATE {PREDICTIONS} SET {changed} WHERE {THE_GAME}")

    answer = predicted.answer(validator, as_of=datetime.fromisoformat("2024-01-15T00:00Z") + timedelta(hours=hours))

    assert answer.failed.get(JOINS, []) == ([("0022300561",)] if found else [])
    [joins] = [one for one in answer.results if one.check == JOINS]
    assert joins.failures_by_day == (((date(2024, 1, 15), 1),) if found else ())
