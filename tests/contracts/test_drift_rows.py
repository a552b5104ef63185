"""Tier 3 of drift: the rows are asked what can still be asked, and the rest is unknown by the rule or the budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from contracts.catalog import contract, contracts
from contracts.compile import AS_DECLARED, Contract
from contracts.drift import RowsDrift, metadata_drift, rows_drift
from contracts.drift.rows import columns_read
from harness.results import CheckResult, Outcome, Window
from harness.season import Season, build_season
from harness.warehouse.checks import ColumnsCheck, UniqueCheck
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.relations import Frame
from harness.warehouse.schema import declared

BOX_SCORES = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
WINDOW = Window(date(2024, 1, 10), date(2024, 1, 12))
AS_OF = datetime(2024, 1, 13, 12, tzinfo=UTC)
ASKED = (contract(BOX_SCORES), contract(SCHEDULE))


@pytest.fixture(scope="module")
def season() -> Season:
    return build_season(seed=0, start_year=2023)


@pytest.fixture
def warehouse(season: Season) -> Iterator[DuckDBWarehouse]:
    with DuckDBWarehouse.in_memory() as warehouse:
        season.load(warehouse.connection, tables=[BOX_SCORES, SCHEDULE])
        yield warehouse


def ask(warehouse: DuckDBWarehouse, asked: tuple[Contract, ...] = ASKED) -> RowsDrift:
    drift = metadata_drift(warehouse, [one.table for one in asked], today=AS_OF.date())
    return rows_drift(asked, warehouse, drift, window=WINDOW, as_of=AS_OF)


def by_outcome(found: RowsDrift, outcome: Outcome) -> list[CheckResult]:
    return [one for one in found.results if one.outcome is outcome]


def test_every_check_of_a_clean_season_is_answered(warehouse: DuckDBWarehouse) -> None:
    found = ask(warehouse)
    assert [(one.subject, one.check) for one in found.results] == [
        (one.id, check.name) for one in ASKED for check in one.checks
    ]
    assert Counter(one.outcome for one in found.results) == {Outcome.PASSED: len(found.results)}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("RENAME points TO points_scored", f"C004 column renamed: {BOX_SCORES}.points (points → points_scored)"),
        ("DROP COLUMN points", f"C001 column removed: {BOX_SCORES}.points"),
        ("ALTER COLUMN points TYPE VARCHAR", f"T013 number became text: {BOX_SCORES}.points (INT64 → STRING)"),
        ("ALTER COLUMN points TYPE BIGINT[] USING [points]", f"M003 single became repeated: {BOX_SCORES}.points"),
    ],
)
def test_what_reads_a_drifted_column_is_not_asked_and_says_the_rule(
    warehouse: DuckDBWarehouse, change: str, rule: str
) -> None:
    warehouse.connection.execute(f"ALTER TABLE {BOX_SCORES} {change}")
    found = ask(warehouse)
    unknown = by_outcome(found, Outcome.UNKNOWN)
    assert {one.check for one in unknown} == {
        "points is at least 0",
        "points is at most 100",
        "points come from makes",
    }
    assert all(one.reason and one.reason.startswith(rule) for one in unknown)
    # The columns themselves are asked all the same, and everything else is.
    assert [one.check for one in by_outcome(found, Outcome.FAILED)] == [AS_DECLARED]
    assert len(found.results) == sum(len(one.checks) for one in ASKED)


def test_a_wider_column_is_asked_all_the_same(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"ALTER TABLE {BOX_SCORES} ALTER COLUMN points TYPE DOUBLE")
    warehouse.connection.execute(f"UPDATE {BOX_SCORES} SET points = 250 WHERE game_date = '2024-01-11'")
    found = ask(warehouse)
    assert by_outcome(found, Outcome.UNKNOWN) == []
    assert "points is at most 100" in [one.check for one in by_outcome(found, Outcome.FAILED)]


def test_without_the_day_of_a_row_nothing_can_be_asked_but_the_columns(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"ALTER TABLE {BOX_SCORES} DROP COLUMN game_date")
    found = [one for one in ask(warehouse).results if one.table == BOX_SCORES]
    assert [one.check for one in found if one.outcome is not Outcome.UNKNOWN] == [AS_DECLARED]
    assert all(f"C001 column removed: {BOX_SCORES}.game_date" in (one.reason or "") for one in found[1:])


def test_a_table_that_is_gone_leaves_the_others(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"DROP TABLE {BOX_SCORES}")
    found = ask(warehouse)
    assert {(one.table, one.reason) for one in by_outcome(found, Outcome.UNKNOWN)} == {
        (BOX_SCORES, f"A001 table removed: {BOX_SCORES}")
    }
    assert {one.table for one in by_outcome(found, Outcome.PASSED)} == {SCHEDULE}


def test_where_nothing_can_be_asked_nothing_is_read(warehouse: DuckDBWarehouse) -> None:
    warehouse.connection.execute(f"DROP TABLE {BOX_SCORES}")
    found = ask(warehouse, (contract(BOX_SCORES),))
    assert {one.outcome for one in found.results} == {Outcome.UNKNOWN}
    assert found.queries == ()


def test_the_columns_of_every_check_of_every_contract_are_known() -> None:
    for one in contracts():
        frame = Frame(WINDOW, {one.table: declared(one.table).ibis})
        for check in one.checks:
            read = columns_read(check, one.id, frame)
            assert read <= set(declared(one.table).ibis)
            if isinstance(check, UniqueCheck):
                assert read >= {*check.columns}
            assert bool(read) is not isinstance(check, ColumnsCheck)
