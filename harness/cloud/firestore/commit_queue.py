"""Commits on their way: carried out at once, or kept waiting until the locks that they met are gone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.commits import Committed, Patience, Staged, stage
from harness.cloud.firestore.contention import Conflict, Decision, Party
from harness.cloud.firestore.errors import contention
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.store import Store
from harness.cloud.firestore.transactions import Mode, Transaction, Transactions
from harness.cloud.firestore.writes import Write
from harness.cloud.timeline import Timeline
from harness.cloud.timestamps import SECOND_US


@dataclass(eq=False)
class Request:
    """A commit that was asked for. `pause_us` is how long it may sleep before it looks again by itself."""

    writes: Sequence[Write]
    identity: bytes | None
    patience: Patience
    pause_us: int = 0
    committed: Committed | None = None
    error: StatusError | None = None
    holders: frozenset[bytes] = field(default_factory=frozenset)

    def has_ended(self) -> bool:
        return self.committed is not None or self.error is not None

    def result(self) -> Committed:
        """
        Raises:
            StatusError: the commit was refused.
        """
        if self.error is not None:
            raise self.error
        if self.committed is None:
            raise StatusError(Status.INTERNAL, "The commit has not ended.")
        return self.committed


class CommitQueue:
    """Everything here but `submit` runs under the engine's lock."""

    def __init__(
        self,
        lock: threading.RLock,
        store: Store,
        timeline: Timeline,
        transactions: Transactions,
        options: EngineOptions,
        applied: Callable[[Staged], None],
    ) -> None:
        self._lock = lock
        self._store = store
        self._timeline = timeline
        self._transactions = transactions
        self._options = options
        self._applied = applied
        self._waiting: list[Request] = []

    def submit(self, writes: Sequence[Write], identity: bytes | None) -> Committed:
        """Carries out all writes or none; the calling thread waits for locks if it must, without the engine's lock.

        Raises:
            StatusError: a precondition, a limit, the transaction's end, or ABORTED by contention.
        """
        waiting = self._options.waiting
        with self._lock:
            patience = Patience(self._timeline.now(), int(self._options.lock_timeout_s * SECOND_US))
            request = Request(writes, identity, patience)
            self._attempt(request)
            if request.has_ended():
                self.settle()
            else:
                self._waiting.append(request)
            ticket = waiting.ticket()
        try:
            while not request.has_ended():
                woken = waiting.wait(ticket, request.pause_us / SECOND_US)
                ticket = self._look_again(request, woken=woken)
        finally:
            with self._lock:
                self._waiting = [other for other in self._waiting if other is not request]
        return request.result()

    def _look_again(self, request: Request, *, woken: bool) -> int:
        with self._lock:
            if not request.has_ended() and not woken:
                request.patience.spend(request.pause_us)
                self._attempt(request)
                if request.has_ended():
                    self.settle()
            return self._options.waiting.ticket()

    def settle(self) -> None:
        """Lets waiting commits go on as soon as they can, in the order in which they came.

        As in a server, a commit needs no further word from its client: whoever gives up a lock hands it on.
        """
        before = [request for request in self._waiting if not request.has_ended()]
        while any(map(self._goes_on, [request for request in before if not request.has_ended()])):
            pass
        if any(request.has_ended() for request in before):
            self._options.waiting.released()

    def _goes_on(self, request: Request) -> bool:
        """Tries again if one of those it waits for has let go, or if its own transaction has lost."""
        parties = request.holders if request.identity is None else request.holders | {request.identity}
        if not all(map(self._transactions.is_live, parties)):
            self._attempt(request)
        return request.has_ended()

    def _attempt(self, request: Request) -> None:
        try:
            request.committed = self._carried_out(request)
        except StatusError as error:
            request.error = error
            if error.status is Status.ABORTED:
                self._transactions.forget(request.identity)

    def _carried_out(self, request: Request) -> Committed | None:
        """The commit, or None if it has to wait."""
        now = self._timeline.now()
        transaction = None if request.identity is None else self._transactions.use(request.identity, now)
        if transaction is not None:
            _require_able(transaction, request.writes)
        staged = stage(self._store, request.writes, self._timeline.committing(), self._options.limits)
        holders = [
            reader
            for reader in self._transactions.readers_of(staged.changes, transaction, now)
            if reader.mode is Mode.PESSIMISTIC
        ]
        if holders and self._must_wait(request, staged, transaction, holders):
            request.patience.require(now)
            request.pause_us = max(1, request.patience.left_us(now, *(holder.ends_at() for holder in holders)))
            return None
        for reader in self._transactions.readers_of(staged.effective, transaction, now):
            # No pessimistic reader is left here: it was waited for or has lost.
            reader.lost = True
        self._store.apply(staged.effective, staged.commit_time)
        self._transactions.forget(request.identity)
        self._applied(staged)
        return Committed(staged.commit_time, staged.results)

    def _must_wait(
        self, request: Request, staged: Staged, transaction: Transaction | None, holders: list[Transaction]
    ) -> bool:
        """Asks the policy about a conflict; True when the commit is to wait, False when the way is free.

        Raises:
            StatusError: ABORTED, the commit loses.
        """
        request.holders = frozenset(holder.id for holder in holders)
        conflict = Conflict(
            requester=_party(transaction),
            holders=tuple(map(_party, holders)),
            documents=tuple(change.name for change in staged.changes),
            deadlock=request.identity is not None and self._is_awaited(request.identity, request.holders),
            asked=request.patience.asked,
        )
        request.patience.asked += 1
        decision = self._options.policy.decide(conflict)
        if decision is Decision.REQUESTER_LOSES:
            raise contention()
        if decision is Decision.HOLDERS_LOSE:
            for holder in holders:
                holder.lose()
        return decision is Decision.WAIT

    def _is_awaited(self, identity: bytes, holders: frozenset[bytes]) -> bool:
        """One of the holders waits, directly or through others, for this transaction."""
        waiting_for = {request.identity: request.holders for request in self._waiting if not request.has_ended()}
        seen: set[bytes] = set()
        ahead = set(holders)
        while ahead:
            seen |= ahead
            ahead = {later for holder in ahead for later in waiting_for.get(holder, ())} - seen
        return identity in seen


def _party(transaction: Transaction | None) -> Party:
    return Party(None, None) if transaction is None else Party(transaction.id, transaction.age)


def _require_able(transaction: Transaction, writes: Sequence[Write]) -> None:
    if transaction.mode is Mode.READ_ONLY and writes:
        raise invalid("Cannot modify entities in a read-only transaction.")
    if transaction.lost:
        raise contention()
