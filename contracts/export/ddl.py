"""CREATE TABLE for BigQuery, and back: what the statement says is what the contract says of columns and layout.

Values, ranges, patterns and rules have no place in BigQuery's DDL; they are put into the descriptions, for readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import sqlglot
import sqlglot.expressions as sge

from contracts.compatibility.types import parse
from contracts.described import ColumnDescription, NotADescriptionError, TableDescription
from contracts.export.words import described, must_be_sent
from harness.warehouse.schema import Mode

_RANGE = re.compile(r"^INTEGER RANGE (\d+)\.\.(\d+) step (\d+)$")
DAY_OF_INSTANT = "DAY (DATE of TIMESTAMP)"


def create_table(table: TableDescription, *, project: str | None = None, primary_key: bool = True) -> str:
    """The statement that makes the table. Without `primary_key`, for engines that know no NOT ENFORCED."""
    dataset, name = table.name.split(".")
    full = ".".join(f"`{part}`" for part in (project, dataset, name) if part)
    lines = [_column(one) for one in table.columns]
    if primary_key and table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(_name, table.key))}) NOT ENFORCED")
    body = ",\n  ".join(lines)
    tail = "".join(f"\n{line}" for line in (*_layout(table), _table_options(table)) if line)
    return f"CREATE TABLE {full} (\n  {body}\n){tail};\n"


def _name(text: str) -> str:
    return f"`{text}`"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _column(column: ColumnDescription) -> str:
    words = described(column)
    options = f" OPTIONS (description = {_text(words)})" if words else ""
    return f"{_name(column.name)} {_type(column)}{' NOT NULL' if must_be_sent(column) else ''}{options}"


def _type(column: ColumnDescription) -> str:
    kind = column.type
    if column.fields:
        inner = ", ".join(
            f"{_name(one.name)} {_type(one)}{' NOT NULL' if one.mode == 'REQUIRED' else ''}" for one in column.fields
        )
        kind = f"STRUCT<{inner}>"
    return f"ARRAY<{kind}>" if column.mode == "REPEATED" else kind


def _layout(table: TableDescription) -> Iterable[str]:
    if table.partition is not None:
        yield f"PARTITION BY {_partition(table.partition, table.partition_type or 'DAY')}"
    if table.clustering:
        yield f"CLUSTER BY {', '.join(map(_name, table.clustering))}"


def _partition(column: str, kind: str) -> str:
    numbers = _RANGE.match(kind)
    if numbers:
        first, last, step = numbers.groups()
        return f"RANGE_BUCKET({_name(column)}, GENERATE_ARRAY({first}, {last}, {step}))"
    if kind == DAY_OF_INSTANT:
        return f"DATE({_name(column)})"
    return _name(column) if kind == "DAY" else f"DATE_TRUNC({_name(column)}, {kind})"


def _table_options(table: TableDescription) -> str:
    options = []
    if table.description:
        options.append(f"description = {_text(table.description)}")
    if table.require_partition_filter:
        options.append("require_partition_filter = TRUE")
    if table.expiration_days is not None:
        options.append(f"partition_expiration_days = {table.expiration_days}")
    inside = ",\n  ".join(options)
    return f"OPTIONS (\n  {inside}\n)" if options else ""


def from_ddl(text: str, where: str) -> tuple[TableDescription, ...]:
    """The tables that CREATE TABLE statements make. `where` is the file's name, for messages.

    Raises:
        NotADescriptionError: a statement is not BigQuery's SQL, or makes no table.
    """
    try:
        statements = [one for one in sqlglot.parse(text, read="bigquery") if one is not None]
    except sqlglot.errors.ParseError as error:
        raise NotADescriptionError(f"{where} is not BigQuery's SQL: {error}") from error
    return tuple(_read(one, where) for one in statements)


def _read(statement: sge.Expr, where: str) -> TableDescription:
    if not isinstance(statement, sge.Create) or not isinstance(statement.this, sge.Schema):
        raise NotADescriptionError(f"{where}: not a CREATE TABLE with columns: {statement.sql('bigquery')[:80]}")
    target = statement.this.this
    columns = tuple(_read_column(one) for one in statement.this.expressions if isinstance(one, sge.ColumnDef))
    keys = [one for one in statement.this.expressions if isinstance(one, sge.PrimaryKey)]
    options = {one.name.lower(): one.args["value"] for one in statement.find_all(sge.Property) if _is_option(one)}
    partition, kind = _read_partition(statement.find(sge.PartitionedByProperty))
    cluster = statement.find(sge.ClusterProperty)
    expiration = options.get("partition_expiration_days")
    description = options.get("description")
    return TableDescription(
        name=f"{target.db}.{target.name}",
        columns=columns,
        description=None if description is None else description.name,
        key=tuple(one.name for one in keys[0].expressions) if keys else (),
        partition=partition,
        partition_type=kind,
        require_partition_filter="require_partition_filter" in options
        and options["require_partition_filter"].sql().upper() == "TRUE",
        clustering=tuple(one.name for one in cluster.expressions) if cluster else (),
        expiration_days=None if expiration is None else int(float(expiration.name)),
        knows_rules=False,
    )


def _is_option(node: sge.Property) -> bool:
    """Whether it is one of the table's own `name = value`."""
    return type(node) is sge.Property and node.find_ancestor(sge.ColumnDef) is None


def _read_column(column: sge.ColumnDef) -> ColumnDescription:
    kinds = [one.args["kind"] for one in column.args.get("constraints") or ()]
    words = [
        one.args["value"].name
        for kind in kinds
        for one in kind.find_all(sge.Property)
        if one.name.lower() == "description"
    ]
    required = any(isinstance(kind, sge.NotNullColumnConstraint) for kind in kinds)
    return _read_type(column.name, column.args["kind"], required=required, description=words[0] if words else None)


def _read_type(name: str, kind: sge.DataType, *, required: bool, description: str | None = None) -> ColumnDescription:
    mode: Mode = "REQUIRED" if required else "NULLABLE"
    if kind.this == sge.DataType.Type.ARRAY:
        kind, mode = kind.expressions[0], "REPEATED"
    if kind.this == sge.DataType.Type.STRUCT:
        fields = tuple(_read_column(one) for one in kind.expressions)
        return ColumnDescription(name, "STRUCT", mode, description, fields=fields)
    spelled = parse(kind.sql("bigquery"))
    numbers = [spelled.precision, spelled.scale] if spelled.precision is not None else [spelled.length]
    within = ",".join(str(one) for one in numbers if one is not None)
    return ColumnDescription(name, f"{spelled.name}({within})" if within else spelled.name, mode, description)


def _read_partition(node: sge.Expr | None) -> tuple[str | None, str | None]:
    if node is None:
        return None, None
    by = node.this
    column = by.find(sge.Column)
    named = column.name if column is not None else by.name
    if isinstance(by, sge.Column | sge.Identifier):
        return named, "DAY"
    numbers = [one.name for one in by.find_all(sge.Literal) if not one.is_string]
    if len(numbers) == 3:
        return named, "INTEGER RANGE {}..{} step {}".format(*numbers)
    unit = by.args.get("unit")
    return named, unit.name.upper() if unit is not None else DAY_OF_INSTANT
