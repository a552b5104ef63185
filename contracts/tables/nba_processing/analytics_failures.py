"""The contract of nba_processing.analytics_failures."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import GAME_ID, PLAYER_LOOKUP, PROCESSOR, TEAM_CODES, UPPER_KEY


class AnalyticsFailures(
    Table,
    dataset="nba_processing",
    partition="analysis_date",
    clustering=("processor_name", "failure_category", "can_retry"),
    key=("processor_name", "run_id", "analysis_date", "entity_id"),
):
    """A player, team or game for which phase 3 could not make its rows, and whether another run would help."""

    processor_name: str = Field(str_matches=PROCESSOR)
    run_id: str
    analysis_date: Date
    entity_id: str
    # PLAYER, TEAM, GAME …
    entity_type: str = Field(str_matches=UPPER_KEY)
    # MISSING_RAW_DATA, PROCESSING_ERROR, VALIDATION_FAILED …
    failure_category: str = Field(str_matches=UPPER_KEY)
    failure_reason: str
    # DATA_GAP, EXPECTED_NO_DATA, BUG …
    failure_type: str = Field(str_matches=UPPER_KEY, nullable=True)
    is_correctable: bool = Field(nullable=True)
    expected_record_count: int = Field(ge=0, nullable=True)
    actual_record_count: int = Field(ge=0, nullable=True)
    missing_game_ids: str = Field(nullable=True)
    can_retry: bool
    # UNRESOLVED, RESOLVED …
    resolution_status: str = Field(str_matches=UPPER_KEY, nullable=True)
    resolved_at: Timestamp = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def entity_is_of_its_type(t: Any) -> Any:
        return (
            ((t.entity_type != "PLAYER") | t.entity_id.re_search(PLAYER_LOOKUP))
            & ((t.entity_type != "TEAM") | t.entity_id.isin(TEAM_CODES))
            & ((t.entity_type != "GAME") | t.entity_id.re_search(GAME_ID))
        )

    @row_rule
    def in_a_gap_records_are_missing(t: Any) -> Any:
        return (t.failure_type != "DATA_GAP") | (t.actual_record_count < t.expected_record_count)

    @row_rule
    def what_is_expected_to_be_empty_needs_no_correction(t: Any) -> Any:
        return (t.failure_type != "EXPECTED_NO_DATA") | ~t.is_correctable

    @row_rule
    def unresolved_has_no_time_of_resolution(t: Any) -> Any:
        return (t.resolution_status != "UNRESOLVED") | t.resolved_at.isnull()

    @row_rule
    def resolved_says_when(t: Any) -> Any:
        return (t.resolution_status != "RESOLVED") | t.resolved_at.notnull()

    @row_rule
    def resolved_after_it_was_noted(t: Any) -> Any:
        return t.resolved_at >= t.created_at
