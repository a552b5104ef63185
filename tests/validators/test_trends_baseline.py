"""What is usual, on a season of a few days and one number a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from harness.results import Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.relations import Frame, Relation, relation, table
from harness.warehouse.sql import compile_sql
from validators.trends.baseline import against_baseline

BOX = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
FIRST = date(2024, 1, 1)
AS_OF = datetime(2024, 4, 1, tzinfo=UTC)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA nba_raw")
        connection.execute(f"CREATE TABLE {SCHEDULE} (game_date DATE)")
        connection.execute(f"CREATE TABLE {BOX} (game_date DATE, team_abbr VARCHAR, points BIGINT)")
        yield connection


def _values(rows: Any) -> Any:
    return rows.group_by("game_date", "team_abbr").aggregate(value=rows.points.sum())


def _usual(before_days: int = 14, least_days: int = 5) -> Relation:
    return against_baseline(
        relation(table(BOX).season(), build=_values, key=("game_date", "team_abbr"), day="game_date"),
        by=("team_abbr",),
        before_days=before_days,
        baseline={"usual": lambda t: t.value.mean()},
        derive={"risen": lambda t: t.value - t.usual},
        alarm=lambda t: t.risen > 10,
        least_days=least_days,
    )


def _judged(
    connection: duckdb.DuckDBPyConnection, usual: Relation, window: str, points: Mapping[str, Sequence[int | None]]
) -> dict[tuple[int, str], dict[str, Any]]:
    """Judge the window's days; points are of the teams, day after day from the first; None is a day without a game."""
    for team, values in points.items():
        for number, value in enumerate(values):
            day = FIRST + timedelta(days=number)
            connection.execute(f"INSERT INTO {SCHEDULE} VALUES (?)", [day])
            if value is not None:
                connection.execute(f"INSERT INTO {BOX} VALUES (?, ?, ?)", [day, team, value])
    frame = Frame(Window.parse(window), DuckDBWarehouse(connection).describe([SCHEDULE, BOX]).columns)
    found = connection.execute(compile_sql(usual.expression(frame), "duckdb", AS_OF)).to_arrow_table().to_pylist()
    return {((row["game_date"] - FIRST).days, row["team_abbr"]): row for row in found}


def test_a_value_is_no_part_of_its_own_baseline(connection: duckdb.DuckDBPyConnection) -> None:
    judged = _judged(connection, _usual(), "2024-01-08", {"BOS": [100, 100, 100, 100, 100, 100, 100, 9999]})

    assert judged[7, "BOS"]["usual"] == 100
    assert judged[7, "BOS"]["risen"] == 9899
    assert judged[7, "BOS"]["alarm"] is True


def test_a_baseline_reaches_so_many_days_back_and_no_further(connection: duckdb.DuckDBPyConnection) -> None:
    judged = _judged(connection, _usual(before_days=5), "2024-01-07..2024-01-08", {"BOS": [900, 800, 1, 2, 3, 4, 5, 6]})

    assert judged[6, "BOS"]["usual"] == (800 + 1 + 2 + 3 + 4) / 5
    assert judged[7, "BOS"]["usual"] == (1 + 2 + 3 + 4 + 5) / 5


@pytest.mark.parametrize(("games", "judgeable"), [(4, False), (5, True)])
def test_too_few_days_are_no_baseline(connection: duckdb.DuckDBPyConnection, games: int, judgeable: bool) -> None:
    points = [100] * games + [None] * (7 - games) + [500]

    alarm = _judged(connection, _usual(), "2024-01-08", {"BOS": points})[7, "BOS"]["alarm"]

    assert alarm is (True if judgeable else None)


def test_each_key_has_a_baseline_of_its_own(connection: duckdb.DuckDBPyConnection) -> None:
    judged = _judged(connection, _usual(), "2024-01-08", {"BOS": [100] * 8, "LAL": [10] * 7 + [21]})

    assert judged[7, "BOS"]["alarm"] is False
    assert judged[7, "LAL"]["alarm"] is True


def test_only_days_of_the_window_are_judged_and_the_others_replayed(connection: duckdb.DuckDBPyConnection) -> None:
    points = [100, 100, 100, 100, 100, 150, 100, 100, 100, 300]

    judged = _judged(connection, _usual(), "2024-01-10", {"BOS": points})

    # Days 5 to 8 have a baseline; on day 5 the rule would have alarmed.
    assert set(judged) == {(9, "BOS")}
    assert judged[9, "BOS"]["days_replayed"] == 4
    assert judged[9, "BOS"]["false_alarm_rate"] == 1 / 4


def test_a_window_over_the_whole_season_leaves_nothing_to_replay(connection: duckdb.DuckDBPyConnection) -> None:
    judged = _judged(connection, _usual(), "2024-01-01..2024-01-10", {"BOS": [100] * 10})

    assert len(judged) == 10
    assert {row["days_replayed"] for row in judged.values()} == {0}
    assert {row["false_alarm_rate"] for row in judged.values()} == {None}
