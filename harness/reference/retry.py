"""Trying again: how often, after how long, and after which errors.

The numbers of the profiles are the platform's; the delay is decorrelated jitter, so that clients which failed together
do not come back together.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

Result = TypeVar("Result")

TRANSIENT = frozenset(
    {
        "ServiceUnavailable",
        "DeadlineExceeded",
        "GatewayTimeout",
        "InternalServerError",
        "TooManyRequests",
        "ResourceExhausted",
        "Aborted",
        "ConnectionError",
        "Timeout",
    }
)
"""Names of error classes after which another try may do; a subclass counts as what it is derived from."""

SPREAD = 0.3
"""A delay is moved by up to this share of itself."""
RETRY_AFTER_SPREAD = 0.1
"""A Retry-After is kept and at most this share longer."""
MOST_ATTEMPTS = 1000
"""Where attempts are unbounded, the loop still ends here, so that a test of it does too."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """`attempts` in all, and more of them until `least_seconds` have passed; no delay is longer than `max_seconds`."""

    attempts: int = 5
    base_seconds: float = 1.0
    max_seconds: float = 60.0
    retryable: frozenset[str] = TRANSIENT
    least_seconds: float = 0.0

    def delays(self, safeguards: Safeguards = ALL_ON) -> Iterator[float]:
        """One delay in seconds after the other, without end.

        Each is drawn between the base and three times the one before, then moved by 30 percent either way.
        """
        previous = self.base_seconds
        while True:
            if safeguards.has(Safeguard.RETRY_JITTER):
                drawn = random.uniform(self.base_seconds, max(self.base_seconds, min(self.max_seconds, 3 * previous)))  # noqa: S311
                yield min(drawn * random.uniform(1 - SPREAD, 1 + SPREAD), self.max_seconds)  # noqa: S311
                previous = drawn
            else:
                yield previous
                previous = min(self.max_seconds, 2 * previous)

    def is_retryable(self, error: BaseException) -> bool:
        """Its class, or one that it is derived from, bears one of the names."""
        return any(kind.__name__ in self.retryable for kind in type(error).__mro__)


FAST = RetryPolicy(3, 0.5, 5)
STANDARD = RetryPolicy(4, 1, 15)
PATIENT = RetryPolicy(5, 2, 30)
AGGRESSIVE = RetryPolicy(7, 1, 45)
BIGQUERY = RetryPolicy(3, 1, 15, frozenset({"ServiceUnavailable", "DeadlineExceeded"}))


def call_with_retry(
    function: Callable[[], Result], *, policy: RetryPolicy = RetryPolicy(), safeguards: Safeguards = ALL_ON
) -> Result:
    """The function's result, from the first call that does not fail.

    Raises:
        Exception: the function's own, when it is not retryable or the attempts are used up.
    """
    started = time.monotonic()
    most = policy.attempts if safeguards.has(Safeguard.BOUNDED_RETRIES) else MOST_ATTEMPTS
    for attempt, delay in enumerate(policy.delays(safeguards), 1):
        try:
            return function()
        except Exception as error:
            hopeless = safeguards.has(Safeguard.RETRY_ONLY_TRANSIENT) and not policy.is_retryable(error)
            spent = attempt >= most and time.monotonic() - started >= policy.least_seconds
            if hopeless or spent:
                raise
            told = retry_after_seconds(error) if safeguards.has(Safeguard.RETRY_AFTER) else None
        time.sleep(delay if told is None else told * random.uniform(1, 1 + RETRY_AFTER_SPREAD))  # noqa: S311
    raise AssertionError("delays never end")


def retry_after_seconds(error: BaseException) -> float | None:
    """How long the server asks to wait, from the `Retry-After` of the response that the error carries.

    Seconds or an HTTP date; None where there is none, or none that can be read.
    """
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    text = headers.get("Retry-After")
    if text is None:
        return None
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
