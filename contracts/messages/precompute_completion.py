"""A precompute processor is done: phase 4 to phase 5."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.completion import Completion
from contracts.messages.fields import Count, Day, Name, Needed
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase4-precompute-complete"


class PrecomputeCompletion(Completion):
    """Sent by each of the five precompute processors when its run for a game day ends.

    Among themselves they send the same on nba-phase4-processor-complete.
    """

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "precompute processors"

    metadata: dict[str, Any] | None = None


class PrecomputeCompletionForOrchestrator(Needed):
    """Read by the function between phases 4 and 5, which starts the predictions once enough are done.

    It takes the status as a text, so it knows them all.
    """

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "phase4-to-phase5"

    processor_name: Name
    game_date: Day
    status: str
    record_count: Count = 0
    correlation_id: str | None = None
    execution_id: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "processor_name": "MLFeatureStoreProcessor",
        "phase": "phase4",
        "execution_id": "6cd0f3a7",
        "correlation_id": "c0ffee01",
        "game_date": "2026-02-03",
        "status": "success",
        "timestamp": "2026-02-03T16:08:45Z",
        "output_table": "ml_feature_store_v2",
        "output_dataset": "nba_predictions",
        "record_count": 241,
        "records_failed": 0,
        "duration_seconds": 118.0,
        "parent_processor": "PlayerDailyCacheProcessor",
        "trigger_source": "automatic",
    },
    {
        "processor_name": "TeamDefenseZoneAnalysisProcessor",
        "phase": "phase4",
        "execution_id": "d4409be1",
        "correlation_id": "c0ffee09",
        "game_date": "2026-02-15",
        "status": "no_data",
        "timestamp": "2026-02-15T16:01:30Z",
        "record_count": 0,
        "records_failed": 0,
    },
)

KIND: Final = Kind("precompute_completion", PrecomputeCompletion, (PrecomputeCompletionForOrchestrator,), EXAMPLES)
