"""The scan plan: all checks of a run in few queries, counts first.

Row checks, uniqueness and metrics on the same rows share one aggregate query, whichever validator or
contract they come from; group checks on the same rows and keys share one grouped query; checks that join
the same sides share one join. Rows are asked for only after a count says that there are some (`fetch.py`);
where reading is free, those that break a contract come with the counts, and what a file's own statistics
prove is not asked at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import ibis.expr.operations as ops
import ibis.expr.types as ir

from harness.warehouse.checks import CheckSet, ColumnsCheck, CoverageCheck, RowCheck
from harness.warehouse.digests import MOST_ROWS
from harness.warehouse.fetch import key_of
from harness.warehouse.functions import key_hash
from harness.warehouse.relations import NOT_AS_DECLARED, Frame, MissingColumnError, MissingTableError, Table
from harness.warehouse.scans import GroupScan, MetricScan, Question, RowScan, Scan, UniqueScan, make_scan
from harness.warehouse.statistics import NOTHING_KNOWN, TableStatistics, proved

TOTAL = "n"
LARGE_TABLE = 100_000
"""Rows of a table from which on its scan is parted in two that run side by side: a file may have one group of rows,
which one thread reads."""
DIGESTS = "digests"
"""Of a uniqueness check: the digests of all keys, as a list."""


@dataclass(frozen=True, slots=True)
class PlannedQuery:
    """One query that answers several questions with one row of counts.

    Of its `scans`, those in `proved` hold by statistics wherever there are rows, and are not asked; the rows that break
    those in `shown` come beside the counts, those of each group of checks in a list of their own.
    """

    kind: str
    tables: tuple[str, ...]
    scans: tuple[Scan, ...]
    expression: ir.Table
    proved: tuple[RowScan, ...] = ()
    shown: tuple[tuple[RowScan, ...], ...] = ()

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


@dataclass(frozen=True, slots=True)
class Means:
    """What an engine offers beyond counting: reading that costs nothing, tables whose statistics are `known`."""

    reads_freely: bool = False
    known: Mapping[str, TableStatistics] = field(default_factory=dict)


COUNTING = Means()


def plan(
    asked: Iterable[Question], frame: Frame, unreachable: Mapping[str, str] | None = None, means: Means = COUNTING
) -> Plan:
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
    return Plan(tuple(combine(scans, means) for scans in groups.values()), unaskable, tuple(described))


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


def combine(scans: Sequence[Scan], means: Means = COUNTING) -> PlannedQuery:
    """One query for scans that share their rows (and group keys)."""
    first = scans[0].question.check
    tables = tuple(dict.fromkeys(read.name for scan in scans for read in scan.question.reads))
    grouping = [scan for scan in scans if isinstance(scan, GroupScan)]
    if grouping:
        return PlannedQuery("groups", tables, tuple(scans), _grouped_counts(grouping))
    if isinstance(first.rows, Table) and not isinstance(first, CoverageCheck):
        return _table_query(scans, tables, means)
    return PlannedQuery("join", tables, tuple(scans), _counts(scans[0].base, scans))


def _table_query(scans: Sequence[Scan], tables: tuple[str, ...], means: Means) -> PlannedQuery:
    """One query over the rows of one table, with what the engine offers."""
    known = means.known.get(tables[0], NOTHING_KNOWN)
    proven, shown, counted = [], [], []
    for scan in scans:
        if isinstance(scan, RowScan) and _is_proved(scan, known):
            proven.append(scan)
        elif isinstance(scan, RowScan) and means.reads_freely and _may_be_shown(scan):
            shown.append(scan)
        else:
            counted.append(scan)
    brings_digests = means.reads_freely and known.rows is not None and known.rows <= MOST_ROWS
    expression = _counts(scans[0].base, counted, brings_digests=brings_digests)
    side_by_side = known.rows is not None and known.rows >= LARGE_TABLE
    return PlannedQuery("rows", tables, tuple(scans), expression, tuple(proven), _parted(shown, side_by_side))


def _parted(scans: Sequence[RowScan], side_by_side: bool) -> tuple[tuple[RowScan, ...], ...]:
    """Checks that read texts apart from the others: about as much work each, on columns of their own."""
    if not side_by_side:
        return (tuple(scans),) if scans else ()
    texts: list[RowScan] = []
    others: list[RowScan] = []
    for scan in scans:
        reads_text = any(field.dtype.is_string() for field in scan.bad.op().find(ops.Field))
        (texts if reads_text else others).append(scan)
    return tuple(tuple(group) for group in (texts, others) if group)


def _is_proved(scan: RowScan, known: TableStatistics) -> bool:
    check = scan.question.check
    if not isinstance(check, RowCheck) or check.only is not None or scan.holds is None:
        return False
    return proved(scan.holds, scan.base, known, null_passes=check.null_passes)


def _may_be_shown(scan: RowScan) -> bool:
    """Whether no count over all rows is needed to judge the check, and its rows can be put in order here."""
    types = [scan.base[name].type() for name in key_of(scan)]
    ordered = all(t.is_string() or t.is_numeric() or t.is_boolean() or t.is_temporal() for t in types)
    return ordered and scan.answered is None and scan.applies is None


def _counts(base: ir.Table, scans: Iterable[Scan], *, brings_digests: bool = False) -> ir.Table:
    aggregates: dict[str, ir.Value] = {TOTAL: base.count()}
    for scan in scans:
        aggregates |= _key_aggregates(scan, brings_digests) if isinstance(scan, UniqueScan) else _row_aggregates(scan)
    return base.aggregate(**aggregates)


def _key_aggregates(scan: UniqueScan, brings_digests: bool) -> dict[str, ir.Value]:
    """The digests of all keys, where so many may be brought, else how many there are."""
    digest = key_hash(*(scan.base[column] for column in scan.columns))
    complete = scan.complete() if scan.ignore_null else None
    name, value = (DIGESTS, digest.collect) if brings_digests else ("distinct", digest.nunique)
    keys = {scan.column(name): value(where=complete)}
    return keys if complete is None else {**keys, scan.column("applies"): scan.base.count(where=complete)}


def _row_aggregates(scan: Scan) -> dict[str, ir.Value]:
    base = scan.base
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
