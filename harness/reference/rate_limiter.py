"""A token bucket: requests to a host keep to its rate, whoever makes them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

MINUTE_S = 60.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a minute, requests at once, and the least time between two."""

    per_minute: float
    burst: int
    gap_seconds: float = 0.0


DEFAULT = Rate(60, 10)
HOSTS: Mapping[str, Rate] = {
    "stats.nba.com": Rate(30, 5, 1),
    "cdn.nba.com": Rate(60, 10),
    "data.nba.com": Rate(60, 10),
    "api.espn.com": Rate(60, 10),
    "site.api.espn.com": Rate(60, 10),
    "api.the-odds-api.com": Rate(30, 5, 2),
    "api.balldontlie.io": Rate(60, 10),
    "api.pbpstats.com": Rate(30, 5, 1),
    "www.basketball-reference.com": Rate(10, 2, 5),
}
"""The platform's rates; others have the default."""


class RateLimitedError(Exception):
    """The request would have to wait for longer than its caller wants to."""


class RateLimiter:
    """Shared by all threads that call one host; each calls `acquire` before its request."""

    def __init__(self, rate: Rate = DEFAULT, *, safeguards: Safeguards = ALL_ON) -> None:
        self._per_second = rate.per_minute / MINUTE_S
        self._burst = rate.burst
        self._gap = rate.gap_seconds
        self._safeguards = safeguards
        self._lock = threading.Lock()
        self._tokens = float(rate.burst)
        self._filled = time.monotonic()
        self._not_before = self._filled

    def acquire(self, max_wait_seconds: float = MINUTE_S) -> float:
        """Waits until the request may be made; the seconds waited.

        Raises:
            RateLimitedError: that would take longer than `max_wait_seconds`; nothing was taken then.
        """
        if not self._safeguards.has(Safeguard.ATOMIC_TAKE):
            return self._acquire_piece_by_piece()
        with self._lock:
            now = time.monotonic()
            tokens = self._refilled(now)
            wait = max(0.0, (1 - tokens) / self._per_second, self._not_before - now)
            if wait > max_wait_seconds:
                raise RateLimitedError(f"the next request is in {wait:.1f} s; wait that long, or leave it")
            # Taken in advance, also below zero: whoever comes next waits behind this one.
            self._tokens, self._filled = tokens - 1, now
            self._not_before = now + wait + self._gap
        if wait:
            time.sleep(wait)
        return wait

    def hold(self, seconds: float) -> None:
        """Nobody starts a request for so long: the host asked for it."""
        with self._lock:
            self._not_before = max(self._not_before, time.monotonic() + seconds)

    def _refilled(self, now: float) -> float:
        tokens = self._tokens + (now - self._filled) * self._per_second
        return min(tokens, self._burst) if self._safeguards.has(Safeguard.BURST_CAP) else tokens

    def _acquire_piece_by_piece(self) -> float:
        """The unsafe way: look, wait, take."""
        tokens = self._refilled(time.monotonic())
        wait = max(0.0, (1 - tokens) / self._per_second)
        time.sleep(wait)
        self._tokens, self._filled = tokens + wait * self._per_second - 1, time.monotonic()
        return wait
