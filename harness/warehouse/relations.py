"""What a check looks at: one table, or rows derived from several, always limited to a window.

A relation is a recipe. It becomes an Ibis expression only when a plan knows the window, the run's time
and the tables' real columns, so that the same check runs on DuckDB and on BigQuery.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.common.annotations import ValidationError
from ibis.common.exceptions import IbisError

from harness.results import Window
from harness.warehouse.functions import eastern_date
from harness.warehouse.schema import declared

SEASON_STARTS_IN_MONTH = 7
"""A season runs from July to June; its label is the year it starts in."""


class Scope(StrEnum):
    """How much of a table is read: the run's window, or the whole seasons that the window touches."""

    WINDOW = "window"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a relation needs to become an expression: the window and the tables' columns.

    `columns` maps a table to its columns and their Ibis types. A table that is not in it is missing.
    `catalog` is the BigQuery project, or None. `made` keeps the expression of each table: hundreds of checks look
    at the same one, and building it anew would be most of the time that planning takes.
    """

    window: Window
    columns: Mapping[str, Mapping[str, str]]
    catalog: str | None = None
    made: dict[Table, ir.Table] = field(default_factory=dict, compare=False, repr=False)

    def days(self, scope: Scope, *, before: int = 0, after: int = 0) -> Window:
        """The days a scope covers."""
        if scope is Scope.WINDOW:
            return Window(self.window.start - timedelta(days=before), self.window.end + timedelta(days=after))
        first = season_start(self.window.start)
        last = season_start(self.window.end)
        return Window(first, date(last.year + 1, SEASON_STARTS_IN_MONTH, 1) - timedelta(days=1))


def season_start(day: date) -> date:
    """The first of July that opens the season of `day`."""
    year = day.year if day.month >= SEASON_STARTS_IN_MONTH else day.year - 1
    return date(year, SEASON_STARTS_IN_MONTH, 1)


class MissingTableError(LookupError):
    """A table that a check reads is not in the warehouse."""


class MissingColumnError(LookupError):
    """A column that a check reads is not in the rows it looks at."""


NOT_AS_DECLARED = (AttributeError, TypeError, MissingTableError, MissingColumnError, IbisError, ValidationError)
"""What building an expression raises where a table or a column is missing, or is of another type than declared."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows to look at.

    Attributes:
        reads: the tables, each with its scope.
        build: from the frame and one expression a table to the rows.
        key: the columns that name a row in a report.
        day: the column with the day a row belongs to, or None.
        label: what a row is called in a message.
    """

    reads: tuple[Table, ...]
    build: Callable[..., ir.Table]
    key: tuple[str, ...]
    day: str | None
    label: str

    def expression(self, frame: Frame) -> ir.Table:
        return self.build(*(table.expression(frame) for table in self.reads))

    @property
    def name(self) -> str:
        return self.reads[0].name

    def where(self, condition: Callable[[Any], Any]) -> Relation:
        """The same rows, fewer of them."""
        build = self.build

        def narrowed(*tables: ir.Table) -> ir.Table:
            rows = build(*tables)
            return rows.filter(condition(rows))

        return replace(self, build=narrowed)

    def derive(self, **columns: Callable[[Any], Any]) -> Relation:
        """The same rows with more columns."""
        build = self.build

        def widened(*tables: ir.Table) -> ir.Table:
            rows = build(*tables)
            return rows.mutate(**{name: column(rows) for name, column in columns.items()})

        return replace(self, build=widened)


@dataclass(frozen=True, slots=True)
class Table:
    """One declared table within a scope. A table is also the simplest relation: its own rows."""

    name: str
    key: tuple[str, ...]
    partition: str | None
    partition_type: str | None
    scope: Scope = Scope.WINDOW
    before_days: int = 0
    after_days: int = 0

    @property
    def reads(self) -> tuple[Table, ...]:
        return (self,)

    @property
    def day(self) -> str | None:
        return self.partition if self.partition_type == "DAY" else None

    @property
    def label(self) -> str:
        return "row"

    @property
    def due_by_schedule(self) -> bool:
        """Whether the schedule alone says if rows were due on a day."""
        return self.partition in ("game_date", "report_date")

    def season(self) -> Table:
        """The same table over the whole seasons that the window touches."""
        return replace(self, scope=Scope.SEASON)

    def around(self, *, before_days: int = 0, after_days: int = 0) -> Table:
        """The same table over a window widened by whole days."""
        return replace(self, before_days=before_days, after_days=after_days)

    def where(self, condition: Callable[[Any], Any]) -> Relation:
        return self._relation().where(condition)

    def derive(self, **columns: Callable[[Any], Any]) -> Relation:
        return self._relation().derive(**columns)

    def _relation(self) -> Relation:
        return Relation((self,), lambda rows: rows, self.key, self.day, self.label)

    def expression(self, frame: Frame) -> ir.Table:
        """The table's rows within its scope.

        Raises:
            MissingTableError: the frame knows no such table.
            MissingColumnError: the table lacks the column that it is partitioned by.
        """
        if self not in frame.made:
            frame.made[self] = self._scan(frame)
        return frame.made[self]

    def _scan(self, frame: Frame) -> ir.Table:
        if self.name not in frame.columns:
            raise MissingTableError(f"table {self.name} is missing")
        dataset, table = self.name.split(".")
        rows = ibis.table(dict(frame.columns[self.name]), name=table, database=dataset, catalog=frame.catalog)
        if self.partition is None:
            return rows
        if self.partition not in rows.columns:
            raise MissingColumnError(f"{self.name} has no column {self.partition}")
        days = frame.days(self.scope, before=self.before_days, after=self.after_days)
        column = rows[self.partition]
        if self.partition_type and self.partition_type.startswith("INTEGER"):
            first, last = season_start(days.start).year, season_start(days.end).year
            return rows.filter(column.between(first, last))
        if self.partition_type and "TIMESTAMP" in self.partition_type:
            # Partitions of a timestamp are UTC days; a day more on either side holds every Eastern day of the window.
            start = datetime.combine(days.start, datetime.min.time()) - timedelta(days=1)
            end = datetime.combine(days.end, datetime.min.time()) + timedelta(days=2)
            return rows.filter(
                column >= ibis.literal(start, type="timestamp('UTC')"),
                column < ibis.literal(end, type="timestamp('UTC')"),
                eastern_date(column).between(_day(days.start), _day(days.end)),
            )
        return rows.filter(column.between(_day(days.start), _day(days.end)))


def _day(day: date) -> ir.DateScalar:
    return ibis.literal(day, type="date")


def table(name: str) -> Table:
    """A declared table within the run's window, for example `table("nba_raw.bdl_player_boxscores")`.

    Raises:
        KeyError: no such table is declared.
    """
    schema = declared(name)
    return Table(name, schema.key, schema.partition, schema.partition_type)


def relation(
    *reads: Table, build: Callable[..., ir.Table], key: tuple[str, ...] = (), day: str | None = None, label: str = "row"
) -> Relation:
    """Rows made from several tables: `build` gets one expression for each table of `reads`, in order.

    Rows that are only asked in groups, or for what is there twice, need no key.
    """
    return Relation(reads, build, key, day, label)
