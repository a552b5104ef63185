"""Asking the questions: describe the tables, plan, count, and fetch rows for what failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import ibis
import ibis.expr.types as ir

from harness.results import (
    CheckResult,
    DayState,
    Finding,
    Outcome,
    QueryReceipt,
    Scalar,
    TableDay,
    Violation,
    Window,
)
from harness.warehouse.calendar import NO_CALENDAR, SCHEDULE, GameCalendar, games_by_day
from harness.warehouse.checks import (
    CheckSet,
    ColumnsCheck,
    CoverageCheck,
    GroupCheck,
    MetricCheck,
    RowCheck,
    UniqueCheck,
)
from harness.warehouse.fetch import count_by_day, value, violations, violations_expression
from harness.warehouse.plan import TOTAL, Plan, PlannedQuery, Question, Scan, combine, plan, questions
from harness.warehouse.relations import Frame, Scope, Table
from harness.warehouse.sql import compile_sql
from harness.warehouse.warehouse import Answer, BudgetExceededError, Warehouse, WarehouseError

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
    reads = {read.name for question in asked for read in _reads(question)} | {SCHEDULE}
    described = warehouse.describe(sorted(reads))
    frame = Frame(window, described.columns, warehouse.catalog)
    planned = plan(asked, frame)
    unreachable = {
        question: described.unreachable[read.name]
        for question in asked
        for read in _reads(question)
        if read.name in described.unreachable
    }
    if unreachable:
        planned = Plan(planned.queries, {**planned.unaskable, **unreachable}, planned.described)
    receipts = []
    for query in planned.queries:
        sql = compile_sql(query.expression, warehouse.dialect, as_of)
        try:
            estimated = warehouse.estimate(sql)
        except WarehouseError:
            estimated = None
        receipts.append(
            QueryReceipt(query.kind, query.tables, len(query.scans), sql, estimated, subjects=_subjects(query))
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
        self.calendar = self._read_calendar()
        days = self._table_days()
        for question, reason in self.prepared.plan.unaskable.items():
            self.answers[question] = _unknown(question, reason)
        for question in self.prepared.plan.described:
            self.answers[question] = self._judge_columns(question)
        for planned, receipt in zip(self.prepared.plan.queries, self.prepared.queries, strict=True):
            self.step(f"{planned.kind} {', '.join(planned.tables)}")
            self._ask(planned, receipt.sql, receipt.estimated_bytes)
        results = tuple(self.answers[question] for question in self.prepared.asked)
        return Execution(results, tuple(self.receipts), days)

    # -- queries

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

    def _ask(self, planned: PlannedQuery, sql: str, estimated: int | None) -> None:
        try:
            answer = self._query(planned.kind, planned.tables, len(planned.scans), sql, _subjects(planned), estimated)
        except WarehouseError as error:
            if len(planned.scans) == 1:
                question = planned.scans[0].question
                self.answers[question] = _unknown(question, str(error))
                return
            # One check that the engine refuses must not take its neighbours with it.
            for scan in planned.scans:
                alone = combine([scan])
                self._ask(alone, compile_sql(alone.expression, self.warehouse.dialect, self.as_of), None)
            return
        counts = answer.rows.to_pylist()[0]
        failed: list[tuple[Scan, int]] = []
        for scan in planned.scans:
            verdict = self._verdict(scan, counts)
            if isinstance(verdict, CheckResult):
                self.answers[scan.question] = verdict
            else:
                failed.append((scan, verdict))
        if failed:
            self._fetch(planned, failed, counts)

    def _verdict(self, scan: Scan, counts: dict[str, Any]) -> CheckResult | int:
        """The result, or the number of violations (-1: not counted yet)."""
        question, check, total = scan.question, scan.question.check, counts[TOTAL]
        if total == 0:
            return self._nothing_there(question)
        if isinstance(check, UniqueCheck):
            return _passed(question) if counts[scan.column("distinct")] == total else -1
        if isinstance(check, MetricCheck):
            holds = counts[scan.column("holds")]
            if holds is None:
                return _unknown(question, f"cannot be computed: what it reads of {question.table} is NULL")
            return _passed(question) if holds else 1
        if counts[scan.column("bad")]:
            return int(counts[scan.column("bad")])
        asks_values = isinstance(check, GroupCheck) or scan.answered is not None
        if asks_values and not counts[scan.column("answered")]:
            if scan.applies is not None and not counts[scan.column("applies")]:
                return _passed(question, "no row in the window is of the kind it asks about")
            return _unknown(question, f"what it reads of {question.table} is NULL in all {total} rows")
        return _passed(question)

    def _nothing_there(self, question: Question) -> CheckResult:
        """No rows: a pass only where the schedule itself says that none were due."""
        rows, window = question.check.rows, self.prepared.frame.window
        due = self.calendar.due_in(window)
        expected_by_schedule = any(read.name == SCHEDULE for read in rows.reads)
        if isinstance(question.check, CoverageCheck) and expected_by_schedule:
            if due is None:
                return _unknown(question, f"{SCHEDULE} does not reach the window, so nobody knows what was due")
            return _passed(
                question,
                "the schedule expects nothing in the window"
                if not due
                else f"the schedule has {due} games in the window, none of them the kind that is expected",
            )
        if due == 0 and all(read.due_by_schedule and read.scope is Scope.WINDOW for read in rows.reads):
            return _passed(question, "no game was due in the window")
        if isinstance(rows, Table):
            missed = "" if due is None else f", and the schedule has {due} games"
            return _unknown(question, f"{question.table} is empty in the window{missed}")
        return _unknown(question, f"nothing to look at: {' and '.join(read.name for read in rows.reads)} share no rows")

    # -- rows of failed checks

    def _fetch(self, planned: PlannedQuery, failed: Sequence[tuple[Scan, int]], counts: dict[str, Any]) -> None:
        for scan, counted in failed:
            if isinstance(scan.question.check, MetricCheck):
                self.answers[scan.question] = self._failed_metric(scan, counts, planned)
                continue
            self.answers[scan.question] = self._failed_rows(scan, counted, counts[TOTAL])

    def _failed_metric(self, scan: Scan, counts: dict[str, Any], planned: PlannedQuery) -> CheckResult:
        prefix = f"{scan.column('show')}_"
        shown = tuple((name[len(prefix) :], value(cell)) for name, cell in counts.items() if name.startswith(prefix))
        found = (Violation(key=(), evidence=shown),)
        sql = compile_sql(combine([scan]).expression, self.warehouse.dialect, self.as_of)
        return _failed(scan.question, 1, counts[TOTAL], found, sql)

    def _failed_rows(self, scan: Scan, counted: int, total: int) -> CheckResult:
        question = scan.question
        expression = violations_expression(scan)
        sql = compile_sql(expression, self.warehouse.dialect, self.as_of)
        bound = self.limits.rows
        if counted < 0:
            counted = self._count(expression, question)
            if counted == 0:
                return _passed(question)
        bounded = expression if bound is None else expression.limit(bound)
        text = compile_sql(bounded, self.warehouse.dialect, self.as_of)
        try:
            found = violations(scan, self._query("fetch", (question.table,), 1, text, (question.subject,)).rows)
        except WarehouseError as error:
            return _failed(question, counted, total, (), sql, note=f" (its rows could not be fetched: {error})")
        by_day = count_by_day(found)
        if len(found) < counted:
            by_day = self._failures_by_day(expression, question)
        return _failed(question, counted, total, found, sql, by_day=by_day)

    def _count(self, expression: ir.Table, question: Question) -> int:
        sql = compile_sql(expression.aggregate(n=expression.count()), self.warehouse.dialect, self.as_of)
        return int(self._query("fetch", (question.table,), 1, sql, (question.subject,)).rows.to_pylist()[0]["n"])

    def _failures_by_day(self, expression: ir.Table, question: Question) -> tuple[tuple[date, int], ...]:
        day = question.check.rows.day
        if day is None:
            return ()
        counted = expression.group_by(day).aggregate(n=expression.count()).order_by(day)
        sql = compile_sql(counted, self.warehouse.dialect, self.as_of)
        rows = self._query("fetch", (question.table,), 1, sql, (question.subject,)).rows.to_pylist()
        return tuple((row[day], row["n"]) for row in rows if row[day] is not None)

    # -- days and columns

    def _read_calendar(self) -> GameCalendar:
        if SCHEDULE not in self.prepared.frame.columns:
            return NO_CALENDAR
        try:
            expression = games_by_day.expression(self.prepared.frame)
            sql = compile_sql(expression, self.warehouse.dialect, self.as_of)
            rows = self._query("days", (SCHEDULE,), 0, sql, ()).rows.to_pylist()
        except (WarehouseError, AttributeError):
            # A schedule that cannot be read says nothing about what was due; its own checks say why.
            return NO_CALENDAR
        return GameCalendar.of({row["game_date"]: row["games"] for row in rows if row["game_date"] is not None})

    def _table_days(self) -> tuple[TableDay, ...]:
        """Rows of every day for the tables that are checked, in one query."""
        tables = {
            read.name: read
            for question in self.prepared.asked
            for read in _reads(question)
            if read.day
            and read.name in self.prepared.frame.columns
            and read.day in self.prepared.frame.columns[read.name]
        }
        counted: ir.Table | None = None
        for read in tables.values():
            rows = Table(read.name, read.key, read.partition, read.partition_type).expression(self.prepared.frame)
            one = rows.group_by(day=rows[read.day]).aggregate(rows=rows.count()).mutate(table=ibis.literal(read.name))
            counted = one if counted is None else counted.union(one)
        if counted is None:
            return ()
        sql = compile_sql(counted, self.warehouse.dialect, self.as_of)
        try:
            answer = self._query("days", tuple(tables), 0, sql, ())
        except WarehouseError:
            # The heat map stays empty; the checks themselves report what the warehouse refuses.
            return ()
        found = {(row["table"], row["day"]): row["rows"] for row in answer.rows.to_pylist()}
        return tuple(
            self._table_day(read, day, found.get((name, day), 0))
            for name, read in tables.items()
            for day in self.prepared.frame.window.each_day()
        )

    def _table_day(self, read: Table, day: date, rows: int) -> TableDay:
        if rows:
            return TableDay(read.name, day, rows, DayState.ROWS)
        none_due = read.due_by_schedule and self.calendar.due(day) == 0
        return TableDay(read.name, day, 0, DayState.NONE_DUE if none_due else DayState.EMPTY)

    def _judge_columns(self, question: Question) -> CheckResult:
        check = question.check
        assert isinstance(check, ColumnsCheck)
        columns = self.prepared.frame.columns.get(question.table)
        if columns is None:
            return _unknown(question, f"table {question.table} is missing")
        wrong = tuple(check.judge(columns))
        if not wrong:
            return _passed(question)
        return _failed(question, len(wrong), len(columns), wrong, None)


def _reads(question: Question) -> tuple[Table, ...]:
    check = question.check
    return (*check.rows.reads, *check.by.reads) if isinstance(check, CoverageCheck) else check.rows.reads


def _subjects(planned: PlannedQuery) -> tuple[str, ...]:
    return tuple(dict.fromkeys(scan.question.subject for scan in planned.scans))


def _passed(question: Question, reason: str | None = None) -> CheckResult:
    check = question.check
    return CheckResult(question.subject, check.name, check.severity, Outcome.PASSED, question.table, reason)


def _unknown(question: Question, reason: str) -> CheckResult:
    check = question.check
    return CheckResult(question.subject, check.name, check.severity, Outcome.UNKNOWN, question.table, reason)


def _failed(
    question: Question,
    count: int,
    total: int,
    found: tuple[Violation, ...],
    sql: str | None,
    *,
    by_day: tuple[tuple[date, int], ...] = (),
    note: str = "",
) -> CheckResult:
    check = question.check
    finding = Finding(
        severity=check.severity,
        message=_message(question, count, total) + note,
        count=count,
        violations=found,
        query=sql,
        repair=_repairs(check.repair, found),
    )
    return CheckResult(
        question.subject, check.name, check.severity, Outcome.FAILED, question.table, None, finding, by_day
    )


def _message(question: Question, count: int, total: int) -> str:
    check = question.check
    if isinstance(check, UniqueCheck):
        return f"{count} {'key is' if count == 1 else 'keys are'} there more than once among {total} rows"
    if isinstance(check, GroupCheck):
        return f"{count} of {total} groups by {', '.join(check.by)} break it"
    if isinstance(check, CoverageCheck):
        return f"{count} of {total} have no match in {check.by.name}"
    if isinstance(check, MetricCheck):
        return f"does not hold for the {total} rows of the window"
    if isinstance(check, ColumnsCheck):
        return f"{count} of the declared columns differ"
    if isinstance(check, RowCheck) and check.rows.label != "row":
        return f"{count} of {total} {check.rows.label}s break it"
    return f"{count} of {total} rows break it"


def _repairs(templates: tuple[str, ...], found: tuple[Violation, ...]) -> tuple[str, ...]:
    """Repair commands filled from the violations, each once, in order."""
    filled: dict[str, None] = {}
    for template in templates:
        if "{" not in template:
            filled[template] = None
        for one in found:
            if "{" in template:
                filled[_fill(template, {**dict(one.evidence), **dict(one.key), "day": one.day})] = None
    return tuple(filled)


def _fill(template: str, values: dict[str, Scalar]) -> str:
    for name, cell in values.items():
        template = template.replace("{" + name + "}", str(cell))
    return template
