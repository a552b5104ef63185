"""The raw tables' contracts: silent on a good season and on real recordings, loud about each single wrong row."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import duckdb
import ibis
import pytest
from raw_corruptions import COLUMN_RULES, ROW_RULES, Corruption

from contracts.catalog import models
from contracts.compile import Contract, compile_contract
from contracts.table import Table
from harness.clock import FrozenClock
from harness.ingest.load import load_recordings
from harness.results import CheckResult, Outcome, Scalar, Window
from harness.season import build_season
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import run
from harness.warehouse.schema import declared, declared_tables
from harness.warehouse.sql import compile_sql

RAW = {model.declaration().table: model for model in models() if model.declaration().dataset == "nba_raw"}
PLAY_BY_PLAY = ("nbac_play_by_play", "bigdataball_play_by_play")
SEASON_TABLES = [table for table in RAW if table not in PLAY_BY_PLAY]
SAMPLE = Window(date(2024, 1, 8), date(2024, 1, 17))
MONTH = Window(date(2024, 1, 20), date(2024, 2, 20))
WIDER = {"br_roster_changes": Window(date(2023, 12, 1), date(2024, 2, 29))}
NOW = datetime(2024, 4, 15, 12, tzinfo=UTC)
NOTHING_REQUIRED = ("nbac_injury_report",)
REPOSITORY = Path(__file__).resolve().parents[2]

Key = tuple[tuple[str, Scalar], ...]


@cache
def contract(table: str) -> Contract:
    return compile_contract(RAW[table])


def answers(table: str, warehouse: DuckDBWarehouse, window: Window) -> dict[str, CheckResult]:
    return {result.check: result for result in run([contract(table)], warehouse, window=window, as_of=NOW).results}


def not_passed(results: Mapping[str, CheckResult]) -> dict[str, str]:
    return {
        check: result.reason or str(result.finding)
        for check, result in results.items()
        if result.outcome is not Outcome.PASSED
    }


def season_warehouse(seed: int, tables: Sequence[str]) -> DuckDBWarehouse:
    """Tables of a season, as views."""
    warehouse = DuckDBWarehouse.in_memory()
    season = build_season(seed=seed)
    warehouse.connection.execute("CREATE SCHEMA nba_raw")
    for table in tables:
        warehouse.connection.register(f"season_{table}", season.tables[f"nba_raw.{table}"])
        # Arrow has no type for JSON: the declared types are the warehouse's.
        declaration = declared(f"nba_raw.{table}")
        columns = ", ".join(f"{column.name}::{column.duckdb} AS {column.name}" for column in declaration.columns)
        warehouse.connection.execute(f"CREATE VIEW nba_raw.{table} AS SELECT {columns} FROM season_{table}")
    return warehouse


@pytest.fixture(scope="module")
def season() -> DuckDBWarehouse:
    return season_warehouse(0, SEASON_TABLES)


@pytest.fixture(scope="module")
def other_season() -> DuckDBWarehouse:
    return season_warehouse(1, SEASON_TABLES)


@pytest.fixture(scope="module")
def recorded() -> DuckDBWarehouse:
    folder = Path(os.environ.get("HARNESS_RECORDINGS", REPOSITORY.parent / "shared" / "recordings"))
    if not (folder / "MANIFEST.json").is_file():
        pytest.skip(f"no recordings at {folder}; set HARNESS_RECORDINGS to the folder that holds MANIFEST.json")
    warehouse = DuckDBWarehouse.in_memory()
    load_recordings(folder, warehouse.connection, clock=FrozenClock(datetime(2026, 11, 23, tzinfo=UTC)))
    return warehouse


NBA_PLAY = """
    SELECT '20240110_BOS_NYK' AS game_id, '0022300500' AS nba_game_id, DATE '2024-01-10' AS game_date,
        2023 AS season_year, 'NYK' AS home_team_abbr, 'BOS' AS away_team_abbr, n::TEXT AS event_id,
        n * 10000 AS event_sequence, 1 AS period, 'PT11M40.00S' AS game_clock, 700 AS game_clock_seconds,
        20 AS time_elapsed_seconds, 'fieldgoal' AS event_type, 'made' AS event_action_type, 0 AS score_home,
        2 AS score_away, 1626005 AS player_1_id, 'aarongoodwin' AS player_1_lookup, 'BOS' AS player_1_team_abbr,
        TRUE AS shot_made, '2PT' AS shot_type, 'file' AS source_file_path,
        TIMESTAMPTZ '2024-01-11 10:00:00+00' AS processed_at
    FROM range(1, 20) AS plays(n)
"""
PAID_PLAY = """
    SELECT '20240110_BOS_NYK' AS game_id, 22300500 AS bdb_game_id, DATE '2024-01-10' AS game_date,
        2023 AS season_year, 'NYK' AS home_team_abbr, 'BOS' AS away_team_abbr, n::TEXT AS event_id,
        n AS event_sequence, 1 AS period, '0:11:40' AS game_clock, 700 AS game_clock_seconds,
        '0:00:20' AS elapsed_time, 20 AS elapsed_seconds, 'shot' AS event_type, 0 AS score_home, 2 AS score_away,
        'Aaron Goodwin' AS player_1_name, 'aarongoodwin' AS player_1_lookup, 'BOS' AS player_1_team_abbr,
        TRUE AS shot_made, '2PT' AS shot_type, 2 AS points_scored, 'file' AS source_file_path,
        TIMESTAMPTZ '2024-01-11 10:00:00+00' AS processed_at, TIMESTAMPTZ '2024-01-11 10:00:00+00' AS created_at
    FROM range(1, 20) AS plays(n)
"""
PLAYS = dict(zip(PLAY_BY_PLAY, (NBA_PLAY, PAID_PLAY), strict=True))


@dataclass(frozen=True)
class Spoiled:
    """A sample with one row for each corruption: what the contract said, and the key each corruption should have."""

    results: dict[str, CheckResult]
    expected: dict[str, Key]


def first_required(model: type[Table]) -> str:
    """A row without its partition day is in no window, so that column is not the one to look at."""
    declaration = model.declaration()
    columns = declared(declaration.name).columns
    return next(c.name for c in columns if c.mode == "REQUIRED" and c.name != declaration.partition)


def corruptions(table: str) -> list[Corruption]:
    chosen = [corruption for corruption in (*ROW_RULES, *COLUMN_RULES) if corruption.table == table]
    # Those that want a certain row choose first.
    chosen.sort(key=lambda corruption: corruption.where == "TRUE")
    if table not in NOTHING_REQUIRED:
        column = first_required(RAW[table])
        chosen.append(Corruption(table, f"{column} is never NULL", f"{column} = NULL"))
    return chosen


def spoil(table: str, source: DuckDBWarehouse) -> Spoiled:
    """Copy a few days of a table, spoil one row a corruption and repeat one row, and ask the contract once."""
    schema, window = declared(f"nba_raw.{table}"), WIDER.get(table, SAMPLE)
    warehouse = DuckDBWarehouse.in_memory()
    connection = warehouse.connection
    connection.execute("CREATE SCHEMA nba_raw")
    connection.execute(schema.duckdb_ddl())
    if table in PLAYS:
        connection.execute(f"INSERT INTO {schema.name} BY NAME {PLAYS[table]}")
    else:
        days = (
            f"{schema.partition} BETWEEN '{window.start}' AND '{window.end}'"
            if schema.partition_type == "DAY"
            else "TRUE"
        )
        rows = source.connection.execute(f"SELECT * FROM {schema.name} WHERE {days} LIMIT 1500").to_arrow_table()
        connection.register("sample", rows)
        connection.execute(f"INSERT INTO {schema.name} SELECT * FROM sample")
    used: dict[str, int] = {}
    for corruption in corruptions(table):
        taken = ", ".join(map(str, used.values())) or "-1"
        found = connection.execute(
            f"SELECT rowid FROM {schema.name} WHERE ({corruption.where}) AND rowid NOT IN ({taken}) "
            "ORDER BY rowid LIMIT 1"
        ).fetchone()
        assert found, f"no row of the sample is fit for: {corruption}"
        used[corruption.check] = found[0]
        connection.execute(f"UPDATE {schema.name} SET {corruption.change} WHERE rowid = {found[0]}")
    repeated = f"(SELECT max(rowid) FROM {schema.name})"
    used[f"one row for each {', '.join(schema.key)}"] = connection.execute(f"SELECT {repeated}").fetchone()[0]
    connection.execute(f"INSERT INTO {schema.name} SELECT * FROM {schema.name} WHERE rowid = {repeated}")
    expected = {check: key_of(connection, schema.name, schema.key, rowid) for check, rowid in used.items()}
    return Spoiled(answers(table, warehouse, window), expected)


def key_of(connection: duckdb.DuckDBPyConnection, table: str, key: tuple[str, ...], rowid: int) -> Key:
    [row] = (
        connection.execute(f"SELECT {', '.join(key)} FROM {table} WHERE rowid = {rowid}").to_arrow_table().to_pylist()
    )
    return tuple(row.items())


def test_every_raw_table_has_a_contract():

    assert {f"nba_raw.{table}" for table in RAW} == {name for name in declared_tables() if name.startswith("nba_raw.")}


@pytest.mark.parametrize("table", RAW)
def test_a_contract_declares_what_the_warehouse_declares(table):
    model, schema = RAW[table], declared(f"nba_raw.{table}")
    declaration = model.declaration()
    columns = [
        (name, "REPEATED" if column.dtype.type.is_array() else "NULLABLE" if column.nullable else "REQUIRED")
        for name, column in model.to_schema().columns.items()
    ]
    # BigQuery has no NULL in a REPEATED column, so a list is its own mode.
    assert columns == [(column.name, column.mode) for column in schema.columns]
    kinds = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    assert kinds == dict(ibis_schema(schema.ibis))
    assert (declaration.partition, declaration.clustering, declaration.key) == (
        schema.partition,
        schema.clustering,
        schema.key,
    )


def ibis_schema(columns: Mapping[str, str]):

    return ibis.schema(columns).items()


@pytest.mark.parametrize("table", RAW)
def test_a_contract_says_where_its_rows_come_from(table):
    assert "Rows come from" in RAW[table].__doc__


@pytest.mark.parametrize("table", SEASON_TABLES)
def test_a_contract_is_silent_on_a_good_season(season, table):
    assert not_passed(answers(table, season, MONTH)) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("table", SEASON_TABLES)
def test_a_contract_is_silent_on_another_good_season(other_season, table):
    assert not_passed(answers(table, other_season, MONTH)) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("seed", [0, 1])
def test_the_play_by_play_contracts_are_silent_on_a_good_season(seed):
    warehouse = season_warehouse(seed, PLAY_BY_PLAY)
    for table in PLAY_BY_PLAY:
        assert not_passed(answers(table, warehouse, MONTH)) == {}


@pytest.mark.parametrize("table", RAW)
def test_a_contract_is_silent_on_real_recordings(recorded, table):
    filled = recorded.connection.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'nba_raw' AND table_name = ? AND estimated_size > 0", [table]
    )
    if not filled.fetchone():
        pytest.skip(f"no recording fills {table}")
    assert not_passed(answers(table, recorded, Window(date(2024, 1, 1), date(2026, 12, 31)))) == {}


@pytest.mark.parametrize("table", RAW)
def test_each_wrong_row_is_found_by_its_own_check_and_by_no_other(season, table):
    spoiled = spoil(table, season)
    failed = {
        check: {violation.key for violation in result.finding.violations}
        for check, result in spoiled.results.items()
        if result.finding
    }
    assert failed == {check: {key} for check, key in spoiled.expected.items()}


@pytest.mark.parametrize("table", RAW)
def test_every_row_rule_is_put_to_the_test(table):
    rules = {check.name for check in RAW[table].to_schema().checks}
    assert rules == {corruption.check for corruption in ROW_RULES if corruption.table == table}


@pytest.mark.parametrize("table", RAW)
def test_a_contract_speaks_bigquery(table):

    rows = ibis.table(declared(f"nba_raw.{table}").ibis, name=table, database="nba_raw")
    rules = [check.holds(rows) for check in contract(table).checks if hasattr(check, "only")]
    sql = compile_sql(rows.aggregate(**{f"rule_{i}": rule.all() for i, rule in enumerate(rules)}), "bigquery", NOW)
    assert sql.startswith("SELECT")
