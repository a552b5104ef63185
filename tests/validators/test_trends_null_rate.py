"""trends.null_rate on a clean season, and around the shares at which it speaks."""

from __future__ import annotations

from datetime import date

import pytest
from precomputed_season import CACHE, STORE, SUMMARY, WHOLE
from validator_days import Day

from validators.trends.null_rate import TABLES, validator, watched_columns

ALL = {check.name for check in validator.checks}


def _checks(table: str) -> set[str]:
    short = table.partition(".")[2]
    return {f"no column of {short} is NULL a tenth more often", f"no column of {short} is lost"}


def _first(table: str, day: str, count: int) -> str:
    return f"{day} = '{{day}}' AND rowid IN (SELECT rowid FROM {table} WHERE {day} = '{{day}}' LIMIT {count})"


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


@pytest.mark.parametrize("table", TABLES)
def test_without_its_table_a_check_is_unknown(precomputed: Day, table: str) -> None:
    precomputed.connection.execute(f"DROP TABLE {table}")

    answer = precomputed.answer(validator)

    assert set(answer.unknown) == _checks(table)
    assert answer.passed == ALL - _checks(table)


def test_a_column_that_is_no_longer_there_is_unknown(precomputed: Day) -> None:
    precomputed.connection.execute(f"ALTER TABLE {SUMMARY} DROP COLUMN usage_rate")

    assert set(precomputed.answer(validator).unknown) == _checks(SUMMARY)


@pytest.mark.parametrize(
    ("percent", "risen", "lost"), [(9, False, False), (11, True, False), (39, True, False), (41, True, True)]
)
def test_a_rise_is_measured_against_the_days_before(precomputed: Day, percent: int, risen: bool, lost: bool) -> None:
    """The games of a season are never NULL in a clean cache, so that the share is the rise."""
    rows = precomputed.value(f"SELECT count(*) FROM {CACHE} WHERE cache_date = '{{day}}'")
    assert isinstance(rows, int)
    first = _first(CACHE, "cache_date", rows * percent // 100)
    precomputed.corrupt(f"UPDATE {CACHE} SET games_played_season = NULL WHERE {first}")

    failed = precomputed.answer(validator).failed

    expected = {check for check in _checks(CACHE) if lost or (risen and "tenth" in check)}
    key = (date.fromisoformat(precomputed.date), "games_played_season")
    assert failed == {check: [key] for check in expected}


@pytest.mark.parametrize(
    ("over", "more", "risen", "lost"),
    [(0.1, 0, False, False), (0.1, 1, True, False), (0.4, 0, True, False), (0.4, 1, True, True)],
)
def test_a_small_slate_may_be_four_deviations_above_the_usual_share(
    precomputed: Day, over: float, more: int, risen: bool, lost: bool
) -> None:
    """Every fifth row is NULL in the fourteen days before, all are on the first of them, and none on earlier days."""
    kept = f"SELECT rowid FROM {CACHE} WHERE cache_date = '{{day}}' ORDER BY rowid LIMIT 100"
    precomputed.corrupt(
        f"UPDATE {CACHE} SET games_played_season = NULL WHERE cache_date BETWEEN DATE '{{day}}' - 14 "
        "AND DATE '{day}' - 1 AND (rowid % 5 = 0 OR cache_date = DATE '{day}' - 14)",
        f"DELETE FROM {CACHE} WHERE cache_date = '{{day}}' AND rowid NOT IN ({kept})",
    )
    limit = precomputed.value(
        f"""
        SELECT u + {over} + 4 * sqrt(u * (1 - u) / 100) FROM (SELECT avg(share) AS u FROM (
          SELECT avg((games_played_season IS NULL)::INT) AS share FROM {CACHE}
          WHERE cache_date BETWEEN DATE '{{day}}' - 14 AND DATE '{{day}}' - 1 GROUP BY cache_date))
        """
    )
    assert isinstance(limit, float)
    first = _first(CACHE, "cache_date", int(limit * 100) + more)
    precomputed.corrupt(f"UPDATE {CACHE} SET games_played_season = NULL WHERE {first}")

    failed = precomputed.answer(validator).failed

    key = (date.fromisoformat(precomputed.date), "games_played_season")
    assert {check for check in _checks(CACHE) if key in failed.get(check, [])} == {
        check for check in _checks(CACHE) if lost or (risen and "tenth" in check)
    }


def test_a_column_that_was_always_null_is_usual(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET days_rest = NULL")

    assert precomputed.answer(validator).passed == ALL


def test_what_explains_a_failure_is_not_watched(precomputed: Day) -> None:
    assert "insufficient_data_reason" not in watched_columns(CACHE)
    precomputed.corrupt(
        f"UPDATE {CACHE} SET insufficient_data_reason = 'no games' WHERE cache_date < '{{day}}'",
        f"UPDATE {CACHE} SET insufficient_data_reason = NULL WHERE cache_date = '{{day}}'",
    )

    assert precomputed.answer(validator).passed == ALL


def test_the_first_days_of_a_season_have_no_baseline(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {STORE} SET days_rest = NULL WHERE game_date = '2023-10-27'")

    answer = precomputed.answer(validator, "2023-10-27")

    assert set(answer.failed) == set()
