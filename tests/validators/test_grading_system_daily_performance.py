"""grading.system_daily_performance on a clean season, and at the edges of its sums and rates."""

from __future__ import annotations

import pytest
from predicted_season import DAILY, GRADES, SYSTEMS
from validator_days import Day

from validators.grading.system_daily_performance import COUNTS as COUNTED
from validators.grading.system_daily_performance import validator

KEY = "one row for each game_date, system_id"
EACH = "one row for each active system and graded day"
WIN_RATE = "win rate is correct among those that were right or wrong"
WITHIN_3 = "share within 3 points is its count among the predictions"
WITHIN_5 = "share within 5 points is its count among the predictions"
BETS = "over and under add up to the recommendations"
PASSES = "recommendations and passes add up to the predictions"
JUDGED = "right and wrong are no more than recommended"
SOMETHING = "a system recommends something"
COUNTS = "counts are those of the grades"
MEANS = "error, bias and confidence are those of the grades"
WON = "win rates of over, under and high confidence are those of the grades"
LATER = "computed after its grades"
ALL = {check.name for check in validator.checks}
ROW = "game_date = '{day}' AND system_id = 'catboost_v8'"


def _failed(day: Day, **values: str) -> set[str]:
    """What is found once columns of the champion's row are set; always that row and no other."""
    assignments = ", ".join(f"{column} = {expression}" for column, expression in values.items())
    day.corrupt(f"UPDATE {DAILY} SET {assignments} WHERE {ROW}")
    answer = day.answer(validator)
    assert not answer.unknown
    assert all([str(cell) for cell in key] == [day.date, "catboost_v8"] for [key] in answer.failed.values())
    return set(answer.failed)


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_a_missing_table_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {DAILY}")

    assert set(predicted.answer(validator).unknown) == ALL


def test_without_the_registry_only_which_systems_were_due_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {SYSTEMS}")

    assert EACH in predicted.answer(validator).unknown


@pytest.mark.parametrize("nothing", ["0", "NULL"])
def test_a_day_without_grades_comes_to_nothing(predicted: Day, nothing: str) -> None:
    counts = ", ".join(f"{name} = {nothing}" for name in COUNTED)
    predicted.corrupt(f"DELETE FROM {GRADES} WHERE {ROW}", f"UPDATE {DAILY} SET {counts} WHERE {ROW}")

    answer = predicted.answer(validator)

    assert COUNTS not in answer.failed
    assert COUNTS not in answer.unknown


@pytest.mark.parametrize("count", ["1", "-1"])
def test_a_count_of_grades_that_are_not_there_is_found(predicted: Day, count: str) -> None:
    counts = ", ".join(f"{name} = {count}" for name in COUNTED)
    predicted.corrupt(f"DELETE FROM {GRADES} WHERE {ROW}", f"UPDATE {DAILY} SET {counts} WHERE {ROW}")

    assert len(predicted.answer(validator).failed[COUNTS]) == 1


@pytest.mark.parametrize(("active", "found"), [("TRUE", True), ("FALSE", False)])
def test_only_active_systems_are_due(predicted: Day, active: str, found: bool) -> None:
    predicted.corrupt(
        f"UPDATE {SYSTEMS} SET active = {active} WHERE system_id = 'catboost_v8'",
        f"DELETE FROM {DAILY} WHERE {ROW}",
    )

    assert set(predicted.answer(validator).failed) == ({EACH} if found else set())


def test_a_row_of_a_system_that_is_not_active_is_found(predicted: Day) -> None:
    predicted.corrupt(f"UPDATE {SYSTEMS} SET active = FALSE WHERE system_id = 'catboost_v8'")

    answer = predicted.answer(validator)

    assert set(answer.failed) == {EACH}


@pytest.mark.parametrize(
    ("column", "check"), [("win_rate", WIN_RATE), ("within_3_pct", WITHIN_3), ("within_5_pct", WITHIN_5)]
)
@pytest.mark.parametrize("off", ["0.001", "-0.001"])
def test_rates_are_exact_to_what_is_kept(predicted: Day, column: str, check: str, off: str) -> None:
    assert _failed(predicted, **{column: f"{column} + {off}"}) == {check}


def test_a_day_without_a_verdict_has_no_win_rate_to_check(predicted: Day) -> None:
    found = _failed(predicted, correct_count="0", incorrect_count="0", win_rate="NULL")

    assert found == {COUNTS}


@pytest.mark.parametrize("off", ["+ 1", "- 1"])
def test_bets_and_passes_add_up(predicted: Day, off: str) -> None:
    assert _failed(predicted, under_count=f"under_count {off}") == {BETS, COUNTS}
    assert _failed(predicted, under_count="recommendations_count - over_count", pass_count=f"pass_count {off}") == {
        PASSES
    }


@pytest.mark.parametrize(("more", "found"), [(0, False), (1, True)])
def test_no_more_is_judged_than_was_recommended(predicted: Day, more: int, found: bool) -> None:
    failed = _failed(predicted, incorrect_count=f"recommendations_count - correct_count + {more}")

    assert (JUDGED in failed) is found
    assert failed <= {JUDGED, COUNTS, WIN_RATE}


@pytest.mark.parametrize(("predictions", "found"), [(29, False), (30, True)])
def test_a_system_that_bets_on_none_of_30_is_broken(predicted: Day, predictions: int, found: bool) -> None:
    failed = _failed(predicted, recommendations_count="0", predictions_count=str(predictions))

    assert (SOMETHING in failed) is found


@pytest.mark.parametrize(
    ("column", "off"),
    [("mae", "0.01"), ("avg_bias", "-0.01"), ("avg_confidence", "0.001"), ("avg_confidence", "-0.001")],
)
def test_means_are_exact_to_what_is_kept(predicted: Day, column: str, off: str) -> None:
    # A mean of 5.125 may be kept as 5.12 or 5.13: two steps are beyond any rounding.
    assert _failed(predicted, **{column: f"{column} + 2 * {off}"}) == {MEANS}


@pytest.mark.parametrize("column", ["over_win_rate", "under_win_rate", "high_confidence_win_rate"])
@pytest.mark.parametrize("changed", ["{column} + 0.002", "NULL"])
def test_win_rates_of_the_parts_are_those_of_the_grades(predicted: Day, column: str, changed: str) -> None:
    assert _failed(predicted, **{column: changed.format(column=column)}) == {WON}


@pytest.mark.parametrize(("seconds", "found"), [(0, set()), (1, {LATER})])
def test_a_day_is_aggregated_after_its_last_grade(predicted: Day, seconds: int, found: set[str]) -> None:
    newest = f"(SELECT max(graded_at) FROM {GRADES} WHERE {ROW} AND NOT is_voided)"

    assert _failed(predicted, computed_at=f"{newest} - INTERVAL {seconds} SECOND") == found


def test_two_rows_of_a_day_are_found(predicted: Day) -> None:
    predicted.corrupt(f"INSERT INTO {DAILY} SELECT * FROM {DAILY} WHERE {ROW}")

    answer = predicted.answer(validator)

    assert set(answer.failed) == {KEY}
    assert answer.repairs(KEY) == ("aggregate 2024-01-15 again",)
