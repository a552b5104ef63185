"""Transactions as the client's decorator runs them, their modes, and reads in the past."""

from __future__ import annotations

from datetime import timedelta

import pytest
from firestore_stage import HandClock, begin, servicer
from google.api_core.exceptions import AlreadyExists, FailedPrecondition, InvalidArgument
from google.cloud import firestore

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.transactions import Mode


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def connected(clock: HandClock) -> firestore.Client:
    return client(servicer(clock=clock))


def test_the_decorator_commits_what_the_function_wrote(connected: firestore.Client) -> None:
    @firestore.transactional
    def acquire(transaction: firestore.Transaction, holder: str) -> bool:
        lock = connected.document("locks/grading")
        if lock.get(transaction=transaction).exists:
            return False
        transaction.set(lock, {"holder": holder})
        return True

    assert acquire(connected.transaction(), "ann") is True
    assert acquire(connected.transaction(), "bob") is False
    assert connected.document("locks/grading").get().to_dict() == {"holder": "ann"}


def test_an_error_in_the_function_leaves_nothing(connected: firestore.Client) -> None:
    @firestore.transactional
    def fail(transaction: firestore.Transaction) -> None:
        transaction.set(connected.document("a/b"), {})
        raise LookupError

    with pytest.raises(LookupError):
        fail(connected.transaction())
    assert not connected.document("a/b").get().exists


def test_a_refused_commit_is_not_tried_again(connected: firestore.Client) -> None:
    runs = []

    @firestore.transactional
    def make(transaction: firestore.Transaction) -> None:
        runs.append(1)
        transaction.create(connected.document("a/b"), {})

    make(connected.transaction())
    with pytest.raises(AlreadyExists):
        make(connected.transaction())
    assert len(runs) == 2


@pytest.mark.parametrize("mode", [Mode.PESSIMISTIC, Mode.OPTIMISTIC])
def test_a_request_can_ask_for_a_mode(mode: Mode, connected: firestore.Client) -> None:
    connected.document("a/b").set({"n": 0})
    wish = {Mode.OPTIMISTIC: 1, Mode.PESSIMISTIC: 2}[mode]
    begun = connected._firestore_api.begin_transaction(
        request={
            "database": connected._database_string,
            "options": {"read_write": {"concurrency_mode": wish}},
        }
    )
    transaction = connected.transaction()
    transaction._id = begun.transaction
    connected.document("a/b").get(transaction=transaction)
    connected.document("a/c").set({"n": 1})
    seen = connected.document("a/c").get(transaction=transaction).to_dict()
    assert seen == (None if mode is Mode.OPTIMISTIC else {"n": 1})


def test_a_read_in_the_past(connected: firestore.Client, clock: HandClock) -> None:
    document = connected.document("a/b")
    first = document.set({"n": 1}).update_time
    clock.advance(600)
    second = document.set({"n": 2}).update_time
    clock.advance(600)
    document.delete()
    assert document.get(read_time=first).to_dict() == {"n": 1}
    assert document.get(read_time=second - timedelta(microseconds=1)).to_dict() == {"n": 1}
    assert document.get(read_time=second).to_dict() == {"n": 2}
    assert not document.get(read_time=clock.now()).exists
    assert [one.to_dict() for one in connected.collection("a").get(read_time=second)] == [{"n": 2}]


def test_the_past_is_one_hour_long(connected: firestore.Client, clock: HandClock) -> None:
    document = connected.document("a/b")
    written = document.set({"n": 1}).update_time
    clock.advance(3600)
    assert document.get(read_time=written).to_dict() == {"n": 1}
    clock.advance(0.001)
    with pytest.raises(FailedPrecondition, match="too old"):
        document.get(read_time=written)
    with pytest.raises(InvalidArgument, match="future"):
        document.get(read_time=clock.now() + timedelta(seconds=1))


def test_old_versions_are_forgotten(clock: HandClock) -> None:
    made = servicer(clock=clock)
    connected = client(made)
    document = connected.document("a/b")
    for number in range(10):
        document.set({"n": number})
        clock.advance(1000)
    [versions] = made.engine.store._past.values()
    assert len(versions) == 5, "four of the last hour, and the one that held when it began"
    document.delete()
    clock.advance(3601)
    connected.document("a/c").set({})
    assert [name.rpartition("/")[2] for name in made.engine.store._past] == ["c"]


def test_a_read_only_transaction_sees_one_moment(connected: firestore.Client) -> None:
    connected.document("a/b").set({"n": 1})
    reader = begin(connected, read_only=True)
    connected.document("a/b").set({"n": 2})
    connected.document("a/c").set({"n": 3})
    assert connected.document("a/b").get(transaction=reader).to_dict() == {"n": 1}
    assert [one.id for one in connected.collection("a").get(transaction=reader)] == ["b"]


def test_a_retry_names_an_attempt_that_was(connected: firestore.Client) -> None:
    with pytest.raises(InvalidArgument, match=r"Invalid transaction\."):
        begin(connected, retry_of=b"bogus")


def test_commits_move_time_also_when_the_clock_stands_still(connected: firestore.Client) -> None:
    times = [connected.document("a/b").set({"n": number}).update_time for number in range(3)]
    assert times == sorted(set(times))


def test_server_time_has_milliseconds_and_update_time_microseconds(
    connected: firestore.Client, clock: HandClock
) -> None:
    clock.advance(0.123456)
    result = connected.document("a/b").set({"at": firestore.SERVER_TIMESTAMP})
    stored = connected.document("a/b").get()
    assert stored.get("at").microsecond == 123000
    assert stored.update_time == result.update_time == clock.now()


def test_databases_and_projects_are_apart() -> None:
    made = servicer()
    for project, database in (("p", None), ("q", None), ("p", "second")):
        one = client(made, project, database)
        assert not one.document("a/b").get().exists
        one.document("a/b").set({"project": project, "database": database})
    assert client(made, "p").document("a/b").get().to_dict() == {"project": "p", "database": None}
    assert len(client(made, "p").collection_group("a").get()) == 1
