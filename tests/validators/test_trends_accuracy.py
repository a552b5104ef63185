"""trends.accuracy: samples of every size beside four usual weeks, and weeks beside what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from predicted_season import GRADES, SCHEDULE
from validator_days import AS_OF, Day, answers

from harness.results import Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run
from harness.warehouse.schema import declared
from validators.trends.accuracy import validator

DAY_HITS = "a day's hit rate is what it was"
DAY_ERROR = "a day's error is what it was"
DAY_BIAS = "a day's bias is what it was"
WEEK_HITS = "a week's hit rate is at least 0.50"
WEEK_ERROR = "a week's error is 3.5 to 6 points"
WEEK_BIAS = "a week's bias is at most a point"
ALL = {DAY_HITS, DAY_ERROR, DAY_BIAS, WEEK_HITS, WEEK_ERROR, WEEK_BIAS}
TODAY = "2024-01-30"
KEY = (date(2024, 1, 30), "catboost_v8")


@pytest.fixture
def usual() -> Iterator[duckdb.DuckDBPyConnection]:
    """29 days of a system that wins 56 of 100 bets, with errors of 4 and 6 points on both sides; no 30th yet."""
    with duckdb.connect() as connection:
        for name in (SCHEDULE, GRADES):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
            connection.execute(declared(name).duckdb_ddl())
        _schedule(connection)
        for day in range(1, 30):
            grade(connection, f"2024-01-{day:02d}", bets=100, won=56)
        yield connection


def _schedule(connection: duckdb.DuckDBPyConnection) -> None:
    """A game a day. Only its date is read, but REQUIRED columns must be filled."""
    required = {one.name: one for one in declared(SCHEDULE).columns if one.mode == "REQUIRED"}
    blank = {"STRING": "'x'", "BOOL": "FALSE", "INT64": "0", "TIMESTAMP": "TIMESTAMPTZ '2024-01-01'", "DATE": "day"}
    filled = {name: blank[column.type] for name, column in required.items()}
    filled |= {"game_id": "'0022300' || lpad(extract('day' FROM day)::VARCHAR, 3, '0')", "game_date": "day::DATE"}
    filled |= {"season_year": "2023"}
    connection.execute(
        f"INSERT INTO {SCHEDULE} ({', '.join(filled)}) SELECT {', '.join(filled.values())} "
        "FROM generate_series(DATE '2024-01-01', DATE '2024-01-30', INTERVAL 1 DAY) days(day)"
    )


def grade(
    connection: duckdb.DuckDBPyConnection, day: str, *, bets: int, won: int, more: float = 0.0, wider: float = 0.0
) -> None:
    """Grades of a day: errors of 4 and 6 in turn, up and down; `more` moves them all, `wider` takes them from 0."""
    connection.execute(
        f"""
        INSERT INTO {GRADES} BY NAME
        SELECT 'player' || n AS player_lookup, 'game' AS game_id, '{day}'::DATE AS game_date,
          'catboost_v8' AS system_id, n < {won} AS prediction_correct, FALSE AS is_voided,
          (CASE WHEN n % 2 = 0 THEN 1 ELSE -1 END) * (CASE WHEN n % 4 < 2 THEN 4 ELSE 6 END + {wider}) + {more}
            AS signed_error
        FROM generate_series(0, {bets - 1}) numbers(n)
        """
    )


def found(connection: duckdb.DuckDBPyConnection, window: str = TODAY) -> set[str]:
    answer = answers(connection, validator, window)
    assert not answer.unknown
    assert all(key[1] == "catboost_v8" for keys in answer.failed.values() for key in keys)
    return set(answer.failed)


@pytest.mark.parametrize("window", ["2024-01-15", "2024-03-25..2024-04-14", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(predicted: Day, window: str) -> None:
    assert predicted.answer(validator, window).passed == ALL


def test_a_usual_day_passes(usual: duckdb.DuckDBPyConnection) -> None:
    grade(usual, TODAY, bets=100, won=56)

    assert found(usual) == set()


@pytest.mark.parametrize(("bets", "won", "alarm"), [(16, 3, False), (300, 56, True), (16, 0, False), (300, 150, False)])
def test_few_lost_bets_are_bad_luck_many_are_not(
    usual: duckdb.DuckDBPyConnection, bets: int, won: int, alarm: bool
) -> None:
    """18.75 % of 16 is what was graded live on 18 January 2026; of 300 it would have been a broken system."""
    grade(usual, TODAY, bets=bets, won=won)

    assert (DAY_HITS in found(usual)) is alarm


@pytest.mark.parametrize(("won", "alarm"), [(30, True), (31, False), (81, False), (82, True)])
def test_a_day_of_a_hundred_bets_is_usual_within_5_standard_errors(
    usual: duckdb.DuckDBPyConnection, won: int, alarm: bool
) -> None:
    """sqrt(0.56 * 0.44 * (1/100 + 1/2800)) is 0.0505."""
    grade(usual, TODAY, bets=100, won=won)

    assert (DAY_HITS in found(usual)) is alarm


@pytest.mark.parametrize(("wider", "alarm"), [(0.5, False), (0.6, True), (-0.6, True)])
def test_a_day_s_error_is_usual_within_5_standard_errors(
    usual: duckdb.DuckDBPyConnection, wider: float, alarm: bool
) -> None:
    """Errors of 4 and 6 spread by 1 point; of a hundred, the mean does by 0.1018."""
    grade(usual, TODAY, bets=100, won=56, wider=wider)

    assert (DAY_ERROR in found(usual)) is alarm


@pytest.mark.parametrize(("more", "alarm"), [(2.5, False), (2.6, True), (-2.5, False), (-2.6, True)])
def test_a_day_s_bias_is_usual_within_5_standard_errors(
    usual: duckdb.DuckDBPyConnection, more: float, alarm: bool
) -> None:
    """The errors on both sides spread by sqrt(26) points; of a hundred, the mean does by 0.519."""
    grade(usual, TODAY, bets=100, won=56, more=more)

    assert (DAY_BIAS in found(usual)) is alarm


def _week(connection: duckdb.DuckDBPyConnection, **how: float) -> None:
    """Seven days of a hundred bets each that end today, in place of the usual ones."""
    connection.execute(f"DELETE FROM {GRADES} WHERE game_date >= '2024-01-24'")
    for day in range(24, 31):
        grade(connection, f"2024-01-{day}", bets=100, **({"won": 56} | how))


@pytest.mark.parametrize(("won", "alarm"), [(45, False), (44, True)])
def test_a_week_wins_half_of_its_bets_within_3_standard_errors(
    usual: duckdb.DuckDBPyConnection, won: int, alarm: bool
) -> None:
    """Of 700 bets, 0.5 / sqrt(700) is 0.0189; 0.50 less three of them is 0.443."""
    _week(usual, won=won)

    assert (WEEK_HITS in found(usual)) is alarm


@pytest.mark.parametrize(("wider", "alarm"), [(1.1, False), (1.2, True), (-1.6, False), (-1.7, True)])
def test_a_week_s_error_lies_between_3_5_and_6_within_3_standard_errors(
    usual: duckdb.DuckDBPyConnection, wider: float, alarm: bool
) -> None:
    """The mean of 700 errors that spread by 1 point does by 0.0378."""
    _week(usual, wider=wider)

    assert (WEEK_ERROR in found(usual)) is alarm


@pytest.mark.parametrize(("more", "alarm"), [(1.5, False), (1.6, True), (-1.5, False), (-1.6, True)])
def test_a_week_s_bias_is_a_point_within_3_standard_errors(
    usual: duckdb.DuckDBPyConnection, more: float, alarm: bool
) -> None:
    """The mean of 700 errors that spread by sqrt(26) points does by 0.193."""
    _week(usual, more=more)

    assert (WEEK_BIAS in found(usual)) is alarm


@pytest.mark.parametrize(("bets", "alarm"), [(29, False), (30, True)])
def test_a_week_of_fewer_than_30_says_nothing(usual: duckdb.DuckDBPyConnection, bets: int, alarm: bool) -> None:
    usual.execute(f"DELETE FROM {GRADES} WHERE game_date >= '2024-01-24'")
    grade(usual, TODAY, bets=bets, won=0, more=8)

    assert ({WEEK_HITS, WEEK_BIAS} <= found(usual)) is alarm


@pytest.mark.parametrize(("day", "counts"), [("2024-01-01", False), ("2024-01-02", True)])
def test_four_weeks_are_what_is_usual(usual: duckdb.DuckDBPyConnection, day: str, counts: bool) -> None:
    grade(usual, day, bets=100_000, won=0)
    grade(usual, TODAY, bets=100, won=56)

    assert (DAY_HITS in found(usual)) is counts


def test_a_voided_grade_counts_nowhere(usual: duckdb.DuckDBPyConnection) -> None:
    grade(usual, TODAY, bets=100, won=56)
    grade(usual, TODAY, bets=300, won=0, more=50)
    usual.execute(f"UPDATE {GRADES} SET is_voided = TRUE WHERE game_date = '{TODAY}' AND signed_error > 40")

    assert found(usual) == set()


@pytest.mark.parametrize(("days", "asked"), [(4, False), (5, True)])
def test_five_days_before_make_a_baseline(usual: duckdb.DuckDBPyConnection, days: int, asked: bool) -> None:
    usual.execute(f"DELETE FROM {GRADES} WHERE game_date < DATE '{TODAY}' - {days}")
    grade(usual, TODAY, bets=300, won=56)

    assert (DAY_HITS in found(usual)) is asked


def test_a_finding_tells_how_often_the_rule_would_have_been_wrong(usual: duckdb.DuckDBPyConnection) -> None:
    grade(usual, TODAY, bets=300, won=56)
    warehouse = DuckDBWarehouse(usual)

    results = run([validator], warehouse, window=Window.parse(TODAY), as_of=AS_OF, limits=Limits(rows=None)).results

    [finding] = [one.finding for one in results if one.check == DAY_HITS]
    assert finding is not None
    [violation] = finding.violations
    evidence = dict(violation.evidence)
    assert tuple(cell for _, cell in violation.key) == (*KEY, "hit rate")
    assert evidence["days_replayed"] == 24 * 6
    assert evidence["false_alarm_rate"] == 0
    assert (evidence["size"], round(float(str(evidence["value"])), 4)) == (300, 0.1867)


def test_no_grades_are_unknown(usual: duckdb.DuckDBPyConnection) -> None:
    usual.execute(f"DELETE FROM {GRADES}")

    assert set(answers(usual, validator, TODAY).unknown) == ALL
