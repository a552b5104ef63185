"""prediction_batches/<batch>: how far a batch of predictions is."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final, Self

from pydantic import AfterValidator, AwareDatetime, Field, model_validator

from contracts.documents.document import BATCH, GUARDED_ELEMENTS, Document, Place
from contracts.messages.fields import BatchId, Count, Day, Name, PlayerLookup


def _each_once(players: list[str]) -> list[str]:
    twice = sorted(one for one, times in Counter(players).items() if times > 1)
    if twice:
        raise ValueError(f"names {', '.join(twice)} more than once")
    return players


Players = Annotated[list[PlayerLookup], Field(max_length=GUARDED_ELEMENTS), AfterValidator(_each_once)]


class PredictionBatch(Document):
    """A day's predictions, from POST /start until all players are done or the batch is closed without the last few.

    Completions are counted twice while both ways are written: in `completed_players`, and in `completed_count` over
    the documents below. An instance of the coordinator claims the batch for five minutes at a time.
    """

    batch_id: BatchId
    game_date: Day
    expected_players: Count
    completed_players: Players
    failed_players: Players
    predictions_by_player: Annotated[dict[PlayerLookup, Count], Field(max_length=GUARDED_ELEMENTS)]
    total_predictions: Count
    is_complete: bool
    start_time: AwareDatetime
    completion_time: AwareDatetime | None = None
    correlation_id: str | None = None
    dataset_prefix: str | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    completed_count: Count | None = None
    total_predictions_subcoll: Count | None = None
    last_updated: AwareDatetime | None = None
    stall_completed: bool | None = None
    stall_reason: Name | None = None
    claimed_by_instance: Name | None = None
    claim_expires_at: AwareDatetime | None = None
    claimed_at: AwareDatetime | None = None
    created_by_instance: Name | None = None

    @model_validator(mode="after")
    def _what_stalled_is_closed_and_says_why(self) -> Self:
        if self.stall_completed and not (self.is_complete and self.stall_reason):
            raise ValueError("stall_completed is set, and is_complete or stall_reason is not")
        return self


_STARTED = datetime(2026, 2, 3, 16, 40, tzinfo=UTC)

EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "prediction_batches/batch_2026-02-03_1770130000",
        {
            "batch_id": "batch_2026-02-03_1770130000",
            "game_date": "2026-02-03",
            "expected_players": 20,
            "completed_players": ["samplejones", "otherexample"],
            "failed_players": [],
            "predictions_by_player": {"samplejones": 7, "otherexample": 14},
            "total_predictions": 21,
            "is_complete": False,
            "start_time": _STARTED,
            "completion_time": None,
            "correlation_id": "c0ffee01",
            "dataset_prefix": "",
            "created_at": _STARTED,
            "updated_at": _STARTED + timedelta(seconds=11),
            "completed_count": 2,
            "total_predictions_subcoll": 21,
            "last_updated": _STARTED + timedelta(seconds=11),
            "claimed_by_instance": "5d0f9a52-7a05-4a0b-9c4e-2b9b3b6f1c11",
            "claimed_at": _STARTED,
            "claim_expires_at": _STARTED + timedelta(seconds=300),
            "created_by_instance": "5d0f9a52-7a05-4a0b-9c4e-2b9b3b6f1c11",
        },
    ),
    (
        "prediction_batches/batch_2026-02-04_1770216400",
        {
            "batch_id": "batch_2026-02-04_1770216400",
            "game_date": "2026-02-04",
            "expected_players": 1,
            "completed_players": [],
            "failed_players": ["samplejones"],
            "predictions_by_player": {},
            "total_predictions": 0,
            "is_complete": True,
            "start_time": _STARTED + timedelta(days=1),
            "created_at": _STARTED + timedelta(days=1),
            "updated_at": _STARTED + timedelta(days=1, minutes=10),
            "stall_completed": True,
            "stall_reason": "no completion for 600 s",
        },
    ),
)

PLACE: Final = Place(
    name="prediction_batches",
    document=PredictionBatch,
    patterns=("prediction_batches/{batch}",),
    ids={"batch": f"(?P<batch_id>{BATCH})"},
    examples=EXAMPLES,
    writer="coordinator",
    life=timedelta(days=7),
)
