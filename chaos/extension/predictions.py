"""What the platform's tables hold after a batch: predictions by key, and any validator or contract asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from chaos.extension.documents import batches_of, documents
from chaos.extension.readings import UnknownError
from chaos.extension.serving import Served
from harness.results import CheckResult, Outcome, Window
from load.judging import Comparison, Key, compare, expected_keys
from load.payloads.players import league_of, players_of

if TYPE_CHECKING:
    from harness.reference.platform import Platform
    from harness.warehouse.bigquery import BigQueryWarehouse

PREDICTIONS = "nba_predictions.player_prop_predictions"
BYTES_PER_QUERY, QUERY_S = 10**10, 60.0
FIRESTORE = "firestore."


def platform_of(served: Served) -> Platform:
    """
    Raises:
        UnknownError: the experiment runs without the platform.
    """
    if served.platform is None:
        raise UnknownError("this experiment has no platform, so there is nothing to ask; leave `clouds` out")
    return served.platform


@contextmanager
def warehouse_of(platform: Platform) -> Iterator[BigQueryWarehouse]:
    """The platform's tables."""
    from harness.warehouse.bigquery import BigQueryWarehouse

    client = platform.bigquery_client()
    try:
        yield BigQueryWarehouse(client, bytes_per_query=BYTES_PER_QUERY, timeout_s=QUERY_S, labels={})
    finally:
        client.close()  # type: ignore[no-untyped-call]


def compared(served: Served) -> Comparison:
    """The predictions of the day that were asked for, beside those that are there.

    Raises:
        UnknownError: they cannot be read.
    """
    from harness.warehouse.warehouse import WarehouseError

    platform = platform_of(served)
    players = players_of(
        platform.game_date, seed=served.season_seed, start_year=served.season_start, count=served.players
    )
    asked = expected_keys(players, several_lines=True)
    columns = "game_id, player_lookup, system_id, current_points_line"
    with warehouse_of(platform) as warehouse:
        text = (
            f"SELECT {columns} FROM `{warehouse.catalog}.{PREDICTIONS}` WHERE game_date = DATE '{platform.game_date}'"  # noqa: S608
        )
        try:
            rows = warehouse.query(text).rows
        except WarehouseError as error:
            raise UnknownError(f"the predictions cannot be read: {error}") from error
    return compare(asked, (Key(*row) for row in zip(*(column.to_pylist() for column in rows.columns), strict=True)))


def asked(served: Served, name: str) -> tuple[CheckResult, ...]:
    """What a validator, or `contract.<table>`, says of the day. Tables that the platform does not hold are unknown.

    Raises:
        UnknownError: there is no such validator, or the tables cannot be read.
    """
    import duckdb

    from harness.nightly import UnknownNameError, select
    from harness.season.tables import TABLES
    from harness.warehouse.calendar import SCHEDULE
    from harness.warehouse.duckdb import DuckDBWarehouse
    from harness.warehouse.plan import questions
    from harness.warehouse.run import Limits, run
    from harness.warehouse.warehouse import WarehouseError

    platform = platform_of(served)
    try:
        sets = select([name])
    except UnknownNameError as error:
        raise UnknownError(str(error)) from error
    tables = sorted({read.name for question in questions(sets) for read in question.reads} | {SCHEDULE})
    league = league_of(served.season_seed, served.season_start)
    with DuckDBWarehouse.in_memory() as copy, warehouse_of(platform) as warehouse:
        try:
            for table in tables:
                rows = _rows(platform, warehouse, table)
                if rows is None and table == SCHEDULE:
                    rows = TABLES[table](league)
                if rows is not None:
                    _load(copy.connection, table, rows)
        except (WarehouseError, duckdb.Error) as error:
            raise UnknownError(f"{name}: {error}") from error
        window = Window(platform.game_date, platform.game_date)
        return run(sets, copy, window=window, as_of=datetime.now(UTC), limits=Limits(rows=3)).results


def told(results: tuple[CheckResult, ...]) -> tuple[Outcome, str]:
    """Failed where one check failed, else unknown where one is, else passed; with the reasons in a line."""
    failed = [f"{one.check}: {one.finding.message}" for one in results if one.finding is not None]
    unknown = [f"{one.check}: {one.reason}" for one in results if one.outcome is Outcome.UNKNOWN]
    if failed:
        return Outcome.FAILED, "; ".join(failed)
    if unknown or not results:
        return Outcome.UNKNOWN, "; ".join(unknown) or "nothing was asked"
    return Outcome.PASSED, f"{len(results)} checks"


def _rows(platform: Platform, warehouse: BigQueryWarehouse, table: str) -> Any:
    """None where the platform has no such table."""
    if table.startswith(FIRESTORE):
        return _documents(platform, table)
    described = warehouse.describe([table])
    columns = ", ".join(described.columns.get(table, ()))
    return warehouse.query(f"SELECT {columns} FROM `{warehouse.catalog}.{table}`").rows if columns else None  # noqa: S608


def _documents(platform: Platform, table: str) -> Any:
    """Batches and completions as their tables are declared."""
    import pyarrow as pa

    from harness.warehouse.schema import declared

    with documents(platform.environment["FIRESTORE_EMULATOR_HOST"], platform.project) as reading:
        batches, completions = batches_of(reading)
    found = {"firestore.prediction_batches": batches, "firestore.batch_completions": completions}
    if table not in found:
        return None
    schema = declared(table).arrow
    rows = [{field.name: row.get(field.name) for field in schema} for row in found[table]]
    return pa.Table.from_pylist(rows, schema=schema)


def _load(connection: Any, name: str, rows: Any) -> None:
    from harness.warehouse.schema import declared

    dataset = name.partition(".")[0]
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{dataset}"')
    connection.execute(declared(name).duckdb_ddl())
    connection.register("loading_rows", rows)
    quoted = ".".join(f'"{part}"' for part in name.split("."))
    connection.execute(f"INSERT INTO {quoted} BY NAME SELECT * FROM loading_rows")  # noqa: S608
    connection.unregister("loading_rows")
