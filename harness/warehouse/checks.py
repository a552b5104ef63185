"""Checks: one question each about the data, declared and not yet asked.

A check names what must hold. The rows that break it, their keys and the SQL follow from it; nothing here
runs a query. `plan.py` puts all checks of a run into few queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import ibis.expr.types as ir

from harness.results import Severity, Violation
from harness.warehouse.relations import Relation, Table, relation

Rows = Table | Relation
Predicate = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Check:
    """What every check has.

    `repair` are commands or hints; `{column}` in them is filled from the key of each violating row.
    """

    name: str
    rows: Rows
    severity: Severity
    repair: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCheck(Check):
    """Holds for each row. NULL counts as holding; if it is NULL on every row the outcome is unknown.

    `null_passes` is for contracts, where nullability is a rule of its own: all NULL is then a pass.
    """

    holds: Predicate = field(kw_only=True)
    only: Predicate | None = None
    null_passes: bool = False
    show: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UniqueCheck(Check):
    """No two rows share the key; NULL equals NULL."""

    columns: tuple[str, ...] = field(kw_only=True)
    ignore_null: bool = False


@dataclass(frozen=True, slots=True)
class GroupCheck(Check):
    """Holds for each group of rows. `show` names aggregates that go into the evidence."""

    by: tuple[str, ...] = field(kw_only=True)
    holds: Predicate = field(kw_only=True)
    show: Mapping[str, Predicate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MetricCheck(Check):
    """Holds for the rows as a whole."""

    holds: Predicate = field(kw_only=True)
    show: Mapping[str, Predicate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverageCheck(Check):
    """Every row of `rows` has a match in `by`.

    Nothing expected is a pass only where the schedule covers the window; else it is unknown.
    """

    by: Rows = field(kw_only=True)
    on: tuple[str, ...] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ColumnsCheck(Check):
    """Holds for the table's columns as the warehouse describes them; reads no rows.

    `judge` gets the columns with their Ibis types and returns what is wrong.
    """

    judge: Callable[[Mapping[str, str]], Sequence[Violation]] = field(kw_only=True)


AnyCheck = RowCheck | UniqueCheck | GroupCheck | MetricCheck | CoverageCheck | ColumnsCheck


def _names(columns: str | Iterable[str]) -> tuple[str, ...]:
    return (columns,) if isinstance(columns, str) else tuple(columns)


def rows(
    source: Rows,
    name: str,
    holds: Predicate,
    *,
    only: Predicate | None = None,
    severity: Severity = Severity.ERROR,
    show: str | Iterable[str] = (),
    repair: str | Iterable[str] = (),
) -> RowCheck:
    """`holds` is true of every row (of those that `only` selects)."""
    return RowCheck(name, source, severity, _names(repair), holds=holds, only=only, show=_names(show))


def unique(
    source: Rows,
    *columns: str,
    severity: Severity = Severity.CRITICAL,
    name: str | None = None,
    repair: str | Iterable[str] = (),
) -> UniqueCheck:
    """At most one row for each combination of `columns`."""
    return UniqueCheck(
        name or f"one row for each {', '.join(columns)}", source, severity, _names(repair), columns=columns
    )


def groups(
    source: Rows,
    name: str,
    *,
    by: str | Iterable[str],
    holds: Predicate,
    severity: Severity = Severity.ERROR,
    show: Mapping[str, Predicate] | None = None,
    repair: str | Iterable[str] = (),
) -> GroupCheck:
    """`holds` is true of every group of rows that share `by`; it and `show` are built from aggregates."""
    return GroupCheck(name, source, severity, _names(repair), by=_names(by), holds=holds, show=show or {})


def metric(
    source: Rows,
    name: str,
    holds: Predicate,
    *,
    severity: Severity = Severity.ERROR,
    show: Mapping[str, Predicate] | None = None,
    repair: str | Iterable[str] = (),
) -> MetricCheck:
    """`holds` is true of the rows as a whole; it and `show` are built from aggregates."""
    return MetricCheck(name, source, severity, _names(repair), holds=holds, show=show or {})


def covered(
    name: str,
    expected: Rows,
    *,
    by: Rows,
    on: str | Iterable[str],
    severity: Severity = Severity.ERROR,
    repair: str | Iterable[str] = (),
) -> CoverageCheck:
    """Every row of `expected` has at least one row of `by` with the same `on`."""
    return CoverageCheck(name, expected, severity, _names(repair), by=by, on=_names(on))


def agree(
    name: str,
    left: Rows,
    right: Rows,
    *,
    on: str | Iterable[str],
    holds: Callable[[Any], Any],
    severity: Severity = Severity.ERROR,
    show: str | Iterable[str] = (),
    repair: str | Iterable[str] = (),
) -> RowCheck:
    """`holds` is true of every pair of rows that share `on`. Columns of `right` end in `_right` where names clash."""
    return rows(joined(left, right, on=on), name, holds, severity=severity, show=show, repair=repair)


def joined(left: Rows, right: Rows, *, on: str | Iterable[str], label: str = "pair") -> Relation:
    """The pairs of rows that share `on`, named by the key of `left`."""
    columns = _names(on)
    split = len(left.reads)

    def build(*tables: ir.Table) -> ir.Table:
        first = _built(left, tables[:split])
        second = _built(right, tables[split:])
        return first.join(second, list(columns), rname="{name}_right")

    return relation(*left.reads, *right.reads, build=build, key=left.key, day=left.day, label=label)


def _built(source: Rows, tables: Sequence[ir.Table]) -> ir.Table:
    return source.build(*tables) if isinstance(source, Relation) else tables[0]


def per(source: Rows, by: str | Iterable[str], *, day: str | None = None, **columns: Predicate) -> Relation:
    """One row a group: `by` and the aggregates of `columns`."""
    keys = _names(by)

    def build(*tables: ir.Table) -> ir.Table:
        base = _built(source, tables)
        return base.group_by(list(keys)).aggregate(**{name: column(base) for name, column in columns.items()})

    label = "group"
    return relation(
        *source.reads, build=build, key=keys, day=day or (source.day if source.day in keys else None), label=label
    )


def coverage_relation(check: CoverageCheck) -> Relation:
    """The expected rows, each with `matched`: whether the other side has it."""
    split = len(check.rows.reads)

    def build(*tables: ir.Table) -> ir.Table:
        expected = _built(check.rows, tables[:split])
        present = _built(check.by, tables[split:])
        found = present.select(*check.on).distinct().mutate(matched=True)
        return expected.left_join(found, list(check.on), rname="{name}_found")

    return relation(
        *check.rows.reads, *check.by.reads, build=build, key=check.rows.key, day=check.rows.day, label=check.rows.label
    )


class CheckSet(Protocol):
    """A named group of checks: a validator, or a table's contract."""

    @property
    def id(self) -> str: ...

    @property
    def checks(self) -> tuple[AnyCheck, ...]: ...
