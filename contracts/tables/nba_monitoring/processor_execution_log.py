"""The contract of nba_monitoring.processor_execution_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PROCESSOR, SEASON_LABEL
from contracts.tables.relations import at_most_a_day_ahead, lasted, season_of
from harness.warehouse.functions import season_label


class ProcessorExecutionLog(
    Table,
    dataset="nba_monitoring",
    partition="started_at",
    clustering=("processor_name", "game_date"),
    key=("execution_id",),
):
    """One run of a processor as monitoring saw it: when, for which day, how many rows, and how it ended."""

    execution_id: str
    processor_name: str = Field(str_matches=PROCESSOR)
    phase: int = Field(ge=1, le=6)
    correlation_id: str = Field(nullable=True)
    game_date: Date = Field(nullable=True)
    season: str = Field(str_matches=SEASON_LABEL, nullable=True)
    # game_date, season, backfill …
    scope: str = Field(str_matches=LOWER_KEY, nullable=True)
    started_at: Timestamp
    completed_at: Timestamp = Field(nullable=True)
    duration_seconds: float = Field(ge=0, nullable=True)
    # success, failure, partial, running …
    status: str = Field(str_matches=LOWER_KEY)
    record_count: int = Field(ge=0, nullable=True)
    rows_inserted: int = Field(ge=0, nullable=True)
    rows_failed: int = Field(ge=0, nullable=True)
    error_message: str = Field(nullable=True)
    # transient, permanent, unknown …
    error_type: str = Field(str_matches=LOWER_KEY, nullable=True)
    stack_trace: str = Field(nullable=True)
    metadata: Json = Field(nullable=True)
    hostname: str = Field(nullable=True)
    container_id: str = Field(nullable=True)
    # pubsub, scheduler, manual, backfill …
    triggered_by: str = Field(str_matches=LOWER_KEY, nullable=True)
    parent_execution_id: str = Field(nullable=True)
    created_at: Timestamp
    updated_at: Timestamp = Field(nullable=True)

    @row_rule
    def completed_after_it_started(t: Any) -> Any:
        return t.completed_at >= t.started_at

    @row_rule
    def duration_is_the_time_between(t: Any) -> Any:
        return lasted(t.duration_seconds, t.started_at, t.completed_at)

    @row_rule
    def what_runs_is_not_completed(t: Any) -> Any:
        return (t.status == "running") == t.completed_at.isnull()

    @row_rule
    def a_failure_says_why(t: Any) -> Any:
        return (t.status != "failure") | t.error_message.notnull()

    @row_rule
    def a_success_has_no_error(t: Any) -> Any:
        return (t.status != "success") | (t.error_type.isnull() & t.error_message.isnull() & t.stack_trace.isnull())

    @row_rule
    def season_is_that_of_the_day(t: Any) -> Any:
        return t.season == season_label(season_of(t.game_date))

    @row_rule
    def started_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.game_date, t.started_at)

    @row_rule
    def no_run_is_its_own_parent(t: Any) -> Any:
        return t.parent_execution_id != t.execution_id

    @row_rule
    def updated_after_it_was_written(t: Any) -> Any:
        return t.updated_at >= t.created_at
