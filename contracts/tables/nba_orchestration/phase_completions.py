"""The contract of nba_orchestration.phase_completions."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import PROCESSOR
from contracts.tables.relations import at_most_a_day_ahead


class PhaseCompletions(
    Table,
    dataset="nba_orchestration",
    key=("phase", "game_date", "processor_name"),
):
    """One processor that is done for a game day: the second copy of what Firestore is told."""

    phase: str = Field(isin=["phase2", "phase3", "phase4", "phase5"])
    game_date: Date
    processor_name: str = Field(str_matches=PROCESSOR)
    status: str = Field(isin=["success", "partial", "failed"])
    record_count: int = Field(ge=0, nullable=True)
    correlation_id: str = Field(nullable=True)
    execution_id: str = Field(nullable=True)
    completed_at: Timestamp
    is_incremental: bool = Field(nullable=True)
    entities_changed: Strings
    metadata: Json = Field(nullable=True)
    inserted_at: Timestamp

    @row_rule
    def stored_after_it_was_completed(t: Any) -> Any:
        return t.inserted_at >= t.completed_at

    @row_rule
    def completed_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.game_date, t.completed_at)
