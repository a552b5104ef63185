"""A raw processor is done: phase 2 to phase 3."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.completion import NO_DATA_UNKNOWN, Completion, CompletionOfPhase2Or3
from contracts.messages.ends import Known
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase2-raw-complete"


class RawCompletion(Completion):
    """Sent by each raw processor after it has loaded a file, and when it could not."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "raw processors"

    metadata: dict[str, Any] | None = None


class RawCompletionForAnalytics(CompletionOfPhase2Or3):
    """Read by the analytics service, which runs the processors that build on the table."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "analytics service"

    phase: str = "phase2"
    output_table: str | None = None
    metadata: dict[str, Any] | None = None


class RawCompletionForMonitor(CompletionOfPhase2Or3):
    """Read by the function between phases 2 and 3, which only keeps count of who is done and starts nothing."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "phase2-to-phase3"

    phase: str = "phase2"
    metadata: dict[str, Any] | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "processor_name": "BdlBoxscoresProcessor",
        "phase": "phase2",
        "execution_id": "3f6d2b90",
        "correlation_id": "c0ffee01",
        "game_date": "2026-02-03",
        "status": "success",
        "timestamp": "2026-02-04T06:17:20.250000+00:00",
        "output_table": "bdl_player_boxscores",
        "output_dataset": "nba_raw",
        "record_count": 212,
        "records_failed": 0,
        "duration_seconds": 14.2,
        "parent_processor": "bdl_box_scores",
        "trigger_source": "pubsub",
        "trigger_message_id": "9183465027",
        "metadata": {"games": 9},
    },
    {
        "processor_name": "BdlInjuriesProcessor",
        "phase": "phase2",
        "execution_id": "a81c55e2",
        "correlation_id": "c0ffee02",
        "game_date": "2026-02-03",
        "status": "failed",
        "timestamp": "2026-02-04T06:18:01Z",
        "record_count": 0,
        "records_failed": 41,
        "trigger_source": "scheduler",
        "error_message": "no column report_time",
        "error_type": "BadRequest",
    },
)

KNOWN: Final = (
    Known(RawCompletionForAnalytics, "M-004", "status", NO_DATA_UNKNOWN),
    Known(RawCompletionForMonitor, "M-004", "status", NO_DATA_UNKNOWN),
)

KIND: Final = Kind(
    "raw_completion", RawCompletion, (RawCompletionForAnalytics, RawCompletionForMonitor), EXAMPLES, KNOWN
)
