"""Processes that are killed, told to end, stopped for longer than a lease, or restarted in the middle of their work."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.identity import Identity
from chaos.faults.owner import OwnerGoneError, processes_of, restart, restore
from chaos.faults.target import Target

KILLED_S = 10.0
GOING_ON_S = 1.0
"""The kernel lets a process go on when the signal is sent, not when it gets its turn."""
DYING_S = 5.0
"""The kernel ends the platform's processes with their owner; it is given so long."""
_LOOK_EVERY_S = 0.02


class OfProcess(BaseModel):
    """Which process."""

    model_config = ConfigDict(extra="forbid")

    process: str


class OfEnding(OfProcess):
    """`within_s` is how long it has for its end: a service drains for 30 s at most."""

    within_s: float = Field(35.0, gt=0, le=300)


class Held(BaseModel):
    """What the undo needs: the process as it was, and who starts it again. Without an owner nothing is ended."""

    model_config = ConfigDict(extra="forbid")

    name: str
    process: Identity
    owner: str | None = None

    @property
    def owned(self) -> str:
        """
        Raises:
            FaultError: there is no owner.
        """
        if self.owner is None:
            raise FaultError(f"nobody could start process {self.name} again; give the target its owner's socket")
        return self.owner


def held(target: Target, name: str) -> Held:
    """The process of that name as it runs now.

    Raises:
        FaultError: the target has none, or it does not run.
    """
    return Held(name=name, process=target.process(name), owner=target.owner)


def held_by_owner(target: Target, name: str) -> Held:
    """The same, of a process that its owner can start again.

    Raises:
        FaultError: likewise, or nobody could undo it.
    """
    found = held(target, name)
    found.owned  # noqa: B018 - raises where there is no owner
    return found


def running_now(saved: Held) -> Identity | None:
    """The process of that name that runs now, which may be another since; None where none does.

    Raises:
        FaultError: its owner does not answer.
    """
    if saved.owner is None:
        return saved.process if saved.process.alive else None
    try:
        found = processes_of(saved.owner).get(saved.name)
    except OwnerGoneError:
        return saved.process if saved.process.alive else None
    return found if found is not None and found.alive else None


def put_back(saved: Held) -> None:
    """It runs afterwards, as it was started first; where it does, nothing happens.

    Raises:
        FaultError: it could not be started.
    """
    try:
        running = processes_of(saved.owned).get(saved.name)
        if running is None or not running.alive:
            restore(saved.owned, saved.name)
    except OwnerGoneError:
        return  # it ended with its owner; `runs` looks


def runs(saved: Held) -> Undone:
    """Whether it runs and is not stopped, or has ended with its owner for good."""
    try:
        running = processes_of(saved.owned).get(saved.name)
    except OwnerGoneError as gone:
        ended = until(lambda: not saved.process.alive, seconds=DYING_S)
        return Undone(ended, str(gone) if ended else f"process {saved.name} has outlived its owner")
    if running is None or not running.alive:
        return Undone(False, f"process {saved.name} does not run")
    if running.stopped:
        return Undone(False, f"process {saved.name} ({running.pid}) is stopped")
    return Undone(True, f"process {saved.name} runs as {running.pid}")


def until(seen: Callable[[], bool], *, seconds: float) -> bool:
    """Whether it was seen within so long."""
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


@dataclass(frozen=True, slots=True)
class Ending:
    """A process is gone until its owner starts it again."""

    kind: str
    effect: str
    number: signal.Signals

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfEnding, parameters)
        saved = held_by_owner(target, asked.process)
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Held.model_validate(injection.saved)
        within_s = asked_for(self, OfEnding, injection.parameters).within_s
        if not saved.process.send(self.number, end_s=KILLED_S if self.number is signal.SIGKILL else within_s):
            raise FaultError(f"{self.kind}: process {saved.name} had ended before")
        return injection

    def undo(self, injection: Injection) -> None:
        put_back(Held.model_validate(injection.saved))

    def undone(self, injection: Injection) -> Undone:
        return runs(Held.model_validate(injection.saved))


@dataclass(frozen=True, slots=True)
class Pausing:
    """It keeps its sockets, its leases and its claims, and does nothing; then it goes on as if nothing had been."""

    kind: str = "process.pause"
    effect: str = "a process is stopped by SIGSTOP, for longer than its lease, and goes on by SIGCONT"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfProcess, parameters)
        saved = held(target, asked.process)
        if saved.process.stopped:
            raise FaultError(f"{self.kind}: process {asked.process} is stopped already; who did that ends it first")
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Held.model_validate(injection.saved)
        if not saved.process.send(signal.SIGSTOP):
            raise FaultError(f"{self.kind}: process {saved.name} had ended before")
        if not until(lambda: saved.process.stopped or not saved.process.alive, seconds=KILLED_S):
            raise FaultError(f"{self.kind}: process {saved.name} did not stop")
        return injection

    def undo(self, injection: Injection) -> None:
        Held.model_validate(injection.saved).process.send(signal.SIGCONT)

    def undone(self, injection: Injection) -> Undone:
        saved = Held.model_validate(injection.saved)
        if not until(lambda: not saved.process.stopped, seconds=GOING_ON_S):
            return Undone(False, f"process {saved.name} ({saved.process.pid}) is stopped")
        return Undone(True, f"process {saved.name} is not stopped" if saved.process.alive else "it has ended")


@dataclass(frozen=True, slots=True)
class Restarting:
    """What it had in memory is gone."""

    kind: str = "process.restart"
    effect: str = "a process is ended and started again at once, whatever it was at"

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfProcess, parameters)
        saved = held_by_owner(target, asked.process)
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Held.model_validate(injection.saved)
        refused = restart(saved.owned, saved.name)
        if refused:
            raise FaultError(f"{self.kind}: process {saved.name} did not start again: {refused}")
        return injection

    def undo(self, injection: Injection) -> None:
        put_back(Held.model_validate(injection.saved))

    def undone(self, injection: Injection) -> Undone:
        return runs(Held.model_validate(injection.saved))


KILL = Ending("process.kill", "a process is gone at once, without a last word", signal.SIGKILL)
TERMINATE = Ending("process.terminate", "a process is told to end, finishes its requests, stays away", signal.SIGTERM)
PAUSE = Pausing()
RESTART = Restarting()
