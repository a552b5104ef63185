"""One row of each table that its contract accepts: of the synthetic season, so that it is always the same."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from contracts.judging import Row
from harness.season.league import League, draw_league
from harness.season.tables import TABLES

LOOKED_AT = 5_000
"""Rows of a table among which the one is looked for that has most to show."""


@cache
def _league() -> League:
    # No season: that would keep its tables, a gigabyte of them.
    return draw_league(seed=0, start_year=2023)


def example_row(name: str) -> Row:
    """The first of the rows with the fewest NULLs.

    Raises:
        KeyError: the season has no such table.
    """
    rows = TABLES[name](_league()).slice(0, LOOKED_AT)
    filled = sum((_filled(column) for column in rows.columns), np.zeros(rows.num_rows, dtype=np.int64))
    return dict(rows.slice(int(np.argmax(filled)), 1).to_pylist()[0])


def _filled(column: pa.ChunkedArray) -> Any:
    """1 where there is a value that says something, 0 where there is NULL or an empty list."""
    there = column.is_valid().to_numpy(zero_copy_only=False).astype(np.int64)
    if pa.types.is_list(column.type):
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
        return there * (lengths > 0)
    return there
