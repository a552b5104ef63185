"""Tier 1 of drift: what differs is told with its rule and who breaks; what is the same by another name is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contracts.catalog import models
from contracts.compatibility import Override
from contracts.described import ColumnDescription, TableDescription, describe
from contracts.drift import MetadataDrift, TableDrift, metadata_drift
from contracts.drift.metadata import ASKED, THERE, table_drift
from contracts.export.ddl import create_table
from contracts.live import live_tables
from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.results import Outcome, Severity
from harness.warehouse.bigquery import BigQueryWarehouse
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.schema import declared_tables

TODAY = date(2024, 1, 16)
SCHEDULE = "nba_raw.nbac_schedule"
BOX_SCORES = "nba_raw.bdl_player_boxscores"
TABLES = {one.name: one for one in map(describe, models())}


@pytest.fixture
def warehouse() -> Iterator[DuckDBWarehouse]:
    """Every table as the harness makes it: without constraints."""
    with DuckDBWarehouse.in_memory() as warehouse:
        for name in TABLES:
            make(warehouse, name)
        yield warehouse


def make(warehouse: DuckDBWarehouse, name: str, *, not_null: bool = False) -> None:
    """A declared table; `not_null` as the contract requires."""
    warehouse.connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{name.split(".")[0]}"')
    warehouse.connection.execute(f"DROP TABLE IF EXISTS {name}")
    warehouse.connection.execute(declared_tables()[name].duckdb_ddl())
    for column in TABLES[name].columns if not_null else ():
        if column.mode == "REQUIRED":
            warehouse.connection.execute(f'ALTER TABLE {name} ALTER COLUMN "{column.name}" SET NOT NULL')


def drift_of(warehouse: DuckDBWarehouse, name: str = SCHEDULE, **how: object) -> TableDrift:
    return metadata_drift(warehouse, [name], today=TODAY, **how).of(name)


def ids(table: TableDrift) -> list[tuple[str, str]]:
    """Rule and place of each change, without the table's name."""
    return [(one.rule.id, one.path.removeprefix(f"{table.name}.")) for one in table.changes]


def outcomes(table: TableDrift) -> dict[str, Outcome]:
    return {one.check: one.outcome for one in table.results}


def test_the_declared_tables_do_not_differ_from_their_contracts(warehouse: DuckDBWarehouse) -> None:
    drift = metadata_drift(warehouse, today=TODAY)
    assert [str(change) for table in drift.tables for change in table.changes] == []
    assert len(drift.tables) == 80
    assert {one.outcome for one in drift.results} == {Outcome.PASSED}


@pytest.mark.parametrize(
    ("change", "rule", "place", "check"),
    [
        ("DROP COLUMN arena_timezone", "C001", "arena_timezone", "C"),
        ("RENAME arena_timezone TO arena_zone", "C004", "arena_timezone", "C"),
        ("ALTER COLUMN season_year TYPE VARCHAR", "T013", "season_year", "T"),
        ("ALTER COLUMN season_year TYPE DOUBLE", "T001", "season_year", "T"),
        ("ALTER COLUMN game_date TYPE TIMESTAMPTZ", "T009", "game_date", "T"),
        ("ALTER COLUMN game_date_est TYPE TIMESTAMP", "T003", "game_date_est", "T"),
        ("ALTER COLUMN game_code TYPE VARCHAR[] USING [game_code]", "M003", "game_code", "M"),
    ],
)
def test_what_somebody_is_hurt_by_fails_under_its_rule(
    warehouse: DuckDBWarehouse, change: str, rule: str, place: str, check: str
) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} {change}")
    table = drift_of(warehouse)
    assert ids(table) == [(rule, place)]
    others = dict.fromkeys((THERE, *(ASKED[kind] for kind in "CTMN" if kind != check)), Outcome.PASSED)
    assert outcomes(table) == {**others, ASKED[check]: Outcome.FAILED}


def test_a_finding_says_rule_direction_severity_and_both_sides(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} RENAME arena_timezone TO arena_zone")
    [result] = [one for one in drift_of(warehouse).results if one.outcome is Outcome.FAILED]
    assert (result.subject, result.table, result.severity) == ("drift.nbac_schedule", SCHEDULE, Severity.ERROR)
    assert result.finding is not None
    assert "C004 column renamed: arena_timezone (arena_timezone → arena_zone), breaks readers and writers" in (
        result.finding.message
    )
    [violation] = result.finding.violations
    assert dict(violation.key) == {"rule": "C004", "at": "arena_timezone"}
    said = dict(violation.evidence)
    assert (said["contract"], said["there"], said["breaks"], said["severity"]) == (
        "arena_timezone",
        "arena_zone",
        "readers and writers",
        "error",
    )


def test_who_breaks_depends_on_the_direction() -> None:
    contract = TableDescription("a.b", (ColumnDescription("x", "INT64", "REQUIRED"), ColumnDescription("y", "INT64")))
    looser = replace(contract, columns=(ColumnDescription("x", "INT64"), contract.columns[1]))
    stricter = replace(contract, columns=(contract.columns[0], ColumnDescription("y", "INT64", "REQUIRED")))
    for there, rule, breaks in ((looser, "M001", "readers"), (stricter, "M002", "writers")):
        table = TableDrift("a.b", table_drift(contract, there))
        [failed] = [one for one in table.results if one.outcome is Outcome.FAILED]
        assert failed.finding is not None
        assert f"{rule} " in failed.finding.message
        assert failed.finding.message.endswith(f"breaks {breaks}")


def test_the_worst_change_gives_the_severity(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN season_year TYPE DOUBLE")
    assert [one.severity for one in drift_of(warehouse).results if one.finding] == [Severity.WARNING]
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN game_code TYPE BIGINT USING 1")
    assert [one.severity for one in drift_of(warehouse).results if one.finding] == [Severity.ERROR]


def test_an_extra_column_hurts_nobody_and_is_told(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ADD COLUMN attendance INTEGER")
    table = drift_of(warehouse)
    assert ids(table) == [("C002", "attendance")]
    assert table.breaking == ()
    [told] = [one for one in table.results if one.reason]
    assert (told.outcome, told.reason) == (Outcome.PASSED, "C002 nullable column added: attendance")


def test_an_extra_column_that_must_be_written_hurts_writers(warehouse: DuckDBWarehouse) -> None:
    make(warehouse, SCHEDULE, not_null=True)
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ADD COLUMN attendance INTEGER DEFAULT 0")
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN attendance SET NOT NULL")
    assert ids(drift_of(warehouse)) == [("C003", "attendance")]


def test_what_may_be_null_is_compared_where_the_table_says_it(warehouse: DuckDBWarehouse) -> None:
    make(warehouse, SCHEDULE, not_null=True)
    assert ids(drift_of(warehouse)) == []
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN game_code DROP NOT NULL")
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN arena_timezone SET NOT NULL")
    assert sorted(ids(drift_of(warehouse))) == [("M001", "game_code"), ("M002", "arena_timezone")]


@pytest.mark.parametrize("kind", ["INTEGER", "SMALLINT", "UINTEGER", "INT4"])
def test_an_integer_is_an_integer_by_any_name(warehouse: DuckDBWarehouse, kind: str) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} ALTER COLUMN season_year TYPE {kind}")
    assert ids(drift_of(warehouse)) == []


def test_a_float_of_four_bytes_is_a_float_nested_ones_too() -> None:
    with DuckDBWarehouse.in_memory() as warehouse:
        warehouse.connection.execute("CREATE SCHEMA a")
        warehouse.connection.execute(
            "CREATE TABLE a.b (f FLOAT, d DECIMAL(5, 2), s STRUCT(i INT, f FLOAT[], t TIMESTAMPTZ)[], u UUID, v BLOB)"
        )
        [table] = live_tables(warehouse, ["a.b"]).tables.values()
    fields = (
        ColumnDescription("i", "INTEGER"),
        ColumnDescription("f", "FLOAT", "REPEATED"),
        ColumnDescription("t", "TIMESTAMP"),
    )
    contract = TableDescription(
        "a.b",
        (
            ColumnDescription("f", "FLOAT"),
            ColumnDescription("d", "DECIMAL(5, 2)"),
            ColumnDescription("s", "RECORD", "REPEATED", fields=fields),
            ColumnDescription("u", "STRING"),
            ColumnDescription("v", "BYTES"),
        ),
    )
    assert [(one.rule.id, one.path, one.after) for one in table_drift(contract, table)] == [("T003", "a.b.u", "UUID")]


def test_a_nested_field_that_is_gone_is_told_by_its_path(warehouse: DuckDBWarehouse) -> None:
    nested = next(one for one in TABLES.values() if any(column.fields for column in one.columns))
    column = next(one for one in nested.columns if one.fields)
    kept = ", ".join(f'"{one.name}" VARCHAR' for one in column.fields[1:])
    place = f'{nested.name} ALTER COLUMN "{column.name}" TYPE STRUCT({kept}){"[]" if column.mode == "REPEATED" else ""}'
    warehouse.connection.execute(f"ALTER TABLE {place} USING NULL")
    table = drift_of(warehouse, nested.name)
    assert ("N001", f"{column.name}.{column.fields[0].name}") in ids(table)
    assert [*table.unreadable] == [column.name]


def test_views_over_files_are_compared_without_modes(warehouse: DuckDBWarehouse, tmp_path: Path) -> None:
    for name in TABLES:
        warehouse.connection.execute(f"COPY {name} TO '{tmp_path}/{name}.parquet'")
    with DuckDBWarehouse.over_parquet(tmp_path) as files:
        drift = metadata_drift(files, today=TODAY)
    assert [str(change) for table in drift.tables for change in table.changes] == []
    assert {one.outcome for one in drift.results} == {Outcome.PASSED}


def test_a_table_that_is_gone_is_drift_where_all_should_be_there(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"DROP TABLE {SCHEDULE}")
    table = drift_of(warehouse)
    assert ids(table) == [("A001", SCHEDULE)]
    said = outcomes(table)
    assert said.pop(THERE) is Outcome.FAILED
    assert set(said.values()) == {Outcome.UNKNOWN}


def test_a_table_that_nobody_loaded_is_unknown(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"DROP TABLE {SCHEDULE}")
    results = drift_of(warehouse, whole=False).results
    assert {one.outcome for one in results} == {Outcome.UNKNOWN}
    assert all(one.reason and one.reason.startswith("A001") for one in results)


@pytest.mark.parametrize(("day", "outcome"), [(TODAY, Outcome.PASSED), (date(2024, 1, 17), Outcome.FAILED)])
def test_an_override_counts_up_to_its_day(warehouse: DuckDBWarehouse, day: date, outcome: Outcome) -> None:
    warehouse.connection.execute(f"ALTER TABLE {SCHEDULE} DROP COLUMN arena_timezone")
    allowed = Override("C001", f"{SCHEDULE}.*", Severity.INFO, "nobody reads it", TODAY)
    drift = metadata_drift(warehouse, [SCHEDULE], today=day, overrides=[allowed])
    assert outcomes(drift.of(SCHEDULE))[ASKED["C"]] is outcome


def test_a_name_without_a_contract_is_refused(warehouse: DuckDBWarehouse) -> None:
    with pytest.raises(KeyError, match="did you mean: nbac_schedule"):
        metadata_drift(warehouse, ["nbac_schedul"], today=TODAY)


# On BigQuery's wire.


@pytest.fixture(scope="module")
def bigquery() -> Iterator[BigQueryWarehouse]:
    """Two tables by their exported DDL on the emulator."""
    with BigQueryEmulator() as emulator:
        client = emulator.client()
        client.create_dataset("nba_raw")
        for name in (SCHEDULE, BOX_SCORES):
            client.query(create_table(TABLES[name], primary_key=False), retry=None, job_retry=None).result()
        warehouse = BigQueryWarehouse(client, bytes_per_query=10**9, timeout_s=10, labels={})
        yield warehouse
        warehouse.close()


def on_bigquery(warehouse: BigQueryWarehouse) -> MetadataDrift:
    return metadata_drift(warehouse, [SCHEDULE, BOX_SCORES], today=TODAY)


def test_tables_made_by_their_ddl_do_not_drift_but_for_what_the_emulator_forgets(bigquery: BigQueryWarehouse) -> None:
    drift = on_bigquery(bigquery)
    # It keeps no clustering (docs/bigquery-emulator.md). No key is stated, and so none is compared.
    assert {rule for table in drift.tables for rule, _ in ids(table)} == {"L007"}
    assert {one.check for one in drift.of(SCHEDULE).results} == {THERE, *(ASKED[kind] for kind in "CTMNLX")}
    assert [*drift.live.modified] == [SCHEDULE, BOX_SCORES]


def test_what_tables_get_says_is_compared_with_modes_and_layout(bigquery: BigQueryWarehouse) -> None:
    contract = TABLES[SCHEDULE]
    there = live_tables(bigquery, [SCHEDULE]).tables[SCHEDULE]
    assert there.column("game_id").mode == "REQUIRED"
    assert there.require_partition_filter
    otherwise = replace(
        there,
        key=("game_code",),
        partition="game_date_est",
        clustering=contract.clustering,
        expiration_days=30,
        columns=tuple(replace(one, mode="NULLABLE") if one.name == "game_id" else one for one in there.columns),
    )
    found = [(one.rule.id, one.severity.label) for one in table_drift(contract, otherwise)]
    assert found == [("M001", "warning"), ("K005", "error"), ("L001", "error"), ("X001", "error")]


def test_a_table_that_is_not_there_does_not_keep_the_others_from_being_compared(bigquery: BigQueryWarehouse) -> None:
    drift = metadata_drift(bigquery, [SCHEDULE, "nba_raw.nbac_team_boxscore"], today=TODAY)
    assert ids(drift.of("nba_raw.nbac_team_boxscore")) == [("A001", "nba_raw.nbac_team_boxscore")]
    assert outcomes(drift.of(SCHEDULE))[THERE] is Outcome.PASSED


def test_a_column_that_may_be_absent_is_no_drift_where_it_is_not_there() -> None:
    optional = ColumnDescription("fee", "INT64", "REQUIRED", may_be_absent=True)
    contract = TableDescription("a.b", (ColumnDescription("x", "INT64"), optional))
    without = TableDescription("a.b", (ColumnDescription("x", "INT64"), ColumnDescription("fees", "INT64")))
    # What is there under a like name is a column more, and not that one renamed.
    assert [one.rule.id for one in table_drift(contract, replace(without, knows_rules=False))] == ["C002"]
    retyped = replace(without, columns=(*without.columns, ColumnDescription("fee", "STRING", "REQUIRED")))
    assert [one.rule.id for one in table_drift(contract, replace(retyped, knows_rules=False))] == ["T013", "C002"][::-1]
    nullable = replace(contract, columns=(contract.columns[0], ColumnDescription("fee", "INT64")), knows_rules=False)
    assert [one.rule.id for one in table_drift(contract, nullable)] == ["M001"]
