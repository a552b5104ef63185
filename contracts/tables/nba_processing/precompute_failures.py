"""The contract of nba_processing.precompute_failures."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import PLAYER_OR_TEAM, PROCESSOR, UPPER_KEY


class PrecomputeFailures(
    Table,
    dataset="nba_processing",
    partition="analysis_date",
    clustering=("processor_name", "failure_category", "can_retry"),
    key=("processor_name", "run_id", "analysis_date", "entity_id"),
):
    """A player or team for which phase 4 had too little to compute from, and why."""

    processor_name: str = Field(str_matches=PROCESSOR)
    run_id: str
    analysis_date: Date
    entity_id: str = Field(str_matches=PLAYER_OR_TEAM)
    # INSUFFICIENT_DATA, INCOMPLETE_DATA, PROCESSING_ERROR …
    failure_category: str = Field(str_matches=UPPER_KEY)
    failure_reason: str
    can_retry: bool
    # PLAYER_DNP, DATA_GAP, PROCESSING_ERROR, MIXED, UNKNOWN …
    failure_type: str = Field(str_matches=UPPER_KEY, nullable=True)
    is_correctable: bool = Field(nullable=True)
    expected_game_count: int = Field(ge=0, nullable=True)
    actual_game_count: int = Field(ge=0, nullable=True)
    missing_game_dates: str = Field(nullable=True)
    raw_data_checked: bool = Field(nullable=True)
    # UNRESOLVED, RESOLVED, PERMANENT, INVESTIGATING …
    resolution_status: str = Field(str_matches=UPPER_KEY, nullable=True)
    resolved_at: Timestamp = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def with_too_little_data_games_are_missing(t: Any) -> Any:
        short = t.failure_category.isin(["INSUFFICIENT_DATA", "INCOMPLETE_DATA"])
        return ~short | (t.actual_game_count < t.expected_game_count)

    @row_rule
    def who_did_not_play_cannot_be_corrected(t: Any) -> Any:
        return (t.failure_type != "PLAYER_DNP") | ~t.is_correctable

    @row_rule
    def unresolved_has_no_time_of_resolution(t: Any) -> Any:
        return (t.resolution_status != "UNRESOLVED") | t.resolved_at.isnull()

    @row_rule
    def resolved_says_when(t: Any) -> Any:
        return (t.resolution_status != "RESOLVED") | t.resolved_at.notnull()

    @row_rule
    def resolved_after_it_was_noted(t: Any) -> Any:
        return t.resolved_at >= t.created_at
