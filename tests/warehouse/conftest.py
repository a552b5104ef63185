"""Hand-made tables in DuckDB: a few columns, a few rows, and checks run over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from harness.results import CheckResult, Window
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Execution, Limits, Prepared, prepare, run

BOX_SCORES = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
AS_OF = datetime(2024, 1, 16, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Suite:
    """A named group of checks, as a validator is one."""

    id: str
    checks: tuple


@dataclass(frozen=True)
class Tables:
    warehouse: DuckDBWarehouse
    as_of: datetime = AS_OF

    def make(self, name: str, columns: str, rows: Sequence[tuple] = ()) -> None:
        """A table with columns as DuckDB spells them."""
        connection = self.warehouse.connection
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {name.split('.')[0]}")
        connection.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
        if rows:
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    def box_scores(self, *rows: tuple, points: str = "BIGINT") -> None:
        """Box scores of (game_id, player_lookup, game_date, points)."""
        columns = f"game_id VARCHAR, player_lookup VARCHAR, game_date DATE, points {points}"
        self.make(BOX_SCORES, columns, rows)

    def schedule(self, *games: tuple) -> None:
        """A schedule of (NBA game id, game_date)."""
        self.make(SCHEDULE, "game_id VARCHAR, game_date DATE", games)

    def execute(self, *checks, window: str = "2024-01-15", rows: int | None = 20, as_of: datetime = AS_OF) -> Execution:
        suites = [Suite("raw.test", checks)]
        return self.execute_suites(suites, window=window, rows=rows, as_of=as_of)

    def execute_suites(
        self, suites, *, window: str = "2024-01-15", rows: int | None = 20, as_of: datetime = AS_OF
    ) -> Execution:
        return run(suites, self.warehouse, window=Window.parse(window), as_of=as_of, limits=Limits(rows=rows))

    def prepare(self, *checks, window: str = "2024-01-15", as_of: datetime = AS_OF) -> Prepared:
        return prepare([Suite("raw.test", checks)], self.warehouse, Window.parse(window), as_of)

    def ask(self, check, **how) -> CheckResult:
        """The answer of one check."""
        [result] = self.execute(check, **how).results
        return result

    def again(self, sql: str) -> list[dict]:
        """The rows of a query, as a reader of the report gets them."""
        return self.warehouse.connection.execute(sql).to_arrow_table().to_pylist()


@pytest.fixture
def tables():
    with DuckDBWarehouse.in_memory() as warehouse:
        yield Tables(warehouse)


@pytest.fixture
def suite():
    return Suite
