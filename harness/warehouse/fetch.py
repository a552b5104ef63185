"""The rows behind a failed count: which expression shows them, and how they become violations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import repeat
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from harness.results import Scalar, Violation
from harness.warehouse.digests import Digests
from harness.warehouse.functions import key_hash
from harness.warehouse.scans import GroupScan, RowScan, Scan, UniqueScan

ROWS_IN_GROUP = "rows"
DIGEST = "key_digest"
FUSED_VIOLATIONS = 50_000
"""Up to so many violations in one table, the rows of all its failed checks come in one query of the embedded engine:
tens of megabytes. Beyond it each check asks for its own bounded rows, as on an engine that bills by columns."""
LONGEST_VALUE = 200
"""Characters of one value kept in a report; a ten-megabyte name must not become a ten-megabyte page."""


def violations_expression(scan: Scan) -> ir.Table:
    """Every violating row (or group) of one check: key, day and evidence columns, in key order.

    Raises:
        TypeError: the check is about the rows as a whole and has no violating rows.
    """
    if isinstance(scan, UniqueScan):
        return _repeated(scan, scan.asked())
    if isinstance(scan, GroupScan):
        return _violating_groups(scan)
    if isinstance(scan, RowScan):
        return _ordered(scan.base.filter(scan.bad).select(*columns_of(scan)), key_of(scan))
    raise TypeError(f"{scan.question.check.name!r} is about the rows as a whole; no single row breaks it")


def _ordered(rows: ir.Table, key: tuple[str, ...]) -> ir.Table:
    """Key columns may be missing from a damaged table; its rows then come as they are."""
    return rows.order_by(list(key)) if key else rows


def repeated_by_digest(scan: UniqueScan) -> ir.Table:
    """The same keys as `violations_expression`, cheaper where rows may be read twice.

    Grouping 64-bit digests finds the few rows whose keys can repeat; only those are grouped by the key itself.
    """
    asked = scan.asked()
    digested = asked.mutate(**{DIGEST: key_hash(*(asked[column] for column in scan.columns))})
    sizes = digested.group_by(DIGEST).aggregate(**{ROWS_IN_GROUP: digested.count()})
    repeated = sizes.filter(sizes[ROWS_IN_GROUP] > 1).select(DIGEST)
    return _repeated(scan, digested.semi_join(repeated, DIGEST))


def repeated_among(scan: UniqueScan, digests: Digests) -> ir.Table:
    """The same keys, where it is known which digests repeat."""
    asked = scan.asked()
    wanted = [ibis.literal(one, type="uint64") for one in digests.tolist()]
    return _repeated(scan, asked.filter(key_hash(*(asked[column] for column in scan.columns)).isin(wanted)))


def _repeated(scan: UniqueScan, rows: ir.Table) -> ir.Table:
    aggregates: dict[str, ir.Value] = {ROWS_IN_GROUP: rows.count()}
    day = scan.question.check.rows.day
    if day is not None and day not in scan.columns:
        aggregates[day] = rows[day].min()
    counted = rows.group_by(list(scan.columns)).aggregate(**aggregates)
    return counted.filter(counted[ROWS_IN_GROUP] > 1).order_by(list(scan.columns))


def _violating_groups(scan: GroupScan) -> ir.Table:
    aggregates: dict[str, ir.Value] = {scan.column("holds"): scan.holds}
    aggregates |= {f"{scan.column('show')}_{name}": show for name, show in scan.show.items()}
    inside = scan.day if scan.day not in scan.by else None
    if inside is not None:
        aggregates[scan.column("day")] = scan.base[inside].min()
    grouped = scan.base.group_by(list(scan.by)).aggregate(**aggregates)
    shown = {name: grouped[f"{scan.column('show')}_{name}"] for name in scan.show}
    if inside is not None:
        shown[inside] = grouped[scan.column("day")]
    keys = {name: grouped[name] for name in scan.by}
    return grouped.filter(~grouped[scan.column("holds")]).select(**keys, **shown).order_by(list(scan.by))


def flag_of(scan: RowScan) -> str:
    """The column that is true of rows that break a check, where the rows of several come together."""
    return scan.column("bad")


def part_of(rows: pa.Table, scan: RowScan) -> pa.Table:
    """Of the rows of several checks those that break one of them."""
    return rows.select(list(columns_of(scan))).filter(rows[flag_of(scan)])


def in_order(rows: pa.Table, key: Sequence[str]) -> pa.Table:
    """Rows in the order in which a query would give them: NULL last, texts by their bytes."""
    if not key or rows.num_rows < 2:
        return rows
    return rows.take(pc.sort_indices(rows, [(name, "ascending") for name in key]))


def key_of(scan: Scan) -> tuple[str, ...]:
    """The columns that name a violation of this check."""
    if isinstance(scan, UniqueScan):
        return scan.columns
    if isinstance(scan, GroupScan):
        return scan.by
    return tuple(name for name in scan.question.check.rows.key if name in scan.base.columns)


def columns_of(scan: RowScan) -> tuple[str, ...]:
    """Key, day and evidence columns of a row check, each once; all columns where it has none of these."""
    day = scan.question.check.rows.day
    names = [*key_of(scan), *([day] if day else []), *scan.evidence]
    return tuple(dict.fromkeys(names or scan.base.columns))


def violations(scan: Scan, rows: pa.Table) -> tuple[Violation, ...]:
    """Rows of `violations_expression` as typed violations, built by column: there may be a hundred thousand."""
    key = key_of(scan)
    day_column = scan.question.check.rows.day
    evidence = [name for name in rows.column_names if name not in key and name != day_column]
    if day_column in rows.column_names:
        days: Iterable[date | None] = map(_day, rows[day_column].to_pylist())
    else:
        days = repeat(None, rows.num_rows)
    return tuple(map(Violation, _named(rows, key), days, _named(rows, evidence)))


def _named(rows: pa.Table, names: Sequence[str]) -> Iterable[tuple[tuple[str, Scalar], ...]]:
    """For each row the (name, value) pairs of some columns."""
    if not names:
        return repeat((), rows.num_rows)
    return zip(*(zip(repeat(name), _values(rows[name]), strict=False) for name in names), strict=True)


_KEPT_AS_THEY_ARE = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean, pa.types.is_date)


def _values(column: pa.ChunkedArray) -> Iterable[Scalar]:
    cells: list[Any] = column.to_pylist()
    if any(is_kept(column.type) for is_kept in _KEPT_AS_THEY_ARE):
        return cells
    if pa.types.is_string(column.type):
        longest = pc.max(pc.utf8_length(column)).as_py()
        if longest is None or longest <= LONGEST_VALUE:
            return cells
    return map(value, cells)


def value(raw: Any) -> Scalar:
    """A cell as a report keeps it."""
    if raw is None or isinstance(raw, (bool, int, float, datetime, date)):
        return raw
    if isinstance(raw, Decimal):
        return float(raw)
    text = raw if isinstance(raw, str) else str(raw)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}… ({len(text)} characters)"


def _day(raw: Any) -> date | None:
    if isinstance(raw, datetime):
        return raw.date()
    return raw if isinstance(raw, date) else None


DayCounts = tuple[tuple[date, int], ...]


def count_by_day(scan: Scan, rows: pa.Table) -> DayCounts:
    """Violations of each day, in order of days; rows without a day are in none."""
    day = scan.question.check.rows.day
    if day is None or day not in rows.column_names:
        return ()
    counts: dict[date, int] = {}
    for entry in rows[day].combine_chunks().value_counts().to_pylist():
        one = _day(entry["values"])
        if one is not None:
            counts[one] = counts.get(one, 0) + entry["counts"]
    return tuple(sorted(counts.items()))


def tally_expression(scan: Scan, expression: ir.Table) -> ir.Table:
    """Violating rows of each day (`day`, `n`), or of all days in one row where the rows have no day."""
    day = scan.question.check.rows.day
    if day is None or day not in expression.columns:
        return expression.aggregate(n=expression.count())
    return expression.group_by(day=expression[day]).aggregate(n=expression.count()).order_by("day")


def tally(rows: pa.Table) -> tuple[int, DayCounts]:
    """The answer of `tally_expression`: all violating rows, and those of each day."""
    counted = rows.to_pylist()
    by_day = tuple((day, row["n"]) for row in counted if (day := _day(row.get("day"))) is not None)
    return sum(row["n"] for row in counted), by_day
