"""Works one message through, and dies in the middle of it where it is told to.

Each try is a document in `attempts`, each effect one in `effects`. With `dies`, it stands still between claim and
effect until it is killed; started again, it gets the message delivered again, and runs until it is ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from chaos.workloads.program import LOOK_EVERY_S, Found, Surroundings, Told, await_kill, ready, run, stay, until
from harness.reference.deduplication import Deduplicator, Delivery

MEETING_S = 60.0


class Work(Told):
    """`patience_s`: so long it is delivered again while somebody is at it. With `meets`, so many work at it at once."""

    worker: str
    message: str = "m1"
    claim_s: float = 1.0
    patience_s: float = 10.0
    dies: bool = False
    meets: int = 1


def work(told: Work, surroundings: Surroundings) -> Found:
    """The message's effect, if it is this worker's to have."""
    dies = told.dies and surroundings.first_life(told.worker)
    surroundings.note("messages", told.message, {"worker": told.worker})
    deduplicator = Deduplicator(
        surroundings.project,
        client=surroundings.firestore,
        claim_seconds=told.claim_s,
        safeguards=surroundings.safeguards,
    )

    def effect() -> None:
        surroundings.note("attempts", f"{told.message}-{told.worker}-{time.time_ns()}", {"worker": told.worker})
        if dies:
            await_kill()
        until(lambda: _met(told, surroundings), seconds=MEETING_S, what=f"{told.meets} workers at {told.message}")
        surroundings.note("effects", f"{told.message}-{told.worker}", {"message": told.message})

    if not dies:
        ready()
    delivery = _delivered(told, deduplicator, effect, surroundings)
    surroundings.note("finished", told.worker, {"delivery": delivery.value})
    if told.dies:
        stay()
    return {"delivery": delivery.value, "text": f"{told.message}: {delivery.value}"}


def _delivered(
    told: Work, deduplicator: Deduplicator, effect: Callable[[], None], surroundings: Surroundings
) -> Delivery:
    deadline = time.monotonic() + told.patience_s
    while True:
        delivery = deduplicator.once(told.message, effect)
        if delivery is not Delivery.IN_PROGRESS:
            return delivery
        surroundings.note("turned_away", told.worker, {"message": told.message})
        if time.monotonic() > deadline or told.meets > 1:
            return delivery
        time.sleep(LOOK_EVERY_S)


def _met(told: Work, surroundings: Surroundings) -> bool:
    """All who meet have begun, or were turned away."""
    return told.meets == 1 or surroundings.noted("attempts") + surroundings.noted("turned_away") >= told.meets


if __name__ == "__main__":
    run(Work, work)
