"""The contract of validation.validation_results."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import FIRST_SEASON, LOWER_KEY, PROCESSOR, RUN_ID, SEVERITIES, VERSION


class ValidationResults(
    Table,
    dataset="validation",
    partition="validation_timestamp",
    clustering=("processor_name", "check_type", "passed", "severity"),
    key=("validation_run_id", "check_name"),
):
    """One check of one validator run: whether it passed, how bad it is if not, and what mends it."""

    validation_run_id: str = Field(str_matches=RUN_ID)
    validation_timestamp: Timestamp
    processor_name: str = Field(str_matches=PROCESSOR)
    # raw, analytics, reports, reference …
    processor_type: str = Field(str_matches=LOWER_KEY)
    date_range_start: Date = Field(nullable=True)
    date_range_end: Date = Field(nullable=True)
    season_year: int = Field(ge=FIRST_SEASON, nullable=True)
    check_name: str
    # completeness, field_validation, team_presence …
    check_type: str = Field(str_matches=LOWER_KEY)
    # gcs, bigquery, schedule …
    validation_layer: str = Field(str_matches=LOWER_KEY)
    passed: bool
    severity: str = Field(isin=SEVERITIES)
    message: str = Field(nullable=True)
    affected_count: int = Field(ge=0, nullable=True)
    affected_items: str = Field(nullable=True)
    query_used: str = Field(nullable=True)
    execution_duration_seconds: float = Field(ge=0, nullable=True)
    remediation_commands: str = Field(nullable=True)
    remediation_generated: bool = Field(nullable=True)
    overall_status: str = Field(isin=["pass", "warn", "fail"])
    validator_version: str = Field(str_matches=VERSION, nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def a_failed_error_fails_the_run(t: Any) -> Any:
        return t.passed | ~t.severity.isin(["error", "critical"]) | (t.overall_status == "fail")

    @row_rule
    def a_failed_warning_does_not_pass_the_run(t: Any) -> Any:
        return t.passed | (t.severity != "warning") | (t.overall_status != "pass")

    @row_rule
    def generated_remediation_is_there(t: Any) -> Any:
        return ~t.remediation_generated | t.remediation_commands.notnull()

    @row_rule
    def run_is_named_after_the_processor(t: Any) -> Any:
        return t.validation_run_id.startswith(t.processor_name + "_")

    @row_rule
    def date_range_runs_forward(t: Any) -> Any:
        return t.date_range_start <= t.date_range_end

    @row_rule
    def written_after_the_run(t: Any) -> Any:
        return t.created_at >= t.validation_timestamp
