"""A batch of predictions is done: phase 5 to phase 6."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.completion import Completion
from contracts.messages.ends import Known
from contracts.messages.fields import BatchId, Count, Day, Needed, NeededPart, Percent, SentPart
from contracts.messages.kind import Kind

TOPIC: Final = "nba-phase5-predictions-complete"


class Batch(SentPart):
    """How far the batch came."""

    batch_id: BatchId
    expected_players: Count
    completed_players: Count
    total_predictions: Count
    completion_percentage: Percent


class PredictionsCompletion(Completion):
    """Sent by the coordinator when a batch is complete, or is closed because it no longer moves."""

    topic: ClassVar[str] = TOPIC
    sender: ClassVar[str] = "coordinator"

    metadata: Batch


class BatchForExport(NeededPart):
    """By these it decides whether the day is worth publishing: 80 percent, and ten predictions."""

    batch_id: str
    completion_pct: Percent
    completed_predictions: Count


class PredictionsCompletionForOrchestrator(Needed):
    """Read by the function between phases 5 and 6, which lets a day with success or partial be exported."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "phase5-to-phase6"

    game_date: Day
    status: str
    correlation_id: str | None = None
    metadata: BatchForExport


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "processor_name": "PredictionCoordinator",
        "phase": "phase5",
        "execution_id": "batch_2026-02-03_1770130000",
        "correlation_id": "c0ffee01",
        "game_date": "2026-02-03",
        "status": "success",
        "timestamp": "2026-02-03T16:52:30Z",
        "output_table": "player_prop_predictions",
        "output_dataset": "nba_predictions",
        "record_count": 1624,
        "records_failed": 0,
        "duration_seconds": 750.0,
        "trigger_source": "pubsub",
        "metadata": {
            "batch_id": "batch_2026-02-03_1770130000",
            "expected_players": 240,
            "completed_players": 232,
            "total_predictions": 1624,
            "completion_percentage": 96.7,
        },
    },
)

KNOWN: Final = (
    Known(
        PredictionsCompletionForOrchestrator,
        "M-002",
        "metadata.completion_pct",
        "the coordinator writes the word out; the rule of 80 percent never sees the number that was sent",
    ),
    Known(
        PredictionsCompletionForOrchestrator,
        "M-002",
        "metadata.completed_predictions",
        "the coordinator calls it total_predictions; the rule of ten predictions never sees the number that was sent",
    ),
)

KIND: Final = Kind(
    "predictions_completion", PredictionsCompletion, (PredictionsCompletionForOrchestrator,), EXAMPLES, KNOWN
)
