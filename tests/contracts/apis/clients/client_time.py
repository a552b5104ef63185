"""A clock that only sleeping moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from contracts.apis.clients.rates import Rate, RateLimiter
from contracts.apis.clients.timing import Timing

START = datetime(2026, 1, 25, 12, 0, tzinfo=UTC)


class OwnTime:
    """Time from `start` on; `slept` is every pause, and jitter is the middle of its range."""

    def __init__(self, start: datetime = START) -> None:
        self.start = start
        self.passed = 0.0
        self.slept: list[float] = []
        self.timing = Timing(
            clock=self.clock, sleep=self.sleep, now=self.now, between=lambda low, high: (low + high) / 2
        )

    def clock(self) -> float:
        return 1000.0 + self.passed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0, "a pause back in time"
        self.slept.append(seconds)
        self.passed += seconds


def unhurried() -> RateLimiter:
    """Lets everything pass at once."""
    return RateLimiter(rates={}, default=Rate(60_000, 10_000))


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception with everything it was raised from or while."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__]
