"""Trying again: after which errors, how often, and after how long."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from itertools import islice

import pytest
from google.api_core.exceptions import Aborted, GoogleAPIError, NotFound, ServiceUnavailable
from platform_stage import START, Wall

from harness.reference.retry import (
    AGGRESSIVE,
    FAST,
    MOST_ATTEMPTS,
    PATIENT,
    RETRY_AFTER_SPREAD,
    STANDARD,
    RetryPolicy,
    call_with_retry,
    retry_after_seconds,
)
from harness.reference.safeguards import ALL_ON

POLICY = RetryPolicy(5, 1, 60)


@dataclass
class Response:
    headers: dict[str, str]


class TooManyRequests(Exception):  # noqa: N818 - named as the clients name it
    def __init__(self, retry_after: str | None) -> None:
        super().__init__("429")
        self.response = Response({} if retry_after is None else {"Retry-After": retry_after})


class Failing:
    """Fails so many times, then answers."""

    def __init__(self, times: int, error: Exception) -> None:
        self.calls = 0
        self._times = times
        self._error = error

    def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self._times:
            raise self._error
        return "done"


def test_a_call_is_repeated_until_it_succeeds(wall: Wall) -> None:
    failing = Failing(4, ServiceUnavailable("later"))
    assert call_with_retry(failing, policy=POLICY) == "done"
    assert (failing.calls, len(wall.naps)) == (5, 4)


def test_bounded_retries(wall: Wall) -> None:
    def calls(*off: str) -> int:
        failing = Failing(MOST_ATTEMPTS, ServiceUnavailable("later"))
        with pytest.raises(ServiceUnavailable):
            call_with_retry(failing, policy=POLICY, safeguards=ALL_ON.without(*off))
        return failing.calls

    assert calls() == 5
    assert calls("bounded_retries") == MOST_ATTEMPTS


def test_it_goes_on_for_the_least_time_whatever_the_attempts(wall: Wall) -> None:
    policy = RetryPolicy(2, 1, 2, least_seconds=30)
    with pytest.raises(ServiceUnavailable):
        call_with_retry(Failing(MOST_ATTEMPTS, ServiceUnavailable("later")), policy=policy)
    assert 30 <= sum(wall.naps) <= 32


def test_retry_only_transient(wall: Wall) -> None:
    def calls(*off: str) -> int:
        failing = Failing(5, NotFound("never"))
        with pytest.raises(NotFound):
            call_with_retry(failing, policy=POLICY, safeguards=ALL_ON.without(*off))
        return failing.calls

    assert calls() == 1
    assert calls("retry_only_transient") == 5


def test_a_class_is_known_by_its_name_and_that_of_what_it_is_derived_from() -> None:
    assert RetryPolicy(retryable=frozenset({"GoogleAPIError"})).is_retryable(Aborted("again"))
    assert not RetryPolicy(retryable=frozenset({"Aborted"})).is_retryable(GoogleAPIError("no"))


@pytest.mark.parametrize("policy", [POLICY, FAST, STANDARD, PATIENT, AGGRESSIVE])
def test_delays_keep_to_their_bounds(policy: RetryPolicy) -> None:
    delays = list(islice(policy.delays(), 20_000))
    assert 0.7 * policy.base_seconds <= min(delays) <= max(delays) <= policy.max_seconds
    assert max(delays) > 0.8 * policy.max_seconds
    assert min(delays) < policy.base_seconds


def test_retry_jitter() -> None:
    def both(*off: str) -> list[list[float]]:
        return [list(islice(POLICY.delays(ALL_ON.without(*off)), 4)) for _ in range(2)]

    assert both()[0] != both()[1]
    assert both("retry_jitter") == [[1, 2, 4, 8]] * 2


@pytest.mark.parametrize("told", ["40", format_datetime(START.replace(second=40), usegmt=True)])
def test_retry_after(wall: Wall, told: str) -> None:
    policy = RetryPolicy(5, 0.1, 0.2)
    call_with_retry(Failing(1, TooManyRequests(told)), policy=policy)
    assert 40 <= wall.naps[-1] <= 40 * (1 + RETRY_AFTER_SPREAD)
    failing = Failing(1, TooManyRequests(told))
    call_with_retry(failing, policy=policy, safeguards=ALL_ON.without("retry_after"))
    assert wall.naps[-1] <= 0.2


@pytest.mark.parametrize(("told", "seconds"), [(None, None), ("soon", None), ("-5", 0), ("1.5", 1.5)])
def test_what_a_server_says_is_read_or_left(told: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(TooManyRequests(told)) == seconds


def test_a_date_that_is_past_is_now(wall: Wall) -> None:
    assert retry_after_seconds(TooManyRequests(format_datetime(START.replace(hour=1), usegmt=True))) == 0


def test_an_error_without_a_response_says_nothing() -> None:
    assert retry_after_seconds(KeyError("x")) is None
