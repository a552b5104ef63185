"""Reports with a history, for messages."""

from __future__ import annotations

from datetime import UTC, date, datetime

from harness.results import (
    Case,
    CheckResult,
    Finding,
    Outcome,
    RunHistory,
    RunReport,
    Severity,
    Standing,
    Window,
)

NIGHT, SINCE = date(2024, 1, 15), date(2024, 1, 10)
INSTANT = datetime(2024, 1, 16, 12, tzinfo=UTC)


def case(
    check: str = "points add up",
    standing: Standing = Standing.NEW,
    *,
    subject: str = "raw.box_scores",
    severity: Severity = Severity.ERROR,
    day: date | None = NIGHT,
    nights: int = 1,
    unseen: str | None = None,
) -> Case:
    return Case(subject, check, None, day, severity, standing, SINCE, nights, 3, unseen)


def failed(check: str = "points add up", subject: str = "raw.box_scores") -> CheckResult:
    return CheckResult(subject, check, Severity.ERROR, Outcome.FAILED, finding=Finding(Severity.ERROR, "wrong", 3))


def unknown(reason: str, check: str = "has rows", subject: str = "raw.schedule") -> CheckResult:
    return CheckResult(subject, check, Severity.ERROR, Outcome.UNKNOWN, reason=reason)


def told(*cases: Case, results: tuple[CheckResult, ...] = (), history: bool = True) -> RunReport:
    kept = RunHistory("history.duckdb", 5, cases) if history else None
    window = Window(NIGHT, NIGHT)
    options = ("--warehouse", "bigquery://project")
    return RunReport("nightly", "bigquery", window, INSTANT, INSTANT, 3.0, results, options=options, history=kept)
