"""grading.prediction_accuracy on a clean season, and at the edges of each of its rules."""

from __future__ import annotations

import pytest
from predicted_season import GRADES, PREDICTIONS
from validator_days import Day

from validators.grading.prediction_accuracy import validator

KEY = "one row for each player_lookup, game_id, system_id, line_value"
ABSOLUTE = "absolute error is predicted minus actual without its sign"
SIGNED = "signed error is predicted minus actual"
AT_MOST_80 = "errors are at most 80 points"
CORRECT = "a bet is correct if the points are on its side of the line"
NO_VERDICT = "what is no bet, a push or void has no verdict"
VOID = "0 points in 0 minutes are void"
PLAYED = "who played is not void"
REASON = "void for the reason that the injury report gave"
CONFIDENCE = "confidence from 0 to 1"
DECILE = "confidence decile is that of the confidence"
PREDICTED_MARGIN = "predicted margin is predicted minus line"
ACTUAL_MARGIN = "actual margin is actual minus line"
WITHIN = "within 3 and within 5 points say what the error says"
PLACEHOLDER = "no grade by the placeholder line 20.0"
REPEATS = "a grade repeats what was predicted"
SCALE = "confidence is the prediction's, on the scale of 0 to 1"
ALL = {check.name for check in validator.checks}


def _one_grade(day: Day, **values: str) -> tuple[object, ...]:
    """Set columns of one grade of the day, a bet that was won; gives its key."""
    sql = "game_date = '{day}' AND player_lookup = '{player}' AND game_id = '{game}' AND prediction_correct"
    [(rowid, player, game, system, line)] = day.rows(
        f"SELECT rowid, player_lookup, game_id, system_id, line_value::DOUBLE FROM {GRADES} WHERE {sql} "
        "ORDER BY system_id LIMIT 1"
    )
    if values:
        assignments = ", ".join(f"{column} = {expression}" for column, expression in values.items())
        day.corrupt(f"UPDATE {GRADES} SET {assignments} WHERE rowid = {rowid}")
    changed = values.get("line_value", line)
    return player, game, system, None if changed == "NULL" else float(changed)


def _found(day: Day, check: str) -> list[tuple[object, ...]]:
    answer = day.answer(validator)
    assert check not in answer.unknown
    return answer.failed.get(check, [])


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_a_season_without_grades_is_unknown(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {GRADES}")

    assert set(predicted.answer(validator).unknown) == ALL


def test_a_missing_table_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {GRADES}")

    assert set(predicted.answer(validator).unknown) == ALL


def test_without_predictions_only_the_comparison_with_them_is_unknown(predicted: Day) -> None:
    predicted.connection.execute("DROP TABLE nba_predictions.player_prop_predictions")

    assert set(predicted.answer(validator).unknown) == {REPEATS, SCALE}


@pytest.mark.parametrize(("error", "found"), [(80, False), (80.1, True)])
def test_errors_reach_80_points(predicted: Day, error: float, found: bool) -> None:
    key = _one_grade(predicted, absolute_error=str(error))

    assert (key in _found(predicted, AT_MOST_80)) is found


@pytest.mark.parametrize(("off", "found"), [("0", False), ("0.1", True), ("-0.1", True), ("NULL", True)])
def test_errors_are_exact(predicted: Day, off: str, found: bool) -> None:
    key = _one_grade(predicted, absolute_error=f"absolute_error + {off}", signed_error=f"signed_error + {off}")

    failed = predicted.answer(validator).failed

    assert (ABSOLUTE in failed) is found
    assert (SIGNED in failed) is found
    assert all(failed.get(check, [key]) == [key] for check in (ABSOLUTE, SIGNED))


@pytest.mark.parametrize(
    ("bet", "actual", "verdict", "broken"),
    [
        ("OVER", 11, "TRUE", None),
        ("OVER", 11, "FALSE", CORRECT),
        ("OVER", 9, "FALSE", None),
        ("UNDER", 9, "TRUE", None),
        ("UNDER", 11, "TRUE", CORRECT),
        ("UNDER", 9, "NULL", CORRECT),
        ("OVER", 10, "NULL", None),
        ("OVER", 10, "FALSE", NO_VERDICT),
        ("PASS", 11, "NULL", None),
        ("PASS", 11, "FALSE", NO_VERDICT),
        ("HOLD", 11, "TRUE", NO_VERDICT),
        ("NO_LINE", 11, "TRUE", NO_VERDICT),
    ],
)
def test_the_verdict_follows_from_bet_line_and_points(
    predicted: Day, bet: str, actual: int, verdict: str, broken: str | None
) -> None:
    key = _one_grade(
        predicted, recommendation=f"'{bet}'", line_value="10", actual_points=str(actual), prediction_correct=verdict
    )

    failed = predicted.answer(validator).failed

    assert {check: failed[check] for check in (CORRECT, NO_VERDICT) if check in failed} == (
        {broken: [key]} if broken else {}
    )


def test_a_bet_without_a_line_was_neither_won_nor_lost(predicted: Day) -> None:
    _one_grade(predicted, recommendation="'OVER'", line_value="NULL", prediction_correct="NULL")

    failed = predicted.answer(validator).failed

    assert CORRECT not in failed
    assert NO_VERDICT not in failed


@pytest.mark.parametrize(("minutes", "found"), [("0", True), ("NULL", True), ("0.1", False)])
def test_no_points_without_minutes_are_void(predicted: Day, minutes: str, found: bool) -> None:
    key = _one_grade(predicted, actual_points="0", minutes_played=minutes)

    assert _found(predicted, VOID) == ([key] if found else [])


@pytest.mark.parametrize(("minutes", "found"), [("0", False), ("NULL", False), ("0.1", True)])
def test_void_is_who_did_not_play(predicted: Day, minutes: str, found: bool) -> None:
    key = _one_grade(predicted, is_voided="TRUE", minutes_played=minutes)

    assert _found(predicted, PLAYED) == ([key] if found else [])


@pytest.mark.parametrize(
    ("status", "reason", "found"),
    [
        ("'OUT'", "'dnp_injury_confirmed'", False),
        ("'DOUBTFUL'", "'dnp_injury_confirmed'", False),
        ("'QUESTIONABLE'", "'dnp_late_scratch'", False),
        ("'PROBABLE'", "'dnp_late_scratch'", False),
        ("NULL", "'dnp_unknown'", False),
        ("'OUT'", "'dnp_late_scratch'", True),
        ("'PROBABLE'", "'dnp_unknown'", True),
        ("NULL", "'dnp_injury_confirmed'", True),
        ("NULL", "NULL", True),
    ],
)
def test_a_void_grade_has_the_reason_of_its_status(predicted: Day, status: str, reason: str, found: bool) -> None:
    key = _one_grade(predicted, is_voided="TRUE", pre_game_injury_status=status, void_reason=reason)

    assert _found(predicted, REASON) == ([key] if found else [])


def test_a_grade_that_counts_has_no_reason(predicted: Day) -> None:
    key = _one_grade(predicted, void_reason="'dnp_unknown'")

    assert _found(predicted, REASON) == [key]


@pytest.mark.parametrize(
    ("confidence", "found"), [("0", False), ("1", False), ("1.001", True), ("-0.001", True), ("NULL", True)]
)
def test_confidence_lies_between_0_and_1(predicted: Day, confidence: str, found: bool) -> None:
    key = _one_grade(predicted, confidence_score=confidence)

    assert _found(predicted, CONFIDENCE) == ([key] if found else [])


@pytest.mark.parametrize(
    ("confidence", "decile"), [("0", 1), ("0.099", 1), ("0.1", 2), ("0.3", 4), ("0.7", 8), ("0.999", 10), ("1", 10)]
)
def test_deciles_count_from_1_to_10(predicted: Day, confidence: str, decile: int) -> None:
    key = _one_grade(predicted, confidence_score=confidence, confidence_decile=str(decile))
    assert _found(predicted, DECILE) == []

    _one_grade(predicted, confidence_decile=str(decile + 1))
    assert _found(predicted, DECILE) == [key]


@pytest.mark.parametrize(("off", "found"), [("0.1", False), ("-0.1", False), ("0.2", True), ("-0.2", True)])
@pytest.mark.parametrize(
    ("check", "column"), [(PREDICTED_MARGIN, "predicted_margin"), (ACTUAL_MARGIN, "actual_margin")]
)
def test_margins_are_true_to_a_tenth(predicted: Day, check: str, column: str, off: str, found: bool) -> None:
    key = _one_grade(predicted, **{column: f"{column} + {off}"})

    assert _found(predicted, check) == ([key] if found else [])


@pytest.mark.parametrize(
    ("error", "three", "five", "found"),
    [
        ("3.0", "TRUE", "TRUE", False),
        ("3.1", "TRUE", "TRUE", True),
        ("3.1", "FALSE", "TRUE", False),
        ("5.0", "FALSE", "TRUE", False),
        ("5.1", "FALSE", "TRUE", True),
        ("5.1", "FALSE", "FALSE", False),
        ("2.0", "TRUE", "NULL", True),
    ],
)
def test_an_error_of_3_or_5_is_within_it(predicted: Day, error: str, three: str, five: str, found: bool) -> None:
    key = _one_grade(predicted, absolute_error=error, within_3_points=three, within_5_points=five)

    assert _found(predicted, WITHIN) == ([key] if found else [])


@pytest.mark.parametrize(("line", "found"), [("19.5", False), ("20", True), ("20.5", False)])
def test_the_line_20_stands_for_none(predicted: Day, line: str, found: bool) -> None:
    key = _one_grade(predicted, line_value=line)

    assert _found(predicted, PLACEHOLDER) == ([key] if found else [])


def test_a_key_is_one_row_and_the_repair_says_which_day(predicted: Day) -> None:
    key = _one_grade(predicted)
    system = key[2]
    predicted.corrupt(
        f"INSERT INTO {GRADES} SELECT * FROM {GRADES} WHERE game_id = '{{game}}' AND player_lookup = '{{player}}' "
        f"AND system_id = '{system}'"
    )

    answer = predicted.answer(validator)

    assert key in answer.failed[KEY]
    assert answer.repairs(KEY) == ("grade 2024-01-15 again",)


@pytest.mark.parametrize(("confidence", "found"), [("confidence_score", False), ("confidence_score / 100", True)])
def test_confidence_is_that_of_the_prediction(predicted: Day, confidence: str, found: bool) -> None:
    key = _one_grade(predicted, confidence_score=confidence)

    assert _found(predicted, SCALE) == ([key] if found else [])


@pytest.mark.parametrize(("said", "found"), [(87.05, False), (87.06, True), (86.95, False), (86.94, True)])
def test_confidence_keeps_three_decimals(predicted: Day, said: float, found: bool) -> None:
    key = _one_grade(predicted, confidence_score="0.87")
    predicted.corrupt(
        f"UPDATE {PREDICTIONS} SET confidence_score = {said} WHERE game_id = '{{game}}' "
        f"AND player_lookup = '{{player}}' AND system_id = '{key[2]}'"
    )

    assert _found(predicted, SCALE) == ([key] if found else [])


def test_a_grade_of_another_recommendation_is_found(predicted: Day) -> None:
    key = _one_grade(predicted, recommendation="'PASS'", prediction_correct="NULL")

    assert predicted.answer(validator).failed == {REPEATS: [key]}
