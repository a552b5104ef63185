"""Counting players, and what a complete batch is owed: its consolidation, its message to phase 6, its confirmation.

The consolidation happens inside the push request that brought the last player, and 204 follows it: the delivery is then
acknowledged by what it did, and a SIGTERM waits for it as for every request. It stays within the 600 s of a push: the
lock is waited for 300 s at most and a statement lasts as long at most. Whatever dies on the way leaves the batch
unconfirmed, and a sweep takes it up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from google.api_core.exceptions import GoogleAPIError

from harness.clock import Clock
from harness.reference.batch_state import BatchState
from harness.reference.batch_state_progress import Progress, Recorded
from harness.reference.lock import LeaseLostError, LockNotAcquiredError
from harness.reference.retry_transaction import ContentionError
from harness.reference.services.coordinator.batches import Batch, Batches
from harness.reference.services.coordinator.messages import COMPLETIONS, BatchMetadata, PhaseCompletion
from harness.reference.services.coordinator.requests import PredictionReady
from harness.reference.services.publishing import NotPublishedError, Publisher
from harness.reference.staging import ConsolidationError, Consolidator, FencedOutError, MergeConflictError
from harness.reference.staging_stores import DATASET

FAILURES = (
    GoogleAPIError,
    ContentionError,
    ConsolidationError,
    FencedOutError,
    LeaseLostError,
    LockNotAcquiredError,
    MergeConflictError,
    NotPublishedError,
    OSError,
)
"""How a store, the lock or the broker fails; after each of them the same may be tried again.
A timeout is an OSError."""
_LOG = logging.getLogger(__name__)


class Completer:
    """Counts for one coordinator. `consolidator` gives the consolidator of a dataset prefix."""

    def __init__(
        self,
        *,
        batches: Batches,
        state: BatchState,
        consolidator: Callable[[str], Consolidator],
        publisher: Publisher,
        clock: Clock,
    ) -> None:
        self._batches, self._state, self._consolidator = batches, state, consolidator
        self._publisher, self._clock = publisher, clock
        self._owed: set[str] = set()
        self._lock = Lock()

    @property
    def owed(self) -> frozenset[str]:
        """Batches that this instance completed and could not finish."""
        with self._lock:
            return frozenset(self._owed)

    def count(self, ready: PredictionReady) -> Recorded:
        """Counts a player; finishes the batch if he is its last.

        A player without predictions counts as failed, which does not keep the batch open. One who comes after his batch
        was closed is merged by himself.

        Raises:
            UnknownBatchError: nobody created the batch.
            FAILURES: deliver the message again; what it has begun is finished then, or by a sweep.
        """
        if ready.predictions_generated:
            recorded = self._state.record_completion(ready.batch_id, ready.player_lookup, ready.predictions_generated)
        else:
            recorded = self._state.record_failure(ready.batch_id, ready.player_lookup)
        if recorded.completes_batch:
            self.finish(ready.batch_id)
        elif recorded.is_new and recorded.progress.is_complete and ready.predictions_generated:
            batch = self._batches.batch(ready.batch_id)
            self._consolidate(batch)
        return recorded

    def finish(self, batch_id: str) -> None:
        """Merges the batch's predictions, tells phase 6, and says that nobody needs to take it over.

        A repetition merges nothing more; it tells phase 6 again, under the same execution id.

        Raises:
            FAILURES: it is owed then, and a sweep of this instance tries again.
        """
        with self._lock:
            self._owed.add(batch_id)
        batch = self._batches.batch(batch_id)
        self._consolidate(batch)
        message = self._completion(batch)
        attributes = {"batch_id": batch_id, "correlation_id": message.correlation_id}
        self._publisher.publish(COMPLETIONS, message.data(), attributes=attributes)
        self._state.confirm(batch_id)
        with self._lock:
            self._owed.discard(batch_id)
        _LOG.info("finished %s", batch_id, extra={"predictions": message.record_count})

    def _consolidate(self, batch: Batch) -> None:
        merged = self._consolidator(batch.dataset_prefix).consolidate(batch.batch_id, batch.progress.game_date)
        _LOG.info("merged %d tables of %s", len(merged.tables), batch.batch_id)

    def _completion(self, batch: Batch) -> PhaseCompletion:
        progress, now = batch.progress, self._clock.now().astimezone(UTC)
        return PhaseCompletion(
            execution_id=batch.batch_id,
            correlation_id=batch.correlation_id or batch.batch_id,
            game_date=progress.game_date,
            status="success" if progress.completed >= progress.expected else "partial",
            timestamp=now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            output_dataset=f"{batch.dataset_prefix}{DATASET}",
            record_count=progress.total_predictions,
            records_failed=progress.failed,
            duration_seconds=_seconds_between(batch.started_at, now),
            metadata=_metadata(progress),
        )


def _metadata(progress: Progress) -> BatchMetadata:
    share = min(100.0, 100.0 * progress.completed / progress.expected) if progress.expected else 100.0
    return BatchMetadata(
        batch_id=progress.batch_id,
        expected_players=progress.expected,
        completed_players=progress.completed,
        total_predictions=progress.total_predictions,
        completion_percentage=round(share, 1),
        completion_pct=round(share, 1),
        completed_predictions=progress.total_predictions,
    )


def _seconds_between(first: datetime, last: datetime) -> float:
    """Not below nothing: the store's clock wrote the first."""
    return round(max(0.0, (last - first).total_seconds()), 3)
