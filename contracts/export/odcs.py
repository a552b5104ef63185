"""A contract as Open Data Contract Standard 3, for catalogues and other tools."""

from __future__ import annotations

from typing import Any

from open_data_contract_standard.model import (
    CustomProperty,
    DataQuality,
    Description,
    OpenDataContractStandard,
    SchemaObject,
    SchemaProperty,
)

from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, TableDescription
from contracts.export.words import must_be_sent

API_VERSION = "v3.0.2"
_LOGICAL = {
    "STRING": "string",
    "INT64": "integer",
    "FLOAT64": "number",
    "NUMERIC": "number",
    "BIGNUMERIC": "number",
    "BOOL": "boolean",
    "DATE": "date",
    "TIMESTAMP": "date",
    "DATETIME": "date",
    "JSON": "object",
    "STRUCT": "object",
}


def odcs_yaml(table: TableDescription, *, version: str) -> str:
    """The contract of one table. `version` is that of the package that holds it."""
    contract = OpenDataContractStandard(
        apiVersion=API_VERSION,
        kind="DataContract",
        id=f"contract.{table.name}",
        name=table.name,
        version=version,
        status="active",
        domain=table.name.partition(".")[0],
        description=Description(purpose=table.description),
        schema=[_object(table)],
    )
    text: str = contract.to_yaml()
    return text


def _object(table: TableDescription) -> SchemaObject:
    dataset, name = table.name.split(".")
    laid_out = {
        "dataset": dataset,
        "partition": table.partition,
        "partitionType": table.partition_type,
        "clustering": ",".join(table.clustering) or None,
        "requirePartitionFilter": str(table.require_partition_filter).lower(),
        "partitionExpirationDays": table.expiration_days,
    }
    return SchemaObject(
        name=name,
        physicalName=table.name,
        physicalType="table",
        logicalType="object",
        description=table.description,
        dataGranularityDescription=f"one row for each {', '.join(table.key)}" if table.key else None,
        properties=[_property(one, table) for one in table.columns],
        quality=[_quality(name=rule, type="text", description=rule) for rule in table.rules] or None,
        customProperties=[
            CustomProperty(property=name, value=str(value)) for name, value in laid_out.items() if value is not None
        ],
    )


def _property(column: ColumnDescription, table: TableDescription | None = None) -> SchemaProperty:
    kind = parse(column.type).name
    logical = _LOGICAL[kind]
    inner: dict[str, Any] = {}
    if column.mode == "REPEATED":
        single = ColumnDescription("item", column.type, fields=column.fields)
        inner, logical = {"items": _property(single)}, "array"
    elif column.fields:
        inner = {"properties": [_property(one) for one in column.fields]}
    if table is not None and column.name in table.key:
        inner |= {"primaryKey": True, "primaryKeyPosition": table.key.index(column.name) + 1}
    if table is not None and column.name == table.partition:
        inner |= {"partitioned": True, "partitionKeyPosition": 1}
    return SchemaProperty(
        name=column.name,
        logicalType=logical,
        physicalType=column.type,
        description=column.description,
        required=must_be_sent(column),
        logicalTypeOptions=_options(column) or None,
        quality=_values(column) or None,
        **inner,
    )


def _options(column: ColumnDescription) -> dict[str, Any]:
    options = {"minimum": column.least, "maximum": column.greatest, "pattern": column.pattern}
    return {name: value for name, value in options.items() if value is not None}


def _values(column: ColumnDescription) -> list[DataQuality]:
    if column.values is None:
        return []
    allowed = {"validValues": list(column.values)}
    return [_quality(type="library", metric="invalidValues", arguments=allowed, mustBe=0)]


def _quality(**said: Any) -> DataQuality:
    # The model declares two of its optional fields without a default that mypy sees.
    return DataQuality.model_validate(said)
