"""Contracts as HTML. The style is inside each page and named by hash in its policy; nothing is loaded, nothing runs."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from contracts.described import ColumnDescription, TableDescription, describe, limits_of
from contracts.judging import Row
from contracts.table import Table
from contracts.wording import sentence
from harness.report.pages import page_environment, page_file, page_policy

PACKAGE = "contracts.export.docs"
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column, or one field of a nested one `depth` levels in.

    Attributes:
        words: what its values must be, a part each, but for `values` and `pattern`, which are shown as they are.
        example: its value in the example row.
    """

    name: str
    kind: str
    mode: str
    depth: int
    description: str
    values: tuple[str, ...]
    pattern: str
    words: tuple[str, ...]
    example: str
    is_key: bool = False
    is_partition: bool = False


@dataclass(frozen=True, slots=True)
class RuleLine:
    """What every row satisfies between columns, and what more is said of it."""

    name: str
    more: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """One table as its page tells it."""

    table: TableDescription
    purpose: tuple[str, ...]
    columns: tuple[ColumnLine, ...]
    rules: tuple[RuleLine, ...]

    @property
    def file(self) -> str:
        return f"{self.table.name}.html"

    @property
    def dataset(self) -> str:
        return self.table.name.partition(".")[0]

    @property
    def short_name(self) -> str:
        return self.table.name.partition(".")[2]

    @property
    def layout(self) -> tuple[tuple[str, str], ...]:
        """What is said of the table as a whole, by name."""
        table = self.table
        partition = f"{table.partition}, {table.partition_type or 'DAY'}" if table.partition else "none"
        said = (
            ("key", ", ".join(table.key) or "none"),
            ("partition", partition),
            ("partition filter", "required" if table.require_partition_filter else "not required"),
            ("clustering", ", ".join(table.clustering) or "none"),
            ("kept", f"{table.expiration_days} days" if table.expiration_days is not None else "for good"),
        )
        return said if table.partition else tuple(one for one in said if one[0] not in ("partition filter", "kept"))


def pages(models: Sequence[type[Table]], example: Callable[[str], Row]) -> Iterator[tuple[str, str]]:
    """File name and text of the index and of each table's page. `example` gives a right row of a table by its name."""
    told = [table_page(model, example(model.declaration().name)) for model in models]
    told.sort(key=lambda page: page.table.name)
    datasets = [(name, list(group)) for name, group in groupby(told, key=lambda page: page.dataset)]
    yield INDEX, _rendered("index.html", datasets=datasets, tables=len(told))
    for number, page in enumerate(told):
        after = told[number + 1] if number + 1 < len(told) else None
        yield page.file, _rendered("table.html", page=page, before=told[number - 1] if number else None, after=after)


def table_page(model: type[Table], row: Row) -> TablePage:
    """What the page of a table tells."""
    table, schema = describe(model), model.to_schema()
    lines: list[ColumnLine] = []
    for column in table.columns:
        others = [sentence(check, column.name) for check in schema.columns[column.name].checks if not limits_of(check)]
        words = tuple(said.removeprefix(f"{column.name} ") for said in others)
        lines += _lines(column, row.get(column.name), table, words)
    rules = tuple(
        RuleLine(sentence(check, None), " ".join((check.description or "").split())) for check in schema.checks
    )
    purpose = tuple(" ".join(part.split()) for part in (inspect.getdoc(model) or "").split("\n\n"))
    return TablePage(table, purpose, tuple(lines), rules)


def _lines(
    column: ColumnDescription, value: Any, table: TableDescription, words: Iterable[str] = (), depth: int = 0
) -> Iterator[ColumnLine]:
    yield ColumnLine(
        column.name,
        column.type,
        column.mode,
        depth,
        column.description or "",
        tuple(map(str, column.values or ())),
        column.pattern or "",
        (*_bounds(column), *words, *(("the table may be without it",) if column.may_be_absent else ())),
        shown(value) if depth == 0 else "",
        is_key=depth == 0 and column.name in table.key,
        is_partition=depth == 0 and column.name == table.partition,
    )
    for field in column.fields:
        yield from _lines(field, None, table, depth=depth + 1)


def _bounds(column: ColumnDescription) -> Iterator[str]:
    if column.least is not None and column.greatest is not None:
        yield f"{column.least} to {column.greatest}"
    elif column.least is not None:
        yield f"at least {column.least}"
    elif column.greatest is not None:
        yield f"at most {column.greatest}"


def shown(value: Any) -> str:
    """A value of the example row as it is read by a person."""
    if value is None:
        return "NULL"
    if isinstance(value, (list, Mapping)):
        return json.dumps(value, default=shown, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, Decimal)):
        return str(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _rendered(template: str, **what: Any) -> str:
    style = f"{page_file('harness.report', 'style.css')}\n{page_file(PACKAGE, 'docs.css')}"
    text = (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704 - files of these packages, no data in them
            policy=page_policy(style=style),
            index=INDEX,
            **what,
        )
    )
    return f"{text}\n"


@cache
def _environment() -> Environment:
    return page_environment(PACKAGE)
