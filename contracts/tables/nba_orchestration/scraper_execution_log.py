"""The contract of nba_orchestration.scraper_execution_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.formats import IDENTIFIER, LOWER_KEY, UPPER_KEY
from contracts.tables.relations import lasted


class ScraperExecutionLog(
    Table,
    dataset="nba_orchestration",
    partition="triggered_at",
    clustering=("scraper_name", "workflow", "status", "source"),
    key=("execution_id",),
):
    """One run of a scraper: who called for it, how it ended, and the file it left."""

    execution_id: str
    scraper_name: str = Field(str_matches=LOWER_KEY)
    workflow: str = Field(str_matches=LOWER_KEY, nullable=True)
    game_date: Date = Field(nullable=True)
    status: str = Field(isin=["success", "partial", "no_data", "failed"])
    triggered_at: Timestamp
    completed_at: Timestamp = Field(nullable=True)
    duration_seconds: float = Field(ge=0, nullable=True)
    # CONTROLLER, MANUAL …
    source: str = Field(str_matches=UPPER_KEY)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    triggered_by: str = Field(nullable=True)
    gcs_path: str = Field(nullable=True)
    data_summary: Json = Field(nullable=True)
    error_type: str = Field(str_matches=IDENTIFIER, nullable=True)
    error_message: str = Field(nullable=True)
    retry_count: int = Field(ge=0, nullable=True)
    recovery: bool = Field(nullable=True)
    run_id: str = Field(nullable=True)
    opts: Json = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def completed_after_it_was_triggered(t: Any) -> Any:
        return t.completed_at >= t.triggered_at

    @row_rule
    def duration_is_the_time_between(t: Any) -> Any:
        return lasted(t.duration_seconds, t.triggered_at, t.completed_at)

    @row_rule
    def a_success_leaves_a_file(t: Any) -> Any:
        return (t.status != "success") | t.gcs_path.notnull()

    @row_rule
    def a_success_has_no_error(t: Any) -> Any:
        return (t.status != "success") | (t.error_type.isnull() & t.error_message.isnull())

    @row_rule
    def a_failure_says_why(t: Any) -> Any:
        return (t.status != "failed") | t.error_message.notnull()

    @row_rule
    def written_after_it_completed(t: Any) -> Any:
        return t.created_at >= t.completed_at
