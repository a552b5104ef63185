"""trends.row_volume on a hand-made autumn: eight rows a game, then a day with more or fewer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest
from validator_days import answers, undone

from harness.warehouse.schema import declared
from validators.per_game import ANALYTICS, PREDICTIONS, RAW
from validators.trends.row_volume import validator

CHECK = "as many rows of analytics a game as on this weekday before"
SCHEDULE, TABLE = "nba_raw.nbac_schedule", "nba_analytics.team_offense_game_summary"
DAY = "2024-01-15"
AS_OF = datetime(2024, 1, 16, 12, tzinfo=UTC)
PAIRS = ("ATL BOS", "BKN CHA", "CHI CLE", "DAL DEN")


@pytest.fixture(scope="module")
def autumn_tables() -> Iterator[duckdb.DuckDBPyConnection]:
    """Four games every day from the 1st of November to the 16th of January, eight rows a game in each table."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        for name in (SCHEDULE, *(one.table.name for one in (*RAW, *ANALYTICS, *PREDICTIONS))):
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
            connection.execute(declared(name).duckdb_ddl())
        for number, pair in enumerate(PAIRS):
            away, home = pair.split()
            connection.execute(
                f"INSERT INTO {SCHEDULE} (game_id, season_year, game_date, game_date_est, game_status, "
                "away_team_tricode, home_team_tricode) "
                f"SELECT '00223' || strftime(day, '%m%d') || {number}, 2023, day, day + INTERVAL 26 HOUR, 3, "
                f"'{away}', '{home}' FROM (SELECT unnest(range(DATE '2023-11-01', DATE '2024-01-17', "
                "INTERVAL 1 DAY))::DATE AS day)"
            )
        for one in ANALYTICS:
            connection.execute(
                f"INSERT INTO {one.table.name} (game_id, game_date) SELECT game_id, game_date FROM {SCHEDULE}, range(8)"
            )
        yield connection


@pytest.fixture
def autumn(autumn_tables: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    with undone(autumn_tables):
        yield autumn_tables


def found(connection: duckdb.DuckDBPyConnection, window: str = DAY) -> list[tuple[object, ...]]:
    answer = answers(connection, validator, window, AS_OF)
    assert CHECK not in answer.unknown
    return answer.failed.get(CHECK, [])


def with_rows(connection: duckdb.DuckDBPyConnection, rows: int, day: str = DAY) -> None:
    """Give a day so many rows."""
    connection.execute(f"DELETE FROM {TABLE} WHERE game_date = '{day}'")
    connection.execute(f"INSERT INTO {TABLE} (game_id, game_date) SELECT 'x', '{day}' FROM range({rows})")


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-01..2024-01-16"])
def test_a_usual_day_passes(autumn: duckdb.DuckDBPyConnection, window: str) -> None:
    assert found(autumn, window) == []


@pytest.mark.parametrize(("rows", "unusual"), [(24, False), (23, True), (40, False), (41, True), (0, True)])
def test_a_quarter_more_or_less_is_usual(autumn: duckdb.DuckDBPyConnection, rows: int, unusual: bool) -> None:
    with_rows(autumn, rows)

    assert found(autumn) == ([(date(2024, 1, 15), TABLE)] if unusual else [])


def test_rows_are_measured_by_the_games_of_the_day(autumn: duckdb.DuckDBPyConnection) -> None:
    autumn.execute(f"DELETE FROM {SCHEDULE} WHERE game_date = '{DAY}' AND home_team_tricode IN ('BOS', 'CHA')")
    for one in ANALYTICS:
        unscheduled = f"game_id NOT IN (SELECT game_id FROM {SCHEDULE})"
        autumn.execute(f"DELETE FROM {one.table.name} WHERE game_date = '{DAY}' AND {unscheduled}")

    assert found(autumn) == []


def test_a_day_is_compared_with_its_own_weekday(autumn: duckdb.DuckDBPyConnection) -> None:
    autumn.execute(
        f"INSERT INTO {TABLE} (game_id, game_date) "
        f"SELECT game_id, game_date FROM {TABLE} WHERE dayofweek(game_date) <> 1"
    )

    assert found(autumn, "2024-01-14..2024-01-16") == []
    with_rows(autumn, 64)
    assert found(autumn, "2024-01-14..2024-01-16") == [(date(2024, 1, 15), TABLE)]


@pytest.mark.parametrize(("rows", "unusual"), [(9, False), (7, True)])
def test_what_swings_by_itself_has_more_room(autumn: duckdb.DuckDBPyConnection, rows: int, unusual: bool) -> None:
    """Ten Mondays of 8 rows a game, four of them 2 away, deviate by 4/3: with the quarter, 6 is the most."""
    for week, monday in enumerate(("2023-12-18", "2023-12-25", "2024-01-01", "2024-01-08")):
        with_rows(autumn, 32 + 8 * (-1) ** week, monday)
    with_rows(autumn, rows)

    assert found(autumn) == ([(date(2024, 1, 15), TABLE)] if unusual else [])


def test_days_without_rows_are_not_what_is_usual(autumn: duckdb.DuckDBPyConnection) -> None:
    autumn.execute(f"DELETE FROM {TABLE} WHERE game_date BETWEEN '2023-12-11' AND '2023-12-31'")
    with_rows(autumn, 23)

    assert found(autumn) == [(date(2024, 1, 15), TABLE)]


@pytest.mark.parametrize("fifth", ["2023-12-11", "2023-11-06"])
def test_a_table_that_began_less_than_five_of_the_weekday_ago_is_not_judged(
    autumn: duckdb.DuckDBPyConnection, fifth: str
) -> None:
    """The fifth may lie ten weeks back."""
    autumn.execute(f"DELETE FROM {TABLE} WHERE game_date < '2023-12-18'")
    with_rows(autumn, 0)
    assert found(autumn) == []

    with_rows(autumn, 32, fifth)
    assert found(autumn) == [(date(2024, 1, 15), TABLE)]


def test_early_in_a_season_nothing_is_known(autumn: duckdb.DuckDBPyConnection) -> None:
    assert CHECK in answers(autumn, validator, "2023-12-05", AS_OF).unknown
    assert CHECK in answers(autumn, validator, "2023-12-06", AS_OF).passed


@pytest.mark.parametrize(("hour", "judged"), [(9, False), (10, True)])
def test_a_day_is_judged_eight_hours_after_its_last_tip_off(
    autumn: duckdb.DuckDBPyConnection, hour: int, judged: bool
) -> None:
    with_rows(autumn, 0)

    answer = answers(autumn, validator, DAY, datetime(2024, 1, 16, hour, tzinfo=UTC))

    assert (CHECK in answer.failed) is judged
    assert (CHECK in answer.unknown) is not judged


def test_the_finding_tells_how_often_the_rule_would_have_been_wrong(autumn: duckdb.DuckDBPyConnection) -> None:
    with_rows(autumn, 4)
    [finding] = [one.finding for one in answers(autumn, validator, DAY, AS_OF).results if one.check == CHECK]

    assert finding is not None
    [violation] = finding.violations
    told = dict(violation.evidence)
    assert (told["rows"], told["games"], told["usual"], told["false_alarm_rate"]) == (4, 4, 8.0, 0.0)
    assert told["days_replayed"]


def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection) -> None:
    answer = answers(whole_season, validator, "2023-10-24..2024-04-14")

    assert not answer.failed
    assert CHECK in answer.passed
