"""Signals during a run. They end it at once, except while faults are taken back: then they wait.

The toolkit's own answer to SIGTERM is an exception that it takes for a failed action when it comes in the middle of
one, and a second Ctrl-C ends its rollbacks half way.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

HALT = signal.SIGUSR1
INTERRUPTED = "interrupted by"
WITH_ROLLBACKS = 20
"""The status with which the toolkit plays its rollbacks (chaoslib/exit.py)."""
_HEARD = (signal.SIGINT, signal.SIGTERM, HALT)


class Interruption:
    """What told the run to end, if anything did."""

    def __init__(self) -> None:
        self.reason = ""
        self._shields = 0
        self._before: dict[signal.Signals, Any] = {}

    def listen(self) -> None:
        """From here on signals come to this one. Only the main thread can ask for that.

        Raises:
            RuntimeError: this is another thread.
        """
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("a run has to be in the main thread: no other hears signals, and nothing could end it")
        for number in _HEARD:
            self._before[number] = signal.signal(number, self._heard)

    def leave(self) -> None:
        """Signals go to whom they went before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _heard(self, number: int, frame: FrameType | None) -> None:
        name = signal.Signals(number).name
        self.reason = self.reason or f"{INTERRUPTED} {name}"
        if not self._shields:
            raise SystemExit(WITH_ROLLBACKS)

    def halt(self, reason: str) -> None:
        """Ends the run from any thread."""
        self.reason = self.reason or f"halted: {reason}"
        # To the main thread and no other: one that waits is only woken by a signal of its own.
        signal.pthread_kill(threading.main_thread().ident or 0, HALT)

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """Nothing is broken off in here; what comes is remembered."""
        self.shield()
        try:
            yield
        finally:
            self._shields -= 1

    def shield(self) -> None:
        """The same until `leave`."""
        self._shields += 1
