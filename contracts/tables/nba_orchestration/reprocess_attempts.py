"""The contract of nba_orchestration.reprocess_attempts."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PLAYER_OR_TEAM, PROCESSOR
from contracts.tables.relations import at_most_a_day_ahead


class ReprocessAttempts(
    Table,
    dataset="nba_orchestration",
    partition="analysis_date",
    clustering=("processor_name", "entity_id", "analysis_date"),
    key=("processor_name", "entity_id", "analysis_date", "attempt_number"),
):
    """One attempt to compute a player or team again; too many of them lock the entity out for a day."""

    processor_name: str = Field(str_matches=PROCESSOR)
    entity_id: str = Field(str_matches=PLAYER_OR_TEAM)
    analysis_date: Date
    attempt_number: int = Field(ge=1)
    attempted_at: Timestamp
    completeness_pct: float = Field(ge=0, le=100, nullable=True)
    skip_reason: str = Field(str_matches=LOWER_KEY, nullable=True)
    circuit_breaker_tripped: bool
    circuit_breaker_until: Timestamp = Field(nullable=True)
    manual_override_applied: bool = Field(nullable=True)
    notes: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def who_is_locked_out_says_until_when(t: Any) -> Any:
        return t.circuit_breaker_tripped == t.circuit_breaker_until.notnull()

    @row_rule
    def locked_out_from_the_attempt_on(t: Any) -> Any:
        return t.circuit_breaker_until > t.attempted_at

    @row_rule
    def attempted_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.analysis_date, t.attempted_at)

    @row_rule
    def written_after_the_attempt(t: Any) -> Any:
        return t.created_at >= t.attempted_at
