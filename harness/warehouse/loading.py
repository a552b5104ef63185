"""Rows put into tables of a DuckDB, as the tables are declared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
import pyarrow as pa

from harness.warehouse.schema import TableSchema, declared


def create_table(connection: duckdb.DuckDBPyConnection, schema: TableSchema) -> None:
    """The declared table, and its dataset, where there is none yet."""
    connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema.name.split(".")[0]}"')
    connection.execute(schema.duckdb_ddl())


def load_rows(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Adds rows to a declared table by the names of their columns, and creates it where it is missing.

    Raises:
        KeyError: no such table is declared.
    """
    create_table(connection, declared(name))
    dataset, table = name.split(".")
    connection.register("loading_rows", rows)
    connection.execute(f'INSERT INTO "{dataset}"."{table}" BY NAME SELECT * FROM loading_rows')  # noqa: S608
    connection.unregister("loading_rows")


def as_declared(name: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as the table is declared: NULL for columns that they lack, and without those that it lacks."""
    schema = declared(name).arrow
    return pa.Table.from_pylist([{field.name: row.get(field.name) for field in schema} for row in rows], schema=schema)
