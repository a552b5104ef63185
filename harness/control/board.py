"""The faults of a process that are on: switched on for a time, ended by hand or by themselves, and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import TracebackType
from typing import Generic, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from harness.control.faults import LONGEST_S, Effect, Kind, Parameters, Span

_REMEMBERED = 1_000
"""Faults that have ended, and ids that were taken back before they came."""


class UnusableError(ValueError):
    """A fault cannot be switched on; the text says why, and what can."""


class Asked(BaseModel):
    """A fault that is asked for. `id` is the caller's own name for it, so that it can be taken back by another."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    kind: str
    id: str = Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._-]+$")
    seconds: float = Field(gt=0, le=LONGEST_S)
    parameters: dict[str, JsonValue] = Field(default_factory=dict)


class Ended(StrEnum):
    """How a fault ended."""

    BOUND = "bound"
    UNDONE = "undone"


class State(BaseModel):
    """A fault as it stands. `hits` is how often it has happened; `ended` is None while it is on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    parameters: dict[str, JsonValue]
    started_at: datetime
    ends_at: datetime
    hits: int
    ended: Ended | None = None


@dataclass
class _Fault(Generic[Effect]):
    asked: Asked
    parameters: Parameters
    started_at: datetime
    due: float
    effect: Effect
    span: Span = field(default_factory=Span)
    ended: Ended | None = None

    def state(self) -> State:
        return State(
            id=self.asked.id,
            kind=self.asked.kind,
            parameters=self.parameters.model_dump(mode="json"),
            started_at=self.started_at,
            ends_at=self.started_at + timedelta(seconds=self.asked.seconds),
            hits=self.span.hits,
            ended=self.ended,
        )


class Board(Generic[Effect]):
    """Holds the faults that are on. As a context it ends each at its bound; nobody has to come and ask.

    `clock` counts seconds. Effects begin under the board's lock, so they must not call it; they end without it.
    """

    def __init__(self, kinds: Sequence[Kind[Effect]], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.kinds = {kind.name: kind for kind in kinds}
        self._clock = clock
        self._on: dict[str, _Fault[Effect]] = {}
        self._past: dict[str, _Fault[Effect]] = {}
        self._taken_back: dict[str, None] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._watch, name="faults at their bounds", daemon=True)

    def turn_on(self, asked: Asked) -> State:
        """Switch a fault on. The same once more changes nothing.

        Raises:
            UnusableError: there is no such kind, it cannot have these parameters, or the id is used up.
        """
        kind, parameters = self._checked(asked)
        with self._changed:
            known = self._on.get(asked.id)
            if known is not None and known.asked == asked:
                return known.state()
            if known is not None or asked.id in self._past or asked.id in self._taken_back:
                raise UnusableError(f"id {asked.id} was used for a fault before or taken back; give it a new one")
            span = Span()
            effect = kind.begin(parameters, span)
            due = self._clock() + asked.seconds
            fault = _Fault(asked, parameters, datetime.now(UTC), due, effect, span)
            self._on[asked.id] = fault
            self._changed.notify_all()
            return fault.state()

    def _checked(self, asked: Asked) -> tuple[Kind[Effect], Parameters]:
        kind = self.kinds.get(asked.kind)
        if kind is None:
            raise UnusableError(f"there is no fault {asked.kind!r} here; there are {', '.join(self.kinds)}")
        try:
            return kind, kind.parameters.model_validate(asked.parameters)
        except ValidationError as error:
            known = ", ".join(kind.parameters.model_fields)
            raise UnusableError(f"{asked.kind} takes {known}: {said(error)}") from error

    def turn_off(self, id_: str) -> State | None:
        """End a fault; None where none of this id is on. One that has not come yet will not be switched on any more."""
        with self._changed:
            fault = self._on.get(id_)
            if fault is None:
                if id_ not in self._past:
                    _remember(self._taken_back, id_, None)
                return None
        return self._end(fault, Ended.UNDONE)

    def clear(self) -> list[State]:
        """End all that are on."""
        with self._changed:
            faults = list(self._on.values())
        return [self._end(fault, Ended.UNDONE) for fault in faults]

    def effects(self) -> list[Effect]:
        """Of the faults that are on now, the oldest first."""
        if not self._on:  # so that a process at rest pays nothing for its door
            return []
        with self._changed:
            now = self._clock()
            return [fault.effect for fault in self._on.values() if now < fault.due]

    def states(self) -> list[State]:
        """Of the faults that are on now, the oldest first."""
        self.end_due()
        with self._changed:
            return [fault.state() for fault in self._on.values()]

    def state(self, id_: str, *, wait_s: float = 0.0) -> State | None:
        """Of one fault, also of one that has ended; waits so long for its end. None where it is not known."""
        self.end_due()
        with self._changed:
            fault = self._on.get(id_) or self._past.get(id_)
            if fault is None:
                return None
            self._changed.wait_for(lambda: fault.ended is not None, wait_s)
            return fault.state()

    def end_due(self) -> None:
        """Ends the faults whose bound has passed."""
        with self._changed:
            now = self._clock()
            due = [fault for fault in self._on.values() if fault.due <= now]
        for fault in due:
            self._end(fault, Ended.BOUND)

    def _end(self, fault: _Fault[Effect], how: Ended) -> State:
        fault.span.end()
        with self._changed:
            if fault.ended is None:
                fault.ended = how
                del self._on[fault.asked.id]
                _remember(self._past, fault.asked.id, fault)
                self._changed.notify_all()
            return fault.state()

    def _watch(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    return
                first = min((fault.due for fault in self._on.values()), default=None)
                self._changed.wait(None if first is None else max(0.0, first - self._clock()))
            self.end_due()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self.clear()
        self._thread.join()


def said(error: ValidationError) -> str:
    """Each problem with the field that it is of."""
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'all'}: {one['msg']}" for one in error.errors())


def _remember(past: dict[str, Effect], id_: str, what: Effect) -> None:
    past[id_] = what
    while len(past) > _REMEMBERED:
        del past[next(iter(past))]
