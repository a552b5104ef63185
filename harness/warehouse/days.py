"""What each table has on each day of the window, and what the schedule says was due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from harness.results import DayState, TableDay
from harness.warehouse.calendar import NO_CALENDAR, SCHEDULE, GameCalendar, games_by_day
from harness.warehouse.relations import NOT_AS_DECLARED, Frame, Table
from harness.warehouse.scans import Question
from harness.warehouse.warehouse import WarehouseError

Ask = Callable[[tuple[str, ...], ir.Table], pa.Table]
"""Runs one expression over the named tables."""


def read_calendar(frame: Frame, ask: Ask) -> GameCalendar:
    """The games due on each day; nothing is known to be due or not due where the schedule cannot be read."""
    try:
        rows = ask((SCHEDULE,), games_by_day.expression(frame)).to_pylist()
    except (WarehouseError, *NOT_AS_DECLARED):
        # The schedule's own checks say why.
        return NO_CALENDAR
    return GameCalendar.of({row["game_date"]: row["games"] for row in rows if row["game_date"] is not None})


def table_days(asked: Iterable[Question], frame: Frame, calendar: GameCalendar, ask: Ask) -> tuple[TableDay, ...]:
    """Rows of every day for the tables that are checked, in one query."""
    tables = {read.name: read for question in asked for read in question.reads if read.day}
    counted = {name: one for name, read in tables.items() if (one := _rows_by_day(read, frame)) is not None}
    if not counted:
        return ()
    try:
        rows = ask(tuple(counted), ibis.union(*counted.values()))
    except WarehouseError:
        # The heat map stays empty; the checks themselves report what the warehouse refuses.
        return ()
    found = {(row["table"], row["day"]): row["rows"] for row in rows.to_pylist()}
    return tuple(
        _table_day(tables[name], day, found.get((name, day), 0), calendar)
        for name in counted
        for day in frame.window.each_day()
    )


def _rows_by_day(read: Table, frame: Frame) -> ir.Table | None:
    """Rows of one table by day; None if it is missing or its day column is not as declared, as its checks will say."""
    try:
        rows = Table(read.name, read.key, read.partition, read.partition_type).expression(frame)
        counted = rows.group_by(day=rows[read.day]).aggregate(rows=rows.count())
        return counted.mutate(table=ibis.literal(read.name))
    except NOT_AS_DECLARED:
        return None


def _table_day(read: Table, day: date, rows: int, calendar: GameCalendar) -> TableDay:
    if rows:
        return TableDay(read.name, day, rows, DayState.ROWS)
    none_due = read.due_by_schedule and calendar.due(day) == 0
    return TableDay(read.name, day, 0, DayState.NONE_DUE if none_due else DayState.EMPTY)
