"""Documents that are written more often than the service can sustain.

One write a second for a document was once a stated limit and is a soft one now: above it latency and contention grow.
So nothing is refused here; whoever is interested asks afterwards.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence

from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.store import Change
from harness.cloud.timestamps import SECOND_US

SUSTAINED_PER_SECOND = 1


class WriteRates:
    """Counts the effective writes to each document within any `window_s` seconds, from its making until `stop`."""

    def __init__(self, engine: Engine, window_s: float = 1.0) -> None:
        self._window_us = int(window_s * SECOND_US)
        self._recent: dict[str, deque[int]] = {}
        self._most: dict[str, int] = {}
        self._lock = threading.Lock()
        self.stop = engine.observe(self._committed)

    def _committed(self, changes: Sequence[Change], commit_time: int) -> None:
        with self._lock:
            for change in changes:
                recent = self._recent.setdefault(change.name, deque())
                recent.append(commit_time)
                while recent[0] <= commit_time - self._window_us:
                    recent.popleft()
                self._most[change.name] = max(self._most.get(change.name, 0), len(recent))

    def hot(self, more_than: int = SUSTAINED_PER_SECOND) -> dict[str, int]:
        """Name → most writes in one window, for the documents above the rate, the hottest first."""
        with self._lock:
            above = [(name, most) for name, most in self._most.items() if most > more_than]
        return dict(sorted(above, key=lambda entry: (-entry[1], entry[0])))
