"""Which columns of which tables a query cannot do without: what an engine that bills by columns charges for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlglot
from sqlglot import expressions as sge
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify

from harness.warehouse.sql import Dialect


def columns_read(
    sql: str, described: Mapping[str, Mapping[str, str]], dialect: Dialect = "duckdb"
) -> dict[str, frozenset[str]]:
    """For each table of a SELECT, by its full name, the columns that its answer depends on.

    `described` maps a table to its columns, as the warehouse describes them.
    """
    schema: dict[str, Any] = {}
    for name, columns in described.items():
        dataset, table = name.split(".")
        schema.setdefault(dataset, {})[table] = dict.fromkeys(columns, "unknown")
    tree = qualify(sqlglot.parse_one(sql, read=dialect), schema=schema, dialect=dialect, validate_qualify_columns=False)
    found: dict[str, set[str]] = {}
    for scan in pushdown_projections(tree).find_all(sge.Table):
        select = scan.find_ancestor(sge.Select)
        name = f"{scan.db}.{scan.name}"
        if select is None or name not in described:
            # The name of a WITH, not a table.
            continue
        named = {column.name for column in select.find_all(sge.Column) if column.table == scan.alias_or_name}
        found.setdefault(name, set()).update(named & set(described[name]))
    return {name: frozenset(columns) for name, columns in found.items()}
