"""Many who want one lock at the same moment, and how many of them ask within one window of time.

The first ask of each is left out, and the last: they begin and give up together whatever they do between. Times are in
milliseconds, which a rehearsal leaves alone: a window that is compared with a pause cannot get shorter than a request.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Any

from google.cloud import firestore

from chaos.workloads.program import DAY, Found, Surroundings, Told, ready, run
from harness.reference.lock import DistributedLock, LockNotAcquiredError


class Waiters(Told):
    waiters: int = 12
    retry_ms: float = 2000.0
    wait_ms: float = 7000.0
    window_ms: float = 100.0


class Asking(firestore.Client):
    """A client that notes when its thread begins a transaction, which is when a waiter asks for the lock."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.asked: dict[int, list[float]] = {}

    def transaction(self, max_attempts: int = 5, read_only: bool = False) -> Any:
        self.asked.setdefault(threading.get_ident(), []).append(time.monotonic())
        return super().transaction(max_attempts=max_attempts, read_only=read_only)


def wait(told: Waiters, surroundings: Surroundings) -> Found:
    """Lets them wait in vain, and tells the most that asked in one window beside the mean of all windows."""
    client = Asking(project=surroundings.project)
    lock = DistributedLock(
        client.project,
        client=client,
        retry_seconds=told.retry_ms / 1000,
        safeguards=surroundings.safeguards,
    )
    begin = threading.Barrier(told.waiters)

    def one(number: int) -> None:
        begin.wait()
        try:
            lock.take(DAY, f"waiter-{number}", told.wait_ms / 1000)
        except LockNotAcquiredError:
            return

    ready()
    threads = [threading.Thread(target=one, args=(number,)) for number in range(told.waiters)]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        client._firestore_api.transport.close()
    asked = sorted(moment for moments in client.asked.values() for moment in moments[1:-1])
    peak, mean = most_within(asked, told.window_ms / 1000), _mean(asked, told.window_ms / 1000)
    found = {"waiters": told.waiters, "asked": len(asked), "peak": peak, "mean": round(mean, 2)}
    surroundings.note("peaks", "waiters", found)
    text = f"{peak} of {told.waiters} within {told.window_ms:g} ms, {mean:.1f} in the mean"
    return {**found, "text": text}


def most_within(moments: list[float], seconds: float) -> int:
    """The most of these sorted moments that lie within so long."""
    window: deque[float] = deque()
    most = 0
    for moment in moments:
        window.append(moment)
        while moment - window[0] > seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def _mean(moments: list[float], seconds: float) -> float:
    length = moments[-1] - moments[0] if len(moments) > 1 else 0.0
    return len(moments) * seconds / length if length else float(len(moments))


if __name__ == "__main__":
    run(Waiters, wait)
