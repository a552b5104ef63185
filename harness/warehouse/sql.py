"""From Ibis expressions to the SQL text that runs, and the guard that reads it once more.

Ibis compiles; the differences that it does not cover are written here, on the syntax tree:
`COUNT(*) FILTER` becomes COUNT_IF on DuckDB, which is 1.8 times faster over 60 checks, as are the spellings of
`spelling.py`; the placeholders of `functions.py` become each engine's own, and a comparison of a comparison gets its
parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal

import ibis.expr.types as ir
import sqlglot.expressions as sge
from ibis.backends.sql.compilers import BigQueryCompiler, DuckDBCompiler

from harness.warehouse.functions import EASTERN_DATE, KEY_HASH, RUN_TIME
from harness.warehouse.spelling import cheaper

Dialect = Literal["duckdb", "bigquery"]

_DRAWN = re.compile(r"\b(ibis_bq_[a-z]+_)[a-z0-9]{20,}\b")

_COMPILERS = {"duckdb": DuckDBCompiler, "bigquery": BigQueryCompiler}


def compile_sql(expression: ir.Expr, dialect: Dialect, as_of: datetime) -> str:
    """The SQL text of an expression in one dialect, with the run's time written into it."""
    return text(compile_tree(expression, dialect, as_of), dialect)


def text(tree: sge.Expr, dialect: Dialect) -> str:
    """A syntax tree, or a part of one, as it is written and read."""
    return _numbered_names(str(tree.sql(dialect=dialect, pretty=True)))


def _numbered_names(text: str) -> str:
    """Ibis draws some names anew in every process; numbered in their order, the same checks are the same text."""
    names: dict[str, str] = {}
    return _DRAWN.sub(lambda found: names.setdefault(found[0], f"{found[1]}{len(names)}"), text)


def compile_tree(expression: ir.Expr, dialect: Dialect, as_of: datetime) -> sge.Expr:
    """The syntax tree that `compile_sql` writes."""
    # Ibis puts one node in every place where it stands; a copy has one in each, and each is rewritten.
    tree: sge.Expr = _COMPILERS[dialect]().to_sqlglot(expression).copy()
    # Inner nodes first: a placeholder may stand inside another, or inside a COUNT that is rewritten itself.
    for node in reversed(list(tree.dfs())):
        written = _rewrite(node, dialect, as_of)
        if dialect == "duckdb":
            written = cheaper(written)
        if written is not node:
            node.replace(written)
        elif isinstance(node, sge.Predicate):
            _part_comparisons(node)
    return tree


def _part_comparisons(node: sge.Expr) -> None:
    """`(a IN (…)) IS NULL`, `(NOT a) IS NULL`: Ibis writes no parentheses there.

    BigQuery's comparisons are not associative, and NOT binds less than IS: without them another question is asked.
    """
    left = node.this
    others = (node.args.get("expression"), node.args.get("low"), node.args.get("high"))
    # On the right, NOT is that of IS NOT NULL.
    for operand in (left, *others):
        if isinstance(operand, sge.Predicate) or (isinstance(operand, sge.Not) and operand is left):
            operand.replace(sge.Paren(this=operand.copy()))


def _rewrite(node: sge.Expr, dialect: Dialect, as_of: datetime) -> sge.Expr:
    if isinstance(node, sge.Filter) and isinstance(node.this, sge.Count) and isinstance(node.this.this, sge.Star):
        counted = sge.CountIf(this=node.expression.this)
        if dialect == "bigquery":
            return counted
        # Where no condition is true or false DuckDB's COUNT_IF is NULL; a count is 0 then, as it is in BigQuery.
        return sge.Coalesce(this=counted, expressions=[sge.Literal.number(0)])
    if isinstance(node, sge.In) and all(isinstance(one, sge.Literal) for one in node.expressions):
        # Some lists come from sets. Sorted, the same checks are the same text in every process.
        node.set("expressions", sorted(node.expressions, key=lambda one: (one.is_string, one.name)))
    if isinstance(node, sge.Star):
        # Their order comes from a set as well.
        node.set("except_", sorted(node.args.get("except_") or (), key=lambda one: str(one.name)))
    if not isinstance(node, sge.Anonymous):
        return node
    name = node.name.upper()
    if name == EASTERN_DATE:
        (instant,) = node.expressions
        return _eastern_date(instant, dialect)
    if name == RUN_TIME:
        text = as_of.astimezone(UTC).isoformat(sep=" ")
        return sge.cast(sge.Literal.string(text), "timestamptz")
    if name == KEY_HASH:
        return _key_hash(node.expressions, dialect)
    return node


def _eastern_date(instant: sge.Expr, dialect: Dialect) -> sge.Expr:
    zone = sge.Literal.string("America/New_York")
    if dialect == "bigquery":
        return sge.Anonymous(this="DATE", expressions=[instant, zone])
    return sge.cast(sge.Anonymous(this="TIMEZONE", expressions=[zone, instant]), "date")


def _key_hash(columns: list[sge.Expr], dialect: Dialect) -> sge.Expr:
    if dialect == "duckdb":
        return sge.Anonymous(this="HASH", expressions=columns)
    row = sge.Anonymous(this="STRUCT", expressions=columns)
    json = sge.Anonymous(this="TO_JSON_STRING", expressions=[row])
    return sge.Anonymous(this="FARM_FINGERPRINT", expressions=[json])


def unpruned_tables(tree: sge.Expr, partitions: Mapping[str, str]) -> list[str]:
    """Tables whose scan is not limited on their partition column.

    `partitions` maps `dataset.table` to its partition column. A scan counts as limited when the innermost
    SELECT that reads the table compares that column in its WHERE with values that are no columns and no
    subqueries. A wildcard (`nba_raw.nbac_*`) is never limited: BigQuery would read every table it matches.
    """
    unpruned: list[str] = []
    for scan in tree.find_all(sge.Table):
        name = f"{scan.db}.{scan.name}"
        if name.endswith("*"):
            unpruned.extend(table for table in partitions if table.startswith(name[:-1]))
            continue
        column = partitions.get(name)
        if column is None:
            continue
        select = scan.find_ancestor(sge.Select)
        where = select.args.get("where") if select else None
        if select is None or where is None or not _limits(_conjuncts(where.this), column, _names_of(scan, select)):
            unpruned.append(name)
    return unpruned


def _names_of(scan: sge.Table, select: sge.Select) -> tuple[str, ...]:
    """What may stand before a column of this scan; nothing may ('') only where it is the one source."""
    return (scan.alias_or_name,) if select.args.get("joins") else (scan.alias_or_name, "")


def _conjuncts(condition: sge.Expr) -> Iterable[sge.Expr]:
    condition = condition.unnest()
    if isinstance(condition, sge.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    else:
        yield condition


def _limits(conjuncts: Iterable[sge.Expr], column: str, sources: tuple[str, ...]) -> bool:
    lower = upper = False
    for condition in conjuncts:
        if isinstance(condition, sge.Between) and _is_column(condition.this, column, sources):
            if _is_value(condition.args["low"]) and _is_value(condition.args["high"]):
                return True
        elif isinstance(condition, (sge.EQ, sge.GTE, sge.GT, sge.LTE, sge.LT)):
            if not _is_column(condition.left, column, sources) or not _is_value(condition.right):
                continue
            if isinstance(condition, sge.EQ):
                return True
            lower = lower or isinstance(condition, (sge.GTE, sge.GT))
            upper = upper or isinstance(condition, (sge.LTE, sge.LT))
    return lower and upper


def _is_column(node: sge.Expr, column: str, sources: tuple[str, ...]) -> bool:
    node = node.unnest()
    # Column names are case-insensitive in BigQuery, table aliases are not.
    return isinstance(node, sge.Column) and node.name.lower() == column.lower() and node.table in sources


def _is_value(node: sge.Expr) -> bool:
    """BigQuery prunes partitions by what it knows before it runs: no columns, and no answers of subqueries."""
    return node.find(sge.Column, sge.Query) is None
