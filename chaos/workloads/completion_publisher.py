"""Works messages through, each of which ends with a completion that is published; one that failed is delivered again.

Messages are documents in `messages`, those that were given back because of their completion in `given_back`.
"""

from __future__ import annotations

import json
import time
from collections import deque
from contextlib import closing

from chaos.workloads.program import Found, Pause, StoodInVainError, Surroundings, Told, run
from harness.reference.deduplication import Deduplicator, Delivery
from harness.reference.services.publishing import NotPublishedError, Publisher

PATIENCE_S = 120.0


class Publishing(Told):
    """What it does.

    Attributes:
        messages: how many wait for it, each for a player of his own.
        stands_after: so many deliveries; there it stands still until it was stopped and let go on.
        confirm_seconds: how long a confirmation is waited for; not shorter in a rehearsal.
    """

    topic: str
    messages: int = 2
    stands_after: int
    confirm_seconds: float = 1.0


def publish(told: Publishing, surroundings: Surroundings) -> Found:
    """How many deliveries it took until every message was worked through."""
    pause, deliveries = Pause(), 0
    waiting = deque(f"player{number}" for number in range(told.messages))
    for player in waiting:
        surroundings.note("messages", player, {"player": player})
    publisher = Publisher(
        surroundings.project, confirm_seconds=told.confirm_seconds, safeguards=surroundings.safeguards
    )
    deadline = time.monotonic() + PATIENCE_S
    with closing(publisher):
        while waiting:
            if time.monotonic() > deadline:
                raise StoodInVainError(f"{len(waiting)} messages were not worked through within {PATIENCE_S:g} s")
            player = waiting.popleft()
            if not _worked_through(player, told.topic, publisher, surroundings):
                waiting.append(player)
            deliveries += 1
            if deliveries == told.stands_after:
                pause.stand()
    return {"deliveries": deliveries, "text": f"{told.messages} messages, {deliveries} deliveries"}


def _worked_through(player: str, topic: str, publisher: Publisher, surroundings: Surroundings) -> bool:
    """Whether a delivery did it; else there has to be another."""
    deduplicator = Deduplicator(surroundings.project, client=surroundings.firestore, safeguards=surroundings.safeguards)
    completion = json.dumps({"player": player}).encode()
    try:
        delivery = deduplicator.once(player, lambda: publisher.publish(topic, completion))
    except NotPublishedError as error:
        surroundings.note("given_back", player, {"why": str(error)[:300]})
        return False
    return delivery is not Delivery.IN_PROGRESS


if __name__ == "__main__":
    run(Publishing, publish)
