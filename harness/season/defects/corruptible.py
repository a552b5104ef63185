"""A season in DuckDB that may be corrupted: rows are picked, changed, removed, or written once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

import duckdb

from harness.results import Scalar, Window
from harness.warehouse.fetch import value
from harness.warehouse.schema import declared

Key: TypeAlias = tuple[Scalar, ...]


class NothingToCorruptError(LookupError):
    """The season has no row of the kind that a defect needs."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Picked rows of one table, with their values as they were when they were picked."""

    table: str
    rowids: tuple[int, ...]
    values: tuple[Mapping[str, Any], ...]

    def keys(self, *columns: str) -> frozenset[Key]:
        """Their distinct values of some columns, as a finding's violations have them.

        Raises:
            KeyError: the table has no such column; the defect must then say the keys itself.
        """
        return frozenset(tuple(value(row[name]) for name in columns) for row in self.values)

    def one(self, column: str) -> Any:
        """The value of the first row."""
        return self.values[0][column]

    def __len__(self) -> int:
        return len(self.rowids)


@dataclass(frozen=True, slots=True)
class Corrupted:
    """What a defect corrupted.

    `keys` says, for a check `<validator>/<check>`, the keys that it must report where they are not simply the
    corrupted rows' own values of the check's key columns.
    """

    rows: Rows
    keys: Mapping[str, frozenset[Key]] = field(default_factory=dict)

    def expected(self, check: str, columns: tuple[str, ...]) -> frozenset[Key]:
        """The keys that a check must report.

        Raises:
            KeyError: the defect does not say, and the corrupted rows lack a column of the check's key.
        """
        return self.keys[check] if check in self.keys else self.rows.keys(*columns)


class Corruptible:
    """A season's tables in DuckDB, and the days in which rows are picked.

    Attributes:
        connection: where the tables are; defects may also run SQL of their own, and name the tables in `touched`.
        window: rows are picked on these days, as far as a table has days.
        as_of: the run's time, for defects about ages.
        touched: the tables that were changed.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, window: Window, as_of: datetime, *, seed: int = 0
    ) -> None:
        self.connection = connection
        self.window = window
        self.as_of = as_of
        self.seed = seed
        self.touched: set[str] = set()

    def pick(self, table: str, where: str = "TRUE", size: int = 1, *, one_per: Sequence[str] = ()) -> Rows:
        """`size` rows of `table` for which the SQL condition `where` holds, in an order that the seed decides.

        With `one_per` no two of them share these columns: `one_per=("game_id",)` picks rows of different games.

        Raises:
            NothingToCorruptError: there are fewer.
        """
        schema = declared(table)
        shuffled = ", ".join(f'"{name}"::VARCHAR' for name in schema.key)
        if schema.partition and schema.partition_type == "DAY":
            where = f"({where}) AND {schema.partition} BETWEEN '{self.window.start}' AND '{self.window.end}'"
        elif schema.partition and "TIMESTAMP" in (schema.partition_type or ""):
            local = f"timezone('America/New_York', {schema.partition})::DATE"
            where = f"({where}) AND {local} BETWEEN '{self.window.start}' AND '{self.window.end}'"
        order = f"md5(concat_ws('|', {self.seed}, {shuffled})), rowid"
        once = f"QUALIFY row_number() OVER (PARTITION BY {', '.join(one_per)} ORDER BY {order}) = 1" if one_per else ""
        sql = f"SELECT rowid AS picked_rowid, * FROM {table} WHERE {where} {once} ORDER BY {order} LIMIT {size}"
        found = self.connection.execute(sql).to_arrow_table().to_pylist()
        if len(found) < size:
            raise NothingToCorruptError(
                f"{table} has {len(found)} rows of {self.window} where {where}; {size} are needed"
            )
        return Rows(table, tuple(row.pop("picked_rowid") for row in found), tuple(found))

    def rows(self, table: str, where: str = "TRUE") -> Rows:
        """All rows of `table`, whatever their day, for which `where` holds.

        Raises:
            NothingToCorruptError: there is none.
        """
        found = (
            self.connection.execute(f"SELECT rowid AS picked_rowid, * FROM {table} WHERE {where} ORDER BY rowid")
            .to_arrow_table()
            .to_pylist()
        )
        if not found:
            raise NothingToCorruptError(f"{table} has no row where {where}")
        return Rows(table, tuple(row.pop("picked_rowid") for row in found), tuple(found))

    def update(self, rows: Rows, **values: str) -> None:
        """Set columns of the picked rows to SQL expressions: `update(rows, points="points + 1")`."""
        assignments = ", ".join(f'"{name}" = {expression}' for name, expression in values.items())
        self._change(rows, f"UPDATE {rows.table} SET {assignments} WHERE {_these(rows.rowids)}")

    def delete(self, rows: Rows) -> None:
        """Remove the picked rows."""
        self._change(rows, f"DELETE FROM {rows.table} WHERE {_these(rows.rowids)}")

    def insert_copies(self, rows: Rows, **values: str) -> None:
        """Write the picked rows once more, with some columns set to SQL expressions."""
        replaced = ", ".join(f'{expression} AS "{name}"' for name, expression in values.items())
        columns = f"* REPLACE ({replaced})" if values else "*"
        self._change(rows, f"INSERT INTO {rows.table} SELECT {columns} FROM {rows.table} WHERE {_these(rows.rowids)}")

    def execute(self, sql: str, *, touches: Iterable[str]) -> list[tuple[Any, ...]]:
        """Any SQL; `touches` are the tables that it changes."""
        self.touched.update(touches)
        return self.connection.execute(sql).fetchall()

    def _change(self, rows: Rows, sql: str) -> None:
        self.touched.add(rows.table)
        [(changed,)] = self.connection.execute(sql).fetchall()
        if changed != len(rows):
            raise NothingToCorruptError(f"{len(rows)} rows of {rows.table} were to be changed, {changed} were")


def _these(rowids: Sequence[int]) -> str:
    return f"rowid IN ({', '.join(map(str, rowids))})"


@contextmanager
def rolled_back(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Whatever is done to the tables inside is undone after it."""
    connection.execute("BEGIN TRANSACTION")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
