"""Times of reads and commits: from the injected clock, and strictly increasing where the service promises it."""

from __future__ import annotations

from harness.clock import Clock
from harness.cloud.timestamps import EPOCH, MICROSECOND


class Timeline:
    """Hands out times in microseconds since 1970.

    A commit is later than every read and commit before it, so a read at a time that was once handed
    out gives the same answer for ever. Under a clock that stands still commits are one microsecond apart.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._latest = 0

    def now(self) -> int:
        """The clock's time; it may run behind the times handed out."""
        return (self._clock.now() - EPOCH) // MICROSECOND

    def reading(self) -> int:
        """A time at which everything committed so far is visible."""
        self._latest = max(self._latest, self.now())
        return self._latest

    def committing(self) -> int:
        """A time for the next commit."""
        self._latest = max(self._latest + 1, self.now())
        return self._latest
