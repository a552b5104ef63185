"""consistency.prediction_uniqueness: NULL lines, two lines, and what was superseded."""

from __future__ import annotations

import pytest
from predicted_season import PREDICTIONS
from validator_days import Day

from validators.consistency.prediction_uniqueness import validator

ONE = "one prediction for each game, player, system and line"
ID = "one row for each prediction_id"
BY_LINE = "active predictions of a system differ by their line"
SUPERSEDED = "what was superseded is not active"
ALL = {ONE, ID, BY_LINE, SUPERSEDED}
ROW = "game_id = '{game}' AND player_lookup = '{player}' AND system_id = 'catboost_v8'"


@pytest.fixture
def day(predicted: Day) -> Day:
    """One prediction of the champion for the day's player, at the line 24.5."""
    first = predicted.value(f"SELECT min(rowid) FROM {PREDICTIONS} WHERE {ROW}")
    predicted.connection.execute(predicted.sql(f"DELETE FROM {PREDICTIONS} WHERE {ROW} AND rowid <> {first}"))
    predicted.corrupt(f"UPDATE {PREDICTIONS} SET current_points_line = 24.5, is_active = TRUE WHERE {ROW}")
    return predicted


def _again(day: Day, **values: str) -> None:
    """The same prediction once more, under an id of its own unless one is given."""
    changed = {"prediction_id": "prediction_id || '-again'", **values}
    replaced = ", ".join(f"{expression} AS {column}" for column, expression in changed.items())
    day.corrupt(f"INSERT INTO {PREDICTIONS} SELECT * REPLACE ({replaced}) FROM {PREDICTIONS} WHERE {ROW}")


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_no_predictions_are_unknown(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {PREDICTIONS}")
    assert set(predicted.answer(validator).unknown) == ALL

    predicted.connection.execute(f"DROP TABLE {PREDICTIONS}")
    assert set(predicted.answer(validator).unknown) == ALL


def test_two_lines_are_two_predictions(day: Day) -> None:
    _again(day, current_points_line="25.0")

    assert day.answer(validator).failed == {}


def test_the_same_line_is_one(day: Day) -> None:
    _again(day)

    assert day.answer(validator).failed == {
        ONE: [(day.game, day.player, "catboost_v8", 24.5)],
        BY_LINE: [(day.game, day.player, "catboost_v8")],
    }


def test_two_predictions_without_a_line_are_the_same(day: Day) -> None:
    day.corrupt(f"UPDATE {PREDICTIONS} SET current_points_line = NULL WHERE {ROW}")
    assert day.answer(validator).failed == {}

    _again(day)
    assert day.answer(validator).failed == {
        ONE: [(day.game, day.player, "catboost_v8", None)],
        BY_LINE: [(day.game, day.player, "catboost_v8")],
    }


@pytest.mark.parametrize(("active", "found"), [("TRUE", True), ("FALSE", False)])
def test_a_prediction_without_a_line_stands_alone_while_it_is_active(day: Day, active: str, found: bool) -> None:
    _again(day, current_points_line="NULL", is_active=active)

    assert set(day.answer(validator).failed) == ({BY_LINE} if found else set())


def test_a_duplicate_that_is_not_active_is_one_row_too_many(day: Day) -> None:
    _again(day, is_active="FALSE")

    answer = day.answer(validator)

    assert set(answer.failed) == {ONE}
    assert answer.repairs(ONE) == (
        f"keep the newest prediction of {day.player} by catboost_v8 in {day.game}, deactivate the others",
    )


def test_an_id_is_of_one_prediction(day: Day) -> None:
    _again(day, current_points_line="25.0", prediction_id="prediction_id")

    assert set(day.answer(validator).failed) == {ID}


@pytest.mark.parametrize(("active", "found"), [("TRUE", {SUPERSEDED}), ("FALSE", set())])
def test_what_was_superseded_is_not_active(day: Day, active: str, found: set[str]) -> None:
    day.corrupt(f"UPDATE {PREDICTIONS} SET superseded_by = 'another', is_active = {active} WHERE {ROW}")

    assert set(day.answer(validator).failed) == found
