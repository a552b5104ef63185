"""An analytics processor is done: phase 3 to phase 4."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.completion import NO_DATA_UNKNOWN, Completion, CompletionOfPhase2Or3
from contracts.messages.ends import Known
from contracts.messages.fields import NeededPart, PlayerOrTeam, SentPart
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase3-analytics-complete"


class Changes(SentPart):
    """Whether only some players or teams were computed again, and which."""

    is_incremental: bool | None = None
    entities_changed: list[PlayerOrTeam] | None = None


class AnalyticsCompletion(Completion):
    """Sent by each of the five analytics processors when its run for a game day ends."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "analytics processors"

    metadata: Changes | None = None


class ChangesForOrchestrator(NeededPart):
    """What is handed on to phase 4, so that it computes no more than it must."""

    is_incremental: bool | None = None
    entities_changed: list[PlayerOrTeam] | None = None


class AnalyticsCompletionForOrchestrator(CompletionOfPhase2Or3):
    """Read by the function between phases 3 and 4, which counts completions and starts phase 4."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "phase3-to-phase4"

    phase: str = "phase3"
    metadata: ChangesForOrchestrator | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "processor_name": "PlayerGameSummaryProcessor",
        "phase": "phase3",
        "execution_id": "0b7ee410",
        "correlation_id": "c0ffee01",
        "game_date": "2026-02-03",
        "status": "success",
        "timestamp": "2026-02-04T11:31:07Z",
        "output_table": "player_game_summary",
        "output_dataset": "nba_analytics",
        "record_count": 208,
        "records_failed": 4,
        "duration_seconds": 63.8,
        "parent_processor": "BdlBoxscoresProcessor",
        "trigger_source": "pubsub",
        "trigger_message_id": "9183465110",
        "metadata": {"is_incremental": True, "entities_changed": ["samplejones", "BOS"]},
    },
)

KNOWN: Final = (Known(AnalyticsCompletionForOrchestrator, "M-004", "status", NO_DATA_UNKNOWN),)

KIND: Final = Kind("analytics_completion", AnalyticsCompletion, (AnalyticsCompletionForOrchestrator,), EXAMPLES, KNOWN)
