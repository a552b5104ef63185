"""From a pandera model to checks of the scan plan, so that a contract and the validators of a table share one scan.

Everything the model says becomes a check; what cannot is refused here, by name, and never left out of a run.
Where this is stricter than pandera's own Ibis backend: a column declared `unique` is checked (pandera does not look),
and with `ignore_na=False` NULL breaks a check (pandera's aggregate passes over it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

import ibis
import ibis.expr.types as ir
from pandera.engines.ibis_engine import Engine
from pandera.ibis import Column, DataFrameModel, DataFrameSchema

from contracts.rules import WHERE_PRESENT, Place, UnsupportedContractError, compile_rule, present
from contracts.table import Declaration, Table
from harness.results import Severity, Violation
from harness.warehouse.checks import AnyCheck, ColumnsCheck, RowCheck, UniqueCheck
from harness.warehouse.relations import Table as WarehouseTable
from harness.warehouse.schema import declared_tables

__all__ = ["Contract", "UnsupportedContractError", "compile_contract"]

AS_DECLARED = "columns are as declared"


@dataclass(frozen=True, slots=True)
class Contract:
    """What one table must look like, as checks. `id` is `contract.<table>`, `table` carries its dataset."""

    id: str
    table: str
    checks: tuple[AnyCheck, ...]


def compile_contract(
    model: type[DataFrameModel] | DataFrameSchema, *, source: WarehouseTable | None = None
) -> Contract:
    """The contract of a model, or of any pandera Ibis schema.

    `source` is the table to look at; a `contracts.table.Table` says so itself.

    Raises:
        UnsupportedContractError: the model asks for something that cannot be asked of a warehouse.
        TypeError: nothing says which table is meant.
    """
    schema = model if isinstance(model, DataFrameSchema) else model.to_schema()
    declaration = model.declaration() if isinstance(model, type) and issubclass(model, Table) else None
    if source is None:
        if declaration is None:
            name = schema.name or type(schema).__name__
            raise TypeError(f"{name} does not say which table it is about; pass source=table('dataset.table')")
        source = _source(declaration, schema)
    _refuse_unsupported_settings(source.name, schema)
    for name, column in schema.columns.items():
        _refuse_unsupported_column(source.name, name, column)
    checks = (
        ColumnsCheck(AS_DECLARED, source, Severity.ERROR, judge=_judge(schema)),
        *_unique(declaration, schema, source),
        *(check for name, column in schema.columns.items() for check in _of_column(name, column, schema, source)),
        *(compile_rule(check, Place(source), _types(schema, source.name)) for check in schema.checks),
    )
    return Contract(f"contract.{source.name.rpartition('.')[2]}", source.name, _named_apart(checks))


def _source(declaration: Declaration, schema: DataFrameSchema) -> WarehouseTable:
    partition = declaration.partition
    known = declared_tables().get(declaration.name)
    if known is not None and known.partition == partition:
        kind = known.partition_type
    else:
        kind = _partition_type(schema.columns[partition].dtype.type) if partition else None
    return WarehouseTable(declaration.name, declaration.key, partition, kind)


def _partition_type(kind: Any) -> str:
    if kind.is_integer():
        return "INTEGER RANGE"
    return "DAY (DATE of TIMESTAMP)" if kind.is_timestamp() else "DAY"


def _of_column(name: str, column: Column, schema: DataFrameSchema, source: WarehouseTable) -> Iterable[AnyCheck]:
    place = Place(source, name, optional=not column.required)
    if not column.nullable:
        words = f"{name} is never NULL" + (WHERE_PRESENT if place.optional else "")
        yield RowCheck(words, source, Severity.ERROR, holds=_never_null(place, name), null_passes=True)
    if column.unique:
        yield UniqueCheck(f"no two rows share {name}", source, Severity.ERROR, columns=(name,))
    if not column.checks:
        return
    kind = _dtype(column, schema)
    if kind is None or kind.type.is_nested() or kind.type.is_json():
        raise place.refusal(
            f"there are checks on a column of type {kind or 'unknown'}",
            "give the column a plain type, or write a row_rule that takes the value apart",
        )
    for check in column.checks:
        yield compile_rule(check, place, {name: kind.type})


def _never_null(place: Place, name: str) -> Callable[[ir.Table], ir.BooleanValue]:
    def holds(rows: ir.Table) -> ir.BooleanValue:
        if not present(place, name, rows):
            return ibis.literal(True)
        column = rows[name]
        # Not-a-number counts as missing, as it does in pandera.
        return column.notnull() & ~column.isnan() if column.type().is_floating() else column.notnull()

    return holds


def _unique(declaration: Declaration | None, schema: DataFrameSchema, source: WarehouseTable) -> Iterable[UniqueCheck]:
    key = declaration.key if declaration else ()
    if key:
        yield UniqueCheck(f"one row for each {', '.join(key)}", source, Severity.CRITICAL, columns=key)
    stated = schema.unique or []
    for columns in [stated] if all(isinstance(one, str) for one in stated) else stated:
        if not columns or set(columns) == set(key):
            continue
        for name in columns:
            if name in schema.columns and not schema.columns[name].required:
                _refuse_optional_and_unique(source.name, name)
        yield UniqueCheck(f"no two rows share {', '.join(columns)}", source, Severity.ERROR, columns=tuple(columns))


def _dtype(column: Column, schema: DataFrameSchema) -> Any:
    """A type given for the whole schema goes before the column's own, as in pandera."""
    return schema.dtype or column.dtype


def _types(schema: DataFrameSchema, table: str) -> dict[str, Any]:
    """The declared columns with their Ibis types; without a type of their own, those of the declared table."""
    known = declared_tables()[table].ibis if table in declared_tables() else {}
    types: dict[str, Any] = {} if schema.columns else dict(known)
    for name, column in schema.columns.items():
        kind = _dtype(column, schema)
        if kind is not None:
            types[name] = kind.type
        elif name in known:
            types[name] = known[name]
    return types


def _judge(schema: DataFrameSchema) -> Callable[[Mapping[str, str]], Sequence[Violation]]:
    """What is wrong with a table's columns: one violation for each."""

    def judge(found: Mapping[str, str]) -> Sequence[Violation]:
        wrong: list[Violation] = []
        for name, column in schema.columns.items():
            kind = _dtype(column, schema)
            if name not in found:
                if column.required:
                    wrong.append(_differs(name, str(kind) if kind else "any type", "missing"))
            elif kind is not None and not _is(kind, found[name]):
                wrong.append(_differs(name, str(kind), found[name]))
        if not schema.columns and schema.dtype is not None:
            wrong += [_differs(n, str(schema.dtype), kind) for n, kind in found.items() if not _is(schema.dtype, kind)]
        if schema.strict is True:
            wrong += [
                _differs(name, "no such column", kind) for name, kind in found.items() if name not in schema.columns
            ]
        if schema.ordered:
            wrong += _out_of_order([n for n in schema.columns if n in found], [n for n in found if n in schema.columns])
        return wrong

    return judge


def _is(declared: Any, found: str) -> bool:
    try:
        real = Engine.dtype(ibis.dtype(found))
    except TypeError:
        # A type that pandera has no name for, and so no model can declare.
        return False
    return bool(declared.check(real))


def _differs(name: str, declared: str, found: str) -> Violation:
    return Violation(key=(("column", name),), evidence=(("declared", declared), ("found", found)))


def _out_of_order(declared: Sequence[str], found: Sequence[str]) -> list[Violation]:
    return [
        Violation(key=(("column", there),), evidence=(("declared in its place", wanted),))
        for wanted, there in zip_longest(declared, found)
        if wanted != there
    ]


def _named_apart(checks: Sequence[AnyCheck]) -> tuple[AnyCheck, ...]:
    """Checks that would have the same name get a number: a finding must name one of them."""
    seen: Counter[str] = Counter()
    apart: list[AnyCheck] = []
    for check in checks:
        seen[check.name] += 1
        number = seen[check.name]
        apart.append(check if number == 1 else replace(check, name=f"{check.name} ({number})"))
    return tuple(apart)


def _refuse_unsupported_settings(table: str, schema: DataFrameSchema) -> None:
    refused = {
        "coerce=True changes the data": (schema.coerce, "declare the types that the table has"),
        "parsers change the data": (schema.parsers, "check the table as it is"),
        "drop_invalid_rows hides what is wrong": (schema.drop_invalid_rows, "leave it out; findings list the rows"),
        "strict='filter' drops columns": (schema.strict == "filter", "use strict=True or leave it out"),
        "report_duplicates picks among equal rows": (schema.report_duplicates != "all", "leave it out"),
        "on_missing_columns warns beside the report": (schema.on_missing_columns, "declare the column required"),
    }
    _refuse(table, None, refused)


def _refuse_unsupported_column(table: str, name: str, column: Column) -> None:
    refused = {
        "coerce=True changes the data": (column.coerce, "declare the type that the column has"),
        "parsers change the data": (column.parsers, "check the column as it is"),
        "a regex names several columns": (column.regex, "declare each column by its name"),
        "a default changes the data": (column.default is not None, "declare the column nullable"),
        "drop_invalid_rows hides what is wrong": (column.drop_invalid_rows, "leave it out; findings list the rows"),
        "report_duplicates picks among equal rows": (column.report_duplicates != "all", "leave it out"),
    }
    _refuse(table, name, refused)
    if column.unique and not column.required:
        _refuse_optional_and_unique(table, name)


def _refuse(table: str, column: str | None, refused: Mapping[str, tuple[Any, str]]) -> None:
    for feature, (used, instead) in refused.items():
        if used:
            raise UnsupportedContractError(table, column, feature, instead)


def _refuse_optional_and_unique(table: str, name: str) -> None:
    raise UnsupportedContractError(
        table, name, "a column that may be absent cannot be unique", "declare it required, or not unique"
    )
