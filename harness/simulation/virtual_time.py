"""Time and chance as a simulated process sees them: virtual, its own, and repeatable.

Code under test reads the time and draws random numbers in many ways, most of them bound at import. While a
simulation is active every one of them asks whether the calling thread is a simulated process, and only then
answers from the run; other threads get the computer's answers.
"""

from __future__ import annotations

import os
import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import time_machine

from harness.simulation.dependence import NOTHING
from harness.simulation.processes import current
from harness.simulation.world import SECOND_NS

_DRAWS = (
    "betavariate", "choice", "choices", "expovariate", "gauss", "getrandbits", "lognormvariate", "normalvariate",
    "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "shuffle", "triangular", "uniform",
    "vonmisesvariate", "weibullvariate",
)  # fmt: skip
Replaced = tuple[Any, str, Any, Any]
"""Where a function stands (its module), its name there, the function, and what takes its place."""


class _VirtualTraveller(time_machine.Traveller):
    """Answers every reading of the wall clock, whichever function was used and however it was imported."""

    def __init__(self) -> None:
        super().__init__(0, None, False)

    def time_ns(self) -> int:
        process = current()
        if process is None:
            return time_machine.escape_hatch.time.time_ns()
        if process.world.clock_steps:
            process.world.step(process, "reads the clock")
            process.world.touched(process, NOTHING)
        return process.world.now_ns + process.skew_ns


def _sleep(original: Callable[[float], None]) -> Callable[[float], None]:
    def sleep(seconds: float, /) -> None:
        process = current()
        if process is None:
            original(seconds)
        else:
            process.world.sleep(process, seconds)

    return sleep


def _elapsed(original: Callable[[], Any], unit: Callable[[int], Any]) -> Callable[[], Any]:
    def elapsed() -> Any:
        process = current()
        return original() if process is None else unit(process.world.now_ns - process.world.start_ns)

    return elapsed


def _draw(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def draw(*args: Any, **options: Any) -> Any:
        process = current()
        return original(*args, **options) if process is None else getattr(process.random, name)(*args, **options)

    draw.__name__ = name
    return draw


def _bytes(original: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def urandom(size: int, /) -> bytes:
        process = current()
        return original(size) if process is None else process.random.randbytes(size)

    return urandom


def _seconds(nanoseconds: int) -> float:
    return nanoseconds / SECOND_NS


def replacements() -> list[Replaced]:
    """Every function that is replaced, where it is first found."""
    urandom = _bytes(os.urandom)
    monotonic = _elapsed(time.monotonic, _seconds)
    found: list[Replaced] = [
        (time, "sleep", time.sleep, _sleep(time.sleep)),
        (time, "monotonic", time.monotonic, monotonic),
        (time, "monotonic_ns", time.monotonic_ns, _elapsed(time.monotonic_ns, int)),
        (time, "perf_counter", time.perf_counter, _elapsed(time.perf_counter, _seconds)),
        (time, "perf_counter_ns", time.perf_counter_ns, _elapsed(time.perf_counter_ns, int)),
        (threading, "_time", time.monotonic, monotonic),
        (queue, "time", time.monotonic, monotonic),
        (os, "urandom", os.urandom, urandom),
        (random, "_urandom", os.urandom, urandom),
    ]
    return found + [(random, name, getattr(random, name), _draw(name, getattr(random, name))) for name in _DRAWS]


@contextmanager
def virtual_wall_clock() -> Iterator[None]:
    """The wall clock of simulated processes is their run's."""
    travel = time_machine.travel(0, tick=False)
    travel.start()
    try:
        time_machine.traveller_stack[-1] = _VirtualTraveller()
        yield
    finally:
        travel.stop()
