"""The contract of nba_backfill.backfill_progress."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule


class BackfillProgress(
    Table,
    dataset="nba_backfill",
    partition="game_date",
    clustering=("phase3_complete", "phase4_complete"),
    key=("game_date",),
):
    """How far a long backfill has come with one game day: which tables of phases 3 and 4 are done.

    The backfill updates it after every table, so that it can go on where it stopped.
    """

    game_date: Date
    phase3_complete: bool = Field(nullable=True)
    phase3_pgs_complete: bool = Field(nullable=True)
    phase3_togs_complete: bool = Field(nullable=True)
    phase3_tdgs_complete: bool = Field(nullable=True)
    phase3_upgc_complete: bool = Field(nullable=True)
    phase3_utgc_complete: bool = Field(nullable=True)
    phase4_complete: bool = Field(nullable=True)
    phase4_tdza_complete: bool = Field(nullable=True)
    phase4_psza_complete: bool = Field(nullable=True)
    phase4_pdc_complete: bool = Field(nullable=True)
    phase4_pcf_complete: bool = Field(nullable=True)
    phase4_mlfs_complete: bool = Field(nullable=True)
    last_updated: Timestamp = Field(nullable=True)
    phase3_started_at: Timestamp = Field(nullable=True)
    phase3_completed_at: Timestamp = Field(nullable=True)
    phase4_started_at: Timestamp = Field(nullable=True)
    phase4_completed_at: Timestamp = Field(nullable=True)
    phase3_error_count: int = Field(ge=0, nullable=True)
    phase4_error_count: int = Field(ge=0, nullable=True)
    last_error: str = Field(nullable=True)
    notes: str = Field(nullable=True)

    @row_rule
    def phase_3_is_complete_when_all_its_tables_are(t: Any) -> Any:
        return t.phase3_complete == (
            t.phase3_pgs_complete
            & t.phase3_togs_complete
            & t.phase3_tdgs_complete
            & t.phase3_upgc_complete
            & t.phase3_utgc_complete
        )

    @row_rule
    def phase_4_is_complete_when_all_its_tables_are(t: Any) -> Any:
        return t.phase4_complete == (
            t.phase4_tdza_complete
            & t.phase4_psza_complete
            & t.phase4_pdc_complete
            & t.phase4_pcf_complete
            & t.phase4_mlfs_complete
        )

    @row_rule
    def what_is_complete_says_when(t: Any) -> Any:
        return (~t.phase3_complete | t.phase3_completed_at.notnull()) & (
            ~t.phase4_complete | t.phase4_completed_at.notnull()
        )

    @row_rule
    def completed_after_it_was_started(t: Any) -> Any:
        return (t.phase3_started_at <= t.phase3_completed_at) & (t.phase4_started_at <= t.phase4_completed_at)

    @row_rule
    def updated_after_the_last_completion(t: Any) -> Any:
        return (t.phase3_completed_at <= t.last_updated) & (t.phase4_completed_at <= t.last_updated)

    @row_rule
    def counted_errors_leave_the_last_one(t: Any) -> Any:
        return ((t.phase3_error_count == 0) & (t.phase4_error_count == 0)) | t.last_error.notnull()
