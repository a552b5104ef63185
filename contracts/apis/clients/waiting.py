"""How long to wait before the next try: Retry-After where a provider sends one, else growing pauses.

Numbers: the platform's 429 handler and its HTTP adapter. One differs: the handler moves Retry-After by ten percent
both ways; here it only grows, as a request before the time is refused again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from contracts.apis.clients.timing import Timing
from harness.ingest.problems import shown

_SECONDS = re.compile(r"[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Bounds of what one call may take.

    Attributes:
        tries: requests at most, where a connection fails or a status is 500 or above.
        rate_limited_tries: requests at most, where the last one was answered with 429.
        total_s: seconds for all of it, pauses included. A pause that does not fit in is not begun.
        most_retry_after_s: more than this is not waited, whatever the provider asks.
    """

    tries: int = 4
    rate_limited_tries: int = 6
    total_s: float = 180.0
    most_retry_after_s: float = 120.0


RATE_LIMITED_BASE_S = 2.0
RATE_LIMITED_MOST_S = 120.0
FAILED_BASE_S = 3.0
FAILED_MOST_S = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a Retry-After comes to: seconds, None where it says nothing usable, and what is to be said of it."""

    seconds: float | None
    note: str = ""


def retry_after(header: str | None, *, now: datetime, most_s: float) -> Asked:
    """Reads both forms, `120` and `Wed, 21 Oct 2026 07:28:00 GMT`. Nothing raises."""
    if header is None:
        return Asked(None)
    text = header.strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    else:
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return Asked(None, f"its Retry-After {shown(text)} is neither seconds nor an HTTP date; waited as usual")
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        seconds = (moment - now).total_seconds()
        if seconds < 0:
            return Asked(None, f"its Retry-After {shown(text)} lies in the past; waited as usual")
    if seconds > most_s:
        return Asked(most_s, f"its Retry-After {shown(text)} is longer than {most_s:g} s; waited no longer than that")
    return Asked(seconds)


def pause_s(*, attempt: int, rate_limited: bool, asked: Asked, timing: Timing) -> float:
    """Seconds before the try after `attempt`, which counts from 1."""
    if asked.seconds is not None:
        return asked.seconds * timing.between(1.0, 1.1)
    if rate_limited:
        return min(RATE_LIMITED_BASE_S * 2.0 ** (attempt - 1) * timing.between(0.5, 1.5), RATE_LIMITED_MOST_S)
    return min(FAILED_BASE_S * 2.0 ** (attempt - 1), FAILED_MOST_S)
