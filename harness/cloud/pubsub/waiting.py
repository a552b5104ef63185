"""How long a pull waits for a message when there is none."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class PullWaiting(Protocol):
    """Repeats an attempt to pull; no lock is held in between."""

    def until(self, attempt: Callable[[], bool]) -> None:
        """Returns once an attempt was true, or when it gives up; at least one attempt is made."""
        ...


@dataclass(frozen=True, slots=True)
class NoWaiting:
    """A pull answers at once, with no messages if there are none."""

    def until(self, attempt: Callable[[], bool]) -> None:
        attempt()


@dataclass(frozen=True, slots=True)
class RealWaiting:
    """Tries again every `every_s` real seconds, for `seconds` at most; for servers whose clients pull in a loop."""

    seconds: float = 5.0
    every_s: float = 0.02
    _never: threading.Event = field(default_factory=threading.Event, repr=False)

    def until(self, attempt: Callable[[], bool]) -> None:
        end = time.monotonic() + self.seconds
        while not attempt() and time.monotonic() < end:
            self._never.wait(self.every_s)
