"""A proxy's control API, asked from another process."""

from __future__ import annotations

from chaos.proxy.statistics import Statistics
from harness.control.board import State
from harness.control.client import Caller


class Control(Caller):
    """The door of one proxy, which also tells what went through it."""

    def states(self) -> tuple[State, ...]:
        """The faults that are on."""
        return self.listed().faults

    def statistics(self) -> Statistics:
        """What went through so far."""
        return self._answer(Statistics, "GET", "/statistics")
