"""What tests of the embedded Firestore set up: a clock moved by hand, waiting that can be watched, threads that end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud import firestore

from harness.cloud.firestore.contention import (
    Conflict,
    ContentionPolicy,
    Decision,
    LockWaiting,
    OldestWins,
    ThreadWaiting,
)
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.firestore.transactions import Mode

LONG_S = 20.0
"""Longer than anything here takes; only a broken test gets there."""


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = datetime(2024, 1, 15, 17, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


class WatchedWaiting(ThreadWaiting):
    """Waits as threads do, and lets a test know that somebody does."""

    def __init__(self) -> None:
        super().__init__()
        self._begun = threading.Semaphore(0)

    def wait(self, ticket: int, seconds: float) -> bool:
        self._begun.release()
        assert super().wait(ticket, LONG_S), "nobody hands the lock on"
        return True

    def until_someone_waits(self) -> None:
        assert self._begun.acquire(timeout=LONG_S), "nobody waits for a lock"


class NoPatience:
    """The time is always up at once."""

    def ticket(self) -> int:
        return 0

    def wait(self, ticket: int, seconds: float) -> bool:
        return False

    def released(self) -> None:
        """Nobody is waiting."""


class ClockWaiting(NoPatience):
    """Waiting passes the time on the clock, and nothing else happens meanwhile."""

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.waits: list[float] = []

    def wait(self, ticket: int, seconds: float) -> bool:
        self.waits.append(seconds)
        self.clock.advance(seconds)
        return False


class Scripted:
    """A policy that takes its decisions from a list."""

    def __init__(self, *decisions: Decision) -> None:
        self._decisions = list(decisions)

    def decide(self, conflict: Conflict) -> Decision:
        return self._decisions.pop(0)


class Recording:
    """A policy that keeps the conflicts it decides."""

    def __init__(self, policy: ContentionPolicy | None = None) -> None:
        self.policy = policy or OldestWins()
        self.conflicts: list[Conflict] = []

    def decide(self, conflict: Conflict) -> Decision:
        self.conflicts.append(conflict)
        return self.policy.decide(conflict)


def servicer(
    mode: Mode = Mode.PESSIMISTIC,
    policy: ContentionPolicy | None = None,
    waiting: LockWaiting | None = None,
    clock: HandClock | None = None,
    lock_timeout_s: float = 2.0,
) -> Servicer:
    return Servicer(
        Engine(
            EngineOptions(
                clock=clock or HandClock(),
                mode=mode,
                policy=policy or OldestWins(),
                waiting=waiting or ThreadWaiting(),
                lock_timeout_s=lock_timeout_s,
            )
        )
    )


class Thread:
    """Runs a function beside the test and keeps what comes of it."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self._function = function
        self.result: Any = None
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._function()
        except Exception as error:  # noqa: BLE001 - it is handed to the test
            self.error = error

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def join(self) -> Any:
        """The result; an error is raised here."""
        self._thread.join(LONG_S)
        assert not self.running, "the thread does not end"
        if self.error is not None:
            raise self.error
        return self.result


def begin(client: firestore.Client, *, read_only: bool = False, retry_of: bytes | None = None) -> firestore.Transaction:
    """A transaction that is open."""
    transaction = client.transaction(read_only=read_only)
    transaction._begin(retry_id=retry_of)
    return transaction


@contextmanager
def watching(reference: Any) -> Iterator[Callable[[], Any]]:
    """Listens to a document or a query; the function given waits for the next answer told."""
    answers: list[Any] = []
    told = threading.Semaphore(0)

    def on_snapshot(snapshots: Any, changes: Any, read_time: Any) -> None:
        answers.append(
            ([(one.id, one.to_dict()) for one in snapshots], [(one.type.name, one.document.id) for one in changes])
        )
        told.release()

    def next_answer() -> Any:
        assert told.acquire(timeout=LONG_S), "nothing was told"
        return answers.pop(0)

    watch = reference.on_snapshot(on_snapshot)
    try:
        yield next_answer
    finally:
        watch.unsubscribe()
