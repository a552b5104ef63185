"""Workers stage their predictions in tables of their own; a consolidation merges a batch into player_prop_predictions.

BigQuery runs few statements at once that change one table, so the workers do not write there themselves. A
consolidation holds the lock of the day. It merges in one transaction that also raises a fence to the lock's token: if
the lock was taken over meanwhile, the fence is higher already, or both transactions change its row and only one of them
commits. So a consolidation that was paused for longer than its lease writes nothing. A table is dropped by the run that
merged it and saw its rows in the target; what a worker writes meanwhile stays for the next run. Newest wins, by
(created_at, prediction_id), so the order of the runs and their number make no difference.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from google.api_core.exceptions import GoogleAPICallError, GoogleAPIError

from harness.reference.lock import MAX_WAIT_SECONDS, DistributedLock, Lease
from harness.reference.retry import BIGQUERY, RetryPolicy, call_with_retry
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards
from harness.reference.staging_prediction import (
    Fence,
    MergeRule,
    Prediction,
    PredictionStore,
    begins_like,
    is_of_batch,
    table_name,
)


class FencedOutError(Exception):
    """Somebody with a newer lease merges: this consolidation wrote nothing, and must stop."""


class MergeConflictError(Exception):
    """Another statement changed the same rows; nothing was written, and the merge may be tried again."""


CONFLICTS = RetryPolicy(5, 1, 15, frozenset({"MergeConflictError"}))


class ConsolidationError(Exception):
    """The merge did not do what it should; the staging tables are kept, so it can be tried again."""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The tables that were merged and dropped."""

    tables: tuple[str, ...]


class StagingWriter:
    """Writes the predictions of one worker. `worker_id` is its service revision; each write gets a table of its own."""

    def __init__(self, store: PredictionStore, worker_id: str, *, safeguards: Safeguards = ALL_ON) -> None:
        self._store = store
        self._worker = worker_id
        self._safeguards = safeguards

    def stage(self, batch_id: str, predictions: Sequence[Prediction]) -> str | None:
        """Stages a player's predictions; only after this may he be reported as done. The table, None without rows.

        Raises:
            GoogleAPIError: they are not staged; the request is to be delivered again.
        """
        if not predictions:
            return None
        table = table_name(batch_id, f"{self._worker}{uuid.uuid4().hex[:8]}")
        try:
            call_with_retry(lambda: self._store.stage(table, predictions), policy=BIGQUERY)
        except GoogleAPIError:
            if self._safeguards.has(Safeguard.STAGING_ERRORS_SURFACE):
                raise
        return table


class Consolidator:
    """Merges batches under a lock of the type consolidation."""

    def __init__(self, store: PredictionStore, lock: DistributedLock, *, safeguards: Safeguards = ALL_ON) -> None:
        self._store = store
        self._lock = lock
        self._safeguards = safeguards
        self._rule = MergeRule(
            exact_line=safeguards.has(Safeguard.EXACT_LINE),
            null_safe=safeguards.has(Safeguard.NULL_SAFE_KEY),
            newest_only=safeguards.has(Safeguard.NEWEST_STAGED_WINS),
        )

    def consolidate(self, batch_id: str, game_date: str, *, max_wait_seconds: float = MAX_WAIT_SECONDS) -> Consolidated:
        """Merges what is staged for the batch. Another run finds nothing to do, or changes nothing.

        Raises:
            LockNotAcquiredError: another consolidation of the day was at it all the time.
            LeaseLostError, FencedOutError: this one was paused and another took over.
            ConsolidationError: rows are missing or twice in the target.
            MergeConflictError: other statements changed the same rows again and again.
            GoogleAPIError: a store failed. In all these cases the staging tables are kept.
        """
        with self._held(game_date, f"consolidate-{batch_id}", max_wait_seconds) as lease:
            fence = self._fence(lease)
            tables = self._tables_of(batch_id)
            if not tables:
                return Consolidated(())
            try:
                call_with_retry(lambda: self._merge(tables, game_date, lease, fence), policy=CONFLICTS)
                if self._safeguards.has(Safeguard.VERIFIED_MERGE):
                    self._verify(tables, game_date, fence)
            except Exception:
                if not self._safeguards.has(Safeguard.KEEP_STAGING_ON_FAILURE):
                    self._drop(tables)
                raise
            if not self._safeguards.has(Safeguard.DROP_ONLY_MERGED):
                tables = self._tables_of(batch_id)
            self._drop(tables)
            return Consolidated(tables)

    @contextmanager
    def _held(self, game_date: str, operation_id: str, max_wait_seconds: float) -> Iterator[Lease | None]:
        if not self._safeguards.has(Safeguard.CONSOLIDATION_LOCK):
            yield None
            return
        with self._lock.acquire(game_date, operation_id, max_wait_seconds) as lease:
            yield lease

    def _fence(self, lease: Lease | None) -> Fence | None:
        if lease is None or not self._safeguards.has(Safeguard.FENCING):
            return None
        self._store.open_fence(lease.path)
        return Fence(lease.path, lease.token)

    def _tables_of(self, batch_id: str) -> tuple[str, ...]:
        belongs = is_of_batch if self._safeguards.has(Safeguard.EXACT_BATCH) else begins_like
        return tuple(table for table in self._store.staging_tables() if belongs(table, batch_id))

    def _merge(self, tables: Sequence[str], game_date: str, lease: Lease | None, fence: Fence | None) -> None:
        if lease is not None:
            lease.check()
        try:
            self._store.merge(tables, game_date, self._rule, fence)
        except GoogleAPICallError as error:
            if "concurrent update" in str(error):
                raise MergeConflictError(f"the merge of {len(tables)} tables met another one: {error}") from error
            raise

    def _verify(self, tables: Sequence[str], game_date: str, fence: Fence | None) -> None:
        found = self._store.verify(tables, game_date, self._rule, fence)
        if fence is not None and found.token > fence.token:
            raise FencedOutError(f"{fence.key} is at token {found.token}, this run has {fence.token}; stop it")
        if found.missing or found.duplicates:
            raise ConsolidationError(
                f"after the merge of {len(tables)} tables for {game_date} {found.missing} staged rows are not in the "
                f"target and {found.duplicates} keys are there twice; the tables are kept: {', '.join(tables)}"
            )

    def _drop(self, tables: Sequence[str]) -> None:
        for table in tables:
            self._store.drop(table)
