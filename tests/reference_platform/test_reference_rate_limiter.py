"""Requests keep to the rate of their host."""

from __future__ import annotations

import pytest
from platform_stage import Wall

from harness.reference.rate_limiter import HOSTS, Rate, RateLimitedError, RateLimiter
from harness.reference.safeguards import ALL_ON

RATE = Rate(60, 3)


def test_a_burst_goes_through_and_then_one_a_second(wall: Wall) -> None:
    limiter = RateLimiter(RATE)
    assert [limiter.acquire() for _ in range(5)] == [0, 0, 0, 1, 1]
    assert wall.naps == [1, 1]


def test_a_token_comes_back_after_its_time(wall: Wall) -> None:
    limiter = RateLimiter(Rate(30, 1))
    assert [limiter.acquire(), limiter.acquire()] == [0, 2]
    wall.advance(1)
    assert limiter.acquire(max_wait_seconds=1) == 1
    wall.advance(2)
    assert limiter.acquire() == 0


@pytest.mark.parametrize("off", [(), ("burst_cap",)])
def test_burst_cap(wall: Wall, off: tuple[str, ...]) -> None:
    limiter = RateLimiter(RATE, safeguards=ALL_ON.without(*off))
    wall.advance(3600)
    assert sum(limiter.acquire() == 0 for _ in range(10)) == (10 if off else 3)


@pytest.mark.parametrize("off", [(), ("atomic_take",)])
def test_atomic_take(wall: Wall, off: tuple[str, ...]) -> None:
    limiter = RateLimiter(RATE, safeguards=ALL_ON.without(*off))
    for _ in range(3):
        limiter.acquire()
    began = wall.now()
    starts: list[float] = []

    def rival() -> None:
        wall.on_nap = lambda: None
        limiter.acquire()
        starts.append((wall.now() - began).total_seconds())

    wall.on_nap = rival
    limiter.acquire()
    starts.append((wall.now() - began).total_seconds())
    limiter.acquire()
    starts.append((wall.now() - began).total_seconds())
    # Three requests from an empty bucket take three seconds.
    assert max(starts) == (2 if off else 3)


def test_two_requests_are_a_gap_apart(wall: Wall) -> None:
    limiter = RateLimiter(HOSTS["www.basketball-reference.com"])
    assert [limiter.acquire() for _ in range(3)] == [0, 5, pytest.approx(5)]


def test_who_does_not_want_to_wait_takes_nothing(wall: Wall) -> None:
    limiter = RateLimiter(RATE)
    for _ in range(3):
        limiter.acquire()
    for _ in range(5):
        with pytest.raises(RateLimitedError, match=r"in 1\.0 s"):
            limiter.acquire(max_wait_seconds=0.5)
    assert limiter.acquire() == 1


def test_nobody_starts_while_the_host_asked_to_wait(wall: Wall) -> None:
    limiter = RateLimiter(RATE)
    limiter.hold(30)
    limiter.hold(10)
    assert limiter.acquire() == 30
