"""What is sent together: the queries of a plan whose checks are about the same tables, side by side in one SELECT.

Each query of a plan answers with one row of counts, so that several of them are one row too. Sent together they are
one scan of the table's columns where the engine bills by the columns that a statement names, and one round trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from harness.results import QueryReceipt
from harness.warehouse.answers import MOST_SHOWN, rows_column
from harness.warehouse.broken import BrokenRows
from harness.warehouse.plan import TOTAL, Plan, PlannedQuery
from harness.warehouse.sql import Dialect, compile_sql

FUSED = "fused"
"""Kind of a statement that holds several queries."""


@dataclass(frozen=True, slots=True)
class Part:
    """One query of a statement and its own text, for asking it alone; `broken` are the rows that it brings, if any.

    Those of each group of checks come in a column of their own.
    """

    query: PlannedQuery
    sql: str
    broken: tuple[BrokenRows, ...] = ()

    @classmethod
    def of(cls, query: PlannedQuery, dialect: Dialect, as_of: datetime) -> Part:
        """A planned query as it is sent."""
        counts = compile_sql(query.expression, dialect, as_of)
        if not query.shown:
            return cls(query, counts)
        broken = tuple(BrokenRows.of(scans, as_of) for scans in query.shown)
        lists = (one.as_list(rows_column(one.scans), MOST_SHOWN) for one in broken)
        return cls(query, f"SELECT\n  *\nFROM {_side_by_side((counts, *lists))}", broken)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.query.expression.columns, *map(rows_column, self.query.shown))


@dataclass(frozen=True, slots=True)
class Statement:
    """What is sent together."""

    parts: tuple[Part, ...]
    sql: str

    @property
    def kind(self) -> str:
        return self.parts[0].query.kind if len(self.parts) == 1 else FUSED

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(table for part in self.parts for table in part.query.tables))

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(subject for part in self.parts for subject in part.query.subjects))

    @property
    def checks(self) -> int:
        return sum(len(part.query.scans) for part in self.parts)

    @property
    def proved(self) -> int:
        """How many of the checks no row is read for."""
        return sum(len(part.query.proved) for part in self.parts)

    @property
    def receipt(self) -> QueryReceipt:
        """What is known of it before it runs."""
        return QueryReceipt(self.kind, self.tables, self.checks, self.sql, subjects=self.subjects, proved=self.proved)

    def counts(self, row: Mapping[str, Any], number: int) -> Mapping[str, Any]:
        """The counts of the part with that number, from the statement's one row."""
        return row if len(self.parts) == 1 else {**row, TOTAL: row[_total(number)]}


def _total(number: int) -> str:
    return f"{TOTAL}_{number}"


@dataclass(frozen=True, slots=True)
class Packing:
    """Which queries are sent together: those about the same table, and no more than this in one statement.

    `neighbours`: statements that read the same tables are joined too, whatever they are about.
    """

    most_queries: int
    most_characters: int
    neighbours: bool


PACKING: dict[Dialect, Packing] = {
    # One statement a table: reading costs nothing, and a larger one takes longer to optimise than its parts.
    "duckdb": Packing(most_queries=64, most_characters=1_000_000, neighbours=False),
    # Billed by the columns that a statement names, 10 MB at least; a text may have a million characters.
    "bigquery": Packing(most_queries=48, most_characters=600_000, neighbours=True),
}


def statements(plan: Plan, dialect: Dialect, as_of: datetime, packing: Packing | None = None) -> tuple[Statement, ...]:
    """The queries of a plan as they are sent, in the order in which their tables are first asked about."""
    packing = packing or PACKING[dialect]
    by_table: dict[str, list[Part]] = {}
    for query in plan.queries:
        by_table.setdefault(query.tables[0], []).append(Part.of(query, dialect, as_of))
    packed: list[list[Part]] = []
    for parts in (portion for one in by_table.values() for portion in _portions(one, packing)):
        joined = _nearest(parts, packed, packing) if packing.neighbours else None
        if joined is None:
            packed.append(parts)
        else:
            joined.extend(parts)
    return tuple(joined_statement(parts, dialect) for parts in packed)


def _fits(parts: Sequence[Part], packing: Packing) -> bool:
    return len(parts) <= packing.most_queries and sum(len(part.sql) for part in parts) <= packing.most_characters


def _portions(parts: Iterable[Part], packing: Packing) -> Iterable[list[Part]]:
    """As few as hold all parts, in their order."""
    portion: list[Part] = []
    for part in parts:
        if portion and not _fits([*portion, part], packing):
            yield portion
            portion = []
        portion.append(part)
    yield portion


def _nearest(parts: Sequence[Part], packed: Iterable[list[Part]], packing: Packing) -> list[Part] | None:
    """Of those that have room, the one that reads most of the same tables."""
    wanted = _tables(parts)
    room = [others for others in packed if _fits([*others, *parts], packing)]
    return max(room, key=lambda others: len(wanted & _tables(others)), default=None)


def _tables(parts: Iterable[Part]) -> set[str]:
    return {table for part in parts for table in part.query.tables}


def joined_statement(parts: Sequence[Part], dialect: Dialect) -> Statement:
    """One SELECT with the counts of all parts."""
    if len(parts) == 1:
        return Statement(tuple(parts), parts[0].sql)
    quote = "`" if dialect == "bigquery" else '"'
    columns = []
    for number, part in enumerate(parts):
        for name in part.columns:
            renamed = _total(number) if name == TOTAL else name
            columns.append(f"part_{number}.{quote}{name}{quote} AS {quote}{renamed}{quote}")
    selected = ",\n  ".join(columns)
    return Statement(tuple(parts), f"SELECT\n  {selected}\nFROM {_side_by_side([part.sql for part in parts])}")


def _side_by_side(queries: Sequence[str]) -> str:
    """Queries of one row each as one row, `part_<number>` each."""
    return "\nCROSS JOIN ".join(f"(\n{sql}\n) AS part_{number}" for number, sql in enumerate(queries))
