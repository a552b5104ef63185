"""A live BigQuery table as a description, from its metadata alone: no byte is read."""

from __future__ import annotations

from typing import Any, cast

from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, TableDescription
from contracts.export.ddl import DAY_OF_INSTANT
from harness.warehouse.schema import Mode

_MS_A_DAY = 24 * 3600 * 1000


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
