"""The scan plan: all checks of a run in few queries, counts first.

Row checks, uniqueness and metrics on the same rows share one aggregate query, whichever validator or
contract they come from; group checks on the same rows and keys share one grouped query; checks that join
the same sides share one join. Rows are asked for only after a count says that there are some (`fetch.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir

from harness.warehouse.checks import CheckSet, ColumnsCheck, CoverageCheck
from harness.warehouse.functions import key_hash
from harness.warehouse.relations import NOT_AS_DECLARED, Frame, MissingColumnError, MissingTableError, Table
from harness.warehouse.scans import GroupScan, MetricScan, Question, RowScan, Scan, UniqueScan, make_scan

TOTAL = "n"


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """One query that answers several questions with one row of counts."""

    kind: str
    tables: tuple[str, ...]
    scans: tuple[Scan, ...]
    expression: ir.Table

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(scan.question.subject for scan in self.scans))


@dataclass(frozen=True, slots=True)
class Described:
    """A question that the columns alone answer."""

    question: Question
    check: ColumnsCheck


@dataclass(frozen=True, slots=True)
class Plan:
    """All queries of a run, and the questions that cannot be asked, each with its reason."""

    queries: tuple[PlannedQuery, ...]
    unaskable: Mapping[Question, str]
    described: tuple[Described, ...] = ()

    @property
    def checks(self) -> int:
        return sum(len(query.scans) for query in self.queries) + len(self.unaskable) + len(self.described)


def questions(sets: Iterable[CheckSet]) -> tuple[Question, ...]:
    """Number the checks of all sets."""
    flat = [(group.id, check) for group in sets for check in group.checks]
    return tuple(Question(number, subject, check) for number, (subject, check) in enumerate(flat))


def plan(asked: Iterable[Question], frame: Frame, unreachable: Mapping[str, str] | None = None) -> Plan:
    """Make every question concrete and put those that share rows together.

    `unreachable` maps a table that could not be described to the reason.
    """
    groups: dict[object, list[Scan]] = {}
    unaskable: dict[Question, str] = {}
    described: list[Described] = []
    for question in asked:
        refused = [reason for read in question.reads if (reason := (unreachable or {}).get(read.name))]
        if refused:
            unaskable[question] = refused[0]
            continue
        if isinstance(question.check, ColumnsCheck):
            described.append(Described(question, question.check))
            continue
        try:
            scan = make_scan(question, frame)
        except NOT_AS_DECLARED as problem:
            unaskable[question] = _unaskable(question, problem)
        else:
            groups.setdefault(_sharing(scan), []).append(scan)
    return Plan(tuple(combine(scans) for scans in groups.values()), unaskable, tuple(described))


def _unaskable(question: Question, problem: Exception) -> str:
    """Why a check's expression cannot be built on the table as it is; a missing column is by far the usual reason."""
    if isinstance(problem, (MissingTableError, MissingColumnError)):
        return str(problem)
    first_line = next(iter(str(problem).strip().splitlines()), type(problem).__name__)
    tables = " or ".join(dict.fromkeys(read.name for read in question.reads))
    if isinstance(problem, AttributeError) and problem.name and isinstance(problem.obj, ir.Table):
        return f"{tables} has no column {problem.name}"
    return f"cannot be asked of {tables} as it is: {first_line}"


def _sharing(scan: Scan) -> object:
    by = scan.by if isinstance(scan, GroupScan) else None
    return scan.base.op(), by


def combine(scans: Sequence[Scan]) -> PlannedQuery:
    """One query for scans that share their rows (and group keys)."""
    first = scans[0].question.check
    tables = tuple(dict.fromkeys(read.name for scan in scans for read in scan.question.reads))
    grouping = [scan for scan in scans if isinstance(scan, GroupScan)]
    if grouping:
        return PlannedQuery("groups", tables, tuple(scans), _grouped_counts(grouping))
    kind = "rows" if isinstance(first.rows, Table) and not isinstance(first, CoverageCheck) else "join"
    base = scans[0].base
    aggregates: dict[str, ir.Value] = {TOTAL: base.count()}
    for scan in scans:
        aggregates |= _row_aggregates(scan)
    return PlannedQuery(kind, tables, tuple(scans), base.aggregate(**aggregates))


def _row_aggregates(scan: Scan) -> dict[str, ir.Value]:
    base = scan.base
    if isinstance(scan, UniqueScan):
        digest = key_hash(*(base[column] for column in scan.columns))
        if not scan.ignore_null:
            return {scan.column("distinct"): digest.nunique()}
        complete = scan.complete()
        return {
            scan.column("distinct"): digest.nunique(where=complete),
            scan.column("applies"): base.count(where=complete),
        }
    if isinstance(scan, MetricScan):
        shown = {f"{scan.column('show')}_{name}": show for name, show in scan.show.items()}
        return {scan.column("holds"): scan.holds, **shown}
    if not isinstance(scan, RowScan):
        raise TypeError(f"{type(scan).__name__} has no counts over rows")
    counts: dict[str, ir.Value] = {scan.column("bad"): base.count(where=scan.bad)}
    if scan.answered is not None:
        counts[scan.column("answered")] = scan.answered.any()
    if isinstance(scan.applies, ir.BooleanColumn):
        counts[scan.column("applies")] = scan.applies.any()
    return counts


def _grouped_counts(scans: Sequence[GroupScan]) -> ir.Table:
    aggregates = {scan.column("holds"): scan.holds for scan in scans}
    grouped = scans[0].base.group_by(list(scans[0].by)).aggregate(**aggregates)
    counts: dict[str, ir.Value] = {TOTAL: grouped.count()}
    for scan in scans:
        holds = grouped[scan.column("holds")]
        counts[scan.column("bad")] = grouped.count(where=~holds)
        counts[scan.column("answered")] = holds.notnull().any()
    return grouped.aggregate(**counts)
