"""The schema of a table as BigQuery's API and `bq mk --schema` take it."""

from __future__ import annotations

import json
from typing import Any

from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, TableDescription
from contracts.export.words import described, must_be_sent


def schema_json(table: TableDescription) -> str:
    """A JSON list with one object a column."""
    return json.dumps([_field(one) for one in table.columns], indent=2, ensure_ascii=False) + "\n"


def _field(column: ColumnDescription) -> dict[str, Any]:
    kind = parse(column.type)
    field: dict[str, Any] = {
        "name": column.name,
        "type": "RECORD" if column.fields else kind.name,
        "mode": column.mode if must_be_sent(column) or column.mode == "REPEATED" else "NULLABLE",
    }
    if kind.precision is not None:
        # The API has numbers as text.
        field |= {"precision": str(kind.precision), "scale": str(kind.scale or 0)}
    if kind.length is not None:
        field["maxLength"] = str(kind.length)
    if words := described(column):
        field["description"] = words
    if column.fields:
        field["fields"] = [_field(one) for one in column.fields]
    return field
