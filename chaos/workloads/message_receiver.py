"""Workers' messages on their way over Pub/Sub: completions of a batch, or reports of processors.

`completions`: each player of a batch sends one, `poison` of them one that nobody can read, and which ends as a dead
letter; whoever takes dead letters records their players as failed. `reports`: a processor fails, and succeeds after
that; `sent` has what was sent.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from chaos.workloads.mailbox import ATTEMPTS, Mailbox, RefusedError, mailbox
from chaos.workloads.program import DAY, Found, Surroundings, Told, ready, run
from harness.reference.batch_state import BatchState
from harness.reference.completion_record import CompletionRecord
from harness.reference.completion_stores import DocumentCompletions

BATCH, PREDICTIONS = "b1", 5
PROCESSOR = "player_game_summary"


class Receiving(Told):
    """`deliveries`: how many are to come, more than there are messages where some come twice."""

    what: Literal["completions", "reports"]
    players: int = 4
    poison: int = 0
    deliveries: int = 4


def receive(told: Receiving, surroundings: Surroundings) -> Found:
    """How many deliveries were worked through, or refused."""
    with mailbox(os.environ["PUBSUB_EMULATOR_HOST"], surroundings.project, told.what) as box:
        ready()
        if told.what == "reports":
            _reports(told, box, surroundings)
        else:
            _completions(told, box, surroundings)
    return {"deliveries": told.deliveries, "text": f"{told.deliveries} deliveries"}


def _completions(told: Receiving, box: Mailbox, surroundings: Surroundings) -> None:
    state = BatchState(surroundings.project, client=surroundings.firestore, safeguards=surroundings.safeguards)
    state.create_batch(BATCH, DAY, told.players)
    players = [f"player{number}" for number in range(told.players)]
    poison = set(players[: told.poison])

    def work(message: dict[str, Any]) -> None:
        if message["player"] in poison:
            raise RefusedError(message["player"])
        state.record_completion(BATCH, message["player"], PREDICTIONS)

    box.send([{"player": player} for player in players])
    box.receive(work, deliveries=told.deliveries + told.poison * ATTEMPTS - len(poison))
    if poison:
        box.receive(lambda message: _failed(state, message), deliveries=len(poison), name=box.dead)


def _failed(state: BatchState, message: dict[str, Any]) -> None:
    state.record_failure(BATCH, message["player"])


def _reports(told: Receiving, box: Mailbox, surroundings: Surroundings) -> None:
    store = DocumentCompletions(surroundings.project, client=surroundings.firestore, safeguards=surroundings.safeguards)
    now = datetime.now(UTC)
    reports = [("failed", now - timedelta(minutes=5)), ("success", now)]
    for status, moment in reports:
        surroundings.note("sent", status, {"processor": PROCESSOR, "completed_at": moment})

    def work(message: dict[str, Any]) -> None:
        moment = datetime.fromisoformat(message["completed_at"])
        store.put(CompletionRecord("phase3", DAY, PROCESSOR, message["status"], moment))

    box.send([{"status": status, "completed_at": moment.isoformat()} for status, moment in reports])
    box.receive(work, deliveries=told.deliveries, one_by_one=True)


if __name__ == "__main__":
    run(Receiving, receive)
