"""One direction of one connection: bytes on their way, at once where no fault is on."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from chaos.proxy.effects import Effect
from chaos.proxy.parameters import Bandwidth, BlackHole, Direction, HalfOpen, Latency, Reset

MOST_HELD = 4 << 20
"""Bytes that wait in one direction; then its source is not read from, as with a full window of TCP (tcp_rmem's most on
Linux is 6 MiB)."""
_MOST_HELD_SLOWED = 64 << 10
"""The same under a limit of bandwidth: more would hide it from a sender for long."""
_PIECES_A_SECOND = 20


class Ending(StrEnum):
    """How a direction ends: as its source ended, or as a fault has it."""

    END = "end"
    CLOSE = "close"
    RESET = "reset"


class Sink(Protocol):
    """Where the bytes go."""

    def write(self, data: bytes) -> None: ...

    def finish(self, ending: Ending) -> None: ...


class Above(Protocol):
    """The connection of a flow."""

    def hold(self, direction: Direction, *, on: bool) -> None:
        """Read on from the source of this direction, or do not."""

    def maimed(self, effect: Effect) -> None:
        """It has lost bytes to this fault, and cannot be right any more."""

    def reset(self, *, at_once: bool = False) -> None:
        """RST to both sides; where not at once, after what has been written."""


@dataclass(frozen=True, slots=True)
class Delay:
    """A wait for what comes next, on behalf of a fault."""

    effect: Effect
    seconds: float


class Flow:
    """Bytes in order. `feed` and `end` are the source's; the sink gets them at once, later, in part, or never."""

    def __init__(
        self, direction: Direction, *, sink: Sink, above: Above, loop: asyncio.AbstractEventLoop, name: str
    ) -> None:
        self._direction, self._sink, self._above, self._loop, self._name = direction, sink, above, loop, name
        self._free = True
        self._holes: list[Effect] = []
        self._delays: dict[Effect, Callable[[], float]] = {}
        self._slow: list[Effect] = []
        self._rate: float | None = None
        self._cuts: dict[Effect, int] = {}
        self._held: deque[tuple[float, bytes]] = deque()
        self._held_by: set[Effect] = set()
        self._ending: Ending | None = None
        self._last_due = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._full = False
        self.held_bytes = 0
        self.lost_bytes = 0

    def under(self, effects: Sequence[Effect]) -> None:
        """From now on under these faults and no others; what one that is over held back goes at once."""
        about = [effect for effect in effects if _covers(effect, self._direction)]
        self._holes = [effect for effect in about if isinstance(effect.parameters, (BlackHole, HalfOpen))]
        self._delays = {effect: self._delays.get(effect) or self._delay(effect) for effect in about if _delays(effect)}
        self._slow = [effect for effect in about if isinstance(effect.parameters, Bandwidth)]
        self._rate = min(
            (e.parameters.bytes_per_second for e in self._slow if isinstance(e.parameters, Bandwidth)), default=None
        )
        self._cuts = {
            effect: self._cuts.get(effect, effect.parameters.after_bytes)
            for effect in about
            if isinstance(effect.parameters, Reset)
        }
        self._free = not (about or self._held)
        if not all(effect.on for effect in self._held_by):
            self._drain(everything=True)
        if 0 in self._cuts.values():
            self._above.reset(at_once=True)

    def _delay(self, effect: Effect) -> Callable[[], float]:
        if not isinstance(effect.parameters, Latency):
            raise TypeError(f"{type(effect.parameters).__name__} has no latency")
        return effect.jittered_s(effect.parameters.latency_ms, effect.parameters.jitter_ms, name=self._name)

    def feed(self, data: bytes, *, after: Delay | None = None) -> None:
        """The next bytes."""
        if self._free and after is None:
            self._sink.write(data)
        elif self._holes:
            self.lost_bytes += len(data)
            self._vanished()
        elif self._delays or self._rate or self._held or after:
            self._keep(data, after)
        else:
            self._emit(data)

    def end(self, ending: Ending) -> None:
        """No more will come."""
        if self._holes:
            self._vanished()
        elif self._held:
            self._ending = ending
        else:
            self._sink.finish(ending)

    def stop(self) -> None:
        """Lets go of all that it holds."""
        self._held.clear()
        self._held_by.clear()
        self.held_bytes = 0
        self._ending = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _vanished(self) -> None:
        for hole in self._holes:
            self._above.maimed(hole)

    def _keep(self, data: bytes, after: Delay | None) -> None:
        self._free = False
        self._held_by.update(self._delays, self._slow)
        arrival = self._loop.time() + sum(delay() for delay in self._delays.values())
        if after is not None:
            self._held_by.add(after.effect)
            arrival += after.seconds
        for piece in self._pieces(data):
            self._last_due = max(arrival, self._last_due)
            if self._rate is not None:
                self._last_due += len(piece) / self._rate
            self._held.append((self._last_due, piece))
        self.held_bytes += len(data)
        self._wait()

    def _pieces(self, data: bytes) -> list[bytes]:
        if self._rate is None:
            return [data]
        size = max(1, int(self._rate / _PIECES_A_SECOND))
        return [data[start : start + size] for start in range(0, len(data), size)]

    def _wait(self) -> None:
        """Until what is held next is due; and says whether more can be taken."""
        if self._held and self._timer is None:
            self._timer = self._loop.call_at(self._held[0][0], self._drain)
        full = self.held_bytes >= (MOST_HELD if self._rate is None else _MOST_HELD_SLOWED)
        if full is not self._full:
            self._full = full
            self._above.hold(self._direction, on=full)

    def _drain(self, *, everything: bool = False) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        now = self._loop.time()
        while self._held and (everything or self._held[0][0] <= now):
            _, piece = self._held.popleft()
            self.held_bytes -= len(piece)
            self._emit(piece)
        if not self._held:
            self._held_by.clear()
            self._last_due = now
            self._free = not (self._holes or self._delays or self._rate or self._cuts)
            if self._ending is not None:
                ending, self._ending = self._ending, None
                self._sink.finish(ending)
        self._wait()

    def _emit(self, data: bytes) -> None:
        left = min(self._cuts.values(), default=None)
        if left is None:
            self._sink.write(data)
            return
        self._sink.write(data[:left])
        self._cuts = {effect: max(0, left - len(data)) for effect, left in self._cuts.items()}
        if left <= len(data):
            self._above.reset()


def _delays(effect: Effect) -> bool:
    return isinstance(effect.parameters, Latency)


def _covers(effect: Effect, direction: Direction) -> bool:
    told = effect.parameters
    if isinstance(told, (Latency, Bandwidth, BlackHole)):
        return told.direction.covers(direction)
    if isinstance(told, Reset):
        return told.direction is direction
    return isinstance(told, HalfOpen)
