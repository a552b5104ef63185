"""Who gives way when a write meets the locks of transactions that have read the same.

The service only says that it delays or fails one of the operations, so which one is a choice here: a
policy makes it, and a simulator can put its own in place. The same goes for how to wait.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol


class Decision(Enum):
    """Wait until a holder ends or the time is up; fail the requester; or fail the holders and go on."""

    WAIT = auto()
    REQUESTER_LOSES = auto()
    HOLDERS_LOSE = auto()


@dataclass(frozen=True, slots=True)
class Party:
    """A side of a conflict; a write outside transactions has neither id nor age.

    `age` is (number of the first attempt, number of this attempt): the smaller, the longer in the line.
    Several can share a first attempt, since the client's decorator mixes them up when threads share it.
    """

    transaction: bytes | None
    age: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """`requester` wants to change `documents`, which `holders` have read under lock.

    `deadlock`: a holder waits for the requester already, so waiting cannot end well.
    `asked` counts the decisions made for this request before.
    """

    requester: Party
    holders: tuple[Party, ...]
    documents: tuple[str, ...]
    deadlock: bool
    asked: int


class ContentionPolicy(Protocol):
    """Decides conflicts. It is called under the engine's lock and must not call the engine."""

    def decide(self, conflict: Conflict) -> Decision: ...


class OldestWins:
    """Waits for the holders; in a deadlock the party that began first goes on. The default."""

    def decide(self, conflict: Conflict) -> Decision:
        if not conflict.deadlock:
            return Decision.WAIT
        age = conflict.requester.age
        oldest = age is not None and all(holder.age is None or age < holder.age for holder in conflict.holders)
        return Decision.HOLDERS_LOSE if oldest else Decision.REQUESTER_LOSES


@dataclass(frozen=True, slots=True)
class Always:
    """The same decision for every conflict."""

    decision: Decision

    def decide(self, conflict: Conflict) -> Decision:
        return self.decision


class LockWaiting(Protocol):
    """How a request waits for locks. `wait` is called without the engine's lock.

    The engine hands locks on by itself; a thread that waits only has to learn that its commit has ended.
    """

    def ticket(self) -> int:
        """Names the present moment, so that news between it and `wait` is not missed."""
        ...

    def wait(self, ticket: int, seconds: float) -> bool:
        """Returns True once there is news after the ticket, False when the time is up."""
        ...

    def released(self) -> None:
        """There is news: a waiting commit has ended. Called under the engine's lock."""
        ...


class ThreadWaiting:
    """Blocks the calling thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._releases = 0

    def ticket(self) -> int:
        with self._changed:
            return self._releases

    def wait(self, ticket: int, seconds: float) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._releases != ticket, seconds)

    def released(self) -> None:
        with self._changed:
            self._releases += 1
            self._changed.notify_all()
