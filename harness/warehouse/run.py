"""Asking the questions: describe the tables, plan, count, and fetch rows for what failed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from harness.results import CheckResult, QueryReceipt, TableDay, Window
from harness.warehouse.answers import open_row, read_row
from harness.warehouse.calendar import NO_CALENDAR, SCHEDULE, GameCalendar
from harness.warehouse.checks import CheckSet
from harness.warehouse.days import read_calendar, table_days
from harness.warehouse.fetch import FUSED_VIOLATIONS
from harness.warehouse.findings import Findings, Texts
from harness.warehouse.plan import Means, Plan, combine, plan, questions
from harness.warehouse.relations import Frame
from harness.warehouse.scans import Question, Scan
from harness.warehouse.sql import compile_sql
from harness.warehouse.statements import Packing, Part, Statement, joined_statement, statements
from harness.warehouse.verdict import Suspect, judge_columns, unknown, verdict
from harness.warehouse.warehouse import BudgetExceededError, Warehouse, WarehouseError

__all__ = ["FUSED_VIOLATIONS", "Execution", "Limits", "Prepared", "Step", "prepare", "run", "run_again"]

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a run.

    `rows` violating rows kept per check (None: all), `bytes_per_run` that its first queries may read together
    (None: no bound).
    """

    rows: int | None = 20
    bytes_per_run: int | None = None


@dataclass(frozen=True, slots=True)
class Execution:
    """What a run answered, and the queries that it took."""

    results: tuple[CheckResult, ...]
    queries: tuple[QueryReceipt, ...]
    days: tuple[TableDay, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan with everything that is known before the first row is read; `queries` are the costs of its statements.

    `texts` are the queries for findings of earlier runs, by the time that they were judged at.
    """

    plan: Plan
    frame: Frame
    asked: tuple[Question, ...]
    statements: tuple[Statement, ...]
    queries: tuple[QueryReceipt, ...]
    texts: dict[datetime, Texts] = field(default_factory=dict)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage is looked for: a plan is a million small objects that all live until it is there."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def prepare(
    sets: Iterable[CheckSet],
    warehouse: Warehouse,
    window: Window,
    as_of: datetime,
    *,
    packing: Packing | None = None,
) -> Prepared:
    """Describe the tables, plan the queries and estimate their bytes. Reads no rows and runs nothing.

    A query whose estimate is refused keeps its place; it will be unknown for the same reason when it runs. `packing` is
    the engine's own unless it is given.
    """
    asked = questions(sets)
    described = warehouse.describe(sorted({read.name for question in asked for read in question.reads} | {SCHEDULE}))
    frame = Frame(window, described.columns, warehouse.catalog)
    means = Means(reads_freely=warehouse.dialect == "duckdb", known=described.statistics)
    with _uncollected():
        planned = plan(asked, frame, described.unreachable, means)
        sent = statements(planned, warehouse.dialect, as_of, packing)
    receipts = []
    for one in sent:
        try:
            estimated = warehouse.estimate(one.sql)
        except WarehouseError:
            estimated = None
        receipts.append(replace(one.receipt, estimated_bytes=estimated))
    return Prepared(planned, frame, asked, sent, tuple(receipts))


def run(
    sets: Iterable[CheckSet],
    warehouse: Warehouse,
    *,
    window: Window,
    as_of: datetime,
    limits: Limits | None = None,
    step: Step | None = None,
) -> Execution:
    """Answer every check of `sets` over `window`, judging ages at `as_of`.

    Raises:
        BudgetExceededError: the queries together would read more than `limits.bytes_per_run`; none has run.
    """
    limits = limits or Limits()
    prepared = prepare(sets, warehouse, window, as_of)
    estimated = sum(receipt.estimated_bytes or 0 for receipt in prepared.queries)
    if limits.bytes_per_run is not None and estimated > limits.bytes_per_run:
        raise BudgetExceededError(
            f"the run would read {estimated:,} bytes, its budget is {limits.bytes_per_run:,}; "
            "narrow the window, name fewer validators, or raise bytes_per_run"
        )
    return _Run(warehouse, prepared, as_of, limits, step or (lambda _: None)).execute()


def run_again(
    prepared: Prepared, warehouse: Warehouse, *, as_of: datetime, changed: Collection[str], limits: Limits | None = None
) -> tuple[CheckResult, ...]:
    """The answers that a change of the tables `changed` can have changed: those of every check that reads one of them.

    The tables must have the columns they had when the plan was prepared. Checks of columns alone are left out.
    """
    return _Run(warehouse, prepared, as_of, limits or Limits(), lambda _: None).execute_part(frozenset(changed))


@dataclass(slots=True)
class _Run:
    warehouse: Warehouse
    prepared: Prepared
    as_of: datetime
    limits: Limits
    step: Step
    calendar: GameCalendar = NO_CALENDAR
    receipts: list[QueryReceipt] = field(default_factory=list)
    answers: dict[Question, CheckResult] = field(default_factory=dict)

    def execute(self) -> Execution:
        frame, planned = self.prepared.frame, self.prepared.plan
        self.calendar = read_calendar(frame, self._ask_days)
        days = table_days(self.prepared.asked, frame, self.calendar, self._ask_days)
        for question, reason in planned.unaskable.items():
            self.answers[question] = unknown(question, reason)
        for described in planned.described:
            columns = frame.columns.get(described.question.table)
            self.answers[described.question] = judge_columns(described, columns)
        for statement, receipt in zip(self.prepared.statements, self.prepared.queries, strict=True):
            self.step(f"{statement.kind} {', '.join(statement.tables)}")
            self._ask_statement(statement, receipt)
        results = tuple(self.answers[question] for question in self.prepared.asked)
        return Execution(results, tuple(self.receipts), days)

    def execute_part(self, changed: frozenset[str]) -> tuple[CheckResult, ...]:
        self.calendar = read_calendar(self.prepared.frame, self._ask_days)
        for part in (part for statement in self.prepared.statements for part in statement.parts):
            if changed.intersection(part.query.tables):
                self._ask(part)
        asked = self.prepared.asked
        return tuple(
            self.answers[one]
            for one in asked
            if one in self.answers and any(read.name in changed for read in one.reads)
        )

    def _query(self, receipt: QueryReceipt) -> pa.Table:
        answer = self.warehouse.query(receipt.sql, subjects=receipt.subjects)
        self.receipts.append(
            replace(
                receipt,
                billed_bytes=answer.billed_bytes,
                duration_ms=answer.duration_ms,
                rows=answer.rows.num_rows,
            )
        )
        return answer.rows

    def _ask_days(self, tables: tuple[str, ...], expression: ir.Table) -> pa.Table:
        return self._query(QueryReceipt("days", tables, 0, compile_sql(expression, self.warehouse.dialect, self.as_of)))

    def _ask_statement(self, statement: Statement, receipt: QueryReceipt) -> None:
        if len(statement.parts) == 1:
            self._ask(statement.parts[0], receipt)
            return
        try:
            row = read_row(self._query(receipt))
        except WarehouseError:
            # One query that the engine refuses must not take its neighbours with it; halves find it soon.
            middle = len(statement.parts) // 2
            for half in (statement.parts[:middle], statement.parts[middle:]):
                smaller = joined_statement(half, self.warehouse.dialect)
                self._ask_statement(smaller, smaller.receipt)
            return
        for number, part in enumerate(statement.parts):
            self._judge(part, statement.counts(row, number))

    def _ask(self, part: Part, receipt: QueryReceipt | None = None) -> None:
        """Ask one query. `receipt` is what is known of it, where that is more than the query itself says."""
        scans = part.query.scans
        try:
            row = read_row(self._query(receipt or Statement((part,), part.sql).receipt))
        except WarehouseError as error:
            if len(scans) == 1:
                self.answers[scans[0].question] = unknown(scans[0].question, str(error))
                return
            # One check that the engine refuses must not take its neighbours with it.
            for scan in scans:
                self._ask_counts([scan])
            return
        self._judge(part, row)

    def _ask_counts(self, scans: Sequence[Scan]) -> None:
        """Ask for the counts of some checks and for nothing beside them."""
        self._ask(Part.of(combine(scans), self.warehouse.dialect, self.as_of))

    def _judge(self, part: Part, row: Mapping[str, Any]) -> None:
        opened = open_row(part.query, row)
        too_many = [scans for scans, rows in zip(part.query.shown, opened.broken, strict=True) if rows is None]
        for scans in too_many:
            self._ask_counts(scans)
        counted_anew = {scan.question for scans in too_many for scan in scans}
        suspects = []
        for scan in part.query.scans:
            if scan.question in counted_anew:
                continue
            judged = verdict(scan, opened.counts, self.prepared.frame.window, self.calendar)
            if isinstance(judged, Suspect):
                suspects.append(judged)
            else:
                self.answers[scan.question] = judged
        texts = self.prepared.texts.setdefault(self.as_of, {})
        findings = Findings(self.warehouse.dialect, self.as_of, self.limits.rows, self._fetch, texts)
        for suspect, answer in zip(suspects, findings.of(suspects, opened, part.broken), strict=True):
            self.answers[suspect.scan.question] = answer

    def _fetch(self, scans: Sequence[Scan], sql: str) -> pa.Table:
        tables = tuple(dict.fromkeys(scan.question.table for scan in scans))
        subjects = tuple(dict.fromkeys(scan.question.subject for scan in scans))
        return self._query(QueryReceipt("fetch", tables, len(scans), sql, subjects=subjects))
