"""A thread that lets the engine, or a pusher, look at the clock every now and then."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType

DEFAULT_TICK_S = 0.1


class Ticking:
    """Calls `action` every `every_s` real seconds between `start` and `stop`, or while its context lasts.

    An error of the action ends the thread, and `stop` raises it.
    """

    def __init__(self, action: Callable[[], object], every_s: float = DEFAULT_TICK_S) -> None:
        self._action = action
        self._every_s = every_s
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._error: Exception | None = None

    def __enter__(self) -> Ticking:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        self._over.clear()
        self._thread = threading.Thread(target=self._run, name="pubsub ticking", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Waits for the action that is on its way.

        Raises:
            Exception: whatever the action raised.
        """
        self._over.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        error, self._error = self._error, None
        if error is not None:
            raise error

    def _run(self) -> None:
        while not self._over.wait(self._every_s):
            try:
                self._action()
            except Exception as error:  # noqa: BLE001 - `stop` raises it
                self._error = error
                return
