"""What a file says of its columns without being read, and which checks follow from that alone.

A check is proved when no value between the least and the greatest can break it, NULL being as rare as the file says.
The statistics are of all rows of the file, so what they prove holds in every window.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import ibis.expr.operations as ops
import ibis.expr.types as ir

Bound = int | date


@dataclass(frozen=True, slots=True)
class ColumnStatistics:
    """Facts about all values of a column; None is what is not known.

    `least` and `greatest` are known of integers and dates alone: those of texts may be cut, and those of floats
    pass over not-a-number.
    """

    nulls: int | None = None
    least: Bound | None = None
    greatest: Bound | None = None


@dataclass(frozen=True, slots=True)
class TableStatistics:
    """Rows of a table, as its file or catalogue says, and facts about its columns."""

    rows: int | None = None
    columns: Mapping[str, ColumnStatistics] = field(default_factory=dict)


NOTHING_KNOWN = TableStatistics()


def proved(holds: ir.Value, rows: ir.Table, known: TableStatistics, *, null_passes: bool) -> bool:
    """Whether no row can break `holds`, a condition over `rows` of one table, by its statistics.

    Where NULL does not pass (`null_passes`), a condition that is NULL on every row has no answer; then no column that
    it reads may hold NULL.
    """
    return _Proof(rows.op(), known.columns, may_be_null=null_passes).of(holds.op())


_MIRRORED: dict[type[ops.Node], type[ops.Node]] = {
    ops.Less: ops.Greater,
    ops.LessEqual: ops.GreaterEqual,
    ops.Greater: ops.Less,
    ops.GreaterEqual: ops.LessEqual,
    ops.Equals: ops.Equals,
}


@dataclass(frozen=True, slots=True)
class _Proof:
    rows: ops.Node
    columns: Mapping[str, ColumnStatistics]
    may_be_null: bool

    def of(self, node: ops.Node) -> bool:
        """Whether a condition is false of no row. AND needs both of its sides; OR is false only where both are."""
        if isinstance(node, ops.And):
            return self.of(node.left) and self.of(node.right)
        if isinstance(node, ops.Or):
            return self.of(node.left) or self.of(node.right)
        if isinstance(node, ops.NotNull):
            known = self._column(node.arg)
            return known is not None and known.nulls == 0
        if isinstance(node, ops.Between):
            return self._compared(ops.GreaterEqual, node.arg, node.lower_bound) and self._compared(
                ops.LessEqual, node.arg, node.upper_bound
            )
        if type(node) in _MIRRORED and isinstance(node, ops.Comparison):
            return self._compared(type(node), node.left, node.right) or self._compared(
                _MIRRORED[type(node)], node.right, node.left
            )
        return False

    def _compared(self, kind: type[ops.Node], column: ops.Node, constant: ops.Node) -> bool:
        known, limit = self._column(column), _constant(constant)
        if known is None or limit is None or known.least is None or known.greatest is None:
            return False
        if not self.may_be_null and known.nulls != 0:
            return False
        if isinstance(known.least, date) != isinstance(limit, date):
            return False
        return _holds_between(kind, known.least, known.greatest, limit)

    def _column(self, node: ops.Node) -> ColumnStatistics | None:
        if isinstance(node, ops.Field) and node.rel == self.rows:
            return self.columns.get(node.name)
        return None


def _holds_between(kind: type[ops.Node], least: Bound, greatest: Bound, limit: float | date) -> bool:
    """Whether every value from `least` to `greatest` compares so with `limit`; all of one type, as was seen to."""
    low: bool = least >= limit if kind is not ops.Greater else least > limit  # type: ignore[operator]
    high: bool = greatest <= limit if kind is not ops.Less else greatest < limit  # type: ignore[operator]
    if kind in (ops.Greater, ops.GreaterEqual):
        return low
    if kind in (ops.Less, ops.LessEqual):
        return high
    return low and high


def _constant(node: ops.Node) -> float | date | None:
    """The value of a literal number or date; NULL and not-a-number compare with nothing."""
    if not isinstance(node, ops.Literal) or node.value is None:
        return None
    if node.dtype.is_integer() or node.dtype.is_floating():
        number: float = node.value
        return None if math.isnan(number) else number
    if node.dtype.is_date():
        return node.value if isinstance(node.value, date) else None
    return None
