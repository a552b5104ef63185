"""Transactions that meet: who waits, who goes on, who loses."""

from __future__ import annotations

import pytest
from firestore_stage import (
    LONG_S,
    ClockWaiting,
    HandClock,
    NoPatience,
    Recording,
    Scripted,
    Thread,
    WatchedWaiting,
    begin,
    servicer,
)
from google.api_core.exceptions import Aborted, InvalidArgument
from google.cloud import firestore

from harness.cloud.errors import StatusError
from harness.cloud.firestore.clients import client
from harness.cloud.firestore.contention import Always, Decision
from harness.cloud.firestore.engine import View
from harness.cloud.firestore.transactions import Mode
from harness.cloud.firestore.writes import Write

FAIL_ME = Always(Decision.REQUESTER_LOSES)
FAIL_THEM = Always(Decision.HOLDERS_LOSE)


def write(transaction: firestore.Transaction, reference: firestore.DocumentReference, **data: object) -> None:
    transaction.set(reference, data)
    transaction._commit()


@pytest.fixture
def waiting() -> WatchedWaiting:
    return WatchedWaiting()


@pytest.fixture
def connected(waiting: WatchedWaiting) -> firestore.Client:
    made = client(servicer(waiting=waiting))
    made.document("a/b").set({"n": 0})
    return made


def test_a_commit_waits_until_the_other_reader_rolls_back(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    one, other, document = begin(connected), begin(connected), connected.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    thread = Thread(lambda: write(one, document, n=1))
    waiting.until_someone_waits()
    assert document.get().to_dict() == {"n": 0}
    other._rollback()
    thread.join()
    assert document.get().to_dict() == {"n": 1}


def test_a_commit_waits_until_the_other_reader_commits_something_else(
    connected: firestore.Client, waiting: WatchedWaiting
) -> None:
    one, other, document = begin(connected), begin(connected), connected.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    thread = Thread(lambda: write(one, document, n=1))
    waiting.until_someone_waits()
    write(other, connected.document("a/x"), n=2)
    thread.join()
    assert document.get().to_dict() == {"n": 1}


def test_a_write_outside_transactions_waits_too(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    reader, document = begin(connected), connected.document("a/b")
    document.get(transaction=reader)
    thread = Thread(lambda: document.update({"n": firestore.Increment(5)}))
    waiting.until_someone_waits()
    write(reader, document, n=1)
    thread.join()
    assert document.get().to_dict() == {"n": 6}


def test_a_commit_gives_up_when_its_time_is_up_and_the_other_goes_on() -> None:
    made = client(servicer(waiting=NoPatience()))
    one, other, document = begin(made), begin(made), made.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    with pytest.raises(Aborted, match=r"Transaction lock timeout\."):
        write(one, document, n=1)
    write(other, document, n=2)
    assert document.get().to_dict() == {"n": 2}


def test_reads_do_not_wait(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    one, other, document = begin(connected), begin(connected), connected.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    thread = Thread(lambda: write(one, document, n=1))
    waiting.until_someone_waits()
    third = begin(connected)
    assert document.get().to_dict() == document.get(transaction=third).to_dict() == {"n": 0}
    third._rollback()
    other._rollback()
    thread.join()


def test_of_two_that_wait_for_each_other_the_one_that_began_first_goes_on(
    connected: firestore.Client, waiting: WatchedWaiting
) -> None:
    old, young, document = begin(connected), begin(connected), connected.document("a/b")
    document.get(transaction=old)
    document.get(transaction=young)
    thread = Thread(lambda: write(old, document, n=1))
    waiting.until_someone_waits()
    with pytest.raises(Aborted, match=r"Too much contention on these documents\. Please try again\."):
        write(young, document, n=2)
    thread.join()
    assert document.get().to_dict() == {"n": 1}


def test_the_older_one_goes_on_also_when_it_comes_second(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    old, young, document = begin(connected), begin(connected), connected.document("a/b")
    document.get(transaction=old)
    document.get(transaction=young)
    thread = Thread(lambda: write(young, document, n=2))
    waiting.until_someone_waits()
    write(old, document, n=1)
    with pytest.raises(Aborted):
        thread.join()
    assert document.get().to_dict() == {"n": 1}


def test_a_retry_keeps_the_place_of_its_first_attempt(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    first = begin(connected)
    first_id = first._id
    first._rollback()
    young, document = begin(connected), connected.document("a/b")
    retry = begin(connected, retry_of=first_id)
    document.get(transaction=young)
    document.get(transaction=retry)
    thread = Thread(lambda: write(young, document, n=2))
    waiting.until_someone_waits()
    write(retry, document, n=1)
    with pytest.raises(Aborted):
        thread.join()


def test_a_circle_of_three_is_a_deadlock(connected: firestore.Client, waiting: WatchedWaiting) -> None:
    documents = [connected.document(f"a/{name}") for name in "xyz"]
    one, two, three = (begin(connected) for _ in range(3))
    for transaction, document in zip((one, two, three), documents, strict=True):
        document.get(transaction=transaction)
    threads = [Thread(lambda: write(one, documents[1], n=1))]
    waiting.until_someone_waits()
    threads.append(Thread(lambda: write(two, documents[2], n=2)))
    waiting.until_someone_waits()
    with pytest.raises(Aborted, match="Too much contention"):
        write(three, documents[0], n=3)
    for thread in threads:
        thread.join()
    assert [document.get().to_dict() for document in documents] == [None, {"n": 1}, {"n": 2}]


def test_a_policy_can_fail_the_one_that_asks() -> None:
    made = client(servicer(policy=FAIL_ME))
    one, other, document = begin(made), begin(made), made.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    with pytest.raises(Aborted, match="Too much contention"):
        write(one, document, n=1)
    write(other, document, n=2)
    with pytest.raises(InvalidArgument, match=r"Transaction is invalid or closed\."):
        one._commit()


def test_a_policy_can_fail_those_that_hold_locks() -> None:
    policy = Recording(FAIL_THEM)
    made = client(servicer(policy=policy))
    one, other, third, document = begin(made), begin(made), begin(made), made.document("a/b")
    for transaction in (one, other, third):
        document.get(transaction=transaction)
    write(one, document, n=0)
    document.set({"n": 1})
    assert len(policy.conflicts) == 1, "those that lost have no locks any more"
    with pytest.raises(Aborted, match="Too much contention"):
        write(other, document, n=2)
    with pytest.raises(Aborted, match="Too much contention"):
        document.get(transaction=third)
    assert document.get().to_dict() == {"n": 1}


def test_one_that_waits_and_loses_elsewhere_learns_of_it_at_once() -> None:
    waiting = WatchedWaiting()
    made = client(servicer(policy=Scripted(Decision.WAIT, Decision.HOLDERS_LOSE), waiting=waiting))
    holder, loser = begin(made), begin(made)
    made.document("a/x").get(transaction=holder)
    made.document("a/y").get(transaction=loser)
    thread = Thread(lambda: write(loser, made.document("a/x"), n=1))
    waiting.until_someone_waits()
    made.document("a/y").set({"n": 2})
    with pytest.raises(Aborted, match="Too much contention"):
        thread.join()
    write(holder, made.document("a/x"), n=3)


def test_a_transaction_that_is_aborted_has_no_locks_any_more() -> None:
    made = servicer(policy=FAIL_ME)
    names = [f"{client(made)._database_string}/documents/a/{name}" for name in "xy"]
    one, other = made.engine.begin(), made.engine.begin()
    made.engine.read([names[0]], View(transaction=one))
    made.engine.read([names[1]], View(transaction=other))
    with pytest.raises(StatusError, match="ABORTED"):
        made.engine.commit([Write(names[0], {})], other)
    made.engine.commit([Write(names[1], {})])


def test_who_waits_for_a_dead_client_goes_on_when_its_transaction_expires() -> None:
    clock = HandClock()
    waiting = ClockWaiting(clock)
    made = client(servicer(waiting=waiting, clock=clock, lock_timeout_s=100))
    made.document("a/b").get(transaction=begin(made))
    made.document("a/b").set({"n": 1})
    assert waiting.waits == [60.0]


def test_waiting_ends_with_the_lock_timeout() -> None:
    clock = HandClock()
    waiting = ClockWaiting(clock)
    made = client(servicer(waiting=waiting, clock=clock))
    made.document("a/b").get(transaction=begin(made))
    with pytest.raises(Aborted, match=r"Transaction lock timeout\."):
        made.document("a/b").set({"n": 1})
    assert waiting.waits == [2.0]


def test_a_policy_is_told_who_meets_over_what() -> None:
    policy = Recording(FAIL_ME)
    made = client(servicer(policy=policy))
    one, other = begin(made), begin(made)
    made.document("a/b").get(transaction=one)
    with pytest.raises(Aborted):
        write(other, made.document("a/b"), n=1)
    with pytest.raises(Aborted):
        made.document("a/b").set({})
    inside, outside = policy.conflicts
    assert (inside.requester.age, [holder.age for holder in inside.holders]) == ((2, 2), [(1, 1)])
    assert outside.requester.transaction is None
    assert [name.rpartition("/documents/")[2] for name in inside.documents] == ["a/b"]
    assert not inside.deadlock
    assert inside.asked == 0


def test_a_document_that_is_not_there_is_locked_too() -> None:
    made = client(servicer(policy=FAIL_ME))
    reader = begin(made)
    assert not made.document("a/b").get(transaction=reader).exists
    with pytest.raises(Aborted):
        made.document("a/b").create({})


@pytest.mark.parametrize(
    ("data", "meets"),
    [({"team": "LAL"}, True), ({"team": "BOS"}, False), ({}, False)],
    ids=["in the answer", "outside the answer", "without the field"],
)
def test_a_query_is_protected_against_phantoms(data: dict[str, str], meets: bool) -> None:
    made = client(servicer(policy=FAIL_ME))
    query = made.collection("players").where(filter=firestore.FieldFilter("team", "==", "LAL"))
    assert query.get(transaction=begin(made)) == []
    if meets:
        with pytest.raises(Aborted):
            made.document("players/new").set(data)
    else:
        made.document("players/new").set(data)


def test_a_document_that_leaves_the_answer_meets_the_query() -> None:
    made = client(servicer(policy=FAIL_ME))
    made.document("players/ann").set({"team": "LAL"})
    made.collection("players").where(filter=firestore.FieldFilter("team", "==", "LAL")).get(transaction=begin(made))
    with pytest.raises(Aborted):
        made.document("players/ann").update({"team": "BOS"})


def test_what_lies_behind_a_full_answer_was_not_read() -> None:
    made = client(servicer(policy=FAIL_ME))
    for number in (1, 2, 3):
        made.document(f"n/{number}").set({"n": number})
    assert len(made.collection("n").order_by("n").limit(2).get(transaction=begin(made))) == 2
    made.document("n/9").set({"n": 9})
    made.document("n/3").delete()
    with pytest.raises(Aborted):
        made.document("n/0").set({"n": 0})


def test_a_count_is_protected_too() -> None:
    made = client(servicer(policy=FAIL_ME))
    made.collection("n").count().get(transaction=begin(made))
    with pytest.raises(Aborted):
        made.document("n/0").set({})


def test_a_dead_client_keeps_its_locks_for_60_idle_seconds() -> None:
    clock = HandClock()
    made = client(servicer(policy=FAIL_ME, clock=clock))
    dead, document = begin(made), made.document("a/b")
    document.get(transaction=dead)
    clock.advance(59.9)
    with pytest.raises(Aborted):
        document.set({"n": 1})
    clock.advance(0.1)
    document.set({"n": 1})
    with pytest.raises(InvalidArgument):
        write(dead, document, n=2)


def test_a_busy_transaction_ends_after_270_seconds() -> None:
    clock = HandClock()
    made = client(servicer(clock=clock))
    busy, document = begin(made), made.document("a/b")
    for _ in range(26):
        clock.advance(10)
        document.get(transaction=busy)
    clock.advance(9.9)
    document.get(transaction=busy)
    clock.advance(0.1)
    with pytest.raises(InvalidArgument):
        document.get(transaction=busy)


@pytest.mark.parametrize("mode", [Mode.PESSIMISTIC, Mode.OPTIMISTIC])
def test_no_update_is_lost_among_threads(mode: Mode) -> None:
    made = client(servicer(mode=mode))
    counter = made.document("a/counter")
    counter.set({"n": 0})

    # The decorated function is shared by the threads, so its retries name one another's first attempts.
    @firestore.transactional
    def add_one(transaction: firestore.Transaction) -> None:
        transaction.update(counter, {"n": counter.get(transaction=transaction).get("n") + 1})

    def add_ten() -> None:
        for _ in range(10):
            add_one(made.transaction(max_attempts=10_000))

    threads = [Thread(add_ten) for _ in range(6)]
    for thread in threads:
        thread.join()
    assert counter.get().to_dict() == {"n": 60}


def test_an_optimistic_commit_loses_if_what_it_read_has_changed() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC))
    one, other, document = begin(made), begin(made), made.document("a/b")
    document.get(transaction=one)
    document.get(transaction=other)
    write(one, document, n=1)
    with pytest.raises(Aborted, match="Too much contention"):
        write(other, document, n=2)
    assert document.get().to_dict() == {"n": 1}


def test_an_optimistic_transaction_reads_a_snapshot() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC))
    made.document("a/b").set({"n": 0})
    made.document("a/c").set({"n": 0})
    reader = begin(made)
    made.document("a/b").get(transaction=reader)
    made.document("a/c").set({"n": 9})
    assert made.document("a/c").get(transaction=reader).to_dict() == {"n": 0}
    with pytest.raises(Aborted):
        write(reader, made.document("a/d"), n=1)


def test_an_optimistic_query_loses_to_a_phantom() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC))
    reader, unconcerned = begin(made), begin(made)
    made.collection("a").where(filter=firestore.FieldFilter("n", ">", 0)).get(transaction=reader)
    made.collection("a").where(filter=firestore.FieldFilter("n", "<", 0)).get(transaction=unconcerned)
    made.document("a/b").set({"n": 1})
    with pytest.raises(Aborted):
        write(reader, made.document("a/c"), n=1)
    write(unconcerned, made.document("a/c"), n=1)


def test_an_optimistic_query_of_what_has_changed_since_the_first_read_loses() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC))
    reader = begin(made)
    made.document("a/b").get(transaction=reader)
    made.document("c/new").set({})
    assert made.collection("c").get(transaction=reader) == []
    with pytest.raises(Aborted):
        write(reader, made.document("a/d"), n=1)


def test_an_optimistic_transaction_does_not_hold_writers_up() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC, waiting=NoPatience()))
    made.document("a/b").get(transaction=begin(made))
    made.document("a/b").set({"n": 1})


def test_a_write_that_changes_nothing_does_no_harm_to_optimistic_readers() -> None:
    made = client(servicer(mode=Mode.OPTIMISTIC))
    made.document("a/b").set({"n": 1})
    reader = begin(made)
    made.document("a/b").get(transaction=reader)
    made.document("a/b").set({"n": 1})
    write(reader, made.document("a/b"), n=2)


@pytest.mark.parametrize("mode", [Mode.PESSIMISTIC, Mode.OPTIMISTIC])
def test_two_that_read_both_and_write_one_each_do_not_both_commit(mode: Mode) -> None:
    made = client(servicer(mode=mode, policy=FAIL_ME))
    x, y = made.document("a/x"), made.document("a/y")
    one, other = begin(made), begin(made)
    for transaction in (one, other):
        x.get(transaction=transaction)
        y.get(transaction=transaction)
    outcomes = []
    for transaction, document in ((one, x), (other, y)):
        try:
            write(transaction, document, on=False)
            outcomes.append("committed")
        except Aborted:
            outcomes.append("aborted")
    assert sorted(outcomes) == ["aborted", "committed"]


def test_threads_really_ran() -> None:
    """The stage reports errors of threads; without this the tests above could pass in silence."""
    with pytest.raises(ZeroDivisionError):
        Thread(lambda: 1 // 0).join()
    assert LONG_S > 1
