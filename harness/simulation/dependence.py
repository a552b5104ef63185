"""Which steps depend on each other, so that orders which differ only in independent steps count as one.

Each step is an event whose number is made of its process's last event and of the last events that touched the
same things; a run's state is the sum of its events. Two runs with the same state differ only in the order of
steps that commute (Mazurkiewicz traces), and whatever can follow the one can follow the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.simulation.processes import Process

_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Touched:
    """Names of what a step has read and written: documents, locks, the history. Two reads commute."""

    reads: Sequence[str] = ()
    writes: Sequence[str] = ()


NOTHING = Touched()
"""Of a step that only its own process notices, such as the end of a sleep."""


class Dependence:
    """The state of one run so far."""

    def __init__(self) -> None:
        self._total = 0
        self._written: dict[str, int] = {}
        self._read_since: dict[str, int] = {}

    def add(self, process: Process, time_ns: int, touched: Touched) -> None:
        """Takes one step of the process into account."""
        before = [self._written.get(name, 0) for name in touched.reads]
        before += [self._written.get(name, 0) + 3 * self._read_since.get(name, 0) for name in touched.writes]
        names = (*touched.reads, "|", *touched.writes)
        event = hash((process.name, process.last_event, time_ns, names, tuple(before))) & _MASK
        process.last_event = event
        for name in touched.reads:
            self._read_since[name] = (self._read_since.get(name, 0) + event) & _MASK
        for name in touched.writes:
            self._written[name] = event
            self._read_since[name] = 0
        self._total = (self._total + event) & _MASK

    def state(self, running: str) -> int:
        """The fingerprint; `running` has taken the last step, which matters to whoever counts preemptions."""
        return hash((self._total, running))
