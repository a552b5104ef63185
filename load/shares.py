"""A worker's share of the arrivals, which can change while the run goes on: no arrival is made twice, none left out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple


class Arrival(NamedTuple):
    """One arrival. `number` counts all arrivals of the process, of all workers, from 0."""

    number: int
    intended_s: float


@dataclass(frozen=True)
class Part:
    """From `since_s` on (seconds of the run), worker `index` of `count`."""

    since_s: float
    index: int
    count: int

    def __post_init__(self) -> None:
        if not 0 <= self.index < self.count:
            raise ValueError(f"there is no worker {self.index} of {self.count}")


class Share:
    """Walks through a process and stops at the arrivals that are this worker's.

    Attributes:
        due_s: when the next of them is due; infinite when there is none any more.
    """

    def __init__(self, whole: Iterator[float], part: Part, *, until_s: float = math.inf) -> None:
        self._parts = [part]
        self._until_s = until_s
        self._source: Iterator[tuple[int, float]] = enumerate(whole)
        self._passed: list[tuple[int, float]] = []  # since the last that was taken: a change may make them ours
        self._number = -1
        self.due_s = math.inf
        self._seek()

    def take(self) -> Arrival:
        """The next arrival of this share; there must be one."""
        taken = Arrival(self._number, self.due_s)
        if self._passed:
            self._passed.clear()
        self._seek()
        return taken

    def change(self, part: Part) -> None:
        """From `part.since_s` on this is the share; what is due before stays as it was."""
        self._parts.append(part)
        upcoming = () if math.isinf(self.due_s) else ((self._number, self.due_s),)
        self._source = chain(tuple(self._passed), upcoming, self._source)
        self._passed.clear()
        self._seek()

    def _seek(self) -> None:
        until_s, newest = self._until_s, self._parts[-1]
        for number, due_s in self._source:
            if due_s >= until_s:
                self._source = iter(())
                break
            part = newest if due_s >= newest.since_s else self._part_at(due_s)
            if part is not None and number % part.count == part.index:
                self._number, self.due_s = number, due_s
                return
            self._passed.append((number, due_s))
        self._number, self.due_s = -1, math.inf

    def _part_at(self, due_s: float) -> Part | None:
        """The part that was told last of those that hold then; None before the first, when others did the work."""
        return next((part for part in reversed(self._parts) if part.since_s <= due_s), None)
