"""Tier 2, freshness: the newest day of each table, or when it was last written to, against its limit.

Judged by the run's clock and by the games that had begun then. On BigQuery the time of the last write costs nothing;
only a table that may be fresh by it is asked for its newest day, which reads one column of a few days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis
import ibis.expr.types as ir

from contracts.drift.metadata import MetadataDrift, TableDrift, subject_of
from contracts.drift.tip_offs import TipOffs, read_tip_offs
from harness.clock import eastern_date
from harness.freshness_limits import LIMITS, Awaits, Limit
from harness.results import CheckResult, Finding, Outcome, QueryReceipt, Severity, Violation, Window
from harness.warehouse.calendar import SCHEDULE
from harness.warehouse.relations import NOT_AS_DECLARED, Frame, table
from harness.warehouse.schema import declared
from harness.warehouse.sql import compile_sql
from harness.warehouse.warehouse import Warehouse, WarehouseError

DAYS_LOOKED_BACK = 7
"""The newest day is looked for so many days before the one that is due; further back it is only said to be older."""

CHECK = "its newest rows are within their limit"


@dataclass(frozen=True, slots=True)
class Freshness:
    """Tier 2 of some tables, and the queries it took."""

    results: tuple[CheckResult, ...]
    queries: tuple[QueryReceipt, ...] = ()


@dataclass(frozen=True, slots=True)
class _Due:
    """What a table owes: rows of `day` (None where no day is owed), written at `since` or later."""

    name: str
    limit: Limit
    since: datetime
    day: date | None = None

    @property
    def asks_for_day(self) -> bool:
        return self.day is not None and not self.limit.looks_ahead and declared(self.name).partition_type == "DAY"


@dataclass(frozen=True, slots=True)
class _Newest:
    """The newest day that has rows, or the newest time of writing, as far as it was asked for.

    `is_later` where rows were written after the run's time.
    """

    day: date | None
    written: datetime | None
    is_later: bool = False


def freshness(
    warehouse: Warehouse, drift: MetadataDrift, *, now: datetime, limits: Mapping[str, Limit] = LIMITS
) -> Freshness:
    """How old the newest rows are of those tables of tier 1 that have a limit.

    What cannot be known is unknown with the reason: no schedule, a drifted column, a refused query, a table that was
    written to after `now`.
    """
    asked = [one for one in drift.tables if one.name in limits]
    if not asked:
        return Freshness(())
    return _Freshness(warehouse, drift, now, limits).judge(asked)


class _Freshness:
    def __init__(self, warehouse: Warehouse, drift: MetadataDrift, now: datetime, limits: Mapping[str, Limit]) -> None:
        self.warehouse, self.drift, self.now, self.limits = warehouse, drift, now, limits
        self.answers: dict[str, CheckResult] = {}
        self.receipts: list[QueryReceipt] = []
        self.tip_offs: TipOffs | str = TipOffs({})

    def judge(self, asked: Sequence[TableDrift]) -> Freshness:
        columns = self.warehouse.describe([SCHEDULE, *(one.name for one in asked)]).columns
        if any(self.limits[one.name].awaits is not Awaits.NOTHING for one in asked):
            self.tip_offs, receipts = read_tip_offs(self.warehouse, columns, eastern_date(self.now), self.now)
            self.receipts += receipts
        owed = [due for one in asked if (due := self._due(one)) is not None]
        open_ones = [due for due in owed if not self._judged_by_last_write(due)]
        newest = self._newest(open_ones, columns)
        for due in open_ones:
            if due.name in newest:
                self._judge_by_rows(due, newest[due.name])
        return Freshness(tuple(self.answers[one.name] for one in asked), tuple(self.receipts))

    def _due(self, one: TableDrift) -> _Due | None:
        """What the table owes; None where that is answered already."""
        limit = self.limits[one.name]
        reason = one.unknown or (f"A001 table removed: {one.name}" if one.is_missing else None)
        column = self._column(one.name)
        if reason is None and column in one.unreadable:
            change = one.unreadable[column]
            reason = f"{change.rule.id} {change.rule.title}: {one.name}.{column}"
        if reason is not None:
            self._unknown(one.name, reason)
            return None
        if limit.awaits is Awaits.NOTHING:
            return _Due(one.name, limit, self.now - limit.time)
        if isinstance(self.tip_offs, str) or not self.tip_offs.days:
            why = self.tip_offs if isinstance(self.tip_offs, str) else "the schedule has no games of this season"
            self._unknown(one.name, f"what was due is not known: {why}")
            return None
        is_over = limit.awaits is Awaits.GAMES_OVER
        day = self.tip_offs.last_over(self.now, limit.time) if is_over else self.tip_offs.last_begun(self.now)
        if day is None:
            self.answers[one.name] = self._result(one.name, Outcome.PASSED, reason="no game of this season was due yet")
            return None
        first, last = self.tip_offs.days[day]
        return _Due(one.name, limit, last if is_over else first - limit.time, day)

    def _column(self, name: str) -> str:
        """The column that the table's age is read from."""
        limit, laid_out = self.limits[name], declared(name)
        by_day = limit.awaits is not Awaits.NOTHING and not limit.looks_ahead and laid_out.partition_type == "DAY"
        return laid_out.partition if by_day and laid_out.partition else limit.written

    def _judged_by_last_write(self, due: _Due) -> bool:
        """Judge by the metadata's time of the last write, where that is enough."""
        modified = self.drift.live.modified.get(due.name)
        if modified is None:
            return False
        if modified < due.since:
            self._stale(due, _Newest(None, modified))
        elif due.asks_for_day:
            return False
        elif modified > self.now:
            self._unknown(due.name, f"it was written to at {modified:%Y-%m-%dT%H:%MZ}, after the run's time")
        else:
            self.answers[due.name] = self._result(due.name, Outcome.PASSED)
        return True

    def _judge_by_rows(self, due: _Due, newest: _Newest) -> None:
        if due.asks_for_day and due.day is not None:
            is_fresh = newest.day is not None and newest.day >= due.day
        else:
            is_fresh = newest.written is not None and newest.written >= due.since
        if is_fresh:
            self.answers[due.name] = self._result(due.name, Outcome.PASSED)
        elif newest.is_later:
            self._unknown(due.name, "it was written anew after the run's time; what was there then is not known")
        else:
            self._stale(due, newest)

    def _newest(self, owed: Sequence[_Due], columns: Mapping[str, Mapping[str, str]]) -> dict[str, _Newest]:
        """One query for all; where it is refused, one a table, so that a refusal takes no neighbour with it."""
        expressions: dict[str, ir.Table] = {}
        for due in owed:
            try:
                expressions[due.name] = self._newest_of(due, columns)
            except NOT_AS_DECLARED as problem:
                self._unknown(due.name, str(problem))
        if not expressions:
            return {}
        try:
            return self._ask(expressions)
        except WarehouseError as problem:
            if len(expressions) == 1:
                self._unknown(next(iter(expressions)), str(problem))
                return {}
        return {name: one for due in owed for name, one in self._newest([due], columns).items()}

    def _ask(self, expressions: Mapping[str, ir.Table]) -> dict[str, _Newest]:
        expression = ibis.union(*expressions.values()) if len(expressions) > 1 else next(iter(expressions.values()))
        sql = compile_sql(expression, self.warehouse.dialect, self.now)
        answer = self.warehouse.query(sql)
        self.receipts.append(
            QueryReceipt(
                "days",
                tuple(expressions),
                len(expressions),
                sql,
                billed_bytes=answer.billed_bytes,
                duration_ms=answer.duration_ms,
                rows=answer.rows.num_rows,
            )
        )
        return {row["table"]: _Newest(row["day"], row["written"], row["is_later"]) for row in answer.rows.to_pylist()}

    def _newest_of(self, due: _Due, columns: Mapping[str, Mapping[str, str]]) -> ir.Table:
        """One row: the table, its newest day around the one that is due, or its newest time of writing."""
        no_day, no_time, no = ibis.null("date"), ibis.null("timestamp('UTC')"), ibis.literal(False)
        label = ibis.literal(due.name)
        if due.asks_for_day and due.day is not None:
            days = Window(due.day - timedelta(days=DAYS_LOOKED_BACK), eastern_date(self.now) + timedelta(days=1))
            rows = table(due.name).expression(Frame(days, columns, self.warehouse.catalog))
            newest = rows.aggregate(day=rows[declared(due.name).partition].max())
            return newest.select(table=label, day=newest.day, written=no_time, is_later=no)
        dataset, name = due.name.split(".")
        rows = ibis.table(dict(columns[due.name]), name=name, database=dataset, catalog=self.warehouse.catalog)
        written, now = rows[due.limit.written], ibis.literal(self.now, type="timestamp('UTC')")
        newest = rows.aggregate(written=written.max(where=written <= now), is_later=(written > now).any())
        at, is_later = newest.written.cast("timestamp('UTC')"), newest.is_later.fill_null(False)
        return newest.select(table=label, day=no_day, written=at, is_later=is_later)

    def _stale(self, due: _Due, newest: _Newest) -> None:
        late = self._severity(due, newest)
        said = _said(due, newest)
        evidence = (
            ("newest", newest.day or newest.written),
            ("due", due.day or due.since),
            ("limit_hours", due.limit.hours),
        )
        finding = Finding(
            severity=late,
            message=f"{due.name}: {said}",
            count=1,
            violations=(Violation(key=(("table", due.name),), day=due.day, evidence=evidence),),
            repair=(f"load {due.name} again", f"harness contracts drift {due.name} --tier freshness"),
            unit="table",
        )
        self.answers[due.name] = self._result(due.name, Outcome.FAILED, severity=late, finding=finding)

    def _severity(self, due: _Due, newest: _Newest) -> Severity:
        """A warning up to twice the limit, an error beyond."""
        if due.limit.awaits is Awaits.NOTHING:
            is_far = newest.written is None or self.now - newest.written > 2 * due.limit.time
            return Severity.ERROR if is_far else Severity.WARNING
        if due.limit.awaits is Awaits.GAMES_TO_COME or due.day is None or isinstance(self.tip_offs, str):
            # Games have begun without it: whatever comes now comes too late.
            return Severity.ERROR
        missed = self.tip_offs.first_after(newest.day) if newest.day else due.day
        last = self.tip_offs.days[missed or due.day][1]
        return Severity.ERROR if self.now - last > 2 * due.limit.time else Severity.WARNING

    def _unknown(self, name: str, reason: str) -> None:
        self.answers[name] = self._result(name, Outcome.UNKNOWN, reason=reason)

    def _result(
        self,
        name: str,
        outcome: Outcome,
        *,
        severity: Severity = Severity.ERROR,
        reason: str | None = None,
        finding: Finding | None = None,
    ) -> CheckResult:
        return CheckResult(subject_of(name), CHECK, severity, outcome, name, reason, finding)


def _said(due: _Due, newest: _Newest) -> str:
    hours = f"{due.limit.hours:g} hours"
    owed = {
        Awaits.GAMES_OVER: f"{hours} after the games of {due.day}",
        Awaits.GAMES_TO_COME: f"when the games of {due.day} began (limit {hours} before them)",
        Awaits.NOTHING: f"at {due.since:%Y-%m-%dT%H:%MZ}, {hours} ago",
    }[due.limit.awaits]
    if newest.written is not None:
        return f"last written at {newest.written:%Y-%m-%dT%H:%MZ}; something newer was due {owed}"
    if not due.asks_for_day:
        return f"nothing was written by the run's time; it was due {owed}"
    found = f"the newest rows are of {newest.day}" if newest.day else f"no rows of the {DAYS_LOOKED_BACK} days before"
    return f"{found}; rows of {due.day} were due {owed}"


def with_limits(names: Iterable[str], limits: Mapping[str, Limit] = LIMITS) -> tuple[str, ...]:
    """Those of some tables that may not be of any age."""
    return tuple(name for name in names if name in limits)
