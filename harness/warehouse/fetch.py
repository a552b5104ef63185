"""The rows behind a failed count: which expression shows them, and how they become violations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from harness.results import Scalar, Violation
from harness.warehouse.checks import GroupCheck, UniqueCheck
from harness.warehouse.plan import Scan

ROWS_IN_GROUP = "rows"
LONGEST_VALUE = 200
"""Characters of one value kept in a report; a ten-megabyte name must not become a ten-megabyte page."""


def violations_expression(scan: Scan) -> ir.Table:
    """Every violating row (or group) of one check: key, day and evidence columns, in key order."""
    check = scan.question.check
    if isinstance(check, UniqueCheck):
        aggregates: dict[str, ir.Value] = {ROWS_IN_GROUP: scan.base.count()}
        day = check.rows.day
        if day is not None and day not in check.columns:
            aggregates[day] = scan.base[day].min()
        counted = scan.base.group_by(list(check.columns)).aggregate(**aggregates)
        return counted.filter(counted[ROWS_IN_GROUP] > 1).order_by(list(check.columns))
    if isinstance(check, GroupCheck):
        grouped = scan.grouped
        assert grouped is not None
        holds = grouped[scan.column("holds")]
        shown = {name: grouped[f"{scan.column('show')}_{name}"] for name in check.show}
        if check.rows.day is not None and check.rows.day not in check.by:
            shown[check.rows.day] = grouped[scan.column("day")]
        keys = {name: grouped[name] for name in check.by}
        return grouped.filter(~holds).select(**keys, **shown).order_by(list(check.by))
    assert scan.bad is not None
    return scan.base.filter(scan.bad).select(*columns_of(scan)).order_by(list(key_of(scan)))


def key_of(scan: Scan) -> tuple[str, ...]:
    """The columns that name a violation of this check."""
    check = scan.question.check
    if isinstance(check, UniqueCheck):
        return check.columns
    if isinstance(check, GroupCheck):
        return check.by
    return tuple(name for name in check.rows.key if name in scan.base.columns)


def columns_of(scan: Scan) -> tuple[str, ...]:
    """Key, day and evidence columns of a row check, each once."""
    day = scan.question.check.rows.day
    names = [*key_of(scan), *([day] if day else []), *scan.evidence]
    return tuple(dict.fromkeys(names))


def violations(scan: Scan, rows: pa.Table) -> tuple[Violation, ...]:
    """Rows of `violations_expression` as typed violations."""
    key = key_of(scan)
    day_column = scan.question.check.rows.day
    evidence = [name for name in rows.column_names if name not in key and name != day_column]
    return tuple(
        Violation(
            key=tuple((name, value(row[name])) for name in key),
            day=_day(row.get(day_column)) if day_column else None,
            evidence=tuple((name, value(row[name])) for name in evidence),
        )
        for row in rows.to_pylist()
    )


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


def count_by_day(found: Iterable[Violation]) -> tuple[tuple[date, int], ...]:
    """Violations of each day, in order of days."""
    counts: dict[date, int] = {}
    for one in found:
        if one.day is not None:
            counts[one.day] = counts.get(one.day, 0) + 1
    return tuple(sorted(counts.items()))
