"""What the completions of phases 2 to 5 have in common: no kind of its own."""

from __future__ import annotations

from typing import ClassVar, Literal

from contracts.messages.fields import Count, Day, Instant, Name, Needed, Seconds, Sent


class Completion(Sent):
    """A processor is done with a game day. Names without a value are taken out before it is sent."""

    drops_nulls: ClassVar[bool] = True

    processor_name: Name
    phase: Name
    execution_id: Name
    correlation_id: Name
    game_date: Day
    status: Literal["success", "partial", "no_data", "failed"]
    timestamp: Instant
    output_table: Name | None = None
    output_dataset: Name | None = None
    record_count: Count = 0
    records_failed: Count = 0
    duration_seconds: Seconds | None = None
    parent_processor: Name | None = None
    trigger_source: Literal["pubsub", "scheduler", "manual", "automatic"] | None = None
    trigger_message_id: Name | None = None
    error_message: str | None = None
    error_type: str | None = None


class CompletionOfPhase2Or3(Needed):
    """What readers of phases 2 and 3 take: `skipped` they know and nobody sends, `no_data` is sent and unknown."""

    processor_name: Name
    game_date: Day
    status: Literal["success", "partial", "failed", "skipped"]
    record_count: Count = 0
    correlation_id: str | None = None
    execution_id: str | None = None


NO_DATA_UNKNOWN = (
    "senders have a status for a run that found nothing and readers were written before it; a day without data is "
    "refused as a bad message, and is redelivered until it lands in the dead letters"
)
