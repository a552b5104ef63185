"""The scan plan: all checks of a run in few queries, counts first.

Row checks, uniqueness and metrics on the same rows share one aggregate query, whichever validator or
contract they come from; group checks on the same rows and keys share one grouped query; checks that join
the same sides share one join. Rows are asked for only after a count says that there are some (`fetch.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ibis
import ibis.common.exceptions as ibis_errors
import ibis.expr.operations as ops
import ibis.expr.types as ir

from harness.warehouse.checks import (
    AnyCheck,
    CheckSet,
    ColumnsCheck,
    CoverageCheck,
    GroupCheck,
    MetricCheck,
    RowCheck,
    UniqueCheck,
    coverage_relation,
)
from harness.warehouse.functions import key_hash
from harness.warehouse.relations import Frame, MissingTableError, Table

TOTAL = "n"


@dataclass(frozen=True, slots=True)
class Question:
    """One check of one validator or contract, with a number that names its columns in a query."""

    number: int
    subject: str = field(compare=False)
    check: AnyCheck = field(compare=False)

    @property
    def table(self) -> str:
        return self.check.rows.name


@dataclass(frozen=True, slots=True)
class Scan:
    """One question made concrete.

    `base` are the rows it looks at. `bad` is true of each violating row (for groups: of each violating group,
    over `grouped`). `evidence` are the columns that show why.
    """

    question: Question
    base: ir.Table
    bad: ir.BooleanValue | None = None
    applies: ir.BooleanValue | None = None
    answered: ir.BooleanValue | None = None
    grouped: ir.Table | None = None
    evidence: tuple[str, ...] = ()

    def column(self, kind: str) -> str:
        return f"{kind}_{self.question.number}"


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """One query that answers several questions with one row of counts."""

    kind: str
    tables: tuple[str, ...]
    scans: tuple[Scan, ...]
    expression: ir.Table


@dataclass(frozen=True, slots=True)
class Plan:
    """All queries of a run, and the questions that cannot be asked, each with its reason."""

    queries: tuple[PlannedQuery, ...]
    unaskable: Mapping[Question, str]
    described: tuple[Question, ...] = field(default=())

    @property
    def checks(self) -> int:
        return sum(len(query.scans) for query in self.queries) + len(self.unaskable) + len(self.described)


def questions(sets: Iterable[CheckSet]) -> tuple[Question, ...]:
    """Number the checks of all sets."""
    flat = [(group.id, check) for group in sets for check in group.checks]
    return tuple(Question(number, subject, check) for number, (subject, check) in enumerate(flat))


def plan(asked: Iterable[Question], frame: Frame) -> Plan:
    """Make every question concrete and put those that share rows together."""
    groups: dict[object, list[Scan]] = {}
    unaskable: dict[Question, str] = {}
    described: list[Question] = []
    for question in asked:
        if isinstance(question.check, ColumnsCheck):
            described.append(question)
            continue
        try:
            scan = make_scan(question, frame)
        except MissingTableError as missing:
            unaskable[question] = str(missing)
        except (AttributeError, ibis_errors.IbisError, TypeError) as problem:
            unaskable[question] = _unaskable(question, problem)
        else:
            groups.setdefault(_sharing(scan), []).append(scan)
    return Plan(tuple(combine(scans) for scans in groups.values()), unaskable, tuple(described))


def _unaskable(question: Question, problem: Exception) -> str:
    """Why a check's expression cannot be built on the table as it is; a missing column is by far the usual reason."""
    first_line = str(problem).strip().splitlines()[0] if str(problem).strip() else type(problem).__name__
    if isinstance(problem, AttributeError) and "has no attribute" in first_line:
        column = first_line.rsplit("attribute", 1)[1].strip().strip("'\"")
        return f"{question.table} has no column {column}"
    return f"cannot be asked of {question.table} as it is: {first_line}"


def _sharing(scan: Scan) -> object:
    by = scan.question.check.by if isinstance(scan.question.check, GroupCheck) else None
    return scan.base.op(), by


def make_scan(question: Question, frame: Frame) -> Scan:
    """The rows a question looks at and what is wrong with them.

    Raises:
        MissingTableError, AttributeError, IbisError: the table or a column is not there, or of another type.
    """
    check = question.check
    if isinstance(check, CoverageCheck):
        base = coverage_relation(check).expression(frame)
        return Scan(question, base, bad=base.matched.isnull(), evidence=())
    base = check.rows.expression(frame)
    if isinstance(check, RowCheck):
        return _row_scan(question, check, base)
    if isinstance(check, GroupCheck):
        return _group_scan(question, check, base)
    if isinstance(check, UniqueCheck):
        for column in check.columns:
            base[column]
    return Scan(question, base)


def _group_scan(question: Question, check: GroupCheck, base: ir.Table) -> Scan:
    number = question.number
    aggregates = {f"holds_{number}": check.holds(base)}
    aggregates |= {f"show_{number}_{name}": show(base) for name, show in check.show.items()}
    day = check.rows.day
    if day is not None and day not in check.by:
        aggregates[f"day_{number}"] = base[day].min()
    grouped = base.group_by(list(check.by)).aggregate(**aggregates)
    return Scan(question, base, grouped=grouped, evidence=tuple(check.show))


def _row_scan(question: Question, check: RowCheck, base: ir.Table) -> Scan:
    holds = check.holds(base)
    if isinstance(holds, bool):
        holds = ibis.literal(holds)
    bad = ~holds
    applies = answered = None
    if check.only is not None:
        applies = check.only(base)
        bad = applies & bad
    if not check.null_passes:
        answered = holds.notnull() if applies is None else applies & holds.notnull()
    read = dict.fromkeys(node.name for node in holds.op().find(ops.Field))
    evidence = (*check.show, *read)
    kept = dict.fromkeys(name for name in evidence if name in base.columns and name not in check.rows.key)
    return Scan(question, base, bad=bad, applies=applies, answered=answered, evidence=tuple(kept))


def combine(scans: list[Scan]) -> PlannedQuery:
    """One query for scans that share their rows (and group keys)."""
    first = scans[0].question.check
    rows = first.rows
    tables = tuple(dict.fromkeys(read.name for scan in scans for read in _reads(scan.question.check)))
    if isinstance(first, GroupCheck):
        return PlannedQuery("groups", tables, tuple(scans), _grouped_counts(scans))
    kind = "rows" if isinstance(rows, Table) and not isinstance(first, CoverageCheck) else "join"
    base = scans[0].base
    aggregates: dict[str, ir.Value] = {TOTAL: base.count()}
    for scan in scans:
        aggregates |= _row_aggregates(scan)
    return PlannedQuery(kind, tables, tuple(scans), base.aggregate(**aggregates))


def _reads(check: AnyCheck) -> tuple[Table, ...]:
    reads = check.rows.reads
    return (*reads, *check.by.reads) if isinstance(check, CoverageCheck) else reads


def _row_aggregates(scan: Scan) -> dict[str, ir.Value]:
    check, base = scan.question.check, scan.base
    if isinstance(check, UniqueCheck):
        return {scan.column("distinct"): key_hash(*(base[column] for column in check.columns)).nunique()}
    if isinstance(check, MetricCheck):
        shown = {f"{scan.column('show')}_{name}": show(base) for name, show in check.show.items()}
        return {scan.column("holds"): check.holds(base), **shown}
    counts: dict[str, ir.Value] = {scan.column("bad"): base.count(where=scan.bad)}
    if scan.answered is not None:
        counts[scan.column("answered")] = scan.answered.any()
    if scan.applies is not None:
        counts[scan.column("applies")] = scan.applies.any()
    return counts


def _grouped_counts(scans: list[Scan]) -> ir.Table:
    check = scans[0].question.check
    assert isinstance(check, GroupCheck)
    base = scans[0].base
    aggregates = {}
    for scan in scans:
        one = scan.question.check
        assert isinstance(one, GroupCheck)
        aggregates[scan.column("holds")] = one.holds(base)
    grouped = base.group_by(list(check.by)).aggregate(**aggregates)
    counts: dict[str, ir.Value] = {TOTAL: grouped.count()}
    for scan in scans:
        holds = grouped[scan.column("holds")]
        counts[scan.column("bad")] = grouped.count(where=~holds)
        counts[scan.column("answered")] = holds.notnull().any()
    return grouped.aggregate(**counts)
