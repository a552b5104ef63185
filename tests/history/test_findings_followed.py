"""New, still open, fixed: and unknown is not fixed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from history_nights import BOX, CHECK, PLAYERS, SERIES, SUBJECT, after, day, failed, kept, night, passed, unknown

from harness.history.duckdb import DuckDBHistory
from harness.results import Case, CheckResult, RunHistory, Severity, Standing, Window

ALL = Window(day(0), day(9))
"""A window that every night can look at again."""


@pytest.fixture
def store(tmp_path: Path) -> DuckDBHistory:
    return DuckDBHistory(tmp_path / "reports" / "history.duckdb")


def told(history: RunHistory) -> list[tuple[str, date | None, date]]:
    return [(str(case.standing), case.day, case.since) for case in history.cases]


def only(history: RunHistory) -> Case:
    (case,) = history.cases
    return case


def test_a_finding_is_new_then_open_since_its_first_night_then_fixed_once(store: DuckDBHistory) -> None:
    results = (failed(day(0)), failed(day(0)), passed(), passed())
    nights = [night(number, result, window=ALL) for number, result in enumerate(results)]
    since = date(2024, 1, 16)
    assert told(after(store, nights[0])) == [("new", day(0), since)]
    assert told(after(store, nights[1])) == [("open", day(0), since)]
    assert told(after(store, nights[2])) == [("fixed", day(0), since)]
    assert told(after(store, nights[3])) == []


def test_what_comes_back_after_it_was_fixed_is_new(store: DuckDBHistory) -> None:
    results = (failed(day(0)), passed(), failed(day(0)))
    history = after(store, *(night(number, result, window=ALL) for number, result in enumerate(results)))
    assert told(history) == [("new", day(0), date(2024, 1, 18))]


def test_unknown_is_not_fixed_and_says_why(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(day(0)), window=ALL), night(1, unknown("quota is used up"), window=ALL))
    case = only(history)
    assert (case.standing, case.since, case.unseen) == (
        Standing.OPEN,
        date(2024, 1, 16),
        "the check is unknown: quota is used up",
    )


def test_a_day_that_was_not_looked_at_is_not_fixed(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(day(0))), night(1, passed()))
    assert (only(history).standing, only(history).unseen) == (Standing.OPEN, "2024-01-15 was not looked at")
    assert told(after(store, night(2, passed(), window=ALL))) == [("fixed", day(0), date(2024, 1, 16))]


def test_a_check_that_was_not_asked_says_nothing(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(day(0)), window=ALL), night(1, passed("raw.schedule"), window=ALL))
    assert only(history).unseen == "the check was not asked"


def test_the_same_error_on_another_day_is_new_and_hides_nothing(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(day(0))), night(1, failed(day(1))))
    assert told(history) == [("new", day(1), date(2024, 1, 17)), ("open", day(0), date(2024, 1, 16))]


def test_of_several_days_each_is_fixed_by_itself(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(day(0), day(1)), window=ALL), night(1, failed(day(1)), window=ALL))
    assert [(case.standing, case.day) for case in history.cases] == [
        (Standing.OPEN, day(1)),
        (Standing.FIXED, day(0)),
    ]


def test_rows_cut_off_by_the_bound_are_not_fixed_when_others_are_kept(store: DuckDBHistory) -> None:
    many = failed(day(0), extra=30)
    history = after(store, night(0, many, window=ALL), night(1, many, window=ALL))
    assert {case.standing for case in history.cases} == {Standing.OPEN}
    assert {(case.day, case.violations) for case in history.cases} == {(day(0), 1), (None, 30)}


def test_without_a_day_the_same_window_must_be_looked_at_again(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(extra=1)), night(1, passed()))
    assert only(history).unseen == "2024-01-15 was not looked at"
    assert after(store, night(2, passed(), window=ALL)).of(Standing.FIXED)


def test_a_table_without_days_is_the_same_whatever_the_window(store: DuckDBHistory) -> None:
    history = after(store, night(0, failed(extra=1, table=PLAYERS)), night(1, passed(table=PLAYERS)))
    assert only(history).standing is Standing.FIXED


def test_days_outside_the_window_are_one_case_that_moves_with_the_check(store: DuckDBHistory) -> None:
    before = date(2023, 12, 1)
    history = after(store, night(0, failed(before)), night(1, failed(before)))
    assert (only(history).standing, only(history).day) == (Standing.OPEN, None)


def test_one_of_two_answers_of_a_name_that_is_unknown_makes_both_unknown(store: DuckDBHistory) -> None:
    file = {"subject": "recording.a.json", "check": "loads whole", "table": None}
    history = after(
        store,
        night(0, failed(extra=1, **file)),
        night(1, unknown("cannot be read", **file), passed(**file)),
    )
    assert only(history).unseen == "the check is unknown: cannot be read"


def test_runs_on_other_data_are_not_compared(store: DuckDBHistory) -> None:
    kept(night(0, failed(day(0)), window=ALL), store, series="bigquery://elsewhere")
    history = kept(night(1, failed(day(0)), window=ALL), store, series=SERIES).history
    assert history is not None
    assert (history.nights, only(history).standing) == (0, Standing.NEW)


def test_the_order_of_writing_does_not_matter(store: DuckDBHistory) -> None:
    """Of two runs at once the one that started first may end last."""
    kept(night(1, failed(day(0)), window=ALL), store, series=SERIES)
    kept(night(0, failed(day(0)), window=ALL), store, series=SERIES)
    assert only(after(store, night(2, failed(day(0)), window=ALL))).since == date(2024, 1, 16)


def test_the_worst_new_ones_come_first(store: DuckDBHistory) -> None:
    results: list[CheckResult] = [
        failed(day(0), check="a", severity=Severity.INFO),
        failed(day(0), check="b", severity=Severity.CRITICAL),
    ]
    first = night(0, failed(day(0), check="c", severity=Severity.CRITICAL), window=ALL)
    history = after(store, first, night(1, *results, failed(day(0), check="c"), window=ALL))
    assert [case.check for case in history.cases] == ["b", "a", "c"]


def test_a_trend_has_rows_failed_and_unknown_of_every_night(store: DuckDBHistory) -> None:
    history = after(
        store,
        night(0, passed(), rows=220),
        night(1, failed(day(1)), rows=0),
        night(2, unknown(), passed(table=None), rows=240),
    )
    (trend,) = history.trends
    assert trend.table == BOX
    assert [(one.rows, one.failed, one.unknown) for one in trend.nights] == [(220, 0, 0), (0, 1, 0), (240, 0, 1)]
    assert [one.night for one in trend.nights] == [date(2024, 1, n) for n in (16, 17, 18)]


def test_a_table_without_days_has_no_rows_in_its_trend_rather_than_none(store: DuckDBHistory) -> None:
    history = after(store, night(0, passed(table=PLAYERS)))
    rows = {trend.table: trend.nights[0].rows for trend in history.trends}
    assert rows == {BOX: 220, PLAYERS: None}


def test_a_case_counts_the_runs_it_has_been_open_for(store: DuckDBHistory) -> None:
    nights = [
        night(0, failed(day(0)), window=ALL),
        night(1, unknown(), window=ALL),
        night(2, failed(day(0)), window=ALL),
    ]
    assert [only(after(store, one)).nights for one in nights] == [1, 2, 3]
    assert (only(after(store, nights[2])).subject, only(after(store, nights[2])).check) == (SUBJECT, CHECK)
