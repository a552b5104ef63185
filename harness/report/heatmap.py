"""What each table has for each day, and how it stands: the values behind the heat map.

A day of a table is failed where a check counted violations on it, unknown where rows were due and
none came, or came and no check of the table was answered. It is passed only where rows are there,
the table's checks were answered and none of them counted a violation on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from harness.report.order import Failure, failures, grouped
from harness.report.wording import one_line, plural
from harness.results import CheckResult, DayState, Outcome, RunReport, Severity, TableDay

MAX_DAYS = 400
"""The last days of a longer window; a season with its playoffs has about 240."""
_NAMED_CHECKS = 3
_ROOM_FOR_MONTH, _ROOM_FOR_YEAR = 0.025, 0.06
"""Shares of the map's width that hold `Jan` and `Jan 2024`."""


class CellState(StrEnum):
    """How a table stands on one day."""

    PASSED = "passed"
    FAILED = "failed"
    EMPTY = "empty"
    UNCHECKED = "unchecked"
    NONE_DUE = "none due"
    NO_DATA = "no data"


@dataclass(frozen=True, slots=True)
class Cell:
    """One table on one day: `text` is its mark, `title` the sentence. `finding` numbers the worst finding, from 1."""

    state: CellState
    text: str
    title: str
    day: date
    rows: int | None = None
    severity: Severity | None = None
    finding: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One table: a cell a day, or none where the table has no days; then `whole` stands for it."""

    table: str
    label: str
    passed: int
    failed: int
    unknown: int
    cells: tuple[Cell, ...]
    whole: CellState
    severity: Severity | None
    finding: int | None


@dataclass(frozen=True, slots=True)
class Dataset:
    """The tables of one dataset."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Tables by days. `months` are (label, number of days) in the order of the days."""

    days: tuple[date, ...]
    months: tuple[tuple[str, int], ...]
    datasets: tuple[Dataset, ...]
    days_cut: int

    @property
    def density(self) -> str:
        """`single`, `roomy`, `medium` or `dense`: how much a cell can show."""
        number = len(self.days)
        return "single" if number <= 1 else "roomy" if number <= 14 else "medium" if number <= 45 else "dense"

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for dataset in self.datasets for row in dataset.rows)


@dataclass(frozen=True, slots=True)
class _Broken:
    """The violations that one failed check counted on one day."""

    number: int
    failure: Failure
    count: int


def heat_map(report: RunReport) -> HeatMap:
    """The heat map of `report`: every table that it knows days of, or that a check looked at."""
    table_days = {(entry.table, entry.day): entry for entry in report.days}
    broken = _broken_by_day(report)
    all_days = sorted({day for _, day in table_days} | {day for _, day in broken})
    days = all_days[-MAX_DAYS:]
    results = grouped((r for r in report.results if r.table is not None), lambda result: result.table or "")
    names = dict.fromkeys([*(entry.table for entry in report.days), *results])
    dated = {table for table, _ in table_days} | {table for table, _ in broken}
    numbers = _finding_numbers(report)
    rows = []
    for table in names:
        checks = results.get(table, ())
        answered = any(result.outcome is not Outcome.UNKNOWN for result in checks)
        cells = tuple(
            _cell(table, day, table_days.get((table, day)), broken.get((table, day), ()), answered)
            for day in (days if table in dated else ())
        )
        rows.append(_row(table, checks, cells, numbers))
    datasets = tuple(Dataset(name, tuple(members)) for name, members in _by_dataset(rows).items())
    return HeatMap(tuple(days), _months(days), datasets, len(all_days) - len(days))


def _broken_by_day(report: RunReport) -> dict[tuple[str, date], list[_Broken]]:
    broken: dict[tuple[str, date], list[_Broken]] = defaultdict(list)
    for number, failure in enumerate(failures(report), start=1):
        for day, count in failure.result.failures_by_day:
            if failure.result.table is not None and count:
                broken[failure.result.table, day].append(_Broken(number, failure, count))
    return dict(broken)


def _finding_numbers(report: RunReport) -> dict[str, tuple[int, Severity]]:
    """The first, so the worst, finding of each table."""
    worst: dict[str, tuple[int, Severity]] = {}
    for number, failure in enumerate(failures(report), start=1):
        worst.setdefault(failure.result.table or "", (number, failure.finding.severity))
    return worst


def _cell(table: str, day: date, entry: TableDay | None, broken: Sequence[_Broken], answered: bool) -> Cell:
    where = f"{one_line(table)}, {day:%a} {day}"
    rows = None if entry is None else entry.rows
    if broken:
        count = sum(part.count for part in broken)
        worst = max(part.failure.finding.severity for part in broken)
        title = f"{where}: {plural(count, 'violation')}, {worst.label}. {_checks_text(broken)}"
        return Cell(CellState.FAILED, _compact(count), title, day, rows, worst, broken[0].number)
    if entry is None:
        return Cell(CellState.NO_DATA, " ", f"{where}: not looked at", day)
    if entry.state is DayState.EMPTY:
        return Cell(CellState.EMPTY, "?", f"{where}: empty, and not known to be right", day, rows)
    if entry.state is DayState.NONE_DUE:
        return Cell(CellState.NONE_DUE, "–", f"{where}: none due", day, rows)
    if not answered:
        return Cell(CellState.UNCHECKED, "?", f"{where}: {plural(entry.rows, 'row')}, no check answered", day, rows)
    return Cell(CellState.PASSED, "✓", f"{where}: {plural(entry.rows, 'row')}, no violation", day, rows)


def _compact(count: int) -> str:
    """At most four characters, the width of a cell."""
    if count < 1000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 1_000_000}M"


def _checks_text(broken: Sequence[_Broken]) -> str:
    names = [one_line(part.failure.result.check) for part in broken]
    more = f" and {len(names) - _NAMED_CHECKS} more" if len(names) > _NAMED_CHECKS else ""
    return "; ".join(names[:_NAMED_CHECKS]) + more


def _row(
    table: str, checks: Sequence[CheckResult], cells: tuple[Cell, ...], numbers: dict[str, tuple[int, Severity]]
) -> Row:
    outcomes = [result.outcome for result in checks]
    passed, failed = outcomes.count(Outcome.PASSED), outcomes.count(Outcome.FAILED)
    number, severity = numbers.get(table, (None, None))
    whole = CellState.FAILED if failed else CellState.PASSED if passed else CellState.UNCHECKED
    label = table.partition(".")[2] or table
    return Row(table, label, passed, failed, len(outcomes) - passed - failed, cells, whole, severity, number)


def _by_dataset(rows: Iterable[Row]) -> dict[str, list[Row]]:
    datasets: dict[str, list[Row]] = {}
    for row in rows:
        dataset, dot, _ = row.table.partition(".")
        datasets.setdefault(dataset if dot else "", []).append(row)
    return datasets


def _months(days: Sequence[date]) -> tuple[tuple[str, int], ...]:
    """Runs of days of one month; a label stands where there is room, the year once where it fits."""
    months: list[tuple[str, int]] = []
    said = None
    for (year, _), run in groupby(days, key=lambda day: (day.year, day.month)):
        members = list(run)
        share = len(members) / len(days)
        label = f"{members[0]:%b}" if share >= _ROOM_FOR_MONTH else ""
        if year != said and share >= _ROOM_FOR_YEAR:
            label, said = f"{label} {year}", year
        months.append((label, len(members)))
    return tuple(months)
