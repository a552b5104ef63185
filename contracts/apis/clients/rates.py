"""How fast a host may be asked: a token bucket for each, and a least gap between two requests.

Numbers: the platform's own limiters. Not taken over: its adaptive slow-down near the end of a bucket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from types import MappingProxyType

from contracts.apis.clients.timing import Timing


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a minute, requests at once from a full bucket, and seconds between two.

    Raises:
        ValueError: a number that would never let a request pass.
    """

    a_minute: int
    burst: int
    gap_s: float = 0.0

    def __post_init__(self) -> None:
        if self.a_minute < 1 or self.burst < 1 or self.gap_s < 0:
            raise ValueError(f"{self} lets nothing pass; give at least 1 a minute, a burst of 1 and no negative gap")


DEFAULT = Rate(60, 10)

RATES: Mapping[str, Rate] = MappingProxyType(
    {
        "stats.nba.com": Rate(30, 5, 1.0),
        "cdn.nba.com": Rate(60, 10),
        "data.nba.com": Rate(60, 10),
        "api.espn.com": Rate(60, 10),
        "site.api.espn.com": Rate(60, 10),
        "api.the-odds-api.com": Rate(30, 5, 2.0),
        "api.balldontlie.io": Rate(60, 10),
        "api.pbpstats.com": Rate(30, 5, 1.0),
        "www.basketball-reference.com": Rate(10, 2, 5.0),
    }
)


@dataclass(slots=True)
class _Bucket:
    """`tokens` at the instant `filled_at`; both may lie ahead, by requests that are still waiting for their turn."""

    rate: Rate
    tokens: float
    filled_at: float
    last: float | None = None

    def turn(self, now: float, gap_s: float) -> float:
        """The instant at which the next request may go; it counts as made then."""
        refill = self.rate.a_minute / 60
        at = now if self.last is None else max(now, self.last + max(gap_s, self.rate.gap_s))
        tokens = self._tokens_at(at, refill)
        if tokens < 1:
            at += (1 - tokens) / refill
            tokens = self._tokens_at(at, refill)
        # Rounding may leave it a hair below.
        self.tokens, self.filled_at, self.last = max(tokens - 1, 0.0), at, at
        return at

    def _tokens_at(self, instant: float, refill: float) -> float:
        return min(self.rate.burst, self.tokens + max(instant - self.filled_at, 0.0) * refill)


class RateLimiter:
    """One bucket for each host, shared by all clients that hold this limiter, also between threads."""

    def __init__(self, *, rates: Mapping[str, Rate] = RATES, default: Rate = DEFAULT) -> None:
        self._rates = rates
        self._default = default
        self._buckets: dict[str, _Bucket] = {}
        self._lock = Lock()

    def wait(self, host: str, *, timing: Timing, gap_s: float = 0.0) -> float:
        """Sleeps until the host may be asked again; returns the seconds it slept.

        Args:
            timing: one clock for all who share the limiter.
            gap_s: a longer gap after the request before than the host's own.
        """
        with self._lock:
            now = timing.clock()
            bucket = self._buckets.get(host)
            if bucket is None:
                rate = self._rates.get(host, self._default)
                bucket = self._buckets[host] = _Bucket(rate, float(rate.burst), now)
            pause = bucket.turn(now, gap_s) - now
        if pause > 0:
            timing.sleep(pause)
        return max(pause, 0.0)
