"""Keeping the threads of a simulation on one core.

Only one of them moves at a time, so a second core gains nothing; and handing the turn to a thread that sleeps on
another core costs more than most steps do.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

from harness.simulation.workers import idle_threads

WORKER = "PYTEST_XDIST_WORKER"
"""Of pytest-xdist: gw0, gw1 and so on. Workers beside each other are to take different cores."""


def core_of(cores: list[int], *, worker: str, process: int) -> int:
    """One of the cores, by the number of the pytest worker, else of the process."""
    number = re.search(r"\d+", worker)
    return cores[(int(number.group()) if number else process) % len(cores)]


@contextmanager
def on_one_core() -> Iterator[None]:
    """The calling thread and those that it starts stay on one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    core = core_of(sorted(before), worker=os.environ.get(WORKER, ""), process=os.getpid())
    # New threads take after the one that starts them; those that are kept from other runs are moved.
    for thread in (0, *idle_threads()):
        os.sched_setaffinity(thread, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
