"""Messages that are delivered more than once take effect once: pubsub_deduplication/<message id>.

A message is claimed, worked through, and only then marked as processed. A claim runs out, so that the redelivery after
a crash finds the message free again. What nobody can have is an effect that happens exactly once whatever crashes: a
process that dies between effect and mark leaves a message whose effect is repeated, so effects must bear a repetition.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from google.cloud import firestore

from harness.reference.retry_transaction import settled, settled_write
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

REMEMBERED = timedelta(days=7)
CLAIM_SECONDS = 660.0
"""An effect is cut off after 600 s, the longest time a service is given; a minute more for clocks that differ."""


class Delivery(Enum):
    """What came of a delivery. Only IN_PROGRESS is to be delivered again."""

    PROCESSED = "processed"
    DUPLICATE = "duplicate"
    IN_PROGRESS = "in progress"


class Deduplicator:
    """Remembers the messages of one project for a week."""

    def __init__(
        self,
        project_id: str,
        *,
        client: firestore.Client | None = None,
        claim_seconds: float = CLAIM_SECONDS,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._client = client or firestore.Client(project=project_id)
        self._claim_seconds = claim_seconds
        self._safeguards = safeguards

    def once(self, message_id: str, effect: Callable[[], object]) -> Delivery:
        """Calls `effect`, unless the message was worked through before or somebody is at it.

        Raises:
            Exception: the effect's own; the message is free for its redelivery then.
            ContentionError: others were in the way too often; deliver the message again.
        """
        claim = uuid.uuid4().hex
        document = self._client.document(f"pubsub_deduplication/{message_id}")
        found = self._claimed(document, message_id, claim)
        if found is not Delivery.PROCESSED:
            return found
        marked_before = not self._safeguards.has(Safeguard.MARK_AFTER_EFFECT)
        if marked_before:
            settled_write(document, _mark(message_id))
        try:
            effect()
        except Exception:
            if self._safeguards.has(Safeguard.CLAIM_HANDED_BACK) and not marked_before:
                self._hand_back(document, claim)
            raise
        if not marked_before:
            settled_write(document, _mark(message_id))
        return Delivery.PROCESSED

    def _claimed(self, document: Any, message_id: str, claim: str) -> Delivery:
        """PROCESSED where the message is this caller's to work through."""
        if not self._safeguards.has(Safeguard.CLAIM):
            return Delivery.DUPLICATE if _is_marked(document.get()) else Delivery.PROCESSED

        def body(transaction: firestore.Transaction) -> Delivery:
            found = document.get(transaction=transaction)
            if _is_marked(found):
                return Delivery.DUPLICATE
            fields = found.to_dict() or {}
            if fields.get("claimed_by") == claim:
                return Delivery.PROCESSED
            if self._is_claimed(fields):
                return Delivery.IN_PROGRESS
            expires = datetime.now(UTC) + timedelta(seconds=self._claim_seconds)
            transaction.set(document, {"message_id": message_id, "claimed_by": claim, "claim_expires_at": expires})
            return Delivery.PROCESSED

        return settled(self._client, body)

    def _is_claimed(self, fields: dict[str, Any]) -> bool:
        expires = fields.get("claim_expires_at")
        return expires is not None and (not self._safeguards.has(Safeguard.CLAIM_EXPIRY) or datetime.now(UTC) < expires)

    def _hand_back(self, document: Any, claim: str) -> None:
        """Ends the claim, if it is still this caller's."""

        def body(transaction: firestore.Transaction) -> None:
            fields = document.get(transaction=transaction).to_dict() or {}
            if fields.get("claimed_by") == claim and "processed_at" not in fields:
                transaction.delete(document)

        settled(self._client, body)


def _is_marked(found: Any) -> bool:
    """It was worked through, not too long ago to count; the store may delete the document later, or never."""
    fields = found.to_dict() or {}
    return "processed_at" in fields and bool(datetime.now(UTC) < fields["expires_at"])


def _mark(message_id: str) -> dict[str, Any]:
    return {
        "message_id": message_id,
        "processed_at": firestore.SERVER_TIMESTAMP,
        "expires_at": datetime.now(UTC) + REMEMBERED,
        "claim_expires_at": None,
    }
