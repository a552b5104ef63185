"""The one row that a planned query answers with, opened: counts, the rows that came with them, the keys that repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from harness.warehouse.digests import Digests, repeated
from harness.warehouse.fetch import FUSED_VIOLATIONS, flag_of, in_order, key_of
from harness.warehouse.plan import DIGESTS, PlannedQuery
from harness.warehouse.scans import Question, RowScan, UniqueScan

ROWS = "rows"
MOST_SHOWN = FUSED_VIOLATIONS + 1
"""One more than are kept, so that it shows when there are too many."""


def rows_column(scans: Sequence[RowScan]) -> str:
    """The column that brings the rows that break one group of checks, as a list."""
    return scans[0].column(ROWS)


def read_row(rows: pa.Table) -> dict[str, Any]:
    """The row of an answer as Python values; rows and digests stay in Arrow, there may be millions."""
    kept = (f"{ROWS}_", f"{DIGESTS}_")
    cells = {name: rows[name][0] for name in rows.column_names}
    return {name: cell.values if name.startswith(kept) else cell.as_py() for name, cell in cells.items()}


@dataclass(frozen=True, slots=True)
class Opened:
    """What one row says.

    `broken` are the rows that came with it, for each group of checks of `PlannedQuery.shown`; None where they are too
    many to keep, and the counts of these checks are not known.
    """

    counts: Mapping[str, Any]
    repeated: Mapping[Question, Digests]
    broken: tuple[pa.Table | None, ...]


def open_row(query: PlannedQuery, row: Mapping[str, Any]) -> Opened:
    """Take apart the row of one query."""
    counts = {**row, **{scan.column("proved"): True for scan in query.proved}}
    repetitions: dict[Question, Digests] = {}
    for scan in query.scans:
        if isinstance(scan, UniqueScan) and scan.column(DIGESTS) in counts:
            repetitions[scan.question] = found = _repetitions(counts.pop(scan.column(DIGESTS)))
            counts[scan.column("repeated")] = len(found)
    broken = tuple(_broken(scans, counts.pop(rows_column(scans))) for scans in query.shown)
    for scans, rows in zip(query.shown, broken, strict=True):
        if rows is not None:
            counts |= {flag_of(scan): pc.sum(rows[flag_of(scan)]).as_py() or 0 for scan in scans}
    return Opened(counts, repetitions, broken)


def _repetitions(brought: pa.Array | None) -> Digests:
    return repeated(np.array([], dtype=np.uint64) if brought is None else brought.to_numpy())


def _broken(scans: Sequence[RowScan], brought: pa.Array | None) -> pa.Table | None:
    if brought is None:
        return pa.table({flag_of(scan): pa.array([], pa.bool_()) for scan in scans})
    if len(brought) >= MOST_SHOWN:
        return None
    return in_order(pa.Table.from_struct_array(brought), key_of(scans[0]))
