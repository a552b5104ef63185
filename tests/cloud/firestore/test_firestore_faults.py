"""Interceptors see every request, and faults have the effects on the client that the service's have."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from firestore_stage import servicer
from google.api_core.exceptions import (
    Aborted,
    AlreadyExists,
    DeadlineExceeded,
    InvalidArgument,
    PermissionDenied,
    RetryError,
)
from google.cloud import firestore

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Delay, Failure, Loss, lost_reply
from harness.cloud.firestore.clients import client
from harness.cloud.interception import Call, Interceptor, Proceed, Responses


def aim(*methods: str, times: int | None = 1, skip: int = 0) -> Aim:
    return Aim(frozenset(methods), times, skip)


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The client waits between its retries; here it only says for how long."""
    naps: list[float] = []
    monkeypatch.setattr(time, "sleep", naps.append)
    return naps


@pytest.fixture
def connect() -> Callable[..., firestore.Client]:
    def connected(*interceptors: Interceptor) -> firestore.Client:
        made = servicer()
        client(made).document("a/b").set({"n": 1})
        made.interceptors.extend(interceptors)
        return client(made)

    return connected


@firestore.transactional
def add_one(transaction: firestore.Transaction, document: firestore.DocumentReference) -> None:
    transaction.update(document, {"n": document.get(transaction=transaction).get("n") + 1})


def test_an_interceptor_sees_each_request_as_a_step(connect: Callable[..., firestore.Client]) -> None:
    steps: list[str] = []

    def watch(call: Call, proceed: Proceed) -> Responses:
        steps.append(f"> {call.method}")
        responses = proceed()
        steps.append(f"< {len(responses)}")
        return responses

    connected = connect(watch)
    add_one(connected.transaction(), connected.document("a/b"))
    assert steps == ["> BeginTransaction", "< 1", "> BatchGetDocuments", "< 1", "> Commit", "< 1"]


def test_interceptors_are_nested_the_first_outermost(connect: Callable[..., firestore.Client]) -> None:
    order: list[str] = []

    def named(name: str) -> Interceptor:
        def watch(call: Call, proceed: Proceed) -> Responses:
            order.append(name)
            return proceed()

        return watch

    connect(named("outer"), named("inner")).document("a/b").get()
    assert order == ["outer", "inner"]


def test_an_unavailable_service_is_tried_again(connect: Callable[..., firestore.Client], slept: list[float]) -> None:
    fault = Failure(Status.UNAVAILABLE, aim("Commit", times=3))
    connected = connect(fault)
    connected.document("a/b").set({"n": 2})
    assert fault.aim.hits == 3
    assert len(slept) == 3
    assert connected.document("a/b").get().to_dict() == {"n": 2}


def test_a_create_whose_reply_is_lost_raises_though_it_wrote(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(lost_reply(aim("Commit")))
    with pytest.raises(AlreadyExists):
        connected.document("a/c").create({"n": 1})
    assert connected.document("a/c").get().to_dict() == {"n": 1}


def test_an_increment_whose_reply_is_lost_counts_twice(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(lost_reply(aim("Commit")))
    connected.document("a/b").update({"n": firestore.Increment(1)})
    assert connected.document("a/b").get().to_dict() == {"n": 3}


def test_a_transaction_whose_reply_is_lost_fails_though_it_committed(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(lost_reply(aim("Commit")))
    with pytest.raises(InvalidArgument):
        add_one(connected.transaction(), connected.document("a/b"))
    assert connected.document("a/b").get().to_dict() == {"n": 2}


def test_an_aborted_read_is_not_tried_again(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.ABORTED, aim("BatchGetDocuments")))
    with pytest.raises(Aborted):
        add_one(connected.transaction(), connected.document("a/b"))


def test_an_aborted_commit_is_tried_again(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.ABORTED, aim("Commit", times=4)))
    add_one(connected.transaction(), connected.document("a/b"))
    assert connected.document("a/b").get().to_dict() == {"n": 2}


def test_five_aborted_commits_are_a_value_error(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.ABORTED, aim("Commit", times=5)))
    with pytest.raises(ValueError, match=r"Failed to commit transaction in 5 attempts\."):
        add_one(connected.transaction(), connected.document("a/b"))


def test_a_transaction_that_cannot_begin_is_a_value_error(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.PERMISSION_DENIED, aim("BeginTransaction")))
    with pytest.raises(ValueError, match="The transaction has no transaction ID") as caught:
        add_one(connected.transaction(), connected.document("a/b"))
    assert isinstance(caught.value.__context__, PermissionDenied)


def test_permission_can_be_denied_by_what_a_request_says(connect: Callable[..., firestore.Client]) -> None:
    secret = Aim(where=lambda call: "secret" in str(call.request), times=None)
    connected = connect(Failure(Status.PERMISSION_DENIED, secret))
    assert connected.document("a/b").get().exists
    for _ in range(2):
        with pytest.raises(PermissionDenied, match=r"Missing or insufficient permissions\."):
            connected.document("secret/b").get()


def test_a_fault_can_skip_requests(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.PERMISSION_DENIED, aim("Commit", skip=2)))
    outcomes = []
    for number in range(4):
        try:
            connected.document("a/b").set({"n": number})
            outcomes.append("written")
        except PermissionDenied:
            outcomes.append("denied")
    assert outcomes == ["written", "written", "denied", "written"]


def test_a_lost_reply_may_have_any_status(connect: Callable[..., firestore.Client]) -> None:
    connected = connect(Failure(Status.DEADLINE_EXCEEDED, aim("Commit"), Loss.REPLY))
    with pytest.raises(DeadlineExceeded):
        connected.document("a/b").set({"n": 2})
    assert connected.document("a/b").get().to_dict() == {"n": 2}


def test_a_delay_takes_its_time(connect: Callable[..., firestore.Client]) -> None:
    waited: list[float] = []
    connected = connect(Delay(3.0, waited.append))
    assert connected.document("a/b").get(timeout=10).exists
    assert waited == [3.0]


def test_a_delay_longer_than_the_deadline_is_one(connect: Callable[..., firestore.Client]) -> None:
    waited: list[float] = []
    connected = connect(Delay(30.0, waited.append, aim("Commit")))
    with pytest.raises(DeadlineExceeded):
        connected.document("a/b").set({"n": 2}, timeout=10, retry=None)
    assert waited == pytest.approx([10.0])
    assert connected.document("a/b").get().to_dict() == {"n": 1}


def test_a_service_that_stays_away_uses_up_the_client_s_patience(
    connect: Callable[..., firestore.Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", lambda seconds: now.__setitem__(0, now[0] + seconds))
    connected = connect(Failure(Status.UNAVAILABLE, aim("Commit", times=None)))
    with pytest.raises(RetryError):
        connected.document("a/b").set({"n": 2})
    assert now[0] <= 60
