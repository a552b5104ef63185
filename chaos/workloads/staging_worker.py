"""Stages players' predictions and reports each player as done, as a worker does it message by message.

A player whose staging failed is not reported; his message is delivered again, after the others. Reported players are
documents in `reported`.
"""

from __future__ import annotations

from google.api_core.exceptions import GoogleAPIError

from chaos.workloads.predictions import predictions_of, prepare
from chaos.workloads.program import Found, Surroundings, Told, ready, run
from harness.reference.staging import StagingWriter
from harness.reference.staging_stores import LOAD_SECONDS


class Staging(Told):
    """`answer_seconds`: how long the answer to a load is waited for; not shorter in a rehearsal."""

    worker: str
    batch: str = "b1"
    players: int = 4
    with_line: bool = True
    deliveries: int = 3
    answer_seconds: float = LOAD_SECONDS


def stage(told: Staging, surroundings: Surroundings) -> Found:
    """How many players were reported, and how many deliveries failed."""
    store = prepare(surroundings, answer_seconds=told.answer_seconds)
    writer = StagingWriter(store, told.worker, safeguards=surroundings.safeguards)
    ready()
    waiting = [f"{told.worker}player{number}" for number in range(told.players)]
    failed = 0
    for _ in range(told.deliveries):
        left = []
        for player in waiting:
            try:
                writer.stage(told.batch, predictions_of(player, with_line=told.with_line))
            except GoogleAPIError:
                left.append(player)
                continue
            surroundings.note("reported", player, {"batch": told.batch})
        failed += len(left)
        waiting = left
    reported = told.players - len(waiting)
    return {"reported": reported, "failed": failed, "text": f"{reported} reported, {failed} deliveries failed"}


if __name__ == "__main__":
    run(Staging, stage)
