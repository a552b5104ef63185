"""Running a Firestore transaction so that its caller knows what came of it.

The client leaves three things to its caller. A commit whose reply is lost is sent again with the finished transaction
and answered INVALID_ARGUMENT, though it was carried out. Lost attempts end in a ValueError. And where the transaction
could not even begin, a ValueError hides the real error.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from google.api_core import exceptions
from google.cloud import firestore

from harness.reference.retry import TRANSIENT, RetryPolicy, call_with_retry

Result = TypeVar("Result")

RUNS = 5
"""The body is run again after an uncertain end, this often in all: lost replies come in rows."""

UNCERTAIN = (
    exceptions.ServiceUnavailable,
    exceptions.GatewayTimeout,
    exceptions.InternalServerError,
    exceptions.TooManyRequests,
    exceptions.Unknown,
    exceptions.Cancelled,
    exceptions.RetryError,
)
"""A commit that ends so may have been carried out. INVALID_ARGUMENT is one more, see `_may_run_again`."""

CONTENTION = RetryPolicy(12, 0.2, 10, frozenset({"ContentionError", "Aborted"}), least_seconds=90)
"""450 workers meet on one document; the client tries five times at once, then it is time to spread out. The locks of a
process that died in a transaction stay for 60 s (quota page of Firestore); this outlasts them."""

UNCERTAIN_WRITE = RetryPolicy(3, 0.5, 5, (TRANSIENT - {"Aborted"}) | {"RetryError"})
"""For a write that may be repeated, whatever its first try came to."""


class ContentionError(Exception):
    """The transaction lost against others; nothing was written, and it may be tried again later."""


class _Watched(Generic[Result]):
    """A transaction's body that remembers whether it came to its end, which is where the commit is sent."""

    def __init__(self, body: Callable[[firestore.Transaction], Result]) -> None:
        self._body = body
        self.ended = False

    def __call__(self, transaction: firestore.Transaction) -> Result:
        self.ended = False
        result = self._body(transaction)
        self.ended = True
        return result


def run_transaction(
    client: firestore.Client,
    body: Callable[[firestore.Transaction], Result],
    *,
    read_back: bool = True,
    exhausted_is_contention: bool = True,
) -> Result:
    """The body's result, once its writes are committed.

    After an uncertain end the body is run again, in a new transaction: **it has to recognise its own earlier effect**
    (by an id that no other call writes) and then return what it would have returned. A request that is still under
    way cannot spoil this: both transactions have read the same documents, so only one of them can commit.

    Raises:
        ContentionError: all attempts lost, or a read did.
        GoogleAPICallError: anything else the service says, at once where it is certain that nothing was written.
    """
    for run in range(1, RUNS + 1):
        watched = _Watched(body)
        try:
            return _once(client, watched, exhausted_is_contention=exhausted_is_contention)
        except (exceptions.GoogleAPICallError, exceptions.RetryError) as error:
            if not read_back or run == RUNS or not _may_run_again(error, ended=watched.ended):
                raise
    raise AssertionError("the last run returns or raises")


def settled(
    client: firestore.Client, body: Callable[[firestore.Transaction], Result], *, read_back: bool = True
) -> Result:
    """As `run_transaction`, with contention waited out for a while."""
    return call_with_retry(lambda: run_transaction(client, body, read_back=read_back), policy=CONTENTION)


def settled_write(document: Any, fields: dict[str, Any]) -> None:
    """Merges fields into a document, outside a transaction; they must be such that writing them twice does no harm.

    A write by itself can lose too, against a transaction that has read the document.
    """

    def write() -> None:
        call_with_retry(lambda: document.set(fields, merge=True), policy=UNCERTAIN_WRITE)

    call_with_retry(write, policy=CONTENTION)


def _once(client: firestore.Client, body: _Watched[Result], *, exhausted_is_contention: bool) -> Result:
    try:
        result: Result = firestore.transactional(body)(client.transaction())
    except exceptions.Aborted as error:
        raise ContentionError(f"a transaction lost against others: {error.message}") from error
    except ValueError as error:
        if isinstance(error.__cause__, exceptions.Aborted):
            if not exhausted_is_contention:
                raise
            raise ContentionError(str(error)) from error
        hidden = error.__context__
        if isinstance(hidden, exceptions.Aborted):
            raise ContentionError(f"a transaction could not begin: {hidden.message}") from error
        if isinstance(hidden, exceptions.GoogleAPIError):
            raise hidden from None
        raise
    return result


def _may_run_again(error: Exception, *, ended: bool) -> bool:
    """INVALID_ARGUMENT is said of a transaction that is finished or too old, wherever it is met; a request that is
    really wrong is answered so in every run, and raised by the last one."""
    return isinstance(error, exceptions.InvalidArgument) or (ended and isinstance(error, UNCERTAIN))
