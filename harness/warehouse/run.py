"""Asking the questions: describe the tables, plan, count, and fetch rows for what failed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from harness.results import CheckResult, QueryReceipt, TableDay, Violation, Window
from harness.warehouse.calendar import NO_CALENDAR, SCHEDULE, GameCalendar
from harness.warehouse.checks import CheckSet
from harness.warehouse.days import read_calendar, table_days
from harness.warehouse.fetch import (
    DayCounts,
    count_by_day,
    fused_expression,
    key_of,
    part_of,
    repeated_by_digest,
    tally,
    tally_expression,
    value,
    violations,
    violations_expression,
)
from harness.warehouse.plan import Plan, PlannedQuery, combine, plan, questions
from harness.warehouse.relations import Frame
from harness.warehouse.scans import MetricScan, Question, RowScan, Scan, UniqueScan
from harness.warehouse.sql import compile_sql
from harness.warehouse.verdict import Suspect, failed, judge_columns, passed, unknown, verdict
from harness.warehouse.warehouse import Answer, BudgetExceededError, Warehouse, WarehouseError

Step = Callable[[str], None]

FUSED_VIOLATIONS = 50_000
"""Up to so many violations in one table, the rows of all its failed checks come in one query of the embedded engine:
tens of megabytes. Beyond it each check asks for its own bounded rows, as on an engine that bills by columns."""


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
    """A plan with everything that is known before the first row is read."""

    plan: Plan
    frame: Frame
    asked: tuple[Question, ...]
    queries: tuple[QueryReceipt, ...]


def prepare(sets: Iterable[CheckSet], warehouse: Warehouse, window: Window, as_of: datetime) -> Prepared:
    """Describe the tables, plan the queries and estimate their bytes. Reads no rows and runs nothing.

    A query whose estimate is refused keeps its place; it will be unknown for the same reason when it runs.
    """
    asked = questions(sets)
    described = warehouse.describe(sorted({read.name for question in asked for read in question.reads} | {SCHEDULE}))
    frame = Frame(window, described.columns, warehouse.catalog)
    planned = plan(asked, frame, described.unreachable)
    receipts = []
    for query in planned.queries:
        sql = compile_sql(query.expression, warehouse.dialect, as_of)
        try:
            estimated = warehouse.estimate(sql)
        except WarehouseError:
            estimated = None
        receipts.append(
            QueryReceipt(query.kind, query.tables, len(query.scans), sql, estimated, subjects=query.subjects)
        )
    return Prepared(planned, frame, asked, tuple(receipts))


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
        for query, receipt in zip(planned.queries, self.prepared.queries, strict=True):
            self.step(f"{query.kind} {', '.join(query.tables)}")
            self._ask(query, receipt.sql, receipt.estimated_bytes)
        results = tuple(self.answers[question] for question in self.prepared.asked)
        return Execution(results, tuple(self.receipts), days)

    def execute_part(self, changed: frozenset[str]) -> tuple[CheckResult, ...]:
        self.calendar = read_calendar(self.prepared.frame, self._ask_days)
        for query, receipt in zip(self.prepared.plan.queries, self.prepared.queries, strict=True):
            if changed.intersection(query.tables):
                self._ask(query, receipt.sql, receipt.estimated_bytes)
        asked = self.prepared.asked
        return tuple(
            self.answers[one]
            for one in asked
            if one in self.answers and any(read.name in changed for read in one.reads)
        )

    def _sql(self, expression: ir.Table) -> str:
        return compile_sql(expression, self.warehouse.dialect, self.as_of)

    def _query(
        self,
        kind: str,
        tables: tuple[str, ...],
        checks: int,
        sql: str,
        subjects: tuple[str, ...],
        estimated: int | None = None,
    ) -> Answer:
        answer = self.warehouse.query(sql, subjects=subjects)
        self.receipts.append(
            QueryReceipt(kind, tables, checks, sql, estimated, answer.billed_bytes, answer.duration_ms, subjects)
        )
        return answer

    def _ask_days(self, tables: tuple[str, ...], expression: ir.Table) -> pa.Table:
        return self._query("days", tables, 0, self._sql(expression), ()).rows

    def _ask(self, query: PlannedQuery, sql: str, estimated: int | None) -> None:
        try:
            answer = self._query(query.kind, query.tables, len(query.scans), sql, query.subjects, estimated)
        except WarehouseError as error:
            if len(query.scans) == 1:
                question = query.scans[0].question
                self.answers[question] = unknown(question, str(error))
                return
            # One check that the engine refuses must not take its neighbours with it.
            for scan in query.scans:
                alone = combine([scan])
                self._ask(alone, self._sql(alone.expression), None)
            return
        counts: dict[str, Any] = answer.rows.to_pylist()[0]
        suspects = []
        for scan in query.scans:
            judged = verdict(scan, counts, self.prepared.frame.window, self.calendar)
            if isinstance(judged, Suspect):
                suspects.append(judged)
            else:
                self.answers[scan.question] = judged
        self._show(suspects, counts)

    def _show(self, suspects: Sequence[Suspect], counts: dict[str, Any]) -> None:
        """Answer the checks that rows break, with their rows."""
        fused = self._fetch_fused(suspects)
        for suspect in suspects:
            scan = suspect.scan
            if isinstance(scan, MetricScan):
                answer = self._failed_metric(scan, counts, suspect.total)
            elif isinstance(scan, RowScan) and scan.question in fused:
                found = part_of(fused[scan.question], scan)
                answer = self._failed(suspect, found.num_rows, found, count_by_day(scan, found))
            else:
                answer = self._fetch(suspect)
            self.answers[scan.question] = answer

    def _failed(self, suspect: Suspect, count: int, rows: pa.Table, by_day: DayCounts, note: str = "") -> CheckResult:
        scan = suspect.scan
        sql = self._sql(violations_expression(scan))
        kept = violations(scan, rows if self.limits.rows is None else rows.slice(0, self.limits.rows))
        return failed(scan.question, count, suspect.total, kept, sql, by_day=by_day, note=note)

    def _failed_metric(self, scan: MetricScan, counts: dict[str, Any], total: int) -> CheckResult:
        shown = tuple((name, value(counts[f"{scan.column('show')}_{name}"])) for name in scan.show)
        sql = self._sql(combine([scan]).expression)
        return failed(scan.question, 1, total, (Violation(key=(), evidence=shown),), sql)

    def _fetch_fused(self, suspects: Sequence[Suspect]) -> dict[Question, pa.Table]:
        """The rows of several failed row checks in one query, where the engine does not bill and they are few."""
        if self.warehouse.dialect != "duckdb":
            return {}
        together: dict[object, list[RowScan]] = {}
        for suspect in suspects:
            if isinstance(suspect.scan, RowScan):
                same = (key_of(suspect.scan), suspect.scan.question.check.rows.day)
                together.setdefault(same, []).append(suspect.scan)
        count = sum(suspect.count or 0 for suspect in suspects)
        if self.limits.rows is not None and count > FUSED_VIOLATIONS:
            return {}
        fetched: dict[Question, pa.Table] = {}
        for scans in together.values():
            if len(scans) == 1:
                continue
            try:
                rows = self._fetched(scans, fused_expression(scans))
            except WarehouseError:
                # Each check asks for itself, and says why if it is refused again.
                continue
            fetched |= dict.fromkeys((scan.question for scan in scans), rows)
        return fetched

    def _fetched(self, scans: Sequence[Scan], expression: ir.Table) -> pa.Table:
        tables = tuple(dict.fromkeys(scan.question.table for scan in scans))
        subjects = tuple(dict.fromkeys(scan.question.subject for scan in scans))
        return self._query("fetch", tables, len(scans), self._sql(expression), subjects).rows

    def _fetch(self, suspect: Suspect) -> CheckResult:
        """The rows of one failed check, and how many there are where the counts have not said so."""
        scan, bound = suspect.scan, self.limits.rows
        # Reading the rows twice is free only where bytes are not billed.
        if isinstance(scan, UniqueScan) and self.warehouse.dialect == "duckdb":
            expression = repeated_by_digest(scan)
        else:
            expression = violations_expression(scan)
        try:
            rows = self._fetched([scan], expression if bound is None else expression.limit(bound))
        except WarehouseError as error:
            return self._unfetched(suspect, error)
        if bound is None or rows.num_rows < bound or rows.num_rows == suspect.count:
            if rows.num_rows == 0 and suspect.count is None:
                # Two keys with one digest.
                return passed(scan.question)
            return self._failed(suspect, rows.num_rows, rows, count_by_day(scan, rows))
        try:
            count, by_day = tally(self._fetched([scan], tally_expression(scan, expression)))
        except WarehouseError as error:
            if suspect.count is None:
                return self._unfetched(suspect, error)
            return self._failed(suspect, suspect.count, rows, (), f" (its days could not be counted: {error})")
        return self._failed(suspect, count, rows, by_day)

    def _unfetched(self, suspect: Suspect, error: WarehouseError) -> CheckResult:
        scan = suspect.scan
        if suspect.count is None:
            return unknown(scan.question, f"keys seem to repeat, but could not be counted: {error}")
        sql = self._sql(violations_expression(scan))
        note = f" (its rows could not be fetched: {error})"
        return failed(scan.question, suspect.count, suspect.total, (), sql, note=note)
