"""The completion tracker: every processor's report is kept in Firestore and in BigQuery, and the two agree at last.

Each store is a leg that is written by itself. A leg that fails is written later from the queue in this process; what a
crash takes out of the queue is mended by `reconcile`, which carries the newest report of each processor to the other
store. Both can be repeated at any time, since a leg keeps the newest report only.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from google.api_core.exceptions import GoogleAPIError

from harness.reference.completion_record import DONE, CompletionRecord
from harness.reference.retry import TRANSIENT, RetryPolicy, call_with_retry
from harness.reference.retry_transaction import ContentionError
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

LEG_ERRORS = (GoogleAPIError, ContentionError, OSError, TimeoutError)
"""How a store fails: what it says, and what the network says."""
ATTEMPTS = RetryPolicy(3, 1, 10, TRANSIENT)
MOST_QUEUED = 1000
"""What does not fit in the queue is left to `reconcile`."""


class CompletionStore(Protocol):
    """One leg of the dual write."""

    def put(self, record: CompletionRecord) -> None:
        """Keeps the report, unless a newer one of the same processor is known; may be repeated."""
        ...

    def records(self, phase: str, game_date: str) -> tuple[CompletionRecord, ...]:
        """What is known of a day; one report a processor."""
        ...


class NotRecordedError(Exception):
    """No store took the report; deliver it again."""


@dataclass(frozen=True, slots=True)
class Written:
    """Which legs have the report."""

    document: bool
    table: bool


class CompletionTracker:
    """`document_store` is asked first when reading, `table_store` when that fails."""

    def __init__(
        self,
        document_store: CompletionStore,
        table_store: CompletionStore,
        *,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._document = document_store
        self._table = table_store
        self._safeguards = safeguards
        self._queue: deque[tuple[CompletionStore, CompletionRecord]] = deque(maxlen=MOST_QUEUED)

    @property
    def queued(self) -> int:
        """Writes that are still to be done."""
        return len(self._queue)

    def record(self, record: CompletionRecord) -> Written:
        """Writes both legs; one that fails is queued.

        Raises:
            NotRecordedError: both failed.
        """
        document_error = self._put(self._document, record)
        table_error = self._put(self._table, record)
        if document_error is not None and table_error is not None:
            raise NotRecordedError(
                f"{' '.join(record.key)} was kept nowhere: {document_error}; {table_error}; deliver it again"
            ) from table_error
        return Written(document_error is None, table_error is None)

    def retry_pending(self) -> int:
        """Tries the queued writes once; how many are still queued then."""
        for _ in range(len(self._queue)):
            self._put(*self._queue.popleft())
        return len(self._queue)

    def reconcile(self, phase: str, game_date: str) -> int:
        """Carries what only one store knows, or knows newer, to the other; the number of reports carried.

        Raises:
            GoogleAPIError: a store cannot be read or written; try again later.
        """
        if not self._safeguards.has(Safeguard.RECONCILIATION):
            return 0
        carried = 0
        for source, target in ((self._document, self._table), (self._table, self._document)):
            known = {record.key: record for record in target.records(phase, game_date)}
            for record in source.records(phase, game_date):
                there = known.get(record.key)
                if there is None or there.rank < record.rank:
                    target.put(record)
                    carried += 1
        return carried

    def completed(self, phase: str, game_date: str) -> frozenset[str]:
        """The processors that are done with a day."""
        try:
            records = self._document.records(phase, game_date)
        except LEG_ERRORS:
            records = self._table.records(phase, game_date)
        failed_counts = not self._safeguards.has(Safeguard.FAILED_IS_NOT_COMPLETED)
        return frozenset(one.processor_name for one in records if one.status in DONE or failed_counts)

    def _put(self, leg: CompletionStore, record: CompletionRecord) -> Exception | None:
        try:
            call_with_retry(lambda: leg.put(record), policy=ATTEMPTS)
        except LEG_ERRORS as error:
            if self._safeguards.has(Safeguard.RETRY_QUEUE):
                self._queue.append((leg, record))
            return error
        return None
