"""Columns in, declared tables out: text as dictionary codes, instants as UTC, one digest a row.

Everything here works on whole columns; nothing looks at a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from harness.warehouse.schema import ColumnSchema, declared

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Days: TypeAlias = npt.NDArray[np.datetime64]
Instants: TypeAlias = npt.NDArray[np.datetime64]

# Where and when a row was written is no part of what it says, so these stay out of data_hash.
BOOKKEEPING = frozenset(
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


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A text column: each row's text is `words[codes]`; a negative code is NULL."""

    words: Any
    codes: Ints

    def at(self, rows: Ints) -> Text:
        """The same column seen through row numbers; a negative row number is NULL."""
        return Text(self.words, np.where(rows >= 0, self.codes[rows], -1))

    def column(self) -> Any:
        return self.words.take(pa.array(self.codes, mask=self.codes < 0))


Column: TypeAlias = Text | npt.NDArray[Any] | str | int | float | bool | date | datetime | Any | None


def text(words: Sequence[str], codes: npt.NDArray[Any]) -> Text:
    """Rows of `words`, picked by number."""
    return Text(pa.array(words, pa.string()), codes.astype(np.int64))


def whole(words: Any) -> Text:
    """An arrow array of text as a column, one row each."""
    return Text(words, np.arange(len(words)))


def masked(values: npt.NDArray[Any], absent: Flags) -> Any:
    """Numbers with NULL where `absent`."""
    return pa.array(values, mask=absent)


def joined(*parts: Any, separator: str = "") -> Any:
    """Texts joined row by row; each part is an arrow array of text, a `Text`, or one string for all rows."""
    arrays = [
        part.column() if isinstance(part, Text) else pa.scalar(part) if isinstance(part, str) else part
        for part in parts
    ]
    return pc.binary_join_element_wise(*arrays, separator)


def day_text(days: Days, pattern: str = "%Y%m%d") -> Any:
    return pc.strftime(pa.array(days.astype("datetime64[s]")), pattern)


def number_text(values: npt.NDArray[Any], width: int = 0) -> Any:
    plain = pc.cast(pa.array(values), pa.string())
    return pc.utf8_lpad(plain, width, "0") if width else plain


def share(made: npt.NDArray[Any], attempted: npt.NDArray[Any], decimals: int = 3) -> Floats:
    """made / attempted, NaN (which becomes NULL) where nothing was attempted."""
    ratio = np.full(made.shape, np.nan)
    np.divide(made, attempted, out=ratio, where=attempted > 0)
    return np.round(ratio, decimals)


def instants(days: Days, minutes: npt.NDArray[Any] | int) -> Instants:
    """UTC instants so many minutes after midnight UTC of each day."""
    return np.asarray(days.astype("datetime64[us]") + np.asarray(minutes).astype("timedelta64[m]"))


def build_table(name: str, rows: int, columns: Mapping[str, Column], *, digest: Sequence[str] = ()) -> Any:
    """The declared table `name` as a pyarrow.Table: declared names, types and order.

    Columns not given become NULL. `data_hash`, where declared, is computed from `digest`, or from
    every business column.

    Raises:
        ValueError: a column is not declared, or a REQUIRED one is missing or holds NULL.
    """
    schema = declared(name)
    if unknown := set(columns) - {column.name for column in schema.columns}:
        raise ValueError(f"{name} declares no column {', '.join(sorted(unknown))}; correct the season's source")
    arrays = {
        column.name: _array(name, column, columns.get(column.name), rows)
        for column in schema.columns
        if column.name != "data_hash"
    }
    if any(column.name == "data_hash" for column in schema.columns):
        chosen = digest or [key for key in arrays if key not in BOOKKEEPING]
        arrays["data_hash"] = _digests({key: arrays[key] for key in chosen})
    return pa.table([arrays[column.name] for column in schema.columns], schema=schema.arrow)


def _array(table: str, column: ColumnSchema, value: Column, rows: int) -> Any:
    kind = column.arrow.type
    if isinstance(value, Text):
        array = value.column()
    elif isinstance(value, np.ndarray):
        # Arrow makes decimals of its own floats, not of numpy's.
        array = pa.array(value, type=None if pa.types.is_decimal(kind) else kind, from_pandas=True)
    elif isinstance(value, pa.Array | pa.ChunkedArray):
        array = value
    else:
        array = pa.nulls(rows, kind) if value is None else pa.repeat(pa.scalar(value, kind), rows)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if len(array) != rows:
        raise ValueError(f"{table}.{column.name} has {len(array)} rows where the table has {rows}")
    if column.mode == "REQUIRED" and array.null_count:
        raise ValueError(f"{table}.{column.name} is REQUIRED and holds {array.null_count} NULL")
    return array if array.type == kind else array.cast(kind)


@cache
def _hasher() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


def _digests(columns: Mapping[str, Any]) -> Any:
    """First 16 hex digits of SHA-256 over each row's fingerprint, which is of all its values, NULL told from the rest.

    The 64-bit fingerprint comes first because hashing whole rows as text takes longer than building the season.
    """
    plain = pa.table(dict(columns))
    names = ", ".join(f'"{name}"' for name in columns)
    with _hasher().cursor() as connection:
        connection.register("season_rows", plain)
        query = f"SELECT substr(sha256(hash({names})::VARCHAR), 1, 16) AS digest FROM season_rows"  # noqa: S608
        return connection.execute(query).to_arrow_table().column("digest").combine_chunks()
