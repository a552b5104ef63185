"""From counts to outcomes: what a check's numbers mean, and how they are put in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from harness.nouns import plural_of
from harness.results import CheckResult, Finding, Outcome, Scalar, Violation, Window
from harness.warehouse.calendar import SCHEDULE, GameCalendar
from harness.warehouse.checks import AnyCheck, ColumnsCheck, CoverageCheck, GroupCheck, MetricCheck, UniqueCheck
from harness.warehouse.plan import TOTAL, Described
from harness.warehouse.relations import Scope, Table, table
from harness.warehouse.scans import GroupScan, MetricScan, Question, RowScan, Scan, UniqueScan

WINDOWED_SCHEDULE = table(SCHEDULE)

PROVED = "proved by the statistics of the file; no row was read"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A check whose counts say that rows break it.

    `count` of them; None for uniqueness, whose digests say only that some key repeats. `total` were looked at.
    """

    scan: Scan
    count: int | None
    total: int


def verdict(scan: Scan, counts: Mapping[str, Any], window: Window, calendar: GameCalendar) -> CheckResult | Suspect:
    """What one row of counts says about one check."""
    question, total = scan.question, counts[TOTAL]
    if total == 0:
        return nothing_there(question, window, calendar)
    if isinstance(scan, UniqueScan):
        keyed = counts[scan.column("applies")] if scan.ignore_null else total
        repeats = counts.get(scan.column("repeated"))
        repeats = counts[scan.column("distinct")] != keyed if repeats is None else repeats > 0
        return Suspect(scan, None, keyed) if repeats else passed(question)
    if isinstance(scan, MetricScan):
        holds = counts[scan.column("holds")]
        if holds is None:
            return unknown(question, f"cannot be computed: what it reads of {question.table} is NULL")
        return passed(question) if holds else Suspect(scan, 1, total)
    if counts.get(scan.column("proved")):
        return passed(question, PROVED)
    bad = counts[scan.column("bad")]
    if bad:
        return Suspect(scan, int(bad), total)
    asks_values = isinstance(scan, GroupScan) or (isinstance(scan, RowScan) and scan.answered is not None)
    if asks_values and not counts[scan.column("answered")]:
        applies = scan.column("applies")
        if applies in counts and not counts[applies]:
            return passed(question, "no row in the window is of the kind it asks about")
        what = "groups" if isinstance(scan, GroupScan) else "rows"
        return unknown(question, f"what it reads of {question.table} is NULL in all {total} {what}")
    return passed(question)


def nothing_there(question: Question, window: Window, calendar: GameCalendar) -> CheckResult:
    """No rows: a pass only where the schedule itself says that none were due."""
    rows = question.check.rows
    due = calendar.due_in(window)
    if isinstance(question.check, CoverageCheck) and any(read.name == SCHEDULE for read in rows.reads):
        if due is None:
            return unknown(question, f"{SCHEDULE} does not reach the window, so nobody knows what was due")
        expected = (
            f"the schedule has {due} games in the window, none of them the kind that is expected"
            if due
            else "the schedule expects nothing in the window"
        )
        return passed(question, expected)
    # What starts from the schedule's games has no row without them, whatever else it reads.
    if due == 0 and rows.reads[0] == WINDOWED_SCHEDULE:
        return passed(question, "no game was due in the window")
    if due == 0 and all(read.due_by_schedule and read.scope is Scope.WINDOW for read in rows.reads):
        return passed(question, "no game was due in the window")
    if isinstance(rows, Table):
        missed = "" if due is None else f", and the schedule has {due} games"
        return unknown(question, f"{question.table} is empty in the window{missed}")
    names = dict.fromkeys(read.name for read in rows.reads)
    if len(names) == 1:
        return unknown(question, f"{question.table} has no row in the window of the kind that is asked about")
    return unknown(question, f"nothing to look at: {' and '.join(names)} share no rows")


def judge_columns(described: Described, columns: Mapping[str, str] | None) -> CheckResult:
    """What the columns of a table say about a check; None if the table is not there."""
    question = described.question
    if columns is None:
        return unknown(question, f"table {question.table} is missing")
    wrong = tuple(described.check.judge(columns))
    return failed(question, len(wrong), len(columns), wrong, None) if wrong else passed(question)


def passed(question: Question, reason: str | None = None) -> CheckResult:
    check = question.check
    return CheckResult(question.subject, check.name, check.severity, Outcome.PASSED, question.table, reason)


def unknown(question: Question, reason: str) -> CheckResult:
    check = question.check
    return CheckResult(question.subject, check.name, check.severity, Outcome.UNKNOWN, question.table, reason)


def failed(
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
        unit=_unit(check),
    )
    return CheckResult(
        question.subject, check.name, check.severity, Outcome.FAILED, question.table, None, finding, by_day
    )


def _unit(check: AnyCheck) -> str:
    """What a finding about a check counts."""
    if isinstance(check, UniqueCheck):
        return "key"
    if isinstance(check, GroupCheck):
        return "group"
    if isinstance(check, MetricCheck):
        return "window"
    return "column" if isinstance(check, ColumnsCheck) else check.rows.label


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
    return f"{count} of {total} {plural_of(check.rows.label)} break it"


def _repairs(templates: tuple[str, ...], found: tuple[Violation, ...]) -> tuple[str, ...]:
    """Repair commands filled from the violations, each once, in order."""
    filled: dict[str, None] = {}
    for template in templates:
        if "{" not in template:
            filled[template] = None
            continue
        for one in found:
            filled[_fill(template, {**dict(one.evidence), **dict(one.key), "day": one.day})] = None
    return tuple(filled)


def _fill(template: str, values: dict[str, Scalar]) -> str:
    for name, cell in values.items():
        template = template.replace("{" + name + "}", str(cell))
    return template
