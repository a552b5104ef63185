"""The database in memory: reads, queries, transactions, atomic commits, and observers of commits.

One lock guards all state; it is never held while a request waits for another transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.commit_queue import CommitQueue
from harness.cloud.firestore.commits import Committed, Staged
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.queries import Query, run
from harness.cloud.firestore.store import Change, Store
from harness.cloud.firestore.transactions import Mode, Transaction, Transactions
from harness.cloud.firestore.values import Document
from harness.cloud.firestore.writes import Write
from harness.cloud.timeline import Timeline
from harness.cloud.timestamps import SECOND_US

Observer: TypeAlias = Callable[[Sequence[Change], int], None]
"""Told of each commit's changes and time, under the engine's lock; it must not call the engine."""


@dataclass(frozen=True, slots=True)
class View:
    """What a read looks at: the present, a past time, or what a transaction sees."""

    transaction: bytes | None = None
    read_time: int | None = None


NOW = View()


class Engine:
    """One embedded Firestore with all its projects and databases."""

    def __init__(self, options: EngineOptions | None = None) -> None:
        self.options = options or EngineOptions()
        self.lock = threading.RLock()
        self.store = Store(int(self.options.history_s * SECOND_US))
        self.timeline = Timeline(self.options.clock)
        self._transactions = Transactions()
        self._observers: list[Observer] = []
        self._commits = CommitQueue(
            self.lock, self.store, self.timeline, self._transactions, self.options, self._tell_observers
        )

    def begin(self, mode: Mode | None = None, retry_of: bytes | None = None, read_time: int | None = None) -> bytes:
        """Opens a transaction and returns its id; `read_time` is for read-only ones."""
        with self.lock:
            mode = mode or self.options.mode
            snapshot = None
            if mode is Mode.READ_ONLY:
                snapshot = self.timeline.reading() if read_time is None else self._past(read_time)
            return self._transactions.begin(mode, self.timeline.now(), retry_of, snapshot).id

    def read(self, names: Sequence[str], view: View = NOW) -> tuple[list[Document | None], int]:
        """The documents by name, None where there is none, and the time of the reading."""
        with self.lock:
            transaction, at, read_time = self._enter(view)
            documents = [self.store.get(name, at) for name in names]
            if transaction is not None and transaction.mode is not Mode.READ_ONLY:
                transaction.documents.update(names)
                transaction.lost |= at is not None and any(
                    self.store.get(name) is not document for name, document in zip(names, documents, strict=True)
                )
            return documents, read_time

    def query(self, query: Query, view: View = NOW) -> tuple[list[Document], int]:
        """The answer of a query, whole documents, and the time of the reading."""
        with self.lock:
            transaction, at, read_time = self._enter(view)
            documents = run(query, self.store, at)
            if transaction is not None and transaction.mode is not Mode.READ_ONLY:
                # What lies behind the last document of a full answer was not looked at.
                full = query.limit is not None and len(documents) == query.limit and documents
                transaction.queries.append(query.until(documents[-1]) if full else query)
                transaction.lost |= at is not None and not _same(documents, run(query, self.store))
            return documents, read_time

    def _enter(self, view: View) -> tuple[Transaction | None, int | None, int]:
        """The transaction of a view, the time to read at (None is now), and the time to report."""
        if view.transaction is not None:
            transaction = self._transactions.use(view.transaction, self.timeline.now())
            if transaction.mode is Mode.OPTIMISTIC and transaction.snapshot is None:
                transaction.snapshot = self.timeline.reading()
            at = transaction.snapshot
            return transaction, at, self.timeline.reading() if at is None else at
        if view.read_time is not None:
            at = self._past(view.read_time)
            return None, at, at
        return None, None, self.timeline.reading()

    def _past(self, read_time: int) -> int:
        present = self.timeline.reading()
        if read_time > present:
            raise invalid("The requested 'read_time' cannot be in the future.")
        if read_time < present - self.store.history_us:
            raise StatusError(Status.FAILED_PRECONDITION, "The requested 'read_time' is too old.")
        return read_time

    def rollback(self, identity: bytes) -> None:
        """Ends a transaction without effect; one that is finished already may be rolled back again."""
        with self.lock:
            self._transactions.close(identity)
            self._commits.settle()

    def commit(self, writes: Sequence[Write], identity: bytes | None = None) -> Committed:
        """Carries out all writes or none, in a transaction or outside, after waiting for locks if it must.

        Raises:
            StatusError: a precondition, a limit, the transaction's end, or ABORTED by contention.
        """
        return self._commits.submit(writes, identity)

    def _tell_observers(self, staged: Staged) -> None:
        for observer in self._observers:
            observer(staged.effective, staged.commit_time)

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Tells the observer of every commit from now on; returns the function that ends this."""
        with self.lock:
            self._observers = [*self._observers, observer]

        def stop() -> None:
            with self.lock:
                self._observers = [known for known in self._observers if known is not observer]

        return stop


def _same(left: Sequence[Document], right: Sequence[Document]) -> bool:
    return len(left) == len(right) and all(one is other for one, other in zip(left, right, strict=True))
