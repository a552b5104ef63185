"""Steps of stores that are not Firestore: a stand-in in memory calls `step` where the real one would be asked."""

from __future__ import annotations

from google.api_core.exceptions import ServiceUnavailable

from harness.simulation.dependence import Touched
from harness.simulation.faults import Moment
from harness.simulation.processes import current


def step(label: str, *, thing: str) -> None:
    """The calling process asks another store for something: others may go first, and the process may die here.

    Outside a simulation nothing happens. `thing` names what is read or written there.

    Raises:
        ServiceUnavailable: a fault of the run; nothing has happened yet.
    """
    process = current()
    if process is None:
        return
    world = process.world
    world.step(process, label)
    fault = None if world.requests is None else world.requests.strike(process, Moment.REQUEST)
    world.touched(process, Touched(writes=(thing,)))
    world.note(process, label, fault.name if fault else "")
    if fault is not None:
        raise ServiceUnavailable(f"{thing} is not available: {fault.name}")  # type: ignore[no-untyped-call]
