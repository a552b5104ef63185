"""The contract of nba_orchestration.daily_expected_schedule."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Strings, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_GAMES_A_DAY
from contracts.tables.formats import LOWER_KEY, UPPER_KEY, VERSION
from harness.warehouse.functions import eastern_date


class DailyExpectedSchedule(
    Table,
    dataset="nba_orchestration",
    partition="date",
    clustering=("workflow_name", "expected_run_time"),
    key=("date", "workflow_name", "expected_run_time"),
):
    """One run of a workflow that is planned for a game day: when, and with which scrapers.

    The schedule locker writes a day's plan once, in the morning.
    """

    date: Date
    locked_at: Timestamp
    workflow_name: str = Field(str_matches=LOWER_KEY)
    expected_run_time: Timestamp
    reason: str = Field(nullable=True)
    scrapers: Strings
    games_today: int = Field(ge=0, le=MOST_GAMES_A_DAY, nullable=True)
    # CRITICAL, HIGH, MEDIUM …
    priority: str = Field(str_matches=UPPER_KEY, nullable=True)
    schedule_version: str = Field(str_matches=VERSION, nullable=True)
    generated_by: str = Field(str_matches=LOWER_KEY, nullable=True)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def locked_on_its_day(t: Any) -> Any:
        return eastern_date(t.locked_at) == t.date

    @row_rule
    def runs_on_its_day_or_in_the_night_after(t: Any) -> Any:
        day = eastern_date(t.expected_run_time)
        return (day == t.date) | (day == t.date + ibis.interval(days=1))

    @row_rule
    def every_run_has_scrapers(t: Any) -> Any:
        return t.scrapers.length() > 0

    @row_rule
    def written_after_it_was_locked(t: Any) -> Any:
        return t.created_at >= t.locked_at
