"""The platform's tables as they are declared: names, types, modes, partitioning, keys.

`schemas/<dataset>.json` holds one entry a table, one line a column. Loaders and the season build rows
to these declarations; what the rows must satisfy beyond them is the contracts' part.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import ibis.expr.datatypes as dt
import pyarrow as pa
from ibis.backends.sql.datatypes import BigQueryType, DuckDBType

Mode = Literal["REQUIRED", "NULLABLE", "REPEATED"]


BIGQUERY_NAMES: Mapping[type[dt.DataType], str] = {
    dt.String: "STRING",
    dt.Int64: "INT64",
    dt.Float64: "FLOAT64",
    dt.Boolean: "BOOL",
    dt.Date: "DATE",
    dt.Timestamp: "TIMESTAMP",
    dt.JSON: "JSON",
}
"""What BigQuery calls the plain types; numbers with digits, lists and records have parts of their own."""


@cache
def ibis_type(name: str) -> Any:
    """The Ibis type of a BigQuery type name, nested and decimal ones included."""
    return BigQueryType.from_string(name)


@dataclass(frozen=True, slots=True)
class ColumnSchema:
    """One column: BigQuery type name and mode."""

    name: str
    type: str
    mode: Mode

    @property
    def arrow(self) -> pa.Field:
        kind = ibis_type(self.type).to_pyarrow()
        return pa.field(self.name, pa.list_(kind) if self.mode == "REPEATED" else kind)

    @property
    def duckdb(self) -> str:
        return f"{DuckDBType.to_string(ibis_type(self.type))}{'[]' if self.mode == 'REPEATED' else ''}"

    @property
    def ibis(self) -> str:
        kind = str(ibis_type(self.type))
        return f"array<{kind}>" if self.mode == "REPEATED" else kind


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table as declared. `name` carries its dataset: `nba_raw.bdl_player_boxscores`."""

    name: str
    description: str
    columns: tuple[ColumnSchema, ...]
    key: tuple[str, ...]
    partition: str | None
    partition_type: str | None
    require_partition_filter: bool
    clustering: tuple[str, ...]
    expiration_days: int | None = None
    """Partitions older than so many days are deleted; None keeps them."""

    @property
    def arrow(self) -> pa.Schema:
        return pa.schema([column.arrow for column in self.columns])

    @property
    def ibis(self) -> dict[str, str]:
        return {column.name: column.ibis for column in self.columns}

    def duckdb_ddl(self) -> str:
        """CREATE TABLE without constraints: a warehouse accepts bad rows, the harness finds them."""
        columns = ", ".join(f'"{column.name}" {column.duckdb}' for column in self.columns)
        dataset, table = self.name.split(".")
        return f'CREATE TABLE IF NOT EXISTS "{dataset}"."{table}" ({columns})'


@cache
def declared_tables() -> dict[str, TableSchema]:
    """Every declared table by its full name, in the order of the declaration files."""
    tables: dict[str, TableSchema] = {}
    folder = files("harness.warehouse") / "schemas"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".json"):
            continue
        dataset = entry.name.removesuffix(".json")
        for table, facts in json.loads(entry.read_text(encoding="utf-8")).items():
            name = f"{dataset}.{table}"
            tables[name] = TableSchema(
                name=name,
                description=facts["description"],
                columns=tuple(ColumnSchema(n, t, cast(Mode, m)) for n, t, m in facts["columns"]),
                key=tuple(facts["key"]),
                partition=facts["partition"],
                partition_type=facts["partition_type"],
                require_partition_filter=facts["require_partition_filter"],
                clustering=tuple(facts["clustering"]),
                expiration_days=facts["expiration_days"],
            )
    return tables


def declared(name: str) -> TableSchema:
    """The declaration of one table.

    Raises:
        KeyError: no such table is declared; the message lists the closest names.
    """
    tables = declared_tables()
    if name in tables:
        return tables[name]
    from difflib import get_close_matches

    near = ", ".join(get_close_matches(name, tables, n=3)) or "none is close"
    raise KeyError(f"no table {name!r} is declared; did you mean: {near}")
