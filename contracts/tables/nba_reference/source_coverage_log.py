"""The contract of nba_reference.source_coverage_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import GAME_ID, LOWER_KEY, PHASE_KEYS, PROCESSOR, SEASON_LABEL, SEVERITIES, TEAM_CODES
from contracts.tables.relations import id_names_the_day, season_of
from harness.warehouse.functions import season_label


class SourceCoverageLog(
    Table,
    dataset="nba_reference",
    partition="event_timestamp",
    clustering=("severity", "event_type", "game_id"),
    key=("event_id",),
):
    """One note about a source that was there or was not: what stood in for it, and what that did to quality."""

    event_id: str
    event_timestamp: Timestamp
    event_type: str = Field(str_matches=LOWER_KEY)
    severity: str = Field(isin=SEVERITIES)
    phase: str = Field(isin=PHASE_KEYS, nullable=True)
    table_name: str = Field(str_matches=LOWER_KEY, nullable=True)
    processor_name: str = Field(str_matches=PROCESSOR, nullable=True)
    game_id: str = Field(str_matches=GAME_ID, nullable=True)
    game_date: Date = Field(nullable=True)
    season: str = Field(str_matches=SEASON_LABEL, nullable=True)
    player_id: str = Field(nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    description: str = Field(nullable=True)
    primary_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    primary_source_status: str = Field(str_matches=LOWER_KEY, nullable=True)
    fallback_sources_tried: Strings
    resolution: str = Field(nullable=True)
    resolution_details: str = Field(nullable=True)
    # gold, silver, bronze …
    quality_tier_before: str = Field(str_matches=LOWER_KEY, nullable=True)
    quality_tier_after: str = Field(str_matches=LOWER_KEY, nullable=True)
    quality_score_before: float = Field(ge=0, le=100, nullable=True)
    quality_score_after: float = Field(ge=0, le=100, nullable=True)
    downstream_impact: str = Field(nullable=True)
    requires_alert: bool = Field(nullable=True)
    alert_sent: bool = Field(nullable=True)
    alert_channel: str = Field(str_matches=LOWER_KEY, nullable=True)
    alert_sent_at: Timestamp = Field(nullable=True)
    batch_id: str = Field(nullable=True)
    is_resolved: bool = Field(nullable=True)
    resolved_at: Timestamp = Field(nullable=True)
    resolution_method: str = Field(nullable=True)
    resolved_by: str = Field(nullable=True)
    environment: str = Field(str_matches=LOWER_KEY, nullable=True)
    processor_run_id: str = Field(nullable=True)
    is_synthetic: bool = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def season_is_that_of_the_day(t: Any) -> Any:
        return t.season == season_label(season_of(t.game_date))

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def an_alert_that_was_sent_says_when(t: Any) -> Any:
        return t.alert_sent == t.alert_sent_at.notnull()

    @row_rule
    def only_a_required_alert_is_sent(t: Any) -> Any:
        return ~t.alert_sent | t.requires_alert

    @row_rule
    def what_has_a_time_of_resolution_is_resolved(t: Any) -> Any:
        return t.resolved_at.isnull() | t.is_resolved

    @row_rule
    def resolved_after_the_event(t: Any) -> Any:
        return t.resolved_at >= t.event_timestamp

    @row_rule
    def written_after_the_event(t: Any) -> Any:
        return t.created_at >= t.event_timestamp
