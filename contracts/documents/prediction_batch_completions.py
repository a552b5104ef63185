"""prediction_batches/<batch>/completions/<player>: one player who is done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from pydantic import AwareDatetime

from contracts.documents.document import BATCH, Document, Place
from contracts.messages.fields import Count, PlayerLookup


class BatchCompletion(Document):
    """One player of a batch, with the number of his predictions. It stays behind when the batch is deleted."""

    player_lookup: PlayerLookup
    predictions_count: Count
    completed_at: AwareDatetime


EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "prediction_batches/batch_2026-02-03_1770130000/completions/samplejones",
        {
            "player_lookup": "samplejones",
            "predictions_count": 7,
            "completed_at": datetime(2026, 2, 3, 16, 40, 12, tzinfo=UTC),
        },
    ),
)

PLACE: Final = Place(
    name="prediction_batch_completions",
    document=BatchCompletion,
    patterns=("prediction_batches/{batch}/completions/{player}",),
    ids={"batch": BATCH, "player": r"(?P<player_lookup>[a-z0-9]+)"},
    examples=EXAMPLES,
    writer="coordinator",
)
