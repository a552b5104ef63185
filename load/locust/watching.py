"""What may end a run before its time: the scenario's SLOs."""

from __future__ import annotations

from typing import Protocol

from load.record import Interval
from load.slo import SloError, Watch, for_scenario


class Watcher(Protocol):
    """Is fed with what became known, and says when that is enough."""

    def feed(self, interval: Interval, *, at_s: float | None = None) -> str | None:
        """The reason to end the run, in one line, if there is one."""


def watcher_for(scenario: str) -> Watcher | None:
    """None for a scenario of which nothing is asked."""
    try:
        return Watch(for_scenario(scenario))
    except SloError:
        return None
