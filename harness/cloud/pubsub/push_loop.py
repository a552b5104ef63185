"""Push that goes on by itself, with several requests of a subscription open at the same time."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType

from harness.cloud.interception import Call, Proceed, Responses
from harness.cloud.pubsub.push import MOST_AT_ONCE, Pusher, Taken

EVERY_S = 0.05
"""How often, in real seconds, it looks for messages whose time has come; published ones it is told of."""
_MOST_THREADS = 256


class PushLoop:
    """Pushes between `start` and `stop`, or while its context lasts; at most `most` at once of each subscription.

    A slow endpoint holds up its own subscription only. An error of a push other than no answer ends the loop, and
    `stop` raises it.
    """

    def __init__(self, pusher: Pusher, *, most: int = MOST_AT_ONCE, every_s: float = EVERY_S) -> None:
        self._pusher = pusher
        self._most = most
        self._every_s = every_s
        self._open: Counter[str] = Counter()
        self._counting = threading.Lock()
        self._woken = threading.Event()
        self._over = threading.Event()
        self._error: BaseException | None = None
        self._pool = ThreadPoolExecutor(_MOST_THREADS, thread_name_prefix="pubsub push")
        self._thread = threading.Thread(target=self._run, name="pubsub push loop", daemon=True)

    def __enter__(self) -> PushLoop:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> PushLoop:
        self._thread.start()
        return self

    def stop(self) -> None:
        """Waits for the requests that are open.

        Raises:
            BaseException: whatever a push raised.
        """
        self._over.set()
        self._woken.set()
        self._thread.join()
        self._pool.shutdown()
        error, self._error = self._error, None
        if error is not None:
            raise error

    def wakes(self, call: Call, proceed: Proceed) -> Responses:
        """An interceptor for the servicer: what is published is pushed at once."""
        responses = proceed()
        if call.method == "Publish":
            self._woken.set()
        return responses

    def _run(self) -> None:
        try:
            while not self._over.is_set():
                self._woken.wait(self._every_s)
                self._woken.clear()
                for name in self._pusher.subscriptions():
                    self._fill(name)
        except BaseException as error:  # noqa: BLE001 - `stop` raises it
            self._error = error

    def _fill(self, subscription: str) -> None:
        with self._counting:
            free = self._most - self._open[subscription]
        if free <= 0 or self._over.is_set():
            return
        for taken in self._pusher.take(subscription, free):
            with self._counting:
                self._open[subscription] += 1
            self._pool.submit(self._push, taken)

    def _push(self, taken: Taken) -> None:
        try:
            self._pusher.push(taken)
        except BaseException as error:  # noqa: BLE001 - `stop` raises it
            self._error = error
            self._over.set()
        finally:
            with self._counting:
                self._open[taken.subscription] -= 1
            self._woken.set()
