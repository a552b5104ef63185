"""What the simulated processes did, in the order in which it happened: what checkers judge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from harness.simulation.dependence import Touched
from harness.simulation.processes import Stopped, current

_TOUCHED = Touched(writes=("history",))


@dataclass(slots=True)
class Operation:
    """A call with its beginning and end; `ended` is None while nobody knows how it went (its process crashed).

    Attributes:
        began, ended: places in the order of all events of the run.
        began_ns, ended_ns: virtual time since 1970.
        result: what came back; the exception where it raised one.
        failed: it raised; whether it took effect is unknown.
    """

    process: str
    name: str
    argument: Any
    began: int
    began_ns: int
    key: str = ""
    result: Any = None
    failed: bool = False
    ended: int | None = None
    ended_ns: int | None = None


@dataclass(slots=True)
class Event:
    """Something that happened at one moment."""

    process: str
    name: str
    details: dict[str, Any]
    number: int
    time_ns: int


@dataclass(slots=True)
class History:
    """The events and operations of one run. It is emptied before each run."""

    events: list[Event] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    _count: int = 0

    def clear(self) -> None:
        self.events.clear()
        self.operations.clear()
        self._count = 0

    def _next(self, told: str) -> tuple[str, int, int]:
        """Process, place in the order, virtual time. A crashed process tells nothing any more."""
        process = current()
        self._count += 1
        if process is None:
            return "", self._count, 0
        if process.has_ended or process.world.end is not None:
            raise Stopped
        process.world.touched(process, _TOUCHED)
        process.world.note(process, told)
        return process.name, self._count, process.world.now_ns

    def record(self, name: str, **details: Any) -> None:
        """Something has happened, now."""
        told = f"{name} {', '.join(f'{key} {value}' for key, value in details.items())}".rstrip()
        process, number, time_ns = self._next(told)
        self.events.append(Event(process, name, details, number, time_ns))

    def enter(self, name: str, lease: Any = None) -> None:
        """The process begins what only one may do at a time."""
        self.record("enters", who=name, token=getattr(lease, "token", None))

    def leave(self, name: str) -> None:
        """The process has done it."""
        self.record("leaves", who=name)

    @contextmanager
    def inside(self, name: str, lease: Any = None) -> Iterator[None]:
        """From `enter` to `leave`, also when what happens in between raises."""
        self.enter(name, lease)
        try:
            yield
        finally:
            self.leave(name)

    @contextmanager
    def operation(self, name: str, argument: Any = None, *, key: str = "") -> Iterator[Operation]:
        """A call from its beginning to its end; set `result` inside. `key` names the object that it is about."""
        process, number, time_ns = self._next(f"{name}({'' if argument is None else repr(argument)})")
        made = Operation(process, name, argument, number, time_ns, key)
        self.operations.append(made)
        try:
            yield made
        except Exception as error:
            made.result, made.failed = error, True
            _, made.ended, made.ended_ns = self._next(f"{name} raises {type(error).__name__}")
            raise
        _, made.ended, made.ended_ns = self._next(f"{name} gives {made.result!r}")
