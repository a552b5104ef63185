"""grading.performance_summary on a clean season, and at the edges of periods, sums and ages."""

from __future__ import annotations

import pytest
from predicted_season import GRADES, SUMMARIES
from validator_days import Day

from validators.grading.performance_summary import validator

KEY = "one row for each summary_key"
SLICE = "one summary for each system, period and slice"
LABEL = "the period's label names its days"
ORDER = "a period starts before it ends"
ROLLING = "rolling periods have 7 or 30 days"
RATES = "rates from 0 to 1"
HIT_RATE = "hit rate is hits among hits and misses"
BETS = "over and under are no more than recommended"
JUDGED = "hits and misses are no more than recommended"
KNOWN = "archetype, confidence tier and situation are known ones"
SOMEBODY = "there are players and games in it"
HASH = "every summary has its data hash"
NEWER = "newer than the grades it sums up"
TOTALS = "a system's totals are those of its grades"
EACH_DAY = "every graded day is summarized"
ALL = {check.name for check in validator.checks}
WEEK = "catboost_v8|rolling_7d|2024-01-14|all"
"""Written on the day of the window, about the days up to the one before."""


def _failed(day: Day, **values: str) -> set[str]:
    """What is found once columns of the champion's summary of the week are set; always that summary and no other."""
    assignments = ", ".join(f"{column} = {expression}" for column, expression in values.items())
    day.corrupt(f"UPDATE {SUMMARIES} SET {assignments} WHERE summary_key = '{WEEK}'")
    answer = day.answer(validator)
    assert not answer.unknown
    assert all(WEEK in key or "catboost_v8" in key for keys in answer.failed.values() for key in keys)
    return set(answer.failed)


@pytest.mark.parametrize("window", ["2024-01-15", "2024-03-25..2024-04-14", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_a_missing_table_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {SUMMARIES}")

    assert set(predicted.answer(validator).unknown) == ALL


def test_without_grades_only_the_comparison_with_them_is_unknown(predicted: Day) -> None:
    predicted.connection.execute(f"DROP TABLE {GRADES}")

    assert set(predicted.answer(validator).unknown) == {NEWER, TOTALS, EACH_DAY}


@pytest.mark.parametrize(
    ("window", "read"), [("2024-01-13", False), ("2024-01-14", True), ("2024-01-22", True), ("2024-01-23", False)]
)
def test_summaries_are_read_that_were_written_a_day_after_or_a_week_before(
    predicted: Day, window: str, read: bool
) -> None:
    predicted.corrupt(f"UPDATE {SUMMARIES} SET data_hash = NULL WHERE summary_key = '{WEEK}'")

    assert predicted.answer(validator, window).failed == ({HASH: [(WEEK,)]} if read else {})


@pytest.mark.parametrize(
    ("kind", "label", "first", "last", "found"),
    [
        ("rolling_7d", "2024-01-14", "2024-01-08", "2024-01-14", False),
        ("rolling_7d", "2024-01-13", "2024-01-08", "2024-01-14", True),
        ("rolling_7d", "20240114", "2024-01-08", "2024-01-14", True),
        ("rolling_30d", "2024-01-14", "2023-12-16", "2024-01-14", False),
        ("month", "2024-01", "2024-01-01", "2024-01-14", False),
        ("month", "2024-1", "2024-01-01", "2024-01-14", True),
        ("month", "2023-12", "2024-01-01", "2024-01-14", True),
        ("season", "2023-24", "2023-11-07", "2024-01-14", False),
        ("season", "2023-24", "2024-01-01", "2024-01-14", False),
        ("season", "2023-2024", "2023-11-07", "2024-01-14", True),
        ("season", "2024-25", "2023-11-07", "2024-01-14", True),
        ("season", "1999-00", "1999-11-07", "2000-01-14", False),
        ("fortnight", "2024-01-14", "2024-01-01", "2024-01-14", True),
    ],
)
def test_a_label_names_the_days_of_its_period(
    predicted: Day, kind: str, label: str, first: str, last: str, found: bool
) -> None:
    failed = _failed(
        predicted,
        period_type=f"'{kind}'",
        period_value=f"'{label}'",
        period_start_date=f"DATE '{first}'",
        period_end_date=f"DATE '{last}'",
        summary_key="summary_key",
    )

    assert (LABEL in failed) is found


@pytest.mark.parametrize(("days", "found"), [(0, False), (-1, True)])
def test_a_period_has_a_day_at_least(predicted: Day, days: int, found: bool) -> None:
    failed = _failed(
        predicted,
        period_type="'month'",
        period_value="'2024-01'",
        period_start_date="DATE '2024-01-14'",
        period_end_date=f"DATE '2024-01-14' + {days}",
    )

    assert (ORDER in failed) is found


@pytest.mark.parametrize(
    ("kind", "days", "found"),
    [
        ("rolling_7d", 7, False),
        ("rolling_7d", 8, True),
        ("rolling_7d", 6, True),
        ("rolling_30d", 30, False),
        ("rolling_30d", 31, True),
        ("month", 12, False),
    ],
)
def test_a_rolling_period_is_as_long_as_it_says(predicted: Day, kind: str, days: int, found: bool) -> None:
    failed = _failed(predicted, period_type=f"'{kind}'", period_start_date=f"period_end_date - {days - 1}")

    assert (ROLLING in failed) is found


@pytest.mark.parametrize(
    "column", ["hit_rate", "over_hit_rate", "under_hit_rate", "within_3_pct", "within_5_pct", "avg_confidence"]
)
@pytest.mark.parametrize(
    ("rate", "found"), [("0", False), ("1", False), ("1.001", True), ("-0.001", True), ("NULL", False)]
)
def test_rates_are_shares(predicted: Day, column: str, rate: str, found: bool) -> None:
    assert (RATES in _failed(predicted, **{column: rate})) is found


@pytest.mark.parametrize(("off", "found"), [("0.0099", set()), ("0.011", {HIT_RATE}), ("-0.011", {HIT_RATE})])
def test_the_hit_rate_is_true_to_a_hundredth(predicted: Day, off: str, found: set[str]) -> None:
    assert _failed(predicted, hit_rate=f"hits / (hits + misses) + {off}") == found


@pytest.mark.parametrize(("more", "found"), [(0, False), (1, True)])
def test_parts_are_no_more_than_the_recommendations(predicted: Day, more: int, found: bool) -> None:
    bets = _failed(predicted, under_recommendations=f"total_recommendations - over_recommendations + {more}")
    judged = _failed(predicted, misses=f"total_recommendations - hits + {more}")

    assert (BETS in bets) is found
    assert (JUDGED in judged) is found


@pytest.mark.parametrize(
    ("column", "name", "found"),
    [
        ("archetype", "ironman", False),
        ("archetype", "star", True),
        ("confidence_tier", "medium", False),
        ("confidence_tier", "very high", True),
        ("situation", "rest_3plus", False),
        ("situation", "rest_2plus", True),
    ],
)
def test_slices_have_the_names_that_are_known(predicted: Day, column: str, name: str, found: bool) -> None:
    failed = _failed(predicted, **{column: f"'{name}'"})

    assert (KNOWN in failed) is found


@pytest.mark.parametrize("column", ["unique_players", "unique_games"])
def test_a_summary_is_of_somebody(predicted: Day, column: str) -> None:
    assert _failed(predicted, **{column: "1"}) == set()
    assert _failed(predicted, **{column: "0"}) == {SOMEBODY}


def test_a_summary_has_a_digest(predicted: Day) -> None:
    assert _failed(predicted, data_hash="NULL") == {HASH}


@pytest.mark.parametrize(("seconds", "found"), [(0, set()), (1, {NEWER})])
def test_a_summary_is_newer_than_what_it_sums_up(predicted: Day, seconds: int, found: set[str]) -> None:
    newest = (
        f"(SELECT max(graded_at) FROM {GRADES} WHERE system_id = 'catboost_v8' AND NOT is_voided "
        "AND game_date BETWEEN '2024-01-08' AND '2024-01-14')"
    )

    assert _failed(predicted, computed_at=f"{newest} - INTERVAL {seconds} SECOND") == found


@pytest.mark.parametrize("column", ["total_predictions", "hits", "misses"])
@pytest.mark.parametrize("value", ["{} + 1", "NULL"])
def test_totals_are_exact(predicted: Day, column: str, value: str) -> None:
    failed = _failed(predicted, **{column: value.format(column), "hit_rate": "NULL"})

    assert failed == {TOTALS}


def test_each_day_and_system_has_its_week(predicted: Day) -> None:
    predicted.corrupt(f"DELETE FROM {SUMMARIES} WHERE summary_key = 'catboost_v8|rolling_7d|2024-01-15|all'")

    answer = predicted.answer(validator)

    assert [[str(cell) for cell in key] for key in answer.failed[EACH_DAY]] == [["2024-01-15", "catboost_v8"]]
    assert set(answer.failed) == {EACH_DAY}


def test_a_slice_has_one_summary_whatever_its_key(predicted: Day) -> None:
    predicted.corrupt(
        f"INSERT INTO {SUMMARIES} SELECT * REPLACE ('another' AS summary_key) FROM {SUMMARIES} "
        f"WHERE summary_key = '{WEEK}'"
    )
    assert set(predicted.answer(validator).failed) == {SLICE}

    predicted.corrupt(f"INSERT INTO {SUMMARIES} SELECT * FROM {SUMMARIES} WHERE summary_key = 'another'")
    assert set(predicted.answer(validator).failed) == {SLICE, KEY}
