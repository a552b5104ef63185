"""What it takes to ask every validator of a whole season: queries, columns, time, and bytes as BigQuery bills them.

Time is a ratio within one run: all answers beside one scan that computes min and max of the same columns of the same
tables. Bytes follow BigQuery's rules: the sizes of the columns that a query names, in the partitions that it is limited
to, at least 10 MB a query; the whole plan beside one plan a validator, and beside one query a check.
"""

from __future__ import annotations

import statistics
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from harness.results import Window
from harness.season import build_season
from harness.warehouse.checks import CheckSet
from harness.warehouse.columns_read import columns_read
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Prepared, prepare, run
from harness.warehouse.schema import declared
from harness.warehouse.statements import PACKING, Statement
from validators.catalog import all_validators
from validators.kill_matrix.season import load_season
from validators.validator import Validator

ROUNDS = 5
LEAST_BYTES = 10 * 2**20
"""BigQuery bills at least 10 MB a query."""

# Bytes of a value by BigQuery's documentation on data sizes; text is 2 bytes and its UTF-8.
_FIXED = {"INT64": 8, "FLOAT64": 8, "BOOL": 1, "DATE": 8, "TIMESTAMP": 8}
_NUMERIC = 16


@dataclass(frozen=True)
class Read:
    """Columns of one table that one query names, and the days it is limited to."""

    table: str
    columns: frozenset[str]
    days: Window | None


def reads_of(statement: Statement, prepared: Prepared) -> list[Read]:
    """What one statement reads: the columns that its queries name, each counted once."""
    frame = prepared.frame
    days: dict[str, Window | None] = {}
    scans = [scan for part in statement.parts for scan in part.query.scans]
    for read in (read for scan in scans for read in scan.question.reads):
        if declared(read.name).partition is None or (read.partition_type or "").startswith("INTEGER"):
            days[read.name] = None
            continue
        span = frame.days(read.scope, before=read.before_days, after=read.after_days)
        known = days.get(read.name, span)
        days[read.name] = known and Window(min(known.start, span.start), max(known.end, span.end))
    named: dict[str, set[str]] = {}
    for part in statement.parts:
        for table, columns in columns_read(part.sql, frame.columns).items():
            named.setdefault(table, set()).update(columns)
    return [Read(table, frozenset(columns), days.get(table)) for table, columns in named.items()]


class Sizes:
    """Bytes of columns in the partitions of some days, measured once each."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.known: dict[tuple[str, Window | None], dict[str, int]] = {}

    def of(self, read: Read) -> int:
        key = (read.table, read.days)
        if key not in self.known:
            self.known[key] = self._measure(*key)
        return sum(self.known[key][column] for column in read.columns)

    def _measure(self, table: str, days: Window | None) -> dict[str, int]:
        schema = declared(table)
        sizes = ", ".join(
            f"coalesce(sum({_size(column.name, column.type, column.mode)}), 0)" for column in schema.columns
        )
        where = ""
        if days is not None:
            where = f" WHERE {schema.partition}::DATE BETWEEN '{days.start}' AND '{days.end}'"
        [row] = self.connection.execute(f"SELECT {sizes} FROM {table}{where}").fetchall()
        return {column.name: int(size) for column, size in zip(schema.columns, row, strict=True)}


def _size(name: str, kind: str, mode: str) -> str:
    column = f'"{name}"'
    fixed = _FIXED.get(kind, _NUMERIC if kind.startswith("NUMERIC") else None)
    if mode == "REPEATED":
        return f"8 * len({column})" if fixed else f"octet_length(encode({column}::VARCHAR))"
    if fixed:
        return f"CASE WHEN {column} IS NULL THEN 0 ELSE {fixed} END"
    return f"2 + octet_length(encode({column}::VARCHAR))"


def billed(prepared: Prepared, sizes: Sizes) -> int:
    """Bytes that BigQuery would bill for a plan."""
    return sum(max(sum(sizes.of(read) for read in reads_of(one, prepared)), LEAST_BYTES) for one in prepared.statements)


def alone(sets: Iterable[CheckSet]) -> Iterable[Validator]:
    """Every check as a set of its own."""
    for one in sets:
        for check in one.checks:
            yield Validator(one.id, check)


def joined(reads: Iterable[Read]) -> Iterable[Read]:
    """What is read of each table, once."""
    tables: dict[str, Read] = {}
    for read in reads:
        known = tables.get(read.table, read)
        days = known.days and read.days
        if known.days and read.days:
            days = Window(min(known.days.start, read.days.start), max(known.days.end, read.days.end))
        tables[read.table] = Read(read.table, known.columns | read.columns, days)
    return tables.values()


def floor_sql(prepared: Prepared) -> list[str]:
    """One scan a table: min and max of every column that any query names."""
    named: dict[str, set[str]] = {}
    for read in (read for one in prepared.statements for read in reads_of(one, prepared)):
        named.setdefault(read.table, set()).update(read.columns)
    return [
        f"SELECT {', '.join(least_and_most(table, column) for column in sorted(columns))} FROM {table}"
        for table, columns in named.items()
    ]


def least_and_most(table: str, column: str) -> str:
    value = f"{column}::VARCHAR" if is_nested(table, column) else column
    return f"min({value}), max({value})"


def is_nested(table: str, column: str) -> bool:
    [found] = [one for one in declared(table).columns if one.name == column]
    return found.mode == "REPEATED" or found.type.startswith("STRUCT")


def main() -> None:
    season, validators = build_season(), all_validators()
    window = Window(season.first_day, season.last_day)
    connection = load_season(season, validators)
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    warehouse = DuckDBWarehouse(connection)
    prepared = prepare(validators, warehouse, window, season.as_of)
    kinds = Counter(query.kind for query in prepared.plan.queries)
    reads = [read for one in prepared.statements for read in reads_of(one, prepared)]
    columns = {(read.table, column) for read in reads for column in read.columns}
    print(f"season {season.start_year}, seed {season.seed}, {window}")
    print(f"{len(validators)} validators, {prepared.plan.checks} checks, {len(prepared.statements)} statements")
    print(f"  of {len(prepared.plan.queries)} queries: {', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}")
    print(f"  {len({read.table for read in reads})} tables, {len(columns)} columns read")

    sizes = Sizes(connection)

    def bytes_of(sets: Iterable[CheckSet]) -> tuple[int, int]:
        """Statements as they are sent to BigQuery, and bytes."""
        sent = prepare(sets, warehouse, window, season.as_of, packing=PACKING["bigquery"])
        return len(sent.statements), billed(sent, sizes)

    sent, whole = bytes_of(validators)
    each = sum(bytes_of([one])[1] for one in validators)
    single = sum(bytes_of([one])[1] for one in alone(validators))
    print(f"bytes by BigQuery's rules: {whole / 1e6:,.0f} MB in one plan, {sent} statements")
    print(f"  {each / 1e6:,.0f} MB one plan a validator: {each / whole:.1f} ×")
    print(f"  {single / 1e6:,.0f} MB one query a check: {single / whole:.1f} ×")

    print(f"  {sum(map(sizes.of, joined(reads))) / 1e6:,.0f} MB every column once")

    scans = floor_sql(prepared)
    taken: dict[str, list[float]] = {"floor": [], "explain": [], "validate": [], "queries": []}
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for sql in scans:
            connection.execute(sql).fetchall()
        taken["floor"].append(time.perf_counter() - started)
        started = time.perf_counter()
        for statement in prepared.statements:
            connection.execute(f"EXPLAIN {statement.sql}").fetchall()
        taken["explain"].append(time.perf_counter() - started)
        started = time.perf_counter()
        execution = run(validators, warehouse, window=window, as_of=season.as_of)
        taken["validate"].append(time.perf_counter() - started)
        taken["queries"].append(sum(query.duration_ms or 0 for query in execution.queries) / 1000)
    floor, explained, asked, queries = (statistics.median(times) for times in taken.values())
    print(f"time: {floor:.2f} s to scan the same columns once")
    print(f"  {explained:.2f} s for the engine to plan the statements (EXPLAIN): {explained / floor:.1f} ×")
    print(f"  {queries:.2f} s in the engine for all answers: {queries / floor:.1f} ×")
    print(f"  {asked:.2f} s with planning and judging: {asked / floor:.1f} ×")


if __name__ == "__main__":
    main()
