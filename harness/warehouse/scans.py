"""Questions made concrete: the rows a check looks at, and what is wrong with them, as Ibis expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from harness.warehouse.checks import (
    AnyCheck,
    ColumnsCheck,
    CoverageCheck,
    GroupCheck,
    MetricCheck,
    Predicate,
    RowCheck,
    UniqueCheck,
    coverage_relation,
)
from harness.warehouse.relations import Frame, MissingColumnError, Table


@dataclass(frozen=True, slots=True)
class Question:
    """One check of one validator or contract, with a number that names its columns in a query."""

    number: int
    subject: str = field(compare=False)
    check: AnyCheck = field(compare=False)

    @property
    def table(self) -> str:
        return self.check.rows.name

    @property
    def reads(self) -> tuple[Table, ...]:
        """Every table that the check reads."""
        reads = self.check.rows.reads
        return (*reads, *self.check.by.reads) if isinstance(self.check, CoverageCheck) else reads


@dataclass(frozen=True, slots=True)
class Scan:
    """One question and the rows it looks at."""

    question: Question
    base: ir.Table

    def column(self, kind: str) -> str:
        return f"{kind}_{self.question.number}"


@dataclass(frozen=True, slots=True)
class RowScan(Scan):
    """`bad` is true of each violating row, where `holds` is false; `evidence` are the columns that show why.

    `applies` selects the rows that the check is about, `answered` those of them on which it is not NULL;
    None where that is every row.
    """

    bad: ir.BooleanValue
    holds: ir.BooleanValue | None = None
    evidence: tuple[str, ...] = ()
    applies: ir.BooleanValue | None = None
    answered: ir.BooleanValue | None = None


@dataclass(frozen=True, slots=True)
class UniqueScan(Scan):
    """`columns` name a row. Rows with a NULL in them count too, unless `ignore_null`."""

    columns: tuple[str, ...]
    ignore_null: bool

    def asked(self) -> ir.Table:
        """The rows whose key must not come twice."""
        return self.base.drop_null(list(self.columns)) if self.ignore_null else self.base

    def complete(self) -> ir.BooleanValue:
        """True of each row with no NULL in its key."""
        return ibis.and_(*(self.base[column].notnull() for column in self.columns))


@dataclass(frozen=True, slots=True)
class GroupScan(Scan):
    """`holds` is an aggregate over the rows of one group of `by`, and so are `show`."""

    by: tuple[str, ...]
    holds: ir.BooleanValue
    show: Mapping[str, ir.Value]
    day: str | None


@dataclass(frozen=True, slots=True)
class MetricScan(Scan):
    """`holds` is an aggregate over all rows, and so are `show`."""

    holds: ir.BooleanValue
    show: Mapping[str, ir.Value]


def make_scan(question: Question, frame: Frame) -> Scan:
    """The rows a question looks at and what is wrong with them.

    Raises:
        NOT_AS_DECLARED: a table or a column is not there, or is of another type.
    """
    check = question.check
    if isinstance(check, CoverageCheck):
        base = coverage_relation(check).expression(frame)
        _require_day(base, question, check.rows.day)
        return RowScan(question, base, bad=base.matched.isnull())
    base = check.rows.expression(frame)
    _require_day(base, question, check.rows.day)
    if isinstance(check, RowCheck):
        return _row_scan(question, check, base)
    if isinstance(check, GroupCheck):
        for name in check.by:
            _require(base, question, name)
        show = {name: one(base) for name, one in check.show.items()}
        return GroupScan(question, base, check.by, _truth(check.holds, base), show, check.rows.day)
    if isinstance(check, UniqueCheck):
        for name in check.columns:
            _require(base, question, name)
        return UniqueScan(question, base, check.columns, check.ignore_null)
    if isinstance(check, MetricCheck):
        show = {name: one(base) for name, one in check.show.items()}
        return MetricScan(question, base, _truth(check.holds, base), show)
    raise TypeError(f"{type(check).__name__} reads no rows; {ColumnsCheck.__name__} is judged on metadata")


def _require(base: ir.Table, question: Question, column: str) -> None:
    if column not in base.columns:
        tables = " or ".join(dict.fromkeys(read.name for read in question.reads))
        raise MissingColumnError(f"{tables} has no column {column}")


def _require_day(base: ir.Table, question: Question, column: str | None) -> None:
    """What is said to be the day of a violation has to be one: a game's id would be shown as nobody's day."""
    if column is None:
        return
    _require(base, question, column)
    if not base[column].type().is_temporal():
        raise TypeError(
            f"{column} is said to be the day of {question.check.rows.label}, but holds {base[column].type()}"
        )


def _truth(predicate: Predicate, base: ir.Table) -> Any:
    answer = predicate(base)
    if isinstance(answer, bool):
        return ibis.literal(answer)
    if not isinstance(answer, ir.BooleanValue):
        kind = str(answer.type()) if isinstance(answer, ir.Value) else type(answer).__name__
        raise TypeError(f"what must hold is a {kind}, not a boolean")
    return answer


def _row_scan(question: Question, check: RowCheck, base: ir.Table) -> RowScan:
    holds = _truth(check.holds, base)
    only = None if check.only is None else _truth(check.only, base)
    for one in (holds, only):
        if isinstance(one, ir.Scalar) and one.op().find(ops.Reduction):
            raise TypeError("what must hold of each row is an aggregate over all of them; write it as a metric")
    bad = ~holds if only is None else only & ~holds
    known = None if check.null_passes or isinstance(holds, ir.Scalar) else holds.notnull()
    answered = known if known is None or only is None else only & known
    read = dict.fromkeys(node.name for node in holds.op().find(ops.Field))
    for name in check.show:
        _require(base, question, name)
    kept = dict.fromkeys(name for name in (*check.show, *read) if name in base.columns and name not in check.rows.key)
    return RowScan(question, base, bad=bad, holds=holds, evidence=tuple(kept), applies=only, answered=answered)
