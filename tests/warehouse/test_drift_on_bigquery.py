"""Drift on BigQuery's wire, against the stand-in: what is refused, what costs bytes, what the budget leaves out."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime

import duckdb
import pytest
from bigquery_stand_in import RefusedError, StandIn, serving
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from contracts.catalog import contract
from contracts.drift import RowsDrift, freshness, metadata_drift, rows_drift
from harness.results import Outcome, Window
from harness.season import build_season
from harness.warehouse.bigquery import BigQueryWarehouse
from harness.warehouse.run import Limits, prepare

BOX_SCORES = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
REFEREES = "nba_raw.nbac_referee_game_assignments"
TABLES = (BOX_SCORES, REFEREES, SCHEDULE)
WINDOW = Window(date(2024, 1, 15), date(2024, 1, 16))
AS_OF = datetime(2024, 1, 17, 12, tzinfo=UTC)
FORBIDDEN = RefusedError(403, "accessDenied", "Access Denied: Table nba-test:secret")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        build_season(seed=0, start_year=2023).load(connection, tables=TABLES)
        yield connection


@pytest.fixture
def stand_in(connection: duckdb.DuckDBPyConnection) -> Iterator[StandIn]:
    with serving(connection) as stand_in:
        yield stand_in


@pytest.fixture
def warehouse(stand_in: StandIn) -> Iterator[BigQueryWarehouse]:
    client = bigquery.Client(
        project="nba-test",
        credentials=AnonymousCredentials(),
        client_options=ClientOptions(api_endpoint=stand_in.address),
    )
    warehouse = BigQueryWarehouse(client, bytes_per_query=10**9, timeout_s=5, labels={})
    yield warehouse
    warehouse.close()


def test_metadata_costs_one_call_a_table_and_no_query(warehouse: BigQueryWarehouse, stand_in: StandIn) -> None:
    drift = metadata_drift(warehouse, TABLES, today=AS_OF.date())
    assert len(stand_in.sent("tables.get")) == 3
    assert stand_in.sent("jobs.insert") == []
    # The stand-in tells columns and no partitions; its legacy names of types are no drift.
    assert {change.rule.id[0] for table in drift.tables for change in table.changes} <= {"L", "N"}


def test_a_refused_table_is_unknown_with_the_reason(warehouse: BigQueryWarehouse, stand_in: StandIn) -> None:
    stand_in.refuse["tables.get"] = FORBIDDEN
    drift = metadata_drift(warehouse, TABLES, today=AS_OF.date())
    assert {one.outcome for one in drift.results} == {Outcome.UNKNOWN}
    assert all("no permission" in (one.reason or "") for one in drift.results)
    assert len(stand_in.sent("tables.get")) == 3


def test_where_nobody_answers_no_other_table_is_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    client = bigquery.Client(
        project="nba-test", credentials=AnonymousCredentials(), client_options=ClientOptions(api_endpoint=address)
    )
    asked: list[str] = []
    get_table = client.get_table
    client.get_table = lambda name, **how: (asked.append(name), get_table(name, **how))[1]
    warehouse = BigQueryWarehouse(client, bytes_per_query=1, timeout_s=0.2, labels={})
    results = metadata_drift(warehouse, TABLES, today=AS_OF.date()).results
    warehouse.close()
    assert {one.outcome for one in results} == {Outcome.UNKNOWN}
    assert len({one.reason for one in results}) == 1
    assert asked == [f"nba-test.{TABLES[0]}"]


def test_freshness_reads_the_days_around_and_nothing_else(warehouse: BigQueryWarehouse, stand_in: StandIn) -> None:
    drift = metadata_drift(warehouse, [BOX_SCORES], today=AS_OF.date())
    found = freshness(warehouse, drift, now=AS_OF)
    assert [(one.subject, one.outcome) for one in found.results] == [("drift.bdl_player_boxscores", Outcome.PASSED)]
    # BigQuery refuses what is not limited on its partition column; the warehouse here does too, before it is sent.
    sent = [job.sql for job in stand_in.real_jobs]
    assert len(sent) == 2
    assert "processed_at" not in sent[1]


def ask(warehouse: BigQueryWarehouse, budget: int | None) -> RowsDrift:
    asked = [contract(name) for name in TABLES]
    drift = metadata_drift(warehouse, TABLES, today=AS_OF.date())
    return rows_drift(asked, warehouse, drift, window=WINDOW, as_of=AS_OF, limits=Limits(bytes_per_run=budget))


def answered(found: RowsDrift) -> set[str | None]:
    return {one.table for one in found.results if one.outcome is not Outcome.UNKNOWN}


def cost(warehouse: BigQueryWarehouse, *names: str) -> int:
    prepared = prepare([contract(name) for name in names], warehouse, WINDOW, AS_OF)
    return sum(one.estimated_bytes or 0 for one in prepared.queries)


def test_a_budget_for_all_asks_all(warehouse: BigQueryWarehouse) -> None:
    found = ask(warehouse, cost(warehouse, *TABLES))
    assert answered(found) == {*TABLES}
    assert not [one for one in found.results if "budget" in (one.reason or "")]


def test_a_small_budget_asks_the_tables_with_a_limit_of_age_first(warehouse: BigQueryWarehouse) -> None:
    """The referees are cheaper than the box scores, and yet come after the two that have a limit."""
    box_scores, schedule, referees = (cost(warehouse, name) for name in (BOX_SCORES, SCHEDULE, REFEREES))
    assert 0 < schedule < referees < box_scores
    assert answered(ask(warehouse, box_scores + schedule)) == {BOX_SCORES, SCHEDULE}
    assert answered(ask(warehouse, box_scores + schedule - 1)) == {SCHEDULE, REFEREES}
    assert answered(ask(warehouse, schedule)) == {SCHEDULE}


def test_what_is_over_the_budget_says_so_by_name(warehouse: BigQueryWarehouse) -> None:
    box_scores, schedule = (cost(warehouse, name) for name in (BOX_SCORES, SCHEDULE))
    found = [one for one in ask(warehouse, schedule).results if one.table == BOX_SCORES]
    assert [one.check for one in found] == [one.name for one in contract(BOX_SCORES).checks]
    assert {one.reason for one in found} == {
        f"over the byte budget: {BOX_SCORES} would read {box_scores:,} bytes, and of {schedule:,} 0 are left; "
        "narrow the window, name fewer tables, or raise bytes_per_run"
    }


def test_no_budget_reads_nothing(warehouse: BigQueryWarehouse, stand_in: StandIn) -> None:
    found = ask(warehouse, 1)
    assert answered(found) == set()
    assert stand_in.real_jobs == []
    assert {(one.reason or "").partition(":")[0] for one in found.results} == {"over the byte budget"}
