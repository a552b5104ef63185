"""One player is predicted: worker to coordinator."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from contracts.messages.ends import TOPIC as TOPIC_PATH
from contracts.messages.ends import Known
from contracts.messages.fields import BatchId, Count, Day, Instant, Needed, PlayerLookup, Sent
from contracts.messages.kind import Kind

TOPIC: Final = "prediction-ready-prod"


class PredictionReady(Sent):
    """Sent by a worker after the predictions of one player are written, also when there are none.

    Its timestamp is in UTC and does not say so.
    """

    topic: ClassVar[str] = TOPIC
    topic_if_unset: ClassVar[str | None] = "prediction-ready"
    sender: ClassVar[str] = "worker"

    player_lookup: PlayerLookup
    game_date: Day
    predictions_generated: Count
    batch_id: BatchId
    correlation_id: str | None = None
    timestamp: Instant | None = None
    worker_instance: str | None = None


class PredictionReadyForCoordinator(Needed):
    """Read by the coordinator, which crosses the player off the batch's list; one without a batch it answers 400."""

    topic: ClassVar[str] = TOPIC
    reader: ClassVar[str] = "coordinator"

    player_lookup: PlayerLookup
    game_date: Day
    predictions_generated: Count
    batch_id: BatchId
    correlation_id: str | None = None


EXAMPLES: Final[tuple[dict[str, Any], ...]] = (
    {
        "player_lookup": "samplejones",
        "game_date": "2026-02-03",
        "predictions_generated": 7,
        "batch_id": "batch_2026-02-03_1770130000",
        "correlation_id": "c0ffee01",
        "timestamp": "2026-02-03T16:40:11.5",
        "worker_instance": "w-00012",
    },
)

KNOWN: Final = (
    Known(
        PredictionReadyForCoordinator,
        "M-002",
        TOPIC_PATH,
        "the worker's own default lacks -prod; one that is deployed without the setting predicts and is never counted",
    ),
)

KIND: Final = Kind("prediction_ready", PredictionReady, (PredictionReadyForCoordinator,), EXAMPLES, KNOWN)
