"""What the scheduler runs: processes, each a thread that moves only while it has the turn."""

from __future__ import annotations

import _thread
import random
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

from harness.simulation.workers import closed_gate, worker_for

if TYPE_CHECKING:
    from harness.simulation.world import World


class State(Enum):
    """`ASLEEP` ends by itself at `wakes_ns`; `BLOCKED` when something happens, or at `wakes_ns` if there is one."""

    READY = auto()
    ASLEEP = auto()
    BLOCKED = auto()
    FINISHED = auto()
    CRASHED = auto()


class Stopped(BaseException):
    """Raised inside a process that is not to go on: the run has ended, or the process has crashed.

    It is no `Exception`, so that code which swallows exceptions does not swallow it.
    """


class Process:
    """One process of a run. `skew_ns` is how far its clock goes wrong."""

    __slots__ = (
        "_random", "awaits", "body", "doing", "error", "gate", "last_event", "name", "number",
        "refusals", "skew_ns", "state", "wakes_ns", "worker", "world",
    )  # fmt: skip

    def __init__(self, world: World, number: int, name: str, body: Callable[[], None] | None) -> None:
        """Without a `body` it is carried out by a thread that is there already."""
        self.world = world
        self.number = number
        self.name = name
        self.body = body
        self.worker = None if body is None else worker_for(lambda: world.live(self))
        self.gate = closed_gate() if self.worker is None else self.worker.gate
        self.state = State.READY
        self.wakes_ns: int | None = None
        self.awaits: object = None
        self.skew_ns = 0
        self.error: Exception | None = None
        self.doing = "start"
        self.last_event = 0
        self.refusals = 0
        self._random: random.Random | None = None

    @property
    def random(self) -> random.Random:
        """Its own random numbers, the same in every run with the same seed."""
        if self._random is None:
            self._random = random.Random(f"{self.world.seed}/{self.name}")  # noqa: S311 - not for secrets
        return self._random

    @property
    def has_ended(self) -> bool:
        return self.state is State.FINISHED or self.state is State.CRASHED


_PROCESSES: dict[int, Process] = {}
_ident = _thread.get_ident


def current() -> Process | None:
    """The process whose code is running in this thread; None outside a simulation."""
    return _PROCESSES.get(_ident())


def enter(process: Process) -> None:
    """This thread carries out the process from now on."""
    _PROCESSES[_ident()] = process


def leave() -> None:
    """This thread carries out no process any more."""
    del _PROCESSES[_ident()]
