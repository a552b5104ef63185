"""The default: bounded searches, walks and priorities in turns, since each finds bugs that the others miss for long."""

from __future__ import annotations

from harness.simulation.choices import Chooser
from harness.simulation.strategies.exhaustive import Exhaustive
from harness.simulation.strategies.pct import Pct
from harness.simulation.strategies.strategy import Seen, Strategy
from harness.simulation.strategies.walk import Walk


class Portfolio:
    """Takes turns, so that it is slower than the best of them for a program by their number at most."""

    def __init__(self, seed: int) -> None:
        self.name = "portfolio"
        self.exhausted: list[str] = []
        self._lanes: list[Strategy] = [
            Exhaustive(preemptions=0, faults=1),
            Walk(seed),
            Pct(seed, depth=3),
            Exhaustive(preemptions=1, faults=0),
            Walk(seed + 1, stall_share=0.0),
            Pct(seed, depth=4),
            Exhaustive(preemptions=1, faults=1),
            Pct(seed, depth=2),
        ]
        self._turn = -1

    def chooser(self, number: int, seen: Seen) -> Chooser | None:
        while True:
            self._turn = (self._turn + 1) % len(self._lanes)
            found = self._lanes[self._turn].chooser(number, seen)
            if found is not None:
                return found
            self.exhausted.append(self._lanes.pop(self._turn).name)
            self._turn -= 1
