"""Shapes that many validators' checks share, each written once: ranges, rates, ages, order in time, floors by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import ibis

from harness.results import Severity
from harness.warehouse.checks import (
    GroupCheck,
    MetricCheck,
    Predicate,
    RowCheck,
    Rows,
    coverage_relation,
    covered,
    groups,
    metric,
    rows,
)
from harness.warehouse.functions import run_time
from harness.warehouse.relations import Relation


def ranges(
    source: Rows,
    bounds: Mapping[str, tuple[float, float]],
    *,
    severity: Severity = Severity.ERROR,
    only: Predicate | None = None,
    repair: str | Iterable[str] = (),
) -> tuple[RowCheck, ...]:
    """One check a column: its value lies within the bounds, both included."""
    return tuple(
        rows(
            source,
            f"{column} from {low:g} to {high:g}",
            _between(column, low, high),
            severity=severity,
            only=only,
            repair=repair,
        )
        for column, (low, high) in bounds.items()
    )


def _between(column: str, low: float, high: float) -> Predicate:
    return lambda t: t[column].between(low, high)


def rate(
    source: Rows,
    name: str,
    *,
    of: str,
    part: Predicate,
    whole: Predicate,
    tolerance: float,
    severity: Severity = Severity.ERROR,
    repair: str | Iterable[str] = (),
) -> RowCheck:
    """Column `of` is `part / whole` within `tolerance`; rows whose whole is 0 are not asked."""
    return rows(
        source,
        name,
        lambda t: (t[of] - part(t) / whole(t)).abs() <= tolerance,
        only=lambda t: whole(t) > 0,
        show=(of,),
        severity=severity,
        repair=repair,
    )


def newest(
    source: Rows,
    name: str,
    column: str,
    *,
    hours: float,
    severity: Severity = Severity.ERROR,
    repair: str | Iterable[str] = (),
) -> MetricCheck:
    """The newest `column` is at most so many hours old at the run's time."""
    return metric(
        source,
        name,
        lambda t: t[column].max() >= run_time() - ibis.interval(seconds=round(hours * 3600)),
        show={"newest": lambda t: t[column].max()},
        severity=severity,
        repair=repair,
    )


def in_order(
    source: Rows,
    name: str,
    earlier: str,
    later: str,
    *,
    severity: Severity = Severity.ERROR,
    only: Predicate | None = None,
    repair: str | Iterable[str] = (),
) -> RowCheck:
    """`earlier` is not after `later`."""
    return rows(
        source,
        name,
        lambda t: t[earlier] <= t[later],
        only=only,
        show=(earlier, later),
        severity=severity,
        repair=repair,
    )


def at_least(
    source: Rows,
    name: str,
    *,
    by: str | Iterable[str],
    count: int,
    of: str | None = None,
    severity: Severity = Severity.WARNING,
    repair: str | Iterable[str] = (),
) -> GroupCheck:
    """Each group of `by` has at least so many rows, or so many different values of the column `of`."""

    def found(group: Any) -> Any:
        return group.count() if of is None else group[of].nunique()

    return groups(
        source, name, by=by, holds=lambda g: found(g) >= count, show={"found": found}, severity=severity, repair=repair
    )


def matched(expected: Rows, *, by: Rows, on: str | Iterable[str]) -> Relation:
    """The expected rows, each with `matched`: true where `by` has the same `on`, else NULL."""
    return coverage_relation(covered("matched", expected, by=by, on=on))
