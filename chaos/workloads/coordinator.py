"""The coordinator of one batch: its players' messages come in, the last one completes it, and it is consolidated.

`reported` has a document for each player whose message has come. With `dies`, it stands still between the last player
and the merge until it is killed; started again it gets the messages again, sweeps once the claim of who died has run
out, notes so in `swept`, and runs until it is ended.
"""

from __future__ import annotations

from chaos.workloads.coordinating import Outbox
from chaos.workloads.predictions import SYSTEMS, predictions_of, prepare
from chaos.workloads.program import DAY, STANDING_S, Found, Surroundings, Told, await_kill, ready, run, stay, until
from harness.clock import RealClock
from harness.reference.batch_state import BatchState
from harness.reference.lock import DistributedLock
from harness.reference.services.coordinator.batches import Batches
from harness.reference.services.coordinator.completing import Completer
from harness.reference.services.coordinator.requests import PredictionReady
from harness.reference.services.coordinator.sweeping import Sweep
from harness.reference.staging import Consolidator, StagingWriter
from harness.reference.staging_stores import BigQueryPredictions


class Coordinating(Told):
    """`claim_s`: so long whoever completed the batch has for it."""

    batch: str = f"batch_{DAY}_1705336200"
    players: int = 4
    claim_s: float = 1.0
    dies: bool = False


def coordinate(told: Coordinating, surroundings: Surroundings) -> Found:
    """What the sweep at the end came to for each batch that it looked at."""
    first = surroundings.first_life("coordinator")
    dies, clock, safeguards = told.dies and first, RealClock(), surroundings.safeguards
    store, batches = prepare(surroundings), Batches(surroundings.firestore)
    state = BatchState(
        surroundings.project, client=surroundings.firestore, claim_seconds=told.claim_s, safeguards=safeguards
    )

    def consolidator(_: str) -> Consolidator:
        if dies:
            await_kill()
        lock = DistributedLock(surroundings.project, client=surroundings.firestore, safeguards=safeguards)
        return Consolidator(store, lock, safeguards=safeguards)

    completer = Completer(
        batches=batches, state=state, consolidator=consolidator, publisher=Outbox(surroundings), clock=clock
    )
    players = [f"player{number}" for number in range(told.players)]
    if first:
        state.create_batch(told.batch, DAY, told.players)
        batches.mark_requested(told.batch)
        _stage(told.batch, players, store, surroundings)
    if not dies:
        ready()
    for player in players:
        surroundings.note("reported", player, {"batch": told.batch})
        completer.count(_message(told.batch, player))
    until(lambda: _is_due(batches, told.batch, clock), seconds=STANDING_S, what="the end of a claim")
    swept = Sweep(batches=batches, state=state, completer=completer, clock=clock).all()
    results = [f"{one.batch_id} {one.result}" for one in swept.results]
    surroundings.note("swept", "coordinator", {"results": results})
    if told.dies:
        stay()
    return {"swept": list(results), "text": "; ".join(results) or "nothing was left"}


def _stage(batch: str, players: list[str], store: BigQueryPredictions, surroundings: Surroundings) -> None:
    writer = StagingWriter(store, "w1", safeguards=surroundings.safeguards)
    for player in players:
        writer.stage(batch, predictions_of(player))


def _message(batch: str, player: str) -> PredictionReady:
    return PredictionReady(player_lookup=player, game_date=DAY, predictions_generated=len(SYSTEMS), batch_id=batch)


def _is_due(batches: Batches, batch: str, clock: RealClock) -> bool:
    """It is dealt with, or nobody has it any more."""
    return batches.batch(batch).is_consolidated or bool(batches.unconfirmed(clock.now()))


if __name__ == "__main__":
    run(Coordinating, coordinate)
