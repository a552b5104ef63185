"""What is kept of one run: facts alone. What is new, open or fixed is worked out from them, never stored.

So a run written twice changes nothing, two runs at once cannot contradict each other, and a better rule about what is
open applies to every night there ever was.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pyarrow as pa

from harness.results import CheckResult, Outcome, RunReport, Severity, Window

SCHEMA_VERSION = 1
"""Version of the tables below; a file of a later one is left alone."""

_INSTANT = pa.timestamp("us", tz="UTC")
RUNS = pa.schema(
    [
        ("run", pa.string()),
        ("series", pa.string()),
        ("title", pa.string()),
        ("warehouse", pa.string()),
        ("window_start", pa.date32()),
        ("window_end", pa.date32()),
        ("as_of", _INSTANT),
        ("started_at", _INSTANT),
        ("duration_s", pa.float64()),
        ("passed", pa.int64()),
        ("failed", pa.int64()),
        ("unknown", pa.int64()),
    ]
)
RESULTS = pa.schema(
    [
        ("run", pa.string()),
        ("subject", pa.string()),
        ("check_name", pa.string()),
        ("table_name", pa.string()),
        ("severity", pa.string()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
        ("message", pa.string()),
        ("violations", pa.int64()),
    ]
)
SIGHTINGS = pa.schema(
    [
        ("run", pa.string()),
        ("subject", pa.string()),
        ("check_name", pa.string()),
        ("table_name", pa.string()),
        ("severity", pa.string()),
        ("day", pa.date32()),
        ("violations", pa.int64()),
        ("of_window", pa.bool_()),
    ]
)
TABLES = pa.schema(
    [
        ("run", pa.string()),
        ("table_name", pa.string()),
        ("row_count", pa.int64()),
        ("failed", pa.int64()),
        ("unknown", pa.int64()),
    ]
)
SCHEMAS = {
    "harness_results": RESULTS,
    "harness_sightings": SIGHTINGS,
    "harness_tables": TABLES,
    "harness_runs": RUNS,
}
"""The tables of a history in the order in which they are written: a run counts once its row in the last is there."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a history. `run` is its identity: the same report has the same."""

    run: str
    series: str
    window: Window
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Sighting:
    """One finding as one run saw it.

    `day` is a day of the run's window, or None for violations that have none. Of these, `of_window` are those of a
    table that has days: another window says nothing of them.
    """

    run: str
    subject: str
    check: str
    table: str | None
    severity: Severity
    day: date | None
    violations: int
    of_window: bool


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """What one run answered to a check that some run has seen fail."""

    run: str
    subject: str
    check: str
    outcome: Outcome
    reason: str | None


@dataclass(frozen=True, slots=True)
class PastTable:
    """One table in one run."""

    run: str
    table: str
    rows: int | None
    failed: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Past:
    """What a history knows of one series of runs; of the tables, only the last runs."""

    runs: tuple[Run, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    answers: tuple[PastAnswer, ...] = ()
    tables: tuple[PastTable, ...] = ()


def run_of(report: RunReport, series: str) -> Run:
    """The identity of a run: of what data, which days, judged and started when."""
    parts = (series, str(report.window), _utc(report.as_of).isoformat(), _utc(report.started_at).isoformat())
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return Run(digest, series, report.window, _utc(report.started_at))


def sightings_of(report: RunReport, run: str) -> tuple[Sighting, ...]:
    """Every finding of a run, one a day of the window, and one for what has no such day."""
    dated = {day.table for day in report.days}
    return tuple(one for result in report.results for one in _sightings(result, run, report.window, dated))


def _sightings(result: CheckResult, run: str, window: Window, dated: set[str]) -> list[Sighting]:
    finding = result.finding
    if finding is None:
        return []
    by_day = {day: count for day, count in result.failures_by_day if count and window.start <= day <= window.end}
    without = finding.count - sum(by_day.values())
    parts: list[tuple[date | None, int]] = [*by_day.items()]
    if without > 0 or not by_day:
        parts.append((None, max(without, 0)))
    of_window = result.table in dated
    return [
        Sighting(run, _text(result.subject), _text(result.check), result.table, finding.severity, day, count, of_window)
        for day, count in parts
    ]


def answers_of(report: RunReport, run: str) -> tuple[PastAnswer, ...]:
    return tuple(
        PastAnswer(run, _text(one.subject), _text(one.check), one.outcome, one.reason) for one in report.results
    )


def tables_of(report: RunReport, run: str) -> tuple[PastTable, ...]:
    """Every table that the run counted rows of or asked about."""
    rows: Counter[str] = Counter()
    for day in report.days:
        rows[day.table] += day.rows
    counts = Counter((one.table, one.outcome) for one in report.results if one.table is not None)
    names = dict.fromkeys([*rows, *(table for table, _ in counts if table is not None)])
    return tuple(
        PastTable(
            run,
            name,
            rows.get(name),
            counts[name, Outcome.FAILED],
            counts[name, Outcome.UNKNOWN],
        )
        for name in names
    )


def rows_of(report: RunReport, series: str) -> dict[str, pa.Table]:
    """The rows of a run by table of the history, in the order in which they are written."""
    run = run_of(report, series)
    rows: dict[str, list[tuple[object, ...]]] = {
        "harness_results": [_result_row(run.run, one) for one in report.results],
        "harness_sightings": [
            (s.run, s.subject, s.check, s.table, s.severity.label, s.day, s.violations, s.of_window)
            for s in sightings_of(report, run.run)
        ],
        "harness_tables": [(t.run, t.table, t.rows, t.failed, t.unknown) for t in tables_of(report, run.run)],
        "harness_runs": [_run_row(report, run)],
    }
    return {name: _arrow(schema, rows[name]) for name, schema in SCHEMAS.items()}


def _result_row(run: str, one: CheckResult) -> tuple[object, ...]:
    said = (None, None) if one.finding is None else (one.finding.message, one.finding.count)
    return (run, one.subject, one.check, one.table, one.severity.label, str(one.outcome), one.reason, *said)


def _run_row(report: RunReport, run: Run) -> tuple[object, ...]:
    counts = [report.count(outcome) for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN)]
    window = (report.window.start, report.window.end)
    return (
        *(run.run, run.series, report.title, report.warehouse, *window),
        *(_utc(report.as_of), run.started_at, report.duration_s, *counts),
    )


def _arrow(schema: pa.Schema, rows: list[tuple[object, ...]]) -> pa.Table:
    texts = ([_text(value) if isinstance(value, str) else value for value in row] for row in rows)
    columns = list(zip(*texts, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for field, values in zip(schema, columns, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _text(text: str) -> str:
    """Text as UTF-8 holds it: the name of a file may have lone surrogates."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
