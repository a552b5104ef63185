"""The platform's own use: a prediction batch that many workers complete, and a lock with an expiry."""

from __future__ import annotations

from datetime import timedelta

import pytest
from firestore_stage import HandClock, Thread, servicer
from google.cloud import firestore

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.transactions import Mode

PLAYERS = [f"player{number:03}" for number in range(48)]
WORKERS = 6


@pytest.mark.parametrize("mode", [Mode.PESSIMISTIC, Mode.OPTIMISTIC])
def test_array_map_counter_and_subcollection_agree(mode: Mode) -> None:
    connected = client(servicer(mode=mode))
    batch = connected.document("prediction_batches/batch_2024-01-15_1")
    batch.set({"expected_players": len(PLAYERS), "completed_players": [], "completed_count": 0, "is_complete": False})

    @firestore.transactional
    def complete(transaction: firestore.Transaction, player: str) -> bool:
        state = batch.get(transaction=transaction).to_dict()
        if player in state["completed_players"]:
            return False
        done = len(state["completed_players"]) + 1
        transaction.update(
            batch,
            {
                "completed_players": firestore.ArrayUnion([player]),
                f"predictions_by_player.{player}": 7,
                "completed_count": firestore.Increment(1),
                "is_complete": done >= state["expected_players"],
                "updated_at": firestore.SERVER_TIMESTAMP,
            },
        )
        transaction.set(batch.collection("completions").document(player), {"predictions_count": 7})
        return done >= state["expected_players"]

    def work(worker: int) -> int:
        # Neighbours get the same players, as redelivered messages would have it.
        mine = PLAYERS[worker::WORKERS] + PLAYERS[(worker + 1) % WORKERS :: WORKERS]
        return sum(complete(connected.transaction(max_attempts=10_000), player) for player in mine)

    threads = [Thread(lambda worker=worker: work(worker)) for worker in range(WORKERS)]  # type: ignore[misc]
    finished = sum(thread.join() for thread in threads)
    state = batch.get().to_dict()
    assert sorted(state["completed_players"]) == sorted(state["predictions_by_player"]) == PLAYERS
    assert state["completed_count"] == len(PLAYERS) == len(batch.collection("completions").get())
    assert state["is_complete"]
    assert finished == 1, "exactly one worker sees that the batch is complete"


def test_a_lock_is_taken_over_after_its_expiry_and_not_before() -> None:
    clock = HandClock()
    connected = client(servicer(clock=clock))
    lock = connected.document("grading_locks/grading_2024-01-15")

    @firestore.transactional
    def acquire(transaction: firestore.Transaction, holder: str) -> bool:
        found = lock.get(transaction=transaction)
        if found.exists and found.get("expires_at") > clock.now():
            return False
        transaction.set(lock, {"holder_id": holder, "expires_at": clock.now() + timedelta(seconds=300)})
        return True

    assert acquire(connected.transaction(), "ann")
    clock.advance(299.9)
    assert not acquire(connected.transaction(), "bob")
    clock.advance(0.1)
    assert acquire(connected.transaction(), "bob")
    assert lock.get().get("holder_id") == "bob"
