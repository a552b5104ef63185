"""A transaction's caller knows what came of it, whatever the client says."""

from __future__ import annotations

import pytest
from google.api_core.exceptions import Cancelled, GoogleAPICallError, InvalidArgument, PermissionDenied
from google.cloud import firestore
from platform_stage import Shop, aim

from harness.cloud.errors import Status
from harness.cloud.faults import Failure, Loss
from harness.reference.retry_transaction import RUNS, ContentionError, run_transaction, settled, settled_write

PATH = "counters/one"
MINE = "this call"


class Increment:
    """Adds one, once: it knows its own effect by the name that it leaves."""

    def __init__(self, shop: Shop) -> None:
        self.document = shop.client.document(PATH)
        self.runs = 0

    def __call__(self, transaction: firestore.Transaction) -> int:
        self.runs += 1
        fields = self.document.get(transaction=transaction).to_dict() or {"n": 0}
        if fields.get("by") == MINE:
            return int(fields["n"])
        transaction.set(self.document, {"n": fields["n"] + 1, "by": MINE})
        return int(fields["n"] + 1)


@pytest.mark.parametrize(
    "status",
    [
        Status.UNAVAILABLE,
        Status.DEADLINE_EXCEEDED,
        Status.INTERNAL,
        Status.UNKNOWN,
        Status.CANCELLED,
        Status.RESOURCE_EXHAUSTED,
    ],
)
@pytest.mark.parametrize("loss", list(Loss))
def test_an_uncertain_commit_is_settled_by_looking(shop: Shop, status: Status, loss: Loss) -> None:
    shop.disturb(Failure(status, aim("Commit", times=3), loss))
    assert run_transaction(shop.client, Increment(shop)) == 1
    assert shop.get(PATH) == {"n": 1, "by": MINE}


def test_without_looking_the_error_is_raised(shop: Shop) -> None:
    shop.disturb(Failure(Status.INTERNAL, aim("Commit"), Loss.REPLY))
    with pytest.raises(GoogleAPICallError, match="Internal"):
        run_transaction(shop.client, Increment(shop), read_back=False)
    assert shop.get(PATH) == {"n": 1, "by": MINE}


def test_an_error_before_the_commit_is_certain(shop: Shop) -> None:
    increment = Increment(shop)
    shop.disturb(Failure(Status.CANCELLED, aim("BatchGetDocuments")))
    with pytest.raises(Cancelled):
        run_transaction(shop.client, increment)
    assert increment.runs == 1


@pytest.mark.parametrize("method", ["BeginTransaction", "Commit"])
def test_a_refusal_is_raised_as_it_is(shop: Shop, method: str) -> None:
    shop.disturb(Failure(Status.PERMISSION_DENIED, aim(method)))
    with pytest.raises(PermissionDenied):
        run_transaction(shop.client, Increment(shop))
    assert shop.get(PATH) is None


def test_a_request_that_is_wrong_is_refused_in_the_end(shop: Shop) -> None:
    runs: list[int] = []

    def body(transaction: firestore.Transaction) -> None:
        runs.append(1)
        transaction.set(shop.client.document(PATH), {"__reserved__": 1})

    with pytest.raises(InvalidArgument, match="reserved"):
        run_transaction(shop.client, body)
    assert len(runs) == RUNS


def test_the_bodys_own_error_is_raised(shop: Shop) -> None:
    def body(transaction: firestore.Transaction) -> None:
        shop.client.document(PATH).get(transaction=transaction)
        raise ValueError("the body's own")

    with pytest.raises(ValueError, match="the body's own"):
        run_transaction(shop.client, body)


@pytest.mark.parametrize("method", ["BeginTransaction", "BatchGetDocuments", "Commit"])
def test_contention_has_one_name(shop: Shop, method: str) -> None:
    shop.disturb(Failure(Status.ABORTED, aim(method, times=None)))
    with pytest.raises(ContentionError):
        run_transaction(shop.client, Increment(shop))


def leave_open(shop: Shop) -> None:
    """A process that has read the document in a transaction, and died."""
    transaction = shop.client.transaction()
    transaction._begin()
    shop.client.document(PATH).get(transaction=transaction)


def test_the_locks_of_one_who_died_are_outlasted(shop: Shop) -> None:
    leave_open(shop)
    assert settled(shop.client, Increment(shop)) == 1
    assert sum(shop.wall.naps) >= 60
    leave_open(shop)
    settled_write(shop.client.document(PATH), {"n": 5})
    assert shop.get(PATH) == {"n": 5, "by": MINE}


@pytest.mark.parametrize("loss", list(Loss))
def test_a_write_by_itself_is_repeated_until_it_is_certain(shop: Shop, loss: Loss) -> None:
    shop.disturb(Failure(Status.ABORTED, aim("Commit", times=6)))
    shop.disturb(Failure(Status.INTERNAL, aim("Commit", times=2), loss))
    settled_write(shop.client.document(PATH), {"n": 1})
    assert shop.get(PATH) == {"n": 1}
