"""A run beside the nights before it, in words and numbers for the reporters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.report.sparkline import Sparkline, bars, line
from harness.report.wording import one_line, plural
from harness.results import Case, RunHistory, Standing, TableTrend


@dataclass(frozen=True, slots=True)
class TrendRow:
    """One table over the nights: what the last had, and the drawing of all."""

    table: str
    rows: str
    failed: int
    unknown: int
    nights: str
    rows_line: Sparkline
    failed_bars: Sparkline
    unknown_bars: Sparkline


def summary_text(history: RunHistory, dot: str = " · ") -> str:
    """`3 new · 5 still open · 2 fixed`."""
    words = {Standing.NEW: "new", Standing.OPEN: "still open", Standing.FIXED: "fixed"}
    return dot.join(f"{len(history.of(standing)):,} {word}" for standing, word in words.items())


def standings(history: RunHistory | None) -> dict[tuple[str, str], str]:
    """How each failed check (subject, name) stands: `new`, `open since 2024-01-14`, `2 of 5 days new, open since …`."""
    cases: dict[tuple[str, str], list[Case]] = {}
    for one in seen_cases(history) if history is not None else ():
        cases.setdefault((one.subject, one.check), []).append(one)
    return {name: _standing_text(members) for name, members in cases.items()}


def _standing_text(cases: list[Case]) -> str:
    new = sum(one.standing is Standing.NEW for one in cases)
    if new == len(cases):
        return "new"
    since = f"open since {min(one.since for one in cases if one.standing is not Standing.NEW)}"
    return f"{new} of {plural(len(cases), 'day')} new, {since}" if new else since


def seen_cases(history: RunHistory) -> tuple[Case, ...]:
    """The cases that this run saw: new ones, and open ones that are still there."""
    return tuple(one for one in history.cases if one.standing is not Standing.FIXED and one.unseen is None)


def unseen_cases(history: RunHistory) -> tuple[Case, ...]:
    """The cases that stay open because this run could not tell."""
    return tuple(one for one in history.cases if one.unseen is not None)


def case_text(case: Case) -> str:
    """`points add up on 2024-01-15, open since 2024-01-16`, without the subject."""
    day = f" on {case.day}" if case.day is not None else ""
    since = "first seen" if case.standing is Standing.FIXED else "open since"
    return f"{one_line(case.check)}{day}, {since} {case.since}"


def trend_rows(trends: Iterable[TableTrend]) -> tuple[TrendRow, ...]:
    """What there is to draw: the tables that more than one run knows."""
    return tuple(_trend_row(trend) for trend in trends if len(trend.nights) > 1)


def _trend_row(trend: TableTrend) -> TrendRow:
    nights, last = trend.nights, trend.nights[-1]
    return TrendRow(
        table=trend.table,
        rows="–" if last.rows is None else f"{last.rows:,}",
        failed=last.failed,
        unknown=last.unknown,
        nights=f"{plural(len(nights), 'run')}, {nights[0].night} to {last.night}",
        rows_line=line([one.rows for one in nights]),
        failed_bars=bars([one.failed for one in nights]),
        unknown_bars=bars([one.unknown for one in nights]),
    )
