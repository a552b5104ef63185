"""The contract of nba_orchestration.pipeline_event_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.formats import IDENTIFIER, LOWER_KEY, PHASE_KEYS, PROCESSOR
from contracts.tables.relations import at_most_a_day_ahead


class PipelineEventLog(
    Table,
    dataset="nba_orchestration",
    partition="timestamp",
    key=("event_id",),
):
    """One event of the pipeline: a phase or processor starts or ends, something fails, something is tried again."""

    event_id: str
    timestamp: Timestamp = Field(nullable=True)
    event_type: str = Field(
        isin=["phase_start", "phase_complete", "processor_start", "processor_complete", "error", "retry"]
    )
    phase: str = Field(isin=PHASE_KEYS, nullable=True)
    processor_name: str = Field(str_matches=PROCESSOR, nullable=True)
    game_date: Date = Field(nullable=True)
    correlation_id: str = Field(nullable=True)
    # pubsub, scheduler, manual …
    trigger_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    duration_seconds: float = Field(ge=0, nullable=True)
    records_processed: int = Field(ge=0, nullable=True)
    error_type: str = Field(str_matches=IDENTIFIER, nullable=True)
    error_message: str = Field(nullable=True)
    stack_trace: str = Field(nullable=True)
    metadata: Json = Field(nullable=True)

    @row_rule
    def an_event_of_a_processor_names_it(t: Any) -> Any:
        return ~t.event_type.isin(["processor_start", "processor_complete"]) | t.processor_name.notnull()

    @row_rule
    def an_event_of_a_phase_names_it(t: Any) -> Any:
        return ~t.event_type.isin(["phase_start", "phase_complete"]) | t.phase.notnull()

    @row_rule
    def what_starts_has_no_duration_and_no_records(t: Any) -> Any:
        starts = t.event_type.isin(["phase_start", "processor_start"])
        return ~starts | (t.duration_seconds.isnull() & t.records_processed.isnull())

    @row_rule
    def an_error_says_what_went_wrong(t: Any) -> Any:
        return (t.event_type != "error") | t.error_message.notnull()

    @row_rule
    def only_errors_and_retries_have_an_error(t: Any) -> Any:
        told = t.error_type.notnull() | t.error_message.notnull() | t.stack_trace.notnull()
        return ~told | t.event_type.isin(["error", "retry"])

    @row_rule
    def written_at_most_a_day_ahead(t: Any) -> Any:
        return at_most_a_day_ahead(t.game_date, t.timestamp)
