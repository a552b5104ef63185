"""Tests that the platform's engineers write in their own repository."""

import time
from datetime import UTC, datetime

from google.cloud import firestore
from platform_code.batches import BatchStateManager
from platform_code.locks import DistributedLock

from harness.simulation.checkers import one_owner
from harness.simulation.faults import crash, pause
from harness.simulation.verdicts import Invariant


def consolidation(history, *, seconds):
    def consolidate(name):
        with DistributedLock("any-project").acquire("2026-01-18", operation_id=name) as lease:
            history.enter(name, lease)
            time.sleep(seconds)
            history.leave(name)

    return consolidate


def test_work_longer_than_the_lease(interleavings):
    history = interleavings.history()
    interleavings.explore(
        consolidation(history, seconds=400), processes=["a", "b"], faults=[pause(), crash()], holds=[one_owner(history)]
    )


def test_short_work(interleavings):
    history = interleavings.history()
    explored = interleavings.explore(
        consolidation(history, seconds=1), processes=["a", "b"], holds=[one_owner(history)], stalls=False, schedules=50
    )
    assert explored.runs == 50


def test_players_reported_at_once(interleavings):
    seen = []

    def setup(client):
        seen[:] = [client.document("prediction_batches/b")]
        seen[0].set({"expected_players": 2, "completed_players": [], "is_complete": False})

    bodies = {
        player: lambda player=player: BatchStateManager("any-project").record_completion("b", player, 7)
        for player in ("ann", "bob")
    }
    complete = Invariant("the batch is complete", lambda: None if seen[0].get().get("is_complete") else "it is open")
    interleavings.explore(bodies, setup=setup, holds=[complete], schedules=50)


def test_three_days(virtual_clock):
    before = virtual_clock.now()
    time.sleep(3 * 86400)
    virtual_clock.move_to(datetime(2026, 3, 8, 7, tzinfo=UTC))
    assert datetime.now(UTC) == datetime(2026, 3, 8, 7, tzinfo=UTC)
    assert before < virtual_clock.now()


def test_firestore(firestore_client):
    firestore.Client(project="embedded").document("a/b").set({"n": 1})
    assert firestore_client.document("a/b").get().get("n") == 1


def test_pubsub(pubsub_client):
    topic = pubsub_client.publisher.create_topic(name="projects/any-project/topics/prediction-ready-prod").name
    ready = pubsub_client.subscriber.create_subscription(
        name="projects/any-project/subscriptions/coordinator", topic=topic
    ).name
    pubsub_client.publisher.publish(topic, b"{}").result()
    pulled = pubsub_client.subscriber.pull(subscription=ready, max_messages=1)
    assert pulled.received_messages[0].message.data == b"{}"


def test_warehouse(warehouse):
    assert warehouse.connection.sql("SELECT 42").fetchone() == (42,)
