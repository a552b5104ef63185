"""The contract of nba_orchestration.scraper_failures."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import IDENTIFIER, LOWER_KEY
from harness.warehouse.functions import eastern_date


class ScraperFailures(
    Table,
    dataset="nba_orchestration",
    key=("game_date", "scraper_name"),
):
    """One scraper that failed for a day, until the gap backfiller has made it good; later failures update the row."""

    game_date: Date = Field(nullable=True)
    scraper_name: str = Field(str_matches=LOWER_KEY, nullable=True)
    error_type: str = Field(str_matches=IDENTIFIER, nullable=True)
    error_message: str = Field(str_length={"max_value": 500}, nullable=True)
    first_failed_at: Timestamp = Field(nullable=True)
    last_failed_at: Timestamp = Field(nullable=True)
    retry_count: int = Field(ge=0, nullable=True)
    backfilled: bool = Field(nullable=True)
    backfilled_at: Timestamp = Field(nullable=True)

    @row_rule
    def first_failure_comes_before_the_last(t: Any) -> Any:
        return t.first_failed_at <= t.last_failed_at

    @row_rule
    def failed_on_the_game_day_or_later(t: Any) -> Any:
        return eastern_date(t.first_failed_at) >= t.game_date

    @row_rule
    def what_was_backfilled_says_when(t: Any) -> Any:
        return t.backfilled == t.backfilled_at.notnull()

    @row_rule
    def backfilled_after_the_failure(t: Any) -> Any:
        return t.backfilled_at >= t.first_failed_at
