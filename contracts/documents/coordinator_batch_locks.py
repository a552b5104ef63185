"""coordinator_batch_locks/<batch>: one instance of the coordinator is at work on a batch."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from contracts.documents.document import BATCH, Place
from contracts.documents.lock import LIFE, Expiring
from contracts.messages.fields import Name


class BatchLock(Expiring):
    """Held by an instance for one operation on a batch, and refreshed while that lasts.

    Another takes it over when it has run out, or when the holder's heartbeat is older than 90 seconds.
    """

    holder_instance_id: Name
    operation: Name


_ACQUIRED = datetime(2026, 2, 3, 16, 52, tzinfo=UTC)

EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "coordinator_batch_locks/batch_2026-02-03_1770130000",
        {
            "holder_instance_id": "5d0f9a52-7a05-4a0b-9c4e-2b9b3b6f1c11",
            "operation": "consolidate",
            "acquired_at": _ACQUIRED,
            "expires_at": _ACQUIRED + LIFE,
        },
    ),
)

PLACE: Final = Place(
    name="coordinator_batch_locks",
    document=BatchLock,
    patterns=("coordinator_batch_locks/{batch}",),
    ids={"batch": BATCH},
    examples=EXAMPLES,
    writer="coordinator",
    life=LIFE,
)
