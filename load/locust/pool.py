"""Slots and arrivals brought together: an idle slot gets the next arrival at its intended start.

Nothing here reads a clock or knows gevent; times are seconds of the run.

The idle slots are a stack: the one that was busy last is taken first, so that few connections stay warm rather than
many going cold. Where no slot is idle nothing is queued either: the process of arrivals is itself the queue, and the
slot that is done first takes the oldest arrival that is due. It is late then, and its response time still counts from
its intended start.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from load.shares import Arrival, Part, Share


class Sink(Protocol):
    """Where it is told what became of the arrivals; load/locust/recorder.py."""

    def arrival(self, intended_s: float, started_s: float, lag_s: float) -> None: ...

    def departed(self, ended_s: float) -> None: ...

    def missed(self, intended_s: float) -> None: ...

    def request(self, name: str, intended_s: float, started_s: float, ended_s: float, error: str | None) -> None: ...


class Slot(Protocol):
    """What does the work of one arrival at a time."""

    idle_since_s: float

    def give(self, arrival: Arrival) -> None:
        """Starts the work; comes back when the slot waits for something else."""


class Pool:
    """All slots of one kind in one process.

    Attributes:
        busy: slots that are at work on an arrival.
    """

    def __init__(
        self,
        sink: Sink,
        *,
        clock: Callable[[], float],
        ring_at: Callable[[float], None],
        longest_wait_s: float = math.inf,
    ) -> None:
        """Makes one that has no arrivals yet.

        Args:
            clock: seconds of the run.
            ring_at: asks for `serve` to be called at that second.
            longest_wait_s: an arrival that is later than that is missed.
        """
        self._sink = sink
        self._ring_at = ring_at
        self._longest_wait_s = longest_wait_s
        self._clock = clock
        self._idle: list[Slot] = []
        self._share: Share | None = None
        self._rings_at: float | None = None
        self.busy = 0

    def open(self, share: Share) -> None:
        """From now on there are arrivals."""
        self._share = share
        self._ring()

    def is_due(self) -> bool:
        """Whether an arrival waits for a slot."""
        share = self._share
        return share is not None and share.due_s <= self._clock()

    def claim(self) -> Arrival | None:
        """For a slot that is free: the arrival that is due now, or None; then it may `wait`."""
        share = self._share
        if share is None or share.due_s > (now := self._clock()):
            return None
        return self._due(share, now, self._idle[0].idle_since_s if self._idle else now)

    def wait(self, slot: Slot) -> None:
        """Puts a slot among the idle ones; it will be given an arrival."""
        slot.idle_since_s = self._clock()
        self._idle.append(slot)
        if len(self._idle) == 1:
            self._ring()

    def leave(self, slot: Slot) -> None:
        """Takes a slot out that was idle."""
        if slot in self._idle:
            self._idle.remove(slot)

    @property
    def exhausted(self) -> bool:
        """Whether no further arrival will be started."""
        return self._share is None or math.isinf(self._share.due_s)

    def change(self, part: Part) -> None:
        """From `part.since_s` on the share is another."""
        if self._share is not None:
            self._share.change(part)
            self._ring()

    def finished(self) -> None:
        """A slot is done with its arrival."""
        self.busy -= 1
        self._sink.departed(self._clock())

    def serve(self) -> None:
        """Gives all arrivals that are due to idle slots."""
        self._rings_at = None
        idle = self._idle
        while idle and (share := self._share) is not None and share.due_s <= (now := self._clock()):
            arrival = self._due(share, now, idle[0].idle_since_s)
            if arrival is None:
                break
            idle.pop().give(arrival)
        self._ring()

    def expire(self) -> None:
        """Counts those as missed that have waited too long, so that they are known while all slots hang."""
        if self._share is not None:
            self._drop(self._share, self._clock() - self._longest_wait_s)

    def close(self, at_s: float) -> None:
        """No arrival is started any more; those that were due before `at_s` are missed."""
        if self._share is not None:
            self._drop(self._share, at_s)
        self._share = None

    def _due(self, share: Share, now: float, free_since_s: float) -> Arrival | None:
        """Starts the oldest arrival that is due and not too old.

        Its lag is what this process adds by itself: the time since it was due and a slot was there to take it.
        """
        if now - share.due_s > self._longest_wait_s:
            self._drop(share, now - self._longest_wait_s)
            if share.due_s > now:
                return None
        arrival = share.take()
        intended_s = arrival.intended_s
        self.busy += 1
        self._sink.arrival(intended_s, now, now - (intended_s if intended_s > free_since_s else free_since_s))
        return arrival

    def _drop(self, share: Share, before_s: float) -> None:
        while share.due_s < before_s:
            self._sink.missed(share.take().intended_s)

    def _ring(self) -> None:
        """Sees to it that somebody looks when the next arrival is due, if there is a slot for it."""
        share = self._share
        if share is None or not self._idle or math.isinf(share.due_s):
            return
        if share.due_s != self._rings_at:
            self._rings_at = share.due_s
            self._ring_at(share.due_s)
