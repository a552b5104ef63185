"""Raw values → typed rows of a declared table."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

import pyarrow as pa

from harness.ingest.fields import LARGEST_INT64, SMALLEST_INT64, Record
from harness.ingest.problems import BadRecord, BadRecordError, WrongShapeError, shown
from harness.warehouse.schema import ColumnSchema, TableSchema, declared

Cell = str | int | float | bool | date | datetime | None

PROVENANCE_COLUMNS = frozenset(
    {
        "source_file_path",
        "created_at",
        "processed_at",
        "scrape_timestamp",
        "data_hash",
        "run_id",
        "processed_by_run_id",
    }
)
"""Columns that say where and when a row came, not what it says; they do not enter its `data_hash`."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where and when rows come from: the file, the moment it was recorded (if known) and loaded."""

    file: str
    recorded_at: datetime | None
    loaded_at: datetime


def data_hash(business_values: Mapping[str, Cell]) -> str:
    """First 16 hex digits of SHA-256 over the business columns, in the order of the declaration."""
    text = json.dumps(list(business_values.items()), default=_iso, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no cell")


@dataclass(slots=True)
class TableRows:
    """Rows of one declared table, checked one by one as they come."""

    schema: TableSchema
    rows: list[dict[str, Cell]] = field(default_factory=list)

    def add(self, place: str, values: Mapping[str, Cell]) -> None:
        """Take one row; columns that are not given are NULL.

        Raises:
            BadRecordError: a required column is NULL, or a value has not the column's type.
            KeyError: no such column is declared.
        """
        unknown = values.keys() - {column.name for column in self.schema.columns}
        if unknown:
            raise KeyError(f"{self.schema.name} declares no column {', '.join(sorted(unknown))}")
        for column in self.schema.columns:
            problem = _problem(column, values.get(column.name))
            if problem:
                raise BadRecordError(place, f"{column.name} {problem}")
        self.rows.append(dict(values))

    def arrow(self, delivery: Delivery) -> pa.Table:
        """The rows with their provenance, columns by the declared names, types and order."""
        provenance: dict[str, Cell] = {
            "source_file_path": delivery.file,
            "scrape_timestamp": delivery.recorded_at,
            "created_at": delivery.loaded_at,
            "processed_at": delivery.loaded_at,
        }
        columns = {column.name: [row.get(column.name) for row in self.rows] for column in self.schema.columns}
        for column in self.schema.columns:
            if column.name in provenance:
                value = provenance[column.name]
                # espn_scoreboard requires the scrape time; an answer that nobody dated was first seen when loaded.
                filled = delivery.loaded_at if value is None and column.mode == "REQUIRED" else value
                columns[column.name] = [filled] * len(self.rows)
        if "data_hash" in columns:
            business = [column.name for column in self.schema.columns if column.name not in PROVENANCE_COLUMNS]
            columns["data_hash"] = [data_hash({name: row.get(name) for name in business}) for row in self.rows]
        return pa.table(
            [pa.array(columns[column.name], type=column.arrow.type) for column in self.schema.columns],
            schema=self.schema.arrow,
        )


def _problem(column: ColumnSchema, value: Cell) -> str | None:
    if value is None:
        return "is required" if column.mode == "REQUIRED" and column.name not in PROVENANCE_COLUMNS else None
    match column.type:
        case "STRING" | "JSON":
            fits = isinstance(value, str)
        case "BOOL":
            fits = isinstance(value, bool)
        case "INT64":
            fits = isinstance(value, int) and not isinstance(value, bool) and SMALLEST_INT64 <= value <= LARGEST_INT64
        case "FLOAT64":
            fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        case "DATE":
            fits = isinstance(value, date) and not isinstance(value, datetime)
        case _:
            fits = isinstance(value, datetime) and value.tzinfo is not None
    return None if fits else f"{shown(value)} is no {column.type}"


@dataclass(slots=True)
class Gathering:
    """What a loader makes of one file.

    Attributes:
        tables: rows by table name.
        bad: records that were left out because something in them is wrong.
        left_out: records that belong in no table (All-Star teams, other markets), counted by reason.
        notes: what a reader of the report should know about how the file was read.
        contents: what was read where no raw table holds it, for example `9 games`.
    """

    tables: dict[str, TableRows] = field(default_factory=dict)
    bad: list[BadRecord] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    contents: str = ""

    def add(self, table: str, place: str, values: Mapping[str, Cell]) -> None:
        """Take one row of a table; see `TableRows.add`."""
        if table not in self.tables:
            self.tables[table] = TableRows(declared(table))
        self.tables[table].add(place, values)

    def records(self, owner: Record, name: str, *, having: tuple[str, ...] = ()) -> Iterator[Record]:
        """The objects of a list; what is no object is noted as a bad record.

        Raises:
            BadRecordError: there is no such list.
            WrongShapeError: it has items, and not one is an object with all the fields of `having`.
        """
        items = owner.fields.get(name)
        if items is None:
            raise owner.bad(name, "is missing" if name not in owner.fields else "is empty")
        if not isinstance(items, list):
            raise owner.bad(name, f"{shown(items)} is no list")
        if items and having and not any(isinstance(item, dict) and set(having) <= item.keys() for item in items):
            raise WrongShapeError(f"no item has the fields {', '.join(having)}", owner.at(name))
        return self._objects(items, owner.at(name))

    def _objects(self, items: list[object], place: str) -> Iterator[Record]:
        for index, item in enumerate(items):
            at = f"{place}[{index}]"
            if isinstance(item, dict):
                yield Record(item, at)
            else:
                self.bad.append(BadRecord(at, f"{shown(item)} is no object"))

    @contextmanager
    def one_record(self) -> Iterator[None]:
        """All rows of one record, or none of them and its complaint."""
        before = {name: len(table.rows) for name, table in self.tables.items()}
        try:
            yield
        except BadRecordError as error:
            for name, table in self.tables.items():
                del table.rows[before.get(name, 0) :]
            self.bad.append(BadRecord(error.place, error.problem))
