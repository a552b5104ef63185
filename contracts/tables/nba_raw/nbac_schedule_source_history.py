"""The contract of nba_raw.nbac_schedule_source_history."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, SEASON_LABEL, START_YEAR


class NbacScheduleSourceHistory(
    Table,
    dataset="nba_raw",
    partition="processing_date",
    clustering=("processing_date", "data_source", "season_nba_format"),
    key=("processing_id",),
):
    """Which feed supplied the schedule on a day, one row a run.

    Rows come from the schedule processor itself: it tries NBA.com's statistics API and falls back to the CDN.
    """

    processing_id: str
    season: str = Field(str_matches=START_YEAR)
    season_nba_format: str = Field(str_matches=SEASON_LABEL)
    processing_date: Date
    data_source: str = Field(str_matches=LOWER_KEY)
    is_fallback: bool = Field(nullable=True)
    primary_source_failed: bool = Field(nullable=True)
    games_processed: int = Field(ge=0, nullable=True)
    games_inserted: int = Field(ge=0, nullable=True)
    games_updated: int = Field(ge=0, nullable=True)
    games_skipped: int = Field(ge=0, nullable=True)
    processing_duration_seconds: int = Field(ge=0, nullable=True)
    started_at: Timestamp
    completed_at: Timestamp
    source_file_path: str = Field(nullable=True)
    file_size_bytes: int = Field(ge=0, nullable=True)
    had_errors: bool = Field(nullable=True)
    error_message: str = Field(nullable=True)
    processor_version: str = Field(nullable=True)
    notes: str = Field(nullable=True)

    @row_rule
    def season_label_starts_with_the_season(t: Any) -> Any:
        return t.season_nba_format.substr(0, 4) == t.season

    @row_rule
    def a_run_ends_after_it_starts(t: Any) -> Any:
        return t.completed_at >= t.started_at

    @row_rule
    def each_game_is_inserted_updated_or_skipped(t: Any) -> Any:
        return t.games_processed == t.games_inserted + t.games_updated + t.games_skipped

    @row_rule
    def a_fallback_follows_a_failure(t: Any) -> Any:
        return ~t.is_fallback | t.primary_source_failed

    @row_rule
    def an_error_message_comes_with_an_error(t: Any) -> Any:
        return t.error_message.isnull() | t.had_errors
