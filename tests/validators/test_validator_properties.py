"""Every validator on days and on corruptions that nobody chose.

Random days of random seasons stay silent. A random value put into a random row of a column that a validator reads is
either reported, or each of its checks, asked alone of the corrupted season and without the plan, has nothing to report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.results import Outcome, Window
from harness.season import Season, build_season
from harness.season.defects import Corruptible, NothingToCorruptError, rolled_back
from harness.warehouse.columns_read import columns_read
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.fetch import key_of, value, violations_expression
from harness.warehouse.run import Limits, Prepared, prepare, run, run_again
from harness.warehouse.scans import MetricScan, Scan
from harness.warehouse.schema import declared
from harness.warehouse.sql import compile_sql
from validators.catalog import all_validators
from validators.kill_matrix.season import load_season, matrix_window
from validators.validator import Validator

ALL_ROWS = Limits(rows=None)
QUIET = {"derandomize": True, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
LONGEST_DAYS = 14

# How a value goes wrong, by the type of its column, as SQL over the old one.
NUMBERS = ("NULL", "0", "-({column}) - 1", "({column}) + 1", "({column}) * 10 + 7")
DAMAGE = {
    "STRING": ("NULL", "''", "{column} || ' '", "upper({column})", "'<b>\"x\"</b>'"),
    "BOOL": ("NULL", "NOT {column}"),
    "DATE": ("NULL", "{column} + 1", "{column} - 1"),
    "TIMESTAMP": ("NULL", "{column} + INTERVAL 5 HOUR", "{column} - INTERVAL 30 HOUR", "{column} + INTERVAL 400 DAY"),
}
FITTING = "try_cast({damage} AS {kind})"


@cache
def season_of(seed: int, start_year: int) -> Season:
    return build_season(seed=seed, start_year=start_year)


@dataclass(frozen=True)
class Ward:
    """A season that is corrupted and put right, and the plan of each validator over its last weeks."""

    season: Season
    connection: duckdb.DuckDBPyConnection
    window: Window
    plans: dict[str, Prepared]
    columns: dict[str, list[tuple[str, str]]]

    @property
    def warehouse(self) -> DuckDBWarehouse:
        return DuckDBWarehouse(self.connection)

    def plan(self, validator: Validator) -> Prepared:
        if validator.id not in self.plans:
            prepared = prepare([validator], self.warehouse, self.window, self.season.as_of)
            self.plans[validator.id] = prepared
            read = {
                (table, column)
                for statement in prepared.statements
                for part in statement.parts
                for table, columns in columns_read(part.sql, prepared.frame.columns).items()
                for column in columns
            }
            self.columns[validator.id] = sorted(read)
        return self.plans[validator.id]


@pytest.fixture(scope="module")
def ward() -> Iterator[Ward]:
    season = season_of(0, 2023)
    connection = load_season(season, all_validators())
    yield Ward(season, connection, matrix_window(season), {}, {})
    connection.close()


@settings(max_examples=3, **QUIET)
@given(data=st.data())
def test_random_days_of_random_seasons_stay_silent(data: st.DataObject) -> None:
    season = season_of(data.draw(st.integers(0, 50), "seed"), data.draw(st.sampled_from((2023, 2024, 2025)), "year"))
    length = (season.last_day - season.first_day).days
    start = season.first_day + timedelta(days=data.draw(st.integers(0, length), "day"))
    window = Window(
        start, min(start + timedelta(days=data.draw(st.integers(0, LONGEST_DAYS), "days")), season.last_day)
    )
    as_of = datetime.combine(window.end + timedelta(days=1), time(12), UTC)
    with load_season(season, all_validators()) as connection:
        done = run(all_validators(), DuckDBWarehouse(connection), window=window, as_of=as_of, limits=ALL_ROWS)

    failed = {f"{one.subject}/{one.check}": one.finding for one in done.results if one.outcome is Outcome.FAILED}
    assert not failed


@pytest.mark.parametrize("validator", all_validators(), ids=lambda one: one.id)
def test_a_random_corruption_is_reported_or_breaks_no_check(validator: Validator, ward: Ward) -> None:
    prepared = ward.plan(validator)

    @settings(max_examples=3, **QUIET)
    @given(data=st.data())
    def corrupted(data: st.DataObject) -> None:
        table, column = data.draw(st.sampled_from(ward.columns[validator.id]), "column")
        kind = next(one for one in declared(table).columns if one.name == column)
        damages = ("NULL",) if kind.mode == "REPEATED" else DAMAGE.get(kind.type, NUMBERS)
        damage = data.draw(st.sampled_from(damages), "damage").format(column=f'"{column}"')
        with rolled_back(ward.connection):
            season = Corruptible(ward.connection, ward.window, ward.season.as_of, seed=data.draw(st.integers(0, 99)))
            try:
                row = season.pick(table)
            except NothingToCorruptError:
                return
            season.update(row, **{column: FITTING.format(damage=damage, kind=kind.duckdb)})
            answers = run_again(
                prepared, ward.warehouse, as_of=ward.season.as_of, changed=season.touched, limits=ALL_ROWS
            )
            scans = {
                scan.question.check.name: scan
                for query in prepared.plan.queries
                for scan in query.scans
                if season.touched.intersection(read.name for read in scan.question.reads)
            }
            for answer in answers:
                if answer.outcome is Outcome.UNKNOWN or isinstance(scans[answer.check], MetricScan):
                    continue
                found = answer.finding.violations if answer.finding else ()
                reported = sorted(str([cell for _, cell in one.key]) for one in found)
                assert reported == alone(ward, scans[answer.check]), answer.check

    corrupted()


def alone(ward: Ward, scan: Scan) -> list[str]:
    """Keys of all violations of one check, by a query of its own."""
    sql = compile_sql(violations_expression(scan), "duckdb", ward.season.as_of)
    rows: list[dict[str, Any]] = ward.connection.execute(sql).to_arrow_table().to_pylist()
    return sorted(str([value(row[name]) for name in key_of(scan)]) for row in rows)
