"""The contract of nba_reference.processor_run_history."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.formats import FIRST_SEASON, LOWER_KEY, PHASE_KEYS, PROCESSOR, SERVICE
from contracts.tables.relations import at_most_a_day_ahead, lasted_at_most, revision_of, season_of


class ProcessorRunHistory(
    Table,
    dataset="nba_reference",
    partition="data_date",
    clustering=("processor_name", "status", "season_year"),
    key=("run_id",),
):
    """One run of a processor, of whatever phase.

    The next run for the same day reads it to see if there is work left.
    """

    processor_name: str = Field(str_matches=PROCESSOR)
    run_id: str
    season_year: int = Field(ge=FIRST_SEASON, nullable=True)
    status: str = Field(isin=["running", "success", "partial", "failed", "skipped"])
    duration_seconds: float = Field(ge=0, nullable=True)
    records_processed: int = Field(ge=0, nullable=True)
    records_created: int = Field(ge=0, nullable=True)
    records_updated: int = Field(ge=0, nullable=True)
    records_skipped: int = Field(ge=0, nullable=True)
    # nba_gamebook, espn_roster …
    data_source_primary: str = Field(str_matches=LOWER_KEY, nullable=True)
    # br_roster, espn_roster, none …
    data_source_enhancement: str = Field(str_matches=LOWER_KEY, nullable=True)
    data_records_queried: int = Field(ge=0, nullable=True)
    # full, partial, none …
    validation_mode: str = Field(str_matches=LOWER_KEY, nullable=True)
    # nbacom_stale, nbacom_unavailable …
    validation_skipped_reason: str = Field(str_matches=LOWER_KEY, nullable=True)
    source_data_freshness_days: int = Field(ge=0, nullable=True)
    espn_roster_date: Date = Field(nullable=True)
    nbacom_source_date: Date = Field(nullable=True)
    br_scrape_date: Date = Field(nullable=True)
    gamebook_pdf_date: Date = Field(nullable=True)
    espn_matched_requested_date: bool = Field(nullable=True)
    nbacom_matched_requested_date: bool = Field(nullable=True)
    br_matched_requested_date: bool = Field(nullable=True)
    gamebook_matched_requested_date: bool = Field(nullable=True)
    used_source_fallback: bool = Field(nullable=True)
    season_filter: str = Field(nullable=True)
    team_filter: str = Field(nullable=True)
    date_range_filter_start: Date = Field(nullable=True)
    date_range_filter_end: Date = Field(nullable=True)
    backfill_mode: bool = Field(nullable=True)
    force_reprocess: bool = Field(nullable=True)
    test_mode: bool = Field(nullable=True)
    # cloud-run, local, backfill-job, workflow …
    execution_host: str = Field(str_matches=SERVICE, nullable=True)
    # scheduler, manual, workflow, api, retry …
    triggered_by: str = Field(str_matches=LOWER_KEY, nullable=True)
    errors: Json = Field(nullable=True)
    warnings: Json = Field(nullable=True)
    summary: Json = Field(nullable=True)
    data_date: Date
    started_at: Timestamp
    processed_at: Timestamp = Field(nullable=True)
    phase: str = Field(isin=PHASE_KEYS, nullable=True)
    output_table: str = Field(str_matches=PROCESSOR, nullable=True)
    output_dataset: str = Field(str_matches=LOWER_KEY, nullable=True)
    # pubsub, scheduler, manual …
    trigger_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    trigger_message_id: str = Field(nullable=True)
    trigger_message_data: Json = Field(nullable=True)
    parent_processor: str = Field(str_matches=PROCESSOR, nullable=True)
    upstream_dependencies: Json = Field(nullable=True)
    dependency_check_passed: bool = Field(nullable=True)
    missing_dependencies: Json = Field(nullable=True)
    stale_dependencies: Json = Field(nullable=True)
    alert_sent: bool = Field(nullable=True)
    alert_type: str = Field(str_matches=LOWER_KEY, nullable=True)
    cloud_run_service: str = Field(str_matches=SERVICE, nullable=True)
    cloud_run_revision: str = Field(str_matches=SERVICE, nullable=True)
    retry_attempt: int = Field(ge=0, nullable=True)
    skipped: bool = Field(nullable=True)
    skip_reason: str = Field(str_matches=LOWER_KEY, nullable=True)
    failure_category: str = Field(str_matches=LOWER_KEY, nullable=True)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.data_date)

    @row_rule
    def started_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.data_date, t.started_at)

    @row_rule
    def written_after_it_started(t: Any) -> Any:
        return t.processed_at >= t.started_at

    @row_rule
    def lasted_no_longer_than_until_it_was_written(t: Any) -> Any:
        return lasted_at_most(t.duration_seconds, t.started_at, t.processed_at)

    @row_rule
    def what_was_skipped_says_so(t: Any) -> Any:
        return t.skipped == (t.status == "skipped")

    @row_rule
    def what_was_skipped_says_why(t: Any) -> Any:
        return ~t.skipped | t.skip_reason.notnull()

    @row_rule
    def what_was_skipped_processed_nothing(t: Any) -> Any:
        return (t.status != "skipped") | (t.records_processed == 0)

    @row_rule
    def a_failure_has_a_category(t: Any) -> Any:
        return (t.status != "failed") | t.failure_category.notnull()

    @row_rule
    def a_success_has_no_failure(t: Any) -> Any:
        return (t.status != "success") | t.failure_category.isnull()

    @row_rule
    def created_and_updated_records_were_processed(t: Any) -> Any:
        return t.records_created + t.records_updated <= t.records_processed

    @row_rule
    def a_source_that_matched_has_a_date(t: Any) -> Any:
        return (
            (~t.espn_matched_requested_date | t.espn_roster_date.notnull())
            & (~t.nbacom_matched_requested_date | t.nbacom_source_date.notnull())
            & (~t.br_matched_requested_date | t.br_scrape_date.notnull())
            & (~t.gamebook_matched_requested_date | t.gamebook_pdf_date.notnull())
        )

    @row_rule
    def date_range_runs_forward(t: Any) -> Any:
        return t.date_range_filter_start <= t.date_range_filter_end

    @row_rule
    def full_validation_skips_nothing(t: Any) -> Any:
        return (t.validation_mode != "full") | t.validation_skipped_reason.isnull()

    @row_rule
    def a_retry_is_not_the_first_attempt(t: Any) -> Any:
        return (t.triggered_by != "retry") | (t.retry_attempt > 0)

    @row_rule
    def an_alert_has_a_type(t: Any) -> Any:
        return t.alert_sent == t.alert_type.notnull()

    @row_rule
    def revision_is_one_of_the_service(t: Any) -> Any:
        return revision_of(t.cloud_run_revision, t.cloud_run_service)
