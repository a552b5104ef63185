"""Live tables as descriptions, from their metadata alone: no row is read.

BigQuery tells everything of a table but its values. DuckDB tells columns and types; it has no partitions, and a table
that was made without NOT NULL says nothing of what may be missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, cast, runtime_checkable

import ibis.expr.datatypes as dt
from ibis.backends.sql.datatypes import DuckDBType

from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, TableDescription
from contracts.export.ddl import DAY_OF_INSTANT
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.schema import BIGQUERY_NAMES, Mode
from harness.warehouse.warehouse import Warehouse, WarehouseError

_MS_A_DAY = 24 * 3600 * 1000
_CATALOGUE = """
SELECT schema_name || '.' || table_name AS name, column_name, data_type, is_nullable
FROM duckdb_columns() WHERE NOT internal ORDER BY schema_name, table_name, column_index
"""
_DUCKDB_NAMES: Mapping[type[dt.DataType], str] = {
    **BIGQUERY_NAMES,
    **dict.fromkeys((dt.Int8, dt.Int16, dt.Int32, dt.UInt8, dt.UInt16, dt.UInt32), "INT64"),
    dt.Float32: "FLOAT64",
    dt.Binary: "BYTES",
    dt.Time: "TIME",
}
"""BigQuery has one integer and one float: a narrower one of DuckDB's is the same type by another name."""


@dataclass(frozen=True, slots=True)
class Live:
    """What a warehouse says of some tables; those in neither `tables` nor `unreachable` are not there.

    Attributes:
        tables: descriptions by full name.
        unreachable: tables that could not be asked for, with the reason.
        modified: when each was last written to, where the engine keeps that; in UTC.
    """

    tables: Mapping[str, TableDescription]
    unreachable: Mapping[str, str] = field(default_factory=dict)
    modified: Mapping[str, datetime] = field(default_factory=dict)


@runtime_checkable
class TellsResources(Protocol):
    """A warehouse that answers as BigQuery's tables.get does."""

    def resources(self, tables: Iterable[str]) -> tuple[dict[str, Any], ...]: ...


def live_tables(warehouse: Warehouse, names: Iterable[str]) -> Live:
    """The named tables as they are: one metadata call a table on BigQuery, one query of the catalogue on DuckDB.

    Raises:
        TypeError: the warehouse is of a kind that tells neither.
    """
    if isinstance(warehouse, DuckDBWarehouse):
        return Live(_of_catalogue(warehouse, set(names)))
    if isinstance(warehouse, TellsResources):
        return _of_resources(warehouse, names)
    raise TypeError(f"a {type(warehouse).__name__} does not tell how its tables are made")


def _of_resources(warehouse: TellsResources, names: Iterable[str]) -> Live:
    found: dict[str, TableDescription] = {}
    unreachable: dict[str, str] = {}
    modified: dict[str, datetime] = {}
    silent: str | None = None
    for name in names:
        if silent is not None:
            unreachable[name] = silent
            continue
        try:
            resources = warehouse.resources([name])
        except WarehouseError as error:
            unreachable[name] = str(error)
            # A refusal names its table. Where nobody answers, every other table would wait as long for the same.
            silent = None if str(error).startswith(f"{name}:") else str(error)
            continue
        for one in resources:
            found[name] = of_resource(one)
            if (written := one.get("lastModifiedTime")) is not None:
                modified[name] = datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=int(written))
    return Live(found, unreachable, modified)


def _of_catalogue(warehouse: DuckDBWarehouse, names: set[str]) -> dict[str, TableDescription]:
    """By DuckDB's own list of columns, which holds views over files too."""
    columns: dict[str, list[ColumnDescription]] = {}
    for row in warehouse.query(_CATALOGUE).rows.to_pylist():
        if row["name"] in names:
            mode: Mode = "NULLABLE" if row["is_nullable"] else "REQUIRED"
            columns.setdefault(row["name"], []).append(of_duckdb(row["column_name"], row["data_type"], mode))
    return {
        name: TableDescription(
            name=name,
            columns=tuple(listed),
            knows_rules=False,
            knows_modes=any(one.mode == "REQUIRED" for one in listed),
            knows_layout=False,
        )
        for name, listed in columns.items()
    }


def of_duckdb(name: str, kind: str, mode: Mode = "NULLABLE") -> ColumnDescription:
    """A column by DuckDB's name of its type; what BigQuery has no type for keeps that name."""
    return _of_ibis(name, DuckDBType.from_string(kind), mode, kind)


def _of_ibis(name: str, kind: Any, mode: Mode, spelled: str) -> ColumnDescription:
    if isinstance(kind, dt.Array):
        inner = _of_ibis(name, kind.value_type, mode, spelled)
        return ColumnDescription(name, inner.type, "REPEATED", fields=inner.fields)
    if isinstance(kind, dt.Struct):
        fields = tuple(_of_ibis(one, part, "NULLABLE", str(part)) for one, part in kind.items())
        return ColumnDescription(name, "STRUCT", mode, fields=fields)
    if isinstance(kind, dt.Decimal):
        return ColumnDescription(name, f"NUMERIC({kind.precision},{kind.scale})", mode)
    if isinstance(kind, dt.Timestamp):
        return ColumnDescription(name, "TIMESTAMP" if kind.timezone else "DATETIME", mode)
    return ColumnDescription(name, _DUCKDB_NAMES.get(type(kind), spelled), mode)


def of_resource(resource: dict[str, Any]) -> TableDescription:
    """A table as `tables.get` answers (`bigquery.Table.to_api_repr()`).

    Raises:
        KeyError: it has no reference, as an answer of tables.get has.
    """
    reference = resource["tableReference"]
    columns = tuple(_column(one) for one in resource.get("schema", {}).get("fields", ()))
    partition, kind, expiration = _partition(resource, columns)
    key = resource.get("tableConstraints", {}).get("primaryKey", {}).get("columns", ())
    return TableDescription(
        name=f"{reference['datasetId']}.{reference['tableId']}",
        columns=columns,
        description=resource.get("description"),
        key=tuple(key),
        partition=partition,
        partition_type=kind,
        require_partition_filter=bool(
            resource.get("requirePartitionFilter")
            or resource.get("timePartitioning", {}).get("requirePartitionFilter", False)
        ),
        clustering=tuple(resource.get("clustering", {}).get("fields", ())),
        expiration_days=expiration,
        knows_rules=False,
    )


def _column(field: dict[str, Any]) -> ColumnDescription:
    name = parse(field["type"]).name
    numbers = [field[one] for one in ("precision", "scale") if field.get(one) is not None]
    if field.get("precision") is not None and field.get("scale") is None:
        numbers.append("0")
    if field.get("maxLength") is not None:
        numbers = [field["maxLength"]]
    return ColumnDescription(
        field["name"],
        f"{name}({','.join(map(str, numbers))})" if numbers else name,
        cast(Mode, field.get("mode") or "NULLABLE"),
        field.get("description"),
        fields=tuple(_column(one) for one in field.get("fields", ())),
    )


def _partition(
    resource: dict[str, Any], columns: tuple[ColumnDescription, ...]
) -> tuple[str | None, str | None, int | None]:
    """Column, kind and days until a partition is deleted."""
    if ranged := resource.get("rangePartitioning"):
        numbers = ranged["range"]
        kind = f"INTEGER RANGE {numbers['start']}..{numbers['end']} step {numbers['interval']}"
        return ranged["field"], kind, None
    timed = resource.get("timePartitioning")
    if not timed:
        return None, None, None
    named = timed.get("field", "_PARTITIONTIME")
    is_instant = any(one.name == named and one.type in ("TIMESTAMP", "DATETIME") for one in columns)
    kind = DAY_OF_INSTANT if timed["type"] == "DAY" and is_instant else timed["type"]
    milliseconds = timed.get("expirationMs")
    return named, kind, None if milliseconds is None else int(milliseconds) // _MS_A_DAY
