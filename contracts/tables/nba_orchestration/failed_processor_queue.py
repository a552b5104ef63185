"""The contract of nba_orchestration.failed_processor_queue."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import PHASE_KEYS, PROCESSOR


class FailedProcessorQueue(
    Table,
    dataset="nba_orchestration",
    partition="game_date",
    key=("id",),
):
    """One processor that failed for a game day and waits to be tried again, or was.

    Entered on failure; every 15 minutes the queue is worked off, until the processor succeeds or is given up.
    """

    id: str
    game_date: Date
    phase: str = Field(isin=PHASE_KEYS[:5])
    processor_name: str = Field(str_matches=PROCESSOR)
    error_message: str = Field(nullable=True)
    error_type: str = Field(isin=["transient", "permanent"], nullable=True)
    retry_count: int = Field(ge=0, nullable=True)
    max_retries: int = Field(ge=0, nullable=True)
    first_failure_at: Timestamp
    last_retry_at: Timestamp = Field(nullable=True)
    next_retry_at: Timestamp = Field(nullable=True)
    status: str = Field(isin=["pending", "retrying", "succeeded", "failed_permanent"], nullable=True)
    correlation_id: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)
    updated_at: Timestamp = Field(nullable=True)

    @row_rule
    def retried_no_more_often_than_allowed(t: Any) -> Any:
        return t.retry_count <= t.max_retries

    @row_rule
    def what_was_retried_says_when(t: Any) -> Any:
        return (t.retry_count == 0) | t.last_retry_at.notnull()

    @row_rule
    def what_waits_has_a_next_time(t: Any) -> Any:
        return (t.status != "pending") | t.next_retry_at.notnull()

    @row_rule
    def retried_after_the_first_failure(t: Any) -> Any:
        return t.last_retry_at >= t.first_failure_at

    @row_rule
    def next_retry_comes_after_the_last(t: Any) -> Any:
        return (t.status != "pending") | (t.next_retry_at > t.last_retry_at.coalesce(t.first_failure_at))

    @row_rule
    def what_succeeded_was_retried(t: Any) -> Any:
        return (t.status != "succeeded") | (t.retry_count > 0)

    @row_rule
    def given_up_only_for_good_or_after_all_retries(t: Any) -> Any:
        return (t.status != "failed_permanent") | (t.error_type == "permanent") | (t.retry_count >= t.max_retries)

    @row_rule
    def updated_after_it_was_entered(t: Any) -> Any:
        return (t.updated_at >= t.created_at) & (t.updated_at >= t.first_failure_at)
