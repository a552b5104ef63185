"""The contract of nba_orchestration.phase_execution_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_GAMES_A_DAY
from contracts.tables.formats import LOWER_KEY
from contracts.tables.relations import at_most_a_day_ahead, lasted_at_most

_STEPS = [f"phase{number}_to_phase{number + 1}" for number in range(1, 6)]


class PhaseExecutionLog(
    Table,
    dataset="nba_orchestration",
    partition="game_date",
    clustering=("phase_name", "status", "execution_timestamp"),
    key=("execution_timestamp", "phase_name", "game_date"),
):
    """One step from a phase to the next for a game day, written by the orchestrator between the two."""

    execution_timestamp: Timestamp
    phase_name: str = Field(isin=_STEPS)
    game_date: Date
    correlation_id: str = Field(nullable=True)
    start_time: Timestamp
    duration_seconds: float = Field(ge=0)
    games_processed: int = Field(ge=0, le=MOST_GAMES_A_DAY, nullable=True)
    # complete, skipped …
    status: str = Field(str_matches=LOWER_KEY)
    metadata: Json = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def started_before_it_was_logged(t: Any) -> Any:
        return t.start_time <= t.execution_timestamp

    @row_rule
    def lasted_no_longer_than_since_its_start(t: Any) -> Any:
        return lasted_at_most(t.duration_seconds, t.start_time, t.execution_timestamp)

    @row_rule
    def run_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.game_date, t.execution_timestamp)

    @row_rule
    def written_after_it_ended(t: Any) -> Any:
        return t.created_at >= t.execution_timestamp
