"""The coordinator as the timetable asks it each evening at the same hour in New York: start the batch of TODAY.

Which instants these are is told by days and an hour; what TODAY is then, by the coordinator. `evenings` has a document
for each evening that has come by this process's clock, by its day.
"""

from __future__ import annotations

from datetime import date, datetime, time

from chaos.workloads.coordinating import EveryDay, Outbox
from chaos.workloads.program import Found, Surroundings, Told, ready, run, stand_until
from harness.clock import EASTERN, RealClock
from harness.reference.batch_state import BatchState
from harness.reference.lock import DistributedLock
from harness.reference.services.coordinator.batches import Batches
from harness.reference.services.coordinator.requests import StartBody
from harness.reference.services.coordinator.starting import LOCK_TYPE, NotStartedError, Starter


class Evenings(Told):
    evenings: tuple[date, ...]
    at: time = time(19, 30)
    players: int = 2


def start_each(told: Evenings, surroundings: Surroundings) -> Found:
    """The coordinator's answer of each evening."""
    starter = _starter(told, surroundings)
    ready()
    answers: dict[str, str] = {}
    for evening in told.evenings:
        stand_until(datetime.combine(evening, told.at, EASTERN))
        answers[str(evening)] = _started(starter)
        surroundings.note("evenings", str(evening), {"answer": answers[str(evening)]})
    return {**answers, "text": "; ".join(f"{evening}: {answer}" for evening, answer in answers.items())}


def _starter(told: Evenings, surroundings: Surroundings) -> Starter:
    client, safeguards = surroundings.firestore, surroundings.safeguards

    def lock(prefix: str) -> DistributedLock:
        return DistributedLock(
            surroundings.project, lock_type=LOCK_TYPE, client=client, dataset_prefix=prefix, safeguards=safeguards
        )

    return Starter(
        batches=Batches(client),
        state=BatchState(surroundings.project, client=client, safeguards=safeguards),
        lock=lock,
        players=EveryDay(told.players),
        publisher=Outbox(surroundings),
        clock=RealClock(),
        safeguards=safeguards,
    )


def _started(starter: Starter) -> str:
    try:
        return f"started {starter.start(StartBody(game_date='TODAY')).batch_id}"
    except NotStartedError as refused:
        return f"{refused.code} {refused}"


if __name__ == "__main__":
    run(Evenings, start_each)
