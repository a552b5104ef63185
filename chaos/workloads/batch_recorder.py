"""A batch whose players are done: each is recorded, as the coordinator does it when a worker's message comes.

A message that could not be recorded is delivered again, `deliveries` times in all. Whoever is told that the batch is
complete writes `told/<batch>`. `standing` players are in the batch's document before, as an earlier coordinator has
left them that keeps names in the array.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from google.api_core.exceptions import GoogleAPIError

from chaos.workloads.program import DAY, Found, Surroundings, Told, ready, run
from harness.reference.batch_state import BatchState, CompletionMode
from harness.reference.retry_transaction import ContentionError

LONGEST_NAME = 520
"""Bytes. With a thousand names of this length, each kept twice, a document is just under its 1 MiB."""
PREDICTIONS = 5


class Recording(Told):
    batch: str = "b1"
    players: int = 1
    standing: int = 0
    at_once: bool = False
    deliveries: int = 3
    mode: CompletionMode = CompletionMode.DUAL


def record(told: Recording, surroundings: Surroundings) -> Found:
    """Creates the batch, and records its players, one after the other or all at once."""
    state = BatchState(
        surroundings.project, client=surroundings.firestore, mode=told.mode, safeguards=surroundings.safeguards
    )
    state.create_batch(told.batch, DAY, told.standing + told.players)
    if told.standing:
        _stand(surroundings, told)
    ready()
    begin = Barrier(told.players if told.at_once else 1)

    def one(number: int) -> bool:
        begin.wait()
        return _recorded(state, told, f"player{number:04}", surroundings)

    with ThreadPoolExecutor(told.players if told.at_once else 1) as threads:
        recorded = sum(threads.map(one, range(told.standing, told.standing + told.players)))
    return {"recorded": recorded, "text": f"{recorded} of {told.players} were recorded"}


def _stand(surroundings: Surroundings, told: Recording) -> None:
    names = [f"player{number:04}".ljust(LONGEST_NAME, "x") for number in range(told.standing)]
    document = surroundings.firestore.document(f"prediction_batches/{told.batch}")
    fields = {
        "completed_players": names,
        "predictions_by_player": dict.fromkeys(names, PREDICTIONS),
        "completed_count": told.standing,
        "total_predictions": told.standing * PREDICTIONS,
    }
    document.set(fields, merge=True)


def _recorded(state: BatchState, told: Recording, player: str, surroundings: Surroundings) -> bool:
    name = player.ljust(LONGEST_NAME, "x") if told.standing else player
    for _ in range(told.deliveries):
        try:
            found = state.record_completion(told.batch, name, PREDICTIONS)
        except (GoogleAPIError, ContentionError):
            continue  # not acknowledged, so it is delivered again
        if found.completes_batch:
            surroundings.note("told", told.batch, {"player": player})
        return True
    return False


if __name__ == "__main__":
    run(Recording, record)
