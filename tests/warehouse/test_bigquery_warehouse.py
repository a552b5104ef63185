"""BigQuery through Google's own client, against a stand-in on loopback that answers from DuckDB."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow.compute as pc
import pytest
from bigquery_stand_in import LEAST_BILLED, RefusedError, StandIn, serving
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from harness.results import CheckResult, Outcome, Severity, Window
from harness.season import Season, build_season
from harness.warehouse.bigquery import BigQueryWarehouse, UnprunedScanError, ibis_type, label_value
from harness.warehouse.checks import covered, groups, metric, rows, unique
from harness.warehouse.connect import connect
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.functions import eastern_date, platform_game_id, run_time
from harness.warehouse.relations import Relation, table
from harness.warehouse.run import Execution, Limits, prepare, run
from harness.warehouse.schema import declared_tables
from harness.warehouse.statements import PACKING, Packing
from harness.warehouse.warehouse import BudgetExceededError, WarehouseError
from validators.validator import Validator

BOX_SCORES = "nba_raw.bdl_player_boxscores"
SCHEDULE = "nba_raw.nbac_schedule"
FIRST, LAST = date(2024, 1, 15), date(2024, 1, 17)
WINDOW = Window(FIRST, LAST)
AS_OF = datetime(2024, 1, 18, 12, tzinfo=UTC)
ONE_DAY_OF_BOX_SCORES = f"SELECT game_id FROM `nba-test.{BOX_SCORES}` WHERE game_date = '2024-01-15'"

box = table(BOX_SCORES)
schedule = table(SCHEDULE)


def by_platform_id(games: Relation) -> Relation:
    return games.derive(
        platform_id=lambda t: platform_game_id(t.game_date, t.away_team_tricode, t.home_team_tricode),
    )


box_scores = Validator(
    "raw.every_kind_of_check",
    unique(box, "game_id", "player_lookup"),
    rows(
        box, "points add up", lambda t: t.points == 2 * t.field_goals_made + t.three_pointers_made + t.free_throws_made
    ),
    rows(box, "well-formed game id", lambda t: t.game_id.re_search(r"^\d{8}_[A-Z]{3}_[A-Z]{3}$")),
    rows(box, "written by now", lambda t: t.processed_at <= run_time(), only=lambda t: t.points >= 0),
    groups(
        box,
        "two teams a game",
        by="game_id",
        holds=lambda g: g.team_abbr.nunique() == 2,
        show={"players": lambda g: g.count(), "points": lambda g: g.points.sum()},
    ),
    metric(
        box,
        "points a player",
        lambda t: t.points.mean().between(2, 40),
        severity=Severity.WARNING,
        show={"mean": lambda t: t.points.mean()},
    ),
    rows(schedule, "tip-off on its Eastern day", lambda t: eastern_date(t.game_date_est) == t.game_date),
    covered(
        "every game has box scores",
        by_platform_id(schedule.where(lambda t: t.game_status == 3)),
        by=box.derive(platform_id=lambda t: t.game_id),
        on="platform_id",
    ),
)

CORRUPTIONS = {
    "clean": "SELECT 1",
    "points do not add up": f"UPDATE {BOX_SCORES} SET points = points + 1 WHERE game_date = '2024-01-16'",
    "rows arrived twice": f"INSERT INTO {BOX_SCORES} FROM {BOX_SCORES} WHERE game_date = '2024-01-15' AND points > 20",
    "a game has no rows": f"DELETE FROM {BOX_SCORES} WHERE game_id = "
    f"(SELECT MIN(game_id) FROM {BOX_SCORES} WHERE game_date = '2024-01-15')",
}


@pytest.fixture(scope="module")
def season() -> Season:
    return build_season(seed=0)


@pytest.fixture
def connection(season: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """Three days of two tables."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; CREATE SCHEMA nba_raw")
        for name in (BOX_SCORES, SCHEDULE):
            whole = season.tables[name]
            days = whole.column("game_date")
            few = whole.filter(pc.and_(pc.greater_equal(days, FIRST), pc.less_equal(days, LAST)))
            connection.execute(declared_tables()[name].duckdb_ddl())
            connection.register("few", few)
            connection.execute(f"INSERT INTO {name} FROM few")
            connection.unregister("few")
        yield connection


@pytest.fixture
def stand_in(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    # The server's threads share the database, not the test's connection.
    with connection.cursor() as cursor:
        cursor.execute("SET TimeZone = 'UTC'")
        with serving(cursor) as stand_in:
            yield stand_in


def warehouse_at(address: str, *, bytes_per_query: int = 10**9, timeout_s: float = 30.0) -> BigQueryWarehouse:
    client = bigquery.Client(
        "nba-test", credentials=AnonymousCredentials(), client_options=ClientOptions(api_endpoint=address)
    )
    labels = {"run": "nightly", "Team": "Data Quality"}
    return BigQueryWarehouse(client, bytes_per_query=bytes_per_query, timeout_s=timeout_s, labels=labels)


@pytest.fixture
def warehouse(stand_in: StandIn) -> Iterator[BigQueryWarehouse]:
    warehouse = warehouse_at(stand_in.address)
    yield warehouse
    warehouse.close()


@pytest.fixture
def impatient(stand_in: StandIn) -> Iterator[BigQueryWarehouse]:
    """Gives up after a fifth of a second, and so never waits to try a second time."""
    warehouse = warehouse_at(stand_in.address, timeout_s=0.2)
    yield warehouse
    warehouse.close()


def validated(warehouse: BigQueryWarehouse | DuckDBWarehouse, limits: Limits | None = None) -> Execution:
    return run([box_scores], warehouse, window=WINDOW, as_of=AS_OF, limits=limits)


def without_sql(results: tuple[CheckResult, ...]) -> list[CheckResult]:
    """The SQL that shows the rows is each engine's own."""
    return [
        replace(result, finding=replace(result.finding, query=None)) if result.finding else result for result in results
    ]


def reasons(execution: Execution) -> set[str | None]:
    assert {result.outcome for result in execution.results} == {Outcome.UNKNOWN}
    return {result.reason for result in execution.results}


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_bigquery_and_duckdb_find_the_same(
    corruption: str, connection: duckdb.DuckDBPyConnection, warehouse: BigQueryWarehouse
) -> None:
    connection.execute(CORRUPTIONS[corruption])
    here = validated(DuckDBWarehouse(connection))
    there = validated(warehouse)
    assert without_sql(there.results) == without_sql(here.results)
    assert there.days == here.days
    outcomes = {result.outcome for result in there.results}
    assert outcomes == ({Outcome.PASSED} if corruption == "clean" else {Outcome.PASSED, Outcome.FAILED})


def test_every_planned_query_is_priced_before_the_first_one_runs(
    stand_in: StandIn, warehouse: BigQueryWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PACKING, "bigquery", Packing(most_queries=1, most_characters=10**6, neighbours=False))
    planned = prepare([box_scores], warehouse, WINDOW, AS_OF).queries
    stand_in.requests.clear()
    validated(warehouse)
    kinds = [request.dry_run for request in stand_in.sent("jobs.insert")]
    assert kinds == [True] * len(planned) + [False] * (len(kinds) - len(planned))
    assert [request.sql for request in stand_in.dry_runs] == [receipt.sql for receipt in planned]
    assert len(kinds) > len(planned) > 1


def test_a_run_over_its_budget_sends_no_real_job(stand_in: StandIn, warehouse: BigQueryWarehouse) -> None:
    with pytest.raises(BudgetExceededError, match="its budget is 1,000"):
        validated(warehouse, Limits(bytes_per_run=1000))
    assert stand_in.dry_runs
    assert not stand_in.real_jobs


def test_every_job_is_bounded_and_labelled(stand_in: StandIn, warehouse: BigQueryWarehouse) -> None:
    validated(warehouse)
    for request in stand_in.sent("jobs.insert"):
        assert request.configuration["query"]["maximumBytesBilled"] == str(10**9)
        assert request.configuration["labels"].items() >= {"run": "nightly", "team": "data-quality"}.items()
    asked = [request.configuration["labels"].get("subjects") for request in stand_in.real_jobs]
    assert "raw-every_kind_of_check" in asked
    assert all(request.configuration["jobTimeoutMs"] == "30000" for request in stand_in.real_jobs)
    assert all(request.configuration["query"]["useQueryCache"] is False for request in stand_in.dry_runs)


def test_receipts_carry_estimated_and_billed_bytes(warehouse: BigQueryWarehouse) -> None:
    planned = [receipt for receipt in validated(warehouse).queries if receipt.kind != "days"]
    assert all(receipt.estimated_bytes for receipt in planned)
    assert all(receipt.billed_bytes == LEAST_BILLED for receipt in planned)


def test_an_estimate_is_the_price_of_the_named_columns_of_the_limited_days(
    connection: duckdb.DuckDBPyConnection, warehouse: BigQueryWarehouse
) -> None:
    [(there,)] = connection.execute(f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date = '2024-01-15'").fetchall()
    # A game id is sixteen letters and two bytes, a date eight bytes.
    assert warehouse.estimate(ONE_DAY_OF_BOX_SCORES) == there * (16 + 2 + 8)


def test_a_query_that_would_bill_too_much_is_unknown(stand_in: StandIn) -> None:
    warehouse = warehouse_at(stand_in.address, bytes_per_query=1000)
    with pytest.raises(WarehouseError, match=r"more than bytes_per_query allows.*10485760 or higher required"):
        warehouse.query(ONE_DAY_OF_BOX_SCORES)
    warehouse.close()


def test_answers_of_several_pages_are_whole(
    connection: duckdb.DuckDBPyConnection, stand_in: StandIn, warehouse: BigQueryWarehouse
) -> None:
    stand_in.rows_a_page = 50
    [(there,)] = connection.execute(f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date = '2024-01-15'").fetchall()
    assert warehouse.query(ONE_DAY_OF_BOX_SCORES).rows.num_rows == there > 100


@pytest.mark.parametrize(
    "sql",
    [
        f"DELETE FROM {BOX_SCORES} WHERE game_date = '2024-01-15'",
        f"CREATE TABLE nba_raw.copy AS {ONE_DAY_OF_BOX_SCORES}",
        f"INSERT INTO nba_raw.copy {ONE_DAY_OF_BOX_SCORES}",
        f"MERGE nba_raw.copy c USING ({ONE_DAY_OF_BOX_SCORES}) b ON c.game_id = b.game_id WHEN MATCHED THEN DELETE",
        f"{ONE_DAY_OF_BOX_SCORES}; DROP TABLE nba_raw.copy",
        f"EXPORT DATA OPTIONS (uri = 'gs://b/*', format = 'CSV') AS {ONE_DAY_OF_BOX_SCORES}",
        "TRUNCATE TABLE nba_raw.copy",
        "CALL nba_raw.tidy()",
        "EXECUTE IMMEDIATE 'DROP TABLE nba_raw.copy'",
        "SELECT FROM WHERE",
        "",
    ],
)
def test_what_is_not_one_select_is_refused_without_a_request(
    sql: str, stand_in: StandIn, warehouse: BigQueryWarehouse
) -> None:
    for ask in (warehouse.query, warehouse.estimate):
        with pytest.raises(WarehouseError, match="read-only"):
            ask(sql)
    assert not stand_in.requests


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT COUNT(*) FROM {BOX_SCORES}",
        f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date >= '2024-01-15'",
        f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date = '2024-01-15' OR points > 10",
        f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE NOT game_date BETWEEN '2024-01-15' AND '2024-01-16'",
        f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date = (SELECT CURRENT_DATE())",
        f"SELECT COUNT(*) FROM {BOX_SCORES} WHERE game_date = DATE(processed_at)",
        f"SELECT COUNT(*) FROM {SCHEDULE} s JOIN {BOX_SCORES} b USING (game_date) WHERE s.game_date = '2024-01-15'",
        f"SELECT 1 FROM {BOX_SCORES} b JOIN {SCHEDULE} s ON b.game_id = s.game_id WHERE game_date = '2024-01-15'",
        f"SELECT * FROM (SELECT * FROM {BOX_SCORES}) WHERE game_date = '2024-01-15'",
        f"{ONE_DAY_OF_BOX_SCORES} UNION ALL SELECT game_id FROM {BOX_SCORES}",
        "SELECT COUNT(*) FROM `nba_raw.bdl_player_box*` WHERE game_date = '2024-01-15'",
    ],
)
def test_a_scan_that_is_not_limited_on_its_partition_column_is_refused_without_a_request(
    sql: str, stand_in: StandIn, warehouse: BigQueryWarehouse
) -> None:
    with pytest.raises(UnprunedScanError, match=r"nba_raw\.bdl_player_boxscores .* partition column game_date"):
        warehouse.query(sql)
    with pytest.raises(UnprunedScanError):
        warehouse.estimate(sql)
    assert not stand_in.requests


def test_integer_range_partitions_must_be_limited_too(warehouse: BigQueryWarehouse) -> None:
    name = next(
        name for name, one in declared_tables().items() if one.partition_type and one.partition_type.startswith("INT")
    )
    with pytest.raises(UnprunedScanError, match=f"{name} .* season_year"):
        warehouse.query(f"SELECT COUNT(*) FROM {name}")


@pytest.mark.parametrize(
    ("status", "code", "said", "advice"),
    [
        (403, "accessDenied", "Access Denied: Table t: User lacks bigquery.tables.getData", "no permission; .*dataVie"),
        (404, "notFound", "Not found: Dataset nba-test:nba_raw in location US", "not found; check the project"),
        (403, "quotaExceeded", "Quota exceeded: too many bytes today", "a BigQuery quota is used up; wait"),
        (400, "invalidQuery", "Unrecognized name: pionts at [1:8]", "BigQuery refused the query"),
        (401, "authError", "Invalid Credentials", "gcloud auth application-default login"),
        (500, "internalError", "An internal error occurred", "BigQuery itself failed; try again later"),
        (503, "backendError", "Error encountered during execution", "BigQuery itself failed; try again later"),
    ],
)
def test_a_refused_query_is_unknown_with_what_to_do(
    status: int, code: str, said: str, advice: str, stand_in: StandIn, impatient: BigQueryWarehouse
) -> None:
    stand_in.refuse = dict.fromkeys(("jobs.insert", "dry run"), RefusedError(status, code, said))
    with pytest.raises(WarehouseError, match=advice) as refused:
        impatient.estimate(ONE_DAY_OF_BOX_SCORES)
    assert status == 401 or str(refused.value).endswith(f": {said}")
    with pytest.raises(WarehouseError, match=advice):
        impatient.query(ONE_DAY_OF_BOX_SCORES)


def test_a_run_without_permission_to_query_is_unknown(stand_in: StandIn, warehouse: BigQueryWarehouse) -> None:
    denied = RefusedError(403, "accessDenied", "Access Denied: Project nba-test: User lacks bigquery.jobs.create")
    stand_in.refuse = {"jobs.insert": denied, "dry run": denied}
    assert reasons(validated(warehouse)) == {
        "no permission; the account needs roles/bigquery.dataViewer and roles/bigquery.jobUser: "
        "Access Denied: Project nba-test: User lacks bigquery.jobs.create"
    }


def test_a_table_that_may_not_be_described_is_unreachable_not_missing(
    stand_in: StandIn, warehouse: BigQueryWarehouse
) -> None:
    stand_in.refuse["tables.get"] = RefusedError(403, "accessDenied", "Access Denied: Table t")
    described = warehouse.describe([BOX_SCORES])
    assert described.columns == {}
    assert described.unreachable[BOX_SCORES].startswith(f"{BOX_SCORES}: no permission")
    assert all(reason and "no permission" in reason for reason in reasons(validated(warehouse)))


def test_a_table_that_is_not_there_is_missing_not_unreachable(warehouse: BigQueryWarehouse) -> None:
    described = warehouse.describe([BOX_SCORES, "nba_raw.nbac_player_boxscores"])
    assert set(described.columns) == {BOX_SCORES}
    assert described.unreachable == {}


def test_columns_are_described_as_they_are_declared_and_read_no_bytes(
    stand_in: StandIn, warehouse: BigQueryWarehouse
) -> None:
    described = warehouse.describe([BOX_SCORES, SCHEDULE])
    assert described.columns == {name: declared_tables()[name].ibis for name in (BOX_SCORES, SCHEDULE)}
    assert {request.what for request in stand_in.requests} == {"tables.get"}


def test_a_query_that_does_not_finish_is_cancelled_and_unknown(stand_in: StandIn, impatient: BigQueryWarehouse) -> None:
    stand_in.stuck = True
    with pytest.raises(WarehouseError, match=r"did not finish within 0\.2 s; job .* was cancelled; narrow the window"):
        impatient.query(ONE_DAY_OF_BOX_SCORES)
    assert len(stand_in.sent("jobs.cancel")) == 1


def test_a_warehouse_nobody_serves_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    warehouse = warehouse_at(address, timeout_s=0.2)
    described = warehouse.describe([BOX_SCORES, SCHEDULE])
    assert set(described.unreachable) == {BOX_SCORES, SCHEDULE}
    assert "BigQuery cannot be reached" in described.unreachable[SCHEDULE]
    with pytest.raises(WarehouseError, match=r"cannot be reached .*; check the network"):
        warehouse.query(ONE_DAY_OF_BOX_SCORES)
    warehouse.close()


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("INTEGER", "REQUIRED", "int64"),
        ("INT64", "NULLABLE", "int64"),
        ("FLOAT", "NULLABLE", "float64"),
        ("BOOLEAN", "NULLABLE", "boolean"),
        ("TIMESTAMP", "NULLABLE", "timestamp('UTC')"),
        ("DATETIME", "NULLABLE", "timestamp"),
        ("NUMERIC", "NULLABLE", "decimal(38, 9)"),
        ("STRING", "REPEATED", "array<string>"),
    ],
)
def test_bigquery_types_become_ibis_types(kind: str, mode: str, expected: str) -> None:
    assert ibis_type(bigquery.SchemaField("x", kind, mode)) == expected


def test_records_become_structs() -> None:
    fields = (bigquery.SchemaField("name", "STRING"), bigquery.SchemaField("price", "FLOAT64"))
    assert ibis_type(bigquery.SchemaField("b", "RECORD", "REPEATED", fields=fields)) == (
        "array<struct<name: string, price: float64>>"
    )


def test_a_long_label_is_cut_and_stays_distinct() -> None:
    one, other = (label_value("__".join(f"raw.table_{n}" for n in range(count))) for count in (20, 21))
    assert len(one) == len(other) == 63
    assert one != other
    assert one.startswith("raw-table_0__raw-table_1")


def test_urls_name_warehouses(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    memory = connect("duckdb://")
    assert memory.query("SELECT 1 AS one").rows.to_pylist() == [{"one": 1}]
    memory.close()
    file = tmp_path / "season.duckdb"
    duckdb.connect(file).close()
    opened = connect(f"duckdb://{file}")
    assert opened.name == "duckdb season.duckdb"
    opened.close()
    connection.execute(f"COPY {BOX_SCORES} TO '{tmp_path / BOX_SCORES}.parquet'")
    folder = connect(f"parquet://{tmp_path}")
    assert set(folder.describe([BOX_SCORES]).columns) == {BOX_SCORES}
    folder.close()


def test_a_relative_file_is_looked_for_where_the_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WarehouseError, match=r"data/season\.duckdb does not exist"):
        connect("duckdb://data/season.duckdb")


@pytest.mark.parametrize("url", ["season.duckdb", "postgres://me:secret@host/nba", "parquet://", "bigquery://p/nba"])
def test_other_urls_are_refused_with_what_is_allowed_and_no_password(url: str) -> None:
    with pytest.raises(ValueError, match=r"parquet:///path/to/folder|bigquery://project") as refused:
        connect(url)
    assert "secret" not in str(refused.value)


def test_without_credentials_bigquery_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(WarehouseError, match="gcloud auth application-default login"):
        connect("bigquery://nba-test")


def test_without_google_s_client_bigquery_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['google.cloud.bigquery'] = None\n"
        "from harness.warehouse.connect import connect\n"
        "connect('bigquery://nba-test')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "WarehouseError" in done.stderr
    assert "pip install 'nba-harness[bigquery]'" in done.stderr
