"""Nights built by hand: one check of one table, night after night."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from harness.history.following import compared
from harness.history.keeping import kept
from harness.history.store import HistoryStore
from harness.results import (
    CheckResult,
    DayState,
    Finding,
    Outcome,
    RunHistory,
    RunReport,
    Severity,
    TableDay,
    Violation,
    Window,
)

BOX = "nba_raw.bdl_player_boxscores"
PLAYERS = "nba_raw.bdl_active_players_current"
SUBJECT, CHECK = "raw.box_scores", "points add up"
FIRST = date(2024, 1, 15)
SERIES = "duckdb:///season.duckdb"

__all__ = ["compared", "kept"]


def day(number: int) -> date:
    """The game day of the night `number`, from 0."""
    return FIRST + timedelta(days=number)


def passed(subject: str = SUBJECT, check: str = CHECK, table: str | None = BOX) -> CheckResult:
    return CheckResult(subject, check, Severity.ERROR, Outcome.PASSED, table=table)


def unknown(
    reason: str = "no permission", subject: str = SUBJECT, check: str = CHECK, table: str | None = BOX
) -> CheckResult:
    return CheckResult(subject, check, Severity.ERROR, Outcome.UNKNOWN, table=table, reason=reason)


def failed(
    *days: date,
    subject: str = SUBJECT,
    check: str = CHECK,
    table: str | None = BOX,
    severity: Severity = Severity.ERROR,
    extra: int = 0,
) -> CheckResult:
    """A check with one violation a day, and `extra` that have no day."""
    violations = tuple(Violation((("game_id", f"{one:%Y%m%d}_HOU_PHI"),), one) for one in days)
    finding = Finding(severity, "points differ from what the shots give", len(days) + extra, violations)
    by_day = tuple((one, 1) for one in days)
    return CheckResult(subject, check, severity, Outcome.FAILED, table, finding=finding, failures_by_day=by_day)


def night(number: int, *results: CheckResult, window: Window | None = None, rows: int = 220) -> RunReport:
    """The run of the morning after game day `number`; its window is that day unless it is given."""
    started = datetime(2024, 1, 16, 12, tzinfo=UTC) + timedelta(days=number)
    window = window or Window(day(number), day(number))
    days = tuple(TableDay(BOX, one, rows, DayState.ROWS) for one in window.each_day())
    return RunReport("nightly", "duckdb season.duckdb", window, started, started, 3.0, results, days=days)


def after(store: HistoryStore, *nights: RunReport) -> RunHistory:
    """What the last of the nights is told, each kept in its turn."""
    history = None
    for one in nights:
        history = kept(one, store, series=SERIES).history
    assert history is not None
    return history
