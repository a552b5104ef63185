"""What a place for the history must be able to do, and the questions that every place is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import pyarrow as pa

from harness.history.facts import Past, PastAnswer, PastTable, Run, Sighting
from harness.history.following import TREND_NIGHTS
from harness.results import Outcome, RunReport, Severity, Window


class HistoryError(Exception):
    """The history cannot be read or written; the message says where and what to do. Nothing in it was changed."""


class HistoryStore(Protocol):
    """A place that keeps the facts of runs."""

    @property
    def place(self) -> str:
        """Where it is, in words for a report."""
        ...

    def check(self) -> None:
        """See that it can be used, before a run relies on it.

        Raises:
            HistoryError: it cannot.
        """
        ...

    def read(self, series: str) -> Past:
        """What it knows of the runs of one series.

        Raises:
            HistoryError: it cannot be read.
        """
        ...

    def write(self, report: RunReport, *, series: str) -> None:
        """Keep a run, whole or not at all; one that is kept already changes nothing.

        Raises:
            HistoryError: it cannot be written.
        """
        ...


Ask = Callable[[str], pa.Table]
"""Answers a SELECT whose only parameter, written as the store writes it, is the series."""

_RUNS = "SELECT DISTINCT run, series, window_start, window_end, started_at FROM {harness_runs} WHERE series = {series}"
_SIGHTINGS = """SELECT DISTINCT
  s.run, s.subject, s.check_name, s.table_name, s.severity, s.day, s.violations, s.of_window
FROM {harness_sightings} AS s JOIN {harness_runs} AS r ON s.run = r.run WHERE r.series = {series}"""
# A check that never failed has no case, so that its answers need not be read.
_ANSWERS = """SELECT DISTINCT a.run, a.subject, a.check_name, a.outcome, a.reason
FROM {harness_results} AS a JOIN {harness_runs} AS r ON a.run = r.run
JOIN (
  SELECT DISTINCT s.subject, s.check_name
  FROM {harness_sightings} AS s JOIN {harness_runs} AS r ON s.run = r.run WHERE r.series = {series}
) AS failed ON a.subject = failed.subject AND a.check_name = failed.check_name
WHERE r.series = {series}"""
_TABLES = """SELECT DISTINCT t.run, t.table_name, t.row_count, t.failed, t.unknown
FROM {harness_tables} AS t JOIN (
  SELECT DISTINCT run, started_at FROM {harness_runs} WHERE series = {series} ORDER BY started_at DESC LIMIT {nights}
) AS r ON t.run = r.run"""


def past_of(ask: Ask, places: Mapping[str, str], parameter: str) -> Past:
    """What a history knows of one series. `places` are its tables as the engine names them."""

    def rows(sql: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = ask(sql.format(**places, series=parameter, nights=TREND_NIGHTS)).to_pylist()
        return found

    return Past(
        tuple(
            Run(r["run"], r["series"], Window(r["window_start"], r["window_end"]), r["started_at"]) for r in rows(_RUNS)
        ),
        tuple(_sighting(row) for row in rows(_SIGHTINGS)),
        tuple(
            PastAnswer(r["run"], r["subject"], r["check_name"], Outcome(r["outcome"]), r["reason"])
            for r in rows(_ANSWERS)
        ),
        tuple(PastTable(r["run"], r["table_name"], r["row_count"], r["failed"], r["unknown"]) for r in rows(_TABLES)),
    )


def _sighting(row: dict[str, Any]) -> Sighting:
    return Sighting(
        run=row["run"],
        subject=row["subject"],
        check=row["check_name"],
        table=row["table_name"],
        severity=Severity[row["severity"].upper()],
        day=row["day"],
        violations=row["violations"],
        of_window=row["of_window"],
    )
