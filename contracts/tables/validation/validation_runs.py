"""The contract of validation.validation_runs."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import FIRST_SEASON, LOWER_KEY, PROCESSOR, RUN_ID, VERSION


class ValidationRuns(
    Table,
    dataset="validation",
    partition="validation_timestamp",
    clustering=("processor_name", "overall_status"),
    key=("validation_run_id",),
):
    """One run of a validator over a range of days: how many checks passed, and what that comes to."""

    validation_run_id: str = Field(str_matches=RUN_ID)
    validation_timestamp: Timestamp
    processor_name: str = Field(str_matches=PROCESSOR)
    # raw, analytics, reports, reference …
    processor_type: str = Field(str_matches=LOWER_KEY)
    date_range_start: Date = Field(nullable=True)
    date_range_end: Date = Field(nullable=True)
    season_year: int = Field(ge=FIRST_SEASON, nullable=True)
    # gcs, bigquery, schedule …
    layers_validated: str = Field(nullable=True)
    total_checks: int = Field(ge=0)
    passed_checks: int = Field(ge=0)
    failed_checks: int = Field(ge=0)
    overall_status: str = Field(isin=["pass", "warn", "fail"])
    execution_duration_seconds: float = Field(ge=0, nullable=True)
    # manual, scheduler, api …
    triggered_by: str = Field(str_matches=LOWER_KEY, nullable=True)
    notification_sent: bool = Field(nullable=True)
    # slack, email …
    notification_channels: str = Field(nullable=True)
    remediation_available: bool = Field(nullable=True)
    remediation_commands_count: int = Field(ge=0, nullable=True)
    validator_version: str = Field(str_matches=VERSION, nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def checks_pass_or_fail(t: Any) -> Any:
        return t.passed_checks + t.failed_checks == t.total_checks

    @row_rule
    def a_run_without_failures_passes(t: Any) -> Any:
        return (t.failed_checks > 0) | (t.overall_status == "pass")

    @row_rule
    def a_run_that_passes_tells_nobody(t: Any) -> Any:
        return (t.overall_status != "pass") | ~t.notification_sent

    @row_rule
    def what_was_sent_names_its_channels(t: Any) -> Any:
        return ~t.notification_sent | t.notification_channels.notnull()

    @row_rule
    def remediation_is_there_when_commands_are(t: Any) -> Any:
        return t.remediation_available == (t.remediation_commands_count > 0)

    @row_rule
    def run_is_named_after_the_processor(t: Any) -> Any:
        return t.validation_run_id.startswith(t.processor_name + "_")

    @row_rule
    def date_range_runs_forward(t: Any) -> Any:
        return t.date_range_start <= t.date_range_end

    @row_rule
    def written_after_the_run(t: Any) -> Any:
        return t.created_at >= t.validation_timestamp
