"""Any validator or contract asked of the platform's tables: read as far as the checks look, into a copy, by partition.

The warehouse refuses a scan of a whole partitioned table, as BigQuery would bill it; a check of a day may look at days
around it, or at the season. So each table is read once, over all the days that one of the checks looks at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from chaos.extension.documents import batches_of, documents
from chaos.extension.predictions import platform_of, warehouse_of
from chaos.extension.readings import UnknownError
from chaos.extension.serving import Served
from harness.nightly import UnknownNameError, select
from harness.reference.platform import Platform
from harness.results import CheckResult, Outcome, Window
from harness.season.tables import TABLES
from harness.warehouse.bigquery import BigQueryWarehouse
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.checks import CheckSet
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.loading import as_declared, load_rows
from harness.warehouse.plan import questions
from harness.warehouse.relations import Frame, Table, table
from harness.warehouse.run import Limits, run
from harness.warehouse.sql import compile_sql
from harness.warehouse.warehouse import WarehouseError
from load.payloads.players import league_of

FIRESTORE = "firestore."
_SHOWN = 3


def asked(served: Served, name: str) -> tuple[CheckResult, ...]:
    """What a validator, or `contract.<table>`, says of the day. Tables that the platform does not hold are unknown.

    Raises:
        UnknownError: there is no such validator, or the tables cannot be read.
    """
    platform = platform_of(served)
    try:
        sets = select([name])
    except UnknownNameError as error:
        raise UnknownError(str(error)) from error
    window, as_of = Window(platform.game_date, platform.game_date), datetime.now(UTC)
    with DuckDBWarehouse.in_memory() as copy, warehouse_of(platform) as warehouse:
        try:
            for read, days in days_read(sets, window).items():
                rows = _rows(platform, warehouse, read, days, as_of)
                if rows is None and read == SCHEDULE:
                    rows = TABLES[read](league_of(served.season_seed, served.season_start))
                if rows is not None:
                    load_rows(copy.connection, read, rows)
        except (WarehouseError, duckdb.Error) as error:
            raise UnknownError(f"{name}: {error}") from error
        return run(sets, copy, window=window, as_of=as_of, limits=Limits(rows=_SHOWN)).results


def told(results: tuple[CheckResult, ...]) -> tuple[Outcome, str]:
    """Failed where one check failed, else unknown where one is, else passed; with the reasons in a line."""
    failed = [f"{one.check}: {one.finding.message}" for one in results if one.finding is not None]
    unknown = [f"{one.check}: {one.reason}" for one in results if one.outcome is Outcome.UNKNOWN]
    if failed:
        return Outcome.FAILED, "; ".join(failed)
    if unknown or not results:
        return Outcome.UNKNOWN, "; ".join(unknown) or "nothing was asked"
    return Outcome.PASSED, f"{len(results)} checks"


def days_read(sets: Sequence[CheckSet], window: Window) -> Mapping[str, Window]:
    """Each table that checks read, the schedule among them, with the first and the last day that one looks at."""
    frame = Frame(window, {})
    reads = (table(SCHEDULE).season(), *(read for question in questions(sets) for read in question.reads))
    found: dict[str, Window] = {}
    for read in reads:
        days = frame.days(read.scope, before=read.before_days, after=read.after_days)
        before = found.get(read.name, days)
        found[read.name] = Window(min(before.start, days.start), max(before.end, days.end))
    return found


def statement(read: Table, days: Window, columns: Mapping[str, str], catalog: str | None, as_of: datetime) -> str:
    """The rows of these days as BigQuery is asked for them: limited on the column that the table is partitioned by."""
    rows = read.expression(Frame(days, {read.name: columns}, catalog))
    return compile_sql(rows, "bigquery", as_of)


def _rows(
    platform: Platform, warehouse: BigQueryWarehouse, name: str, days: Window, as_of: datetime
) -> pa.Table | None:
    """None where the platform has no such table."""
    if name.startswith(FIRESTORE):
        return _documents(platform, name)
    described = warehouse.describe([name])
    if name in described.unreachable:
        raise WarehouseError(described.unreachable[name])
    if name not in described.columns:
        return None
    text = statement(table(name), days, described.columns[name], warehouse.catalog, as_of)
    return warehouse.query(text).rows


def _documents(platform: Platform, name: str) -> pa.Table | None:
    """Batches and completions as their tables are declared."""
    with documents(platform.environment["FIRESTORE_EMULATOR_HOST"], platform.project) as reading:
        batches, completions = batches_of(reading)
    found = {"firestore.prediction_batches": batches, "firestore.batch_completions": completions}
    if name not in found:
        return None
    return as_declared(name, found[name])
