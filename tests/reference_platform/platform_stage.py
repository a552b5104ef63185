"""What tests of the reference platform set up: one clock for all, a store, and something that happens in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from google.cloud import firestore

from harness.cloud.faults import Aim
from harness.cloud.firestore.clients import client
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.interception import Call, Proceed, Responses

START = datetime(2026, 2, 3, 17, 0, tzinfo=UTC)
DAY = "2026-02-03"
PROJECT = "embedded"


class Wall:
    """The time of the store, of `datetime` and of `time`; sleeping moves it. `naps` are the sleeps in seconds."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller
        self.instant = START
        self.naps: list[float] = []
        self.on_nap: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)
        self._traveller.move_to(self.instant)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.advance(seconds)
        self.on_nap()


@contextmanager
def standing_wall() -> Iterator[Wall]:
    with time_machine.travel(START, tick=False) as traveller, pytest.MonkeyPatch.context() as patch:
        wall = Wall(traveller)
        patch.setattr(time, "sleep", wall.sleep)
        patch.setattr(time, "monotonic", lambda: (wall.instant - START).total_seconds())
        yield wall


class NoPatience:
    """Whoever would wait for a transaction of another is told ABORTED at once: one thread cannot wait for itself."""

    def ticket(self) -> int:
        return 0

    def wait(self, ticket: int, seconds: float) -> bool:
        return False

    def released(self) -> None:
        """Nobody is waiting."""


class Shop:
    """An embedded Firestore, its clock, and a client."""

    def __init__(self, wall: Wall) -> None:
        self.wall = wall
        self.servicer = Servicer(Engine(EngineOptions(clock=wall, waiting=NoPatience())))
        self.client: firestore.Client = client(self.servicer, PROJECT)

    def disturb(self, *faults: Callable[[Call, Proceed], Responses]) -> None:
        self.servicer.interceptors.extend(faults)

    def calm(self) -> None:
        self.servicer.interceptors.clear()

    def get(self, path: str) -> dict[str, object] | None:
        found: dict[str, object] | None = self.client.document(path).get().to_dict()
        return found


class Before:
    """Something else happens before a request of a method is carried out: once, or each time."""

    def __init__(self, method: str, action: Callable[[], object], skip: int = 0, times: int | None = 1) -> None:
        self._aim = Aim(frozenset({method}), times, skip)
        self._action = action
        self._inside = False

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        if not self._inside and self._aim.hit(call):
            self._inside = True
            try:
                self._action()
            finally:
                self._inside = False
        return proceed()


def aim(*methods: str, times: int | None = 1, skip: int = 0) -> Aim:
    return Aim(frozenset(methods), times, skip)
