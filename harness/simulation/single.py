"""Virtual time for a single thread: a test that sleeps for days, without any choice of order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from harness.simulation.choices import Default
from harness.simulation.patches import active
from harness.simulation.processes import State, leave
from harness.simulation.world import START, World


@contextmanager
def virtual_time(start: datetime = START) -> Iterator[World]:
    """While this lasts the calling thread sees virtual time that moves when it sleeps; threads that it starts, too."""
    with active():
        world = World(Default(), start=start, step_limit=10**9)
        process = world.adopt("test")
        try:
            yield world
        finally:
            process.state = State.FINISHED
            leave()
