"""The trigger of one phase on one day: reports come in, the day is judged, the next phase's message goes out.

A message that goes out is a document in `published`.
"""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

from chaos.workloads.program import DAY, Found, Surroundings, Told, await_kill, ready, run, stay
from harness.reference.completion_record import CompletionRecord
from harness.reference.phases import PhaseTrigger, Trigger
from harness.reference.phases_rules import Edge, Evidence, expected

MEETING_S = 30.0
ROWS, GAMES = 100, 5
"""The data of the day are there; what is missing are reports."""
_TIMES = ("_first_completion_at", "_triggered_at")


class Handling(Told):
    """What it does, in this order.

    Attributes:
        reports: processors that report, one after the other.
        together: processors that report at the same moment: each judges a day that no other has latched yet.
        dies: `reported` stands still after the reports, `publishing` before a message goes out, until it is killed.
        ages_min: the day is made so many minutes older, as if everybody had waited for that long.
        sweeps: whether the day is judged by the clock at the end.
    """

    edge: Edge
    reports: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    dies: str = ""
    ages_min: float = 0.0
    sweeps: bool = False


def handle(told: Handling, surroundings: Surroundings) -> Found:
    """What each judging came to. Who was killed and is started again does nothing more."""
    if told.dies and not surroundings.first_life("phase_handler"):
        ready()
        stay()
    meeting = threading.Barrier(max(len(told.together), 1), timeout=MEETING_S)

    def probe(_: str) -> Evidence:
        meeting.wait()
        rows = dict.fromkeys(expected(told.edge, "overnight"), ROWS)
        return Evidence(rows, games_scheduled=GAMES, games_covered=GAMES)

    def publish(trigger: Trigger) -> None:
        if told.dies == "publishing":
            await_kill()
        surroundings.note("published", uuid.uuid4().hex, {"trigger": trigger.id})

    phase = PhaseTrigger(
        surroundings.project,
        edge=told.edge,
        probe=probe,
        publish=publish,
        client=surroundings.firestore,
        safeguards=surroundings.safeguards,
    )
    if not told.dies:
        ready()
    decisions = [phase.handle(_report(told.edge, name)) for name in told.reports]
    with ThreadPoolExecutor(max(len(told.together), 1)) as threads:
        decisions += threads.map(lambda name: phase.handle(_report(told.edge, name)), told.together)
    if told.dies == "reported":
        await_kill()
    if told.ages_min:
        _age(surroundings.firestore.document(f"{told.edge.upstream}_completion/{DAY}"), told.ages_min)
    if told.sweeps:
        decisions.append(phase.sweep(DAY))
    fired = sum(decision.trigger is not None for decision in decisions)
    return {"triggers": fired, "text": "; ".join(decision.why for decision in decisions)}


def _report(edge: Edge, processor: str) -> CompletionRecord:
    return CompletionRecord(edge.upstream, DAY, processor, "success", datetime.now(UTC), record_count=ROWS)


def _age(document: Any, minutes: float) -> None:
    fields, back = document.get().to_dict() or {}, timedelta(minutes=minutes)
    document.set({name: _older(fields[name], back) for name in _TIMES if fields.get(name)}, merge=True)


def _older(moment: Any, back: timedelta) -> Any:
    """Phase 4 keeps it as a text."""
    return (datetime.fromisoformat(moment) - back).isoformat() if isinstance(moment, str) else moment - back


if __name__ == "__main__":
    run(Handling, handle)
