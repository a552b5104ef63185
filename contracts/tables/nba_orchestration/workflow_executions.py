"""The contract of nba_orchestration.workflow_executions."""

from __future__ import annotations

from typing import Any

from contracts.table import Field, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY


class WorkflowExecutions(
    Table,
    dataset="nba_orchestration",
    partition="execution_time",
    clustering=("workflow_name", "status"),
    key=("execution_id",),
):
    """One run of a workflow that a decision called for, with its scrapers counted by how they ended."""

    execution_id: str
    execution_time: Timestamp
    workflow_name: str = Field(str_matches=LOWER_KEY)
    decision_id: str = Field(nullable=True)
    scrapers_requested: Strings
    scrapers_triggered: int = Field(ge=0)
    scrapers_succeeded: int = Field(ge=0)
    scrapers_failed: int = Field(ge=0)
    scraper_execution_ids: Strings
    # completed …
    status: str = Field(str_matches=LOWER_KEY)
    duration_seconds: float = Field(ge=0, nullable=True)
    error_message: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def only_requested_scrapers_are_triggered(t: Any) -> Any:
        return t.scrapers_triggered <= t.scrapers_requested.length()

    @row_rule
    def every_triggered_scraper_succeeds_or_fails(t: Any) -> Any:
        return t.scrapers_succeeded + t.scrapers_failed == t.scrapers_triggered

    @row_rule
    def runs_are_named_for_triggered_scrapers_only(t: Any) -> Any:
        return t.scraper_execution_ids.length() <= t.scrapers_triggered

    @row_rule
    def written_after_it_began(t: Any) -> Any:
        return t.created_at >= t.execution_time
