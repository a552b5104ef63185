"""A table's contract as plain data: what is compared, exported and kept, whoever said it.

A description comes from a pandera model, from a file, or from a live table (`contracts.live`); nothing that reads it
needs to know which.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import ibis.expr.datatypes as dt
from pandera.ibis import Check, Column
from pydantic import TypeAdapter, ValidationError

from contracts.column_words import column_words
from contracts.table import Table
from contracts.wording import sentence
from harness.warehouse.schema import BIGQUERY_NAMES, Mode, declared_tables

FORMAT: Final = "nba-harness/contracts/1"
"""What a file of descriptions says it is."""

Number = int | float


class NotADescriptionError(Exception):
    """A file or a live table cannot be read as table contracts."""


@dataclass(frozen=True, slots=True)
class ColumnDescription:
    """One column, or one field of a nested one.

    Attributes:
        type: BigQuery's name: `INT64`, `NUMERIC(5,2)`, `STRING(20)`, `STRUCT` (its fields are in `fields`).
        description: None where the source says nothing of it.
        values: the closed set of values, or None.
        least, greatest: bounds, both inclusive, or None.
        pattern: regular expression (RE2) that a text matches, or None.
        may_be_absent: whether the table may be without the column; where it has it, everything else holds.
    """

    name: str
    type: str
    mode: Mode = "NULLABLE"
    description: str | None = None
    values: tuple[str | Number | bool, ...] | None = None
    least: Number | None = None
    greatest: Number | None = None
    pattern: str | None = None
    fields: tuple[ColumnDescription, ...] = ()
    may_be_absent: bool = False


@dataclass(frozen=True, slots=True)
class TableDescription:
    """One table: its columns and how it is laid out.

    Attributes:
        name: `dataset.table`.
        partition_type: `DAY`, `HOUR`, `DAY (DATE of TIMESTAMP)`, `INTEGER RANGE 2020..2030 step 1`, or None.
        rules: names of the relations between columns that every row satisfies.
        knows_rules: False for a live table, which says nothing of values, ranges, patterns and rules.
        knows_modes: False for a table that was made without NOT NULL, as the embedded warehouse makes them.
        knows_layout: False where the engine has no key, partitions, clustering and expiration.
    """

    name: str
    columns: tuple[ColumnDescription, ...]
    description: str | None = None
    key: tuple[str, ...] = ()
    partition: str | None = None
    partition_type: str | None = None
    require_partition_filter: bool = False
    clustering: tuple[str, ...] = ()
    expiration_days: int | None = None
    rules: tuple[str, ...] = ()
    knows_rules: bool = True
    knows_modes: bool = True
    knows_layout: bool = True

    def column(self, name: str) -> ColumnDescription:
        """The column of that name.

        Raises:
            KeyError: there is none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name}")


def describe(model: type[Table]) -> TableDescription:
    """A contract's own description; how columns are ordered, partitions cut and kept is the declared table's.

    What a column holds is said by its field or, where that is silent, by `columns.toml`.

    Raises:
        TypeError: the model declares no table.
    """
    declaration, schema = model.declaration(), model.to_schema()
    laid_out = declared_tables().get(declaration.name)
    # A model has the columns of its bases first, wherever the table has them.
    place = {column.name: number for number, column in enumerate(laid_out.columns)} if laid_out else {}
    columns = sorted(schema.columns.items(), key=lambda item: place.get(item[0], len(place)))
    return TableDescription(
        name=declaration.name,
        description=_first_paragraph(model.__doc__),
        columns=tuple(_in_words(_column(name, column), declaration.name) for name, column in columns),
        key=declaration.key,
        partition=declaration.partition,
        partition_type=laid_out.partition_type if laid_out else None,
        require_partition_filter=laid_out.require_partition_filter if laid_out else False,
        clustering=declaration.clustering,
        expiration_days=laid_out.expiration_days if laid_out else None,
        rules=tuple(sentence(check, None) for check in schema.checks),
    )


def _first_paragraph(text: str | None) -> str | None:
    return " ".join(text.split("\n\n")[0].split()) if text else None


def _column(name: str, column: Column) -> ColumnDescription:
    described = of_type(name, column.dtype.type, "NULLABLE" if column.nullable else "REQUIRED")
    limits: dict[str, Any] = {}
    for check in column.checks:
        limits |= limits_of(check)
    return ColumnDescription(
        name,
        described.type,
        described.mode,
        column.description,
        fields=described.fields,
        may_be_absent=not column.required,
        **limits,
    )


def _in_words(column: ColumnDescription, table: str, within: str = "") -> ColumnDescription:
    """The column with its line of `columns.toml`, and so its fields; what the model states itself stays."""
    path = within + column.name
    return replace(
        column,
        description=column.description or column_words().of(table=table, column=path),
        fields=tuple(_in_words(one, table, f"{path}.") for one in column.fields),
    )


def limits_of(check: Check) -> dict[str, Any]:
    """What a built-in check says of the values; what else it may ask is a rule, not a limit."""
    numbers = check.statistics or {}
    match check.registry_name:
        case "isin":
            return {"values": tuple(sorted(numbers["allowed_values"], key=str))}
        case "greater_than_or_equal_to":
            return {"least": numbers["min_value"]}
        case "less_than_or_equal_to":
            return {"greatest": numbers["max_value"]}
        case "in_range":
            return {"least": numbers["min_value"], "greatest": numbers["max_value"]}
        case "equal_to" if isinstance(numbers["value"], Number):
            return {"least": numbers["value"], "greatest": numbers["value"]}
        case "str_matches":
            pattern = numbers["pattern"]
            return {"pattern": getattr(pattern, "pattern", pattern)}
        case _:
            return {}


def of_type(name: str, kind: Any, mode: Mode = "NULLABLE") -> ColumnDescription:
    """A column of an Ibis type.

    Raises:
        NotADescriptionError: BigQuery has no such type, or it is not used in tables here.
    """
    if isinstance(kind, dt.Array):
        inner = of_type(name, kind.value_type)
        return ColumnDescription(name, inner.type, "REPEATED", fields=inner.fields)
    if isinstance(kind, dt.Struct):
        return ColumnDescription(name, "STRUCT", mode, fields=tuple(of_type(one, k) for one, k in kind.items()))
    if isinstance(kind, dt.Decimal):
        exact = kind.precision is not None and kind.scale is not None
        return ColumnDescription(name, f"NUMERIC({kind.precision},{kind.scale})" if exact else "NUMERIC", mode)
    if type(kind) not in BIGQUERY_NAMES:
        raise NotADescriptionError(f"column {name}: BigQuery has no type for {kind}")
    return ColumnDescription(name, BIGQUERY_NAMES[type(kind)], mode)


@dataclass(frozen=True, slots=True)
class _File:
    format: Literal["nba-harness/contracts/1"]
    tables: tuple[TableDescription, ...]


_FILES = TypeAdapter(_File)


def to_json(tables: Iterable[TableDescription]) -> str:
    """Descriptions as a file, sorted by name; what is absent, empty or usual is not said."""
    file = _File(FORMAT, tuple(sorted(tables, key=lambda one: one.name)))
    return _FILES.dump_json(file, exclude_defaults=True, indent=1).decode() + "\n"


def from_json(text: str, where: str) -> tuple[TableDescription, ...]:
    """The descriptions in a file. `where` is the file's name, for messages.

    Raises:
        NotADescriptionError: it is no JSON, or of another format.
    """
    try:
        return _FILES.validate_json(text).tables
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the file"
        raise NotADescriptionError(
            f"{where} is no file of contracts: {place}: {first['msg']}; "
            "write one with: harness contracts export --format json"
        ) from error
