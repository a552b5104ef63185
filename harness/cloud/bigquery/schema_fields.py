"""Declared tables as the BigQuery client describes them."""

from __future__ import annotations

from typing import Any

import ibis.expr.datatypes as dt
from google.cloud import bigquery

from harness.warehouse.schema import BIGQUERY_NAMES, ColumnSchema, TableSchema, ibis_type


def schema_fields(table: TableSchema) -> list[bigquery.SchemaField]:
    """The columns of a declared table."""
    return [_field(column) for column in table.columns]


def _field(column: ColumnSchema) -> bigquery.SchemaField:
    return _of_type(column.name, ibis_type(column.type), column.mode)


def _of_type(name: str, kind: Any, mode: str) -> bigquery.SchemaField:
    if isinstance(kind, dt.Array):
        return _of_type(name, kind.value_type, "REPEATED")
    if isinstance(kind, dt.Struct):
        fields = [_of_type(inner, inner_kind, "NULLABLE") for inner, inner_kind in kind.fields.items()]
        return bigquery.SchemaField(name, "RECORD", mode=mode, fields=fields)
    if isinstance(kind, dt.Decimal):
        return bigquery.SchemaField(name, "NUMERIC", mode=mode, precision=kind.precision, scale=kind.scale)
    return bigquery.SchemaField(name, BIGQUERY_NAMES[type(kind)], mode=mode)
