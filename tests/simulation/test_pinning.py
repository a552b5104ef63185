"""A simulation stays on one core while it lasts, and leaves the process as it was."""

from __future__ import annotations

import os

import pytest

from harness.simulation.choices import Default
from harness.simulation.explore import Explorer, Program
from harness.simulation.pinning import core_of
from harness.simulation.strategies import Walk
from harness.simulation.world import World

pytestmark = pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system cannot tell cores")


def test_threads_of_processes_are_on_the_core_of_the_explorer_and_it_is_given_back() -> None:
    before, seen = os.sched_getaffinity(0), []
    World(Default()).spawn("earlier", lambda: None).world.run()  # leaves a thread that may be anywhere
    program = Program({"a": lambda: seen.append(os.sched_getaffinity(0)), "b": lambda: None})
    with Explorer(program) as explorer:
        explorer.explore(Walk(1), schedules=2)
        inside = os.sched_getaffinity(0)
    assert len(inside) == 1
    assert seen == [inside, inside]
    assert os.sched_getaffinity(0) == before


@pytest.mark.parametrize(
    ("worker", "process", "core"), [("gw0", 7, 2), ("gw1", 7, 3), ("gw2", 7, 2), ("", 7, 3), ("", 8, 2)]
)
def test_workers_beside_each_other_take_different_cores(worker: str, process: int, core: int) -> None:
    assert core_of([2, 3], worker=worker, process=process) == core
