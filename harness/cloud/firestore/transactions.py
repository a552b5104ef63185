"""Transactions: what each has read, its place in the line, and how long it lives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from harness.cloud.errors import invalid
from harness.cloud.firestore.errors import contention
from harness.cloud.firestore.queries import Query
from harness.cloud.firestore.store import Change
from harness.cloud.timestamps import SECOND_US

IDLE_US = 60 * SECOND_US
LIFE_US = 270 * SECOND_US
"""Quota page: a transaction ends after 60 s without a request, or 270 s in all."""


class Mode(Enum):
    """How a transaction is kept apart from others.

    Pessimistic: what it reads is locked against writers. Optimistic: it reads a snapshot, and loses at
    its commit if that has changed. Read-only: it reads a snapshot and takes no part in contention.
    """

    PESSIMISTIC = "pessimistic"
    OPTIMISTIC = "optimistic"
    READ_ONLY = "read-only"


@dataclass(slots=True, eq=False)
class Transaction:
    """`place` is the number of the first attempt, kept by retries: lower has waited longer.

    `lost` means that it can no longer commit. `snapshot` is the time at which it reads; None is now.
    """

    id: bytes
    mode: Mode
    place: int
    began: int
    last_used: int
    snapshot: int | None = None
    documents: set[str] = field(default_factory=set)
    queries: list[Query] = field(default_factory=list)
    lost: bool = False

    def has_read(self, change: Change) -> bool:
        """The change touches a document or the answer of a query that this transaction has read."""
        return change.name in self.documents or any(
            query.sees(change.before) or query.sees(change.after) for query in self.queries
        )

    def lose(self) -> None:
        """Gives up: locks are gone, and the next request learns of it."""
        self.lost = True
        self.documents.clear()
        self.queries.clear()

    @property
    def age(self) -> tuple[int, int]:
        """Its place in the line, then its own number: no two are alike."""
        return self.place, int(self.id)

    def ends_at(self) -> int:
        """When it expires if nothing more is asked of it."""
        return min(self.began + LIFE_US, self.last_used + IDLE_US)


class Transactions:
    """The open transactions of one engine, by id. Ids are numbers, so a run repeated gives the same ids."""

    def __init__(self) -> None:
        self._open: dict[bytes, Transaction] = {}
        self._begun = 0

    def begin(self, mode: Mode, now: int, retry_of: bytes | None = None, snapshot: int | None = None) -> Transaction:
        """Opens a transaction; a retry takes the place of the attempt that it names.

        Raises:
            StatusError: INVALID_ARGUMENT, there was no such attempt.
        """
        place = self._number(retry_of) if retry_of else None
        if retry_of and place is None:
            raise invalid("Invalid transaction.")
        self._begun += 1
        transaction = Transaction(
            id=b"%d" % self._begun,
            mode=mode,
            place=place or self._begun,
            began=now,
            last_used=now,
            snapshot=snapshot,
        )
        self._open[transaction.id] = transaction
        return transaction

    def _number(self, identity: bytes) -> int | None:
        """The number of a transaction that was begun at some time, else None."""
        number = int(identity) if identity.isdigit() else 0
        return number if 1 <= number <= self._begun else None

    def use(self, identity: bytes, now: int) -> Transaction:
        """The open transaction with this id, now in use.

        Raises:
            StatusError: INVALID_ARGUMENT for an id that is unknown, finished or expired; ABORTED for one that lost.
        """
        transaction = self._open.get(identity)
        if transaction is None and self._number(identity) is None:
            raise invalid("Invalid transaction.")
        if transaction is None or now >= transaction.ends_at():
            self._open.pop(identity, None)
            raise invalid("Transaction is invalid or closed.")
        if transaction.lost and transaction.mode is Mode.PESSIMISTIC:
            self.finish(transaction)
            raise contention()
        transaction.last_used = max(transaction.last_used, now)
        return transaction

    def finish(self, transaction: Transaction) -> None:
        self._open.pop(transaction.id, None)

    def is_live(self, identity: bytes) -> bool:
        """The transaction is open and may still commit."""
        transaction = self._open.get(identity)
        return transaction is not None and not transaction.lost

    def forget(self, identity: bytes | None) -> None:
        """The transaction with this id is over, if there is one."""
        if identity is not None:
            self._open.pop(identity, None)

    def close(self, identity: bytes) -> None:
        """Rolls back; a transaction that is finished already may be rolled back again.

        Raises:
            StatusError: INVALID_ARGUMENT, there never was such a transaction.
        """
        if self._open.pop(identity, None) is None and self._number(identity) is None:
            raise invalid("Invalid transaction.")

    def readers_of(self, changes: Iterable[Change], besides: Transaction | None, now: int) -> Iterator[Transaction]:
        """The live transactions that have read what the changes touch."""
        changes = list(changes)
        for transaction in list(self._open.values()):
            if now >= transaction.ends_at():
                # The client is gone; nobody has to wait for it any longer.
                self.finish(transaction)
            elif transaction is not besides and any(map(transaction.has_read, changes)):
                yield transaction
