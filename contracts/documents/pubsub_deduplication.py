"""pubsub_deduplication/<message id>: a message that was worked through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pydantic import AwareDatetime

from contracts.documents.document import Document, Place
from contracts.messages.fields import Name

LIFE: Final = timedelta(days=7)


class ProcessedMessage(Document):
    """Remembered for a week, so that a message which is delivered again is not worked through again. Off by default."""

    message_id: Name
    processed_at: AwareDatetime
    expires_at: AwareDatetime


_PROCESSED = datetime(2026, 2, 3, 16, 40, 12, tzinfo=UTC)

EXAMPLES: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    (
        "pubsub_deduplication/9183465027",
        {"message_id": "9183465027", "processed_at": _PROCESSED, "expires_at": _PROCESSED + LIFE},
    ),
)

PLACE: Final = Place(
    name="pubsub_deduplication",
    document=ProcessedMessage,
    patterns=("pubsub_deduplication/{message}",),
    ids={"message": r"(?P<message_id>[^/]{1,1500})"},
    examples=EXAMPLES,
    writer="coordinator",
    life=LIFE,
)
