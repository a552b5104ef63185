"""The batches as the coordinator finds them: by day, by what is open, by what is unconfirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from google.cloud import firestore
from google.cloud.firestore_v1.base_query import FieldFilter

from harness.reference.batch_state import UnknownBatchError
from harness.reference.batch_state_progress import Progress
from harness.reference.retry_transaction import settled_write

COLLECTION = "prediction_batches"
MOST_SWEPT = 100
"""Batches that one sweep looks at; a day has one, and a storm of backfills some thirty."""
_PUBLISHED = "requests_published_at"
READ_SECONDS = 10.0
"""FIRESTORE_READ of the platform's timeouts."""


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch: how far it is, and what its start wrote down. `has_requests` says that all its messages are out."""

    progress: Progress
    started_at: datetime
    correlation_id: str
    dataset_prefix: str
    has_requests: bool

    @property
    def batch_id(self) -> str:
        return self.progress.batch_id

    @property
    def is_consolidated(self) -> bool:
        """Whoever completed it has dealt with it: the claim is ended."""
        return self.progress.is_complete and self.progress.claim_expires_at is None


class Batches:
    """Reads of prediction_batches that `BatchState` has no method for."""

    def __init__(self, client: firestore.Client) -> None:
        self._client = client

    def of_day(self, game_date: str, *, dataset_prefix: str) -> tuple[Batch, ...]:
        """The day's batches under a prefix, the newest first."""
        found = self._where("game_date", "==", game_date).stream(timeout=READ_SECONDS)
        batches = [batch for batch in map(_batch, found) if batch.dataset_prefix == dataset_prefix]
        return tuple(sorted(batches, key=lambda batch: batch.batch_id.rpartition("_")[2], reverse=True))

    def batch(self, batch_id: str) -> Batch:
        """One batch.

        Raises:
            UnknownBatchError: nobody created it.
        """
        found = self._client.document(f"{COLLECTION}/{batch_id}").get(timeout=READ_SECONDS)
        if not found.exists:
            raise UnknownBatchError(f"nobody created {batch_id}")
        return _batch(found)

    def newest(self) -> Batch | None:
        """The batch that was started last."""
        query = self._client.collection(COLLECTION).order_by("created_at", direction=firestore.Query.DESCENDING)
        return next(map(_batch, query.limit(1).stream(timeout=READ_SECONDS)), None)

    def open(self) -> tuple[Batch, ...]:
        """Batches that wait for players."""
        query = self._where("is_complete", "==", False).limit(MOST_SWEPT)
        return tuple(map(_batch, query.stream(timeout=READ_SECONDS)))

    def unconfirmed(self, now: datetime) -> tuple[Batch, ...]:
        """Complete batches whose completer's time ran out without its saying that they are dealt with."""
        query = self._where("claim_expires_at", "<=", now.astimezone(UTC)).limit(MOST_SWEPT)
        return tuple(map(_batch, query.stream(timeout=READ_SECONDS)))

    def mark_requested(self, batch_id: str) -> None:
        """All messages of the batch are out."""
        settled_write(self._client.document(f"{COLLECTION}/{batch_id}"), {_PUBLISHED: firestore.SERVER_TIMESTAMP})

    def recorded_players(self, batch: Batch) -> frozenset[str]:
        """Who was counted, wherever the mode keeps the names."""
        document = self._client.document(f"{COLLECTION}/{batch.batch_id}")
        below = (one.id for name in ("completions", "failures") for one in _ids(document.collection(name)))
        return frozenset(batch.progress.completed_players) | frozenset(batch.progress.failed_players) | frozenset(below)

    def _where(self, field: str, operator: str, value: object) -> firestore.Query:
        return self._client.collection(COLLECTION).where(filter=FieldFilter(field, operator, value))


def _ids(collection: Any) -> Iterator[Any]:
    yield from collection.select([]).stream(timeout=READ_SECONDS)


def _batch(found: Any) -> Batch:
    fields = found.to_dict()
    return Batch(
        progress=Progress.of(found),
        started_at=fields.get("start_time", found.create_time),
        correlation_id=fields.get("correlation_id", ""),
        dataset_prefix=fields.get("dataset_prefix", ""),
        has_requests=fields.get(_PUBLISHED) is not None,
    )
