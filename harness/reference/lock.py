"""A distributed lock on Firestore: <type>_locks/<prefix><type>_<game date>.

Who holds it is what the document says. The document is never deleted, only marked as released, since it keeps the last
fencing token: each lease has a higher one than all before it, and whoever stores something under the lock can refuse
what comes with an older one. That is what makes the lock safe; expiry alone cannot, because a holder may be paused for
any time between its last look at the clock and its effect.
"""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from google.api_core.exceptions import GoogleAPIError
from google.cloud import firestore

from harness.reference.retry import RetryPolicy, call_with_retry
from harness.reference.retry_transaction import ContentionError, run_transaction, settled
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

LEASE_SECONDS = 300.0
MAX_WAIT_SECONDS = 300.0
RETRY_SECONDS = 5.0
"""A waiter asks again after this long, give or take a half."""
CLOCK_SKEW_SECONDS = 5.0
"""`expires_at` is by the holder's clock and judged by the contender's. Hosts in one cloud keep time to well below a
second; the margin costs a takeover five seconds in three hundred. Fencing covers what is beyond it."""

UNGUARDED = RetryPolicy(12, 0.1, 5, frozenset({"Aborted"}))
"""A release outside a transaction has to wait for those who read the lock."""


class LockNotAcquiredError(Exception):
    """The lock stayed with others for as long as the caller wanted to wait."""


class LeaseLostError(Exception):
    """The lease ran out or somebody else has the lock: nothing more may be done under it."""


@dataclass(slots=True)
class Lease:
    """The lock in the hands of one holder. `token` is higher than that of every earlier lease of this lock."""

    token: int
    holder_id: str
    path: str
    _lock: DistributedLock
    _ends: float

    def renew(self) -> None:
        """Extends the lease to its full length from now; also one that ran out, if nobody took the lock meanwhile.

        Raises:
            LeaseLostError: somebody took it.
        """
        self._lock._renew(self)

    def check(self) -> int:
        """The token, if the lock is still held; to be called before each effect.

        Raises:
            LeaseLostError: it is not.
        """
        return self._lock._check(self)

    def release(self) -> bool:
        """Gives the lock back; False where it was no longer held, and nothing is changed then."""
        return self._lock._release(self)


class DistributedLock:
    """Locks of one type. `dataset_prefix` keeps the runs of a test apart from those of production."""

    def __init__(
        self,
        project_id: str,
        *,
        lock_type: str = "consolidation",
        client: firestore.Client | None = None,
        dataset_prefix: str = "",
        lease_seconds: float = LEASE_SECONDS,
        retry_seconds: float = RETRY_SECONDS,
        clock_skew_seconds: float = CLOCK_SKEW_SECONDS,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._client = client or firestore.Client(project=project_id)
        self._type = lock_type
        self._prefix = dataset_prefix if safeguards.has(Safeguard.PREFIX_ISOLATION) else ""
        self._lease_seconds = lease_seconds
        self._retry_seconds = retry_seconds
        self._skew = timedelta(seconds=clock_skew_seconds if safeguards.has(Safeguard.CLOCK_SKEW_MARGIN) else 0)
        self._safeguards = safeguards

    def path(self, game_date: str) -> str:
        """The path of the document; `game_date` is YYYY-MM-DD, or what else the locks of this type are for."""
        return f"{self._type}_locks/{self._prefix}{self._type}_{game_date}"

    @contextmanager
    def acquire(self, game_date: str, operation_id: str, max_wait_seconds: float = MAX_WAIT_SECONDS) -> Iterator[Lease]:
        """Holds the lock for the length of the context; with `max_wait_seconds=0` it is asked for once.

        Raises:
            LockNotAcquiredError: others held it all the time.
            GoogleAPICallError: any error of the store that is not contention, at once.
        """
        lease = self.take(game_date, operation_id, max_wait_seconds)
        try:
            yield lease
        except BaseException as error:
            try:
                lease.release()
            except (GoogleAPIError, ContentionError) as second:
                error.add_note(f"{lease.path} was not released either, it will expire: {second}")
            raise
        lease.release()

    def take(self, game_date: str, operation_id: str, max_wait_seconds: float = MAX_WAIT_SECONDS) -> Lease:
        """As `acquire`, for a caller that releases the lease itself."""
        started = time.monotonic()
        holder_id = f"{operation_id}-{uuid.uuid4().hex}"
        while True:
            lease = self._try(game_date, operation_id, holder_id)
            if lease is not None and not self._ran_out(lease):
                return lease
            if lease is not None:  # this process stood still while it was asking; a new holder asks anew
                holder_id = f"{operation_id}-{uuid.uuid4().hex}"
            left = max_wait_seconds - (time.monotonic() - started)
            if left <= 0 and self._safeguards.has(Safeguard.BOUNDED_WAIT):
                raise LockNotAcquiredError(
                    f"{self.path(game_date)} was held by others for {max_wait_seconds:g} s; "
                    f"{operation_id} may try again later"
                )
            time.sleep(self._pause(left))

    def _ran_out(self, lease: Lease) -> bool:
        return self._safeguards.has(Safeguard.LEASE_CHECK) and time.monotonic() >= lease._ends

    def _pause(self, left: float) -> float:
        jittered = self._safeguards.has(Safeguard.JITTERED_WAIT)
        pause = self._retry_seconds * (random.uniform(0.5, 1.5) if jittered else 1)  # noqa: S311
        return min(pause, left) if left > 0 else pause

    def _try(self, game_date: str, operation_id: str, holder_id: str) -> Lease | None:
        """The lease, or None where others are in the way."""
        asked = time.monotonic()
        document = self._client.document(self.path(game_date))
        try:
            token = self._take_once(document, game_date, operation_id, holder_id)
        except ContentionError:
            return None
        except GoogleAPIError:
            if self._safeguards.has(Safeguard.ERRORS_ARE_NOT_CONTENTION):
                raise
            return None
        if token is None:
            return None
        # Counted from before the request, so that the holder never believes in it longer than the document says.
        return Lease(token, holder_id, self.path(game_date), self, asked + self._lease_seconds)

    def _take_once(self, document: Any, game_date: str, operation_id: str, holder_id: str) -> int | None:
        if not self._safeguards.has(Safeguard.TRANSACTIONAL_ACQUIRE):
            found = document.get()
            if not self._is_free(found):
                return None
            document.set(self._taken(found, game_date, operation_id, holder_id))
            return _token(found) + 1
        read_back = self._safeguards.has(Safeguard.LOCK_READ_BACK)

        def body(transaction: firestore.Transaction) -> int | None:
            found = document.get(transaction=transaction)
            if read_back and found.exists and _holds(found, holder_id):
                return _token(found)
            if not self._is_free(found):
                return None
            transaction.set(document, self._taken(found, game_date, operation_id, holder_id))
            return _token(found) + 1

        return run_transaction(
            self._client,
            body,
            read_back=read_back,
            exhausted_is_contention=self._safeguards.has(Safeguard.EXHAUSTED_IS_CONTENTION),
        )

    def _is_free(self, found: Any) -> bool:
        """The store deletes expired documents within a day or so, or never; who waits compares the time himself."""
        if not found.exists or found.get("released"):
            return True
        if not self._safeguards.has(Safeguard.OWN_EXPIRY):
            return False
        return bool(datetime.now(UTC) >= found.get("expires_at") + self._skew)

    def _taken(self, found: Any, game_date: str, operation_id: str, holder_id: str) -> dict[str, Any]:
        return {
            "operation_id": operation_id,
            "holder_id": holder_id,
            "lock_type": self._type,
            "lock_key": game_date,
            "acquired_at": firestore.SERVER_TIMESTAMP,
            "expires_at": self._expiry(),
            "fencing_token": _token(found) + 1,
            "released": False,
        }

    def _expiry(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._lease_seconds)

    def _renew(self, lease: Lease) -> None:
        if not self._safeguards.has(Safeguard.RENEWAL):
            return
        document = self._client.document(lease.path)
        asked = time.monotonic()

        def body(transaction: firestore.Transaction) -> bool:
            held = _holds(document.get(transaction=transaction), lease.holder_id)
            if held:
                transaction.update(document, {"expires_at": self._expiry()})
            return held

        if not settled(self._client, body):
            raise LeaseLostError(f"{lease.path} was taken over before it was renewed; stop {lease.holder_id}")
        lease._ends = asked + self._lease_seconds

    def _check(self, lease: Lease) -> int:
        if not self._safeguards.has(Safeguard.LEASE_CHECK):
            return lease.token
        if not _holds(self._client.document(lease.path).get(), lease.holder_id):
            raise LeaseLostError(f"{lease.path} was taken over; stop {lease.holder_id}")
        if self._ran_out(lease):  # last, since the holder may have been paused before it asked
            raise LeaseLostError(f"the lease on {lease.path} ran out; renew it earlier, or do less under it")
        return lease.token

    def _release(self, lease: Lease) -> bool:
        document = self._client.document(lease.path)
        if not self._safeguards.has(Safeguard.OWNER_CHECK):
            self._free(document)
            return True
        if not self._safeguards.has(Safeguard.TRANSACTIONAL_RELEASE):
            held = _holds(document.get(), lease.holder_id)
            if held:
                self._free(document)
            return held

        def body(transaction: firestore.Transaction) -> bool:
            found = document.get(transaction=transaction)
            if _holds(found, lease.holder_id):
                self._free(document, transaction)
                return True
            # After a lost reply it is found released; a takeover leaves another holder.
            return bool(found.exists and found.get("holder_id") == lease.holder_id)

        return settled(self._client, body)

    def _free(self, document: Any, transaction: firestore.Transaction | None = None) -> None:
        # A transaction without writes is falsy, hence "is None".
        target = self._client.batch() if transaction is None else transaction
        if self._safeguards.has(Safeguard.MONOTONIC_TOKEN):
            # Merged, since a document that was deleted meanwhile needs no release.
            target.set(document, {"released": True}, merge=True)
        else:
            target.delete(document)
        if transaction is None:
            call_with_retry(target.commit, policy=UNGUARDED)


def _holds(found: Any, holder_id: str) -> bool:
    return bool(found.exists and found.get("holder_id") == holder_id and not found.get("released"))


def _token(found: Any) -> int:
    return int(found.get("fencing_token")) if found.exists else 0
