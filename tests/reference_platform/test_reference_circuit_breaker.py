"""A breaker leaves a dead service alone, and finds out when it is well again."""

from __future__ import annotations

import pytest
from platform_stage import Wall

from harness.reference.circuit_breaker import BreakerState, CircuitBreaker, CircuitOpenError
from harness.reference.safeguards import ALL_ON

CLOSED, OPEN, HALF_OPEN = list(BreakerState)


def breaker(*off: str) -> CircuitBreaker:
    return CircuitBreaker("odds", safeguards=ALL_ON.without(*off))


def fail(made: CircuitBreaker, times: int = 1) -> None:
    def broken() -> None:
        raise ConnectionError

    for _ in range(times):
        with pytest.raises(ConnectionError):
            made.call(broken)


def succeed(made: CircuitBreaker, times: int = 1) -> None:
    for _ in range(times):
        assert made.call(lambda: 1) == 1


def test_breaker_opens(wall: Wall) -> None:
    made = breaker()
    wall.advance(1000)
    fail(made, 4)
    succeed(made)
    fail(made, 4)
    assert made.state is CLOSED
    fail(made)
    with pytest.raises(CircuitOpenError, match="odds failed 5 times; it is left alone for 300 s"):
        succeed(made)
    wall.advance(100)
    with pytest.raises(CircuitOpenError, match="for 200 s"):
        succeed(made)
    unsafe = breaker("breaker_opens")
    fail(unsafe, 50)
    assert unsafe.state is CLOSED


def test_breaker_recovers(wall: Wall) -> None:
    made, unsafe = breaker(), breaker("breaker_recovers")
    fail(made, 5)
    fail(unsafe, 5)
    wall.advance(299)
    assert made.state is OPEN
    wall.advance(1)
    assert made.state is HALF_OPEN
    succeed(made, 2)
    assert made.state is HALF_OPEN
    succeed(made)
    assert made.state is CLOSED
    wall.advance(86400)
    assert unsafe.state is OPEN


def test_a_failure_while_half_open_opens_it_for_the_whole_time(wall: Wall) -> None:
    made = breaker()
    fail(made, 5)
    wall.advance(300)
    succeed(made, 2)
    fail(made)
    wall.advance(299)
    assert made.state is OPEN


@pytest.mark.parametrize("off", [(), ("single_probe",)])
def test_single_probe(wall: Wall, off: tuple[str, ...]) -> None:
    made = breaker(*off)
    fail(made, 5)
    wall.advance(300)
    calls: list[int] = []

    def probe() -> None:
        calls.append(1)
        if len(calls) < 4:
            made.call(probe)

    if off:
        made.call(probe)
    else:
        with pytest.raises(CircuitOpenError, match="tried by another call"):
            made.call(probe)
    assert len(calls) == (4 if off else 1)


def test_a_probe_that_is_ended_from_outside_lets_the_next_one_in(wall: Wall) -> None:
    made = breaker()
    fail(made, 5)
    wall.advance(300)

    def ended() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.call(ended)
    succeed(made, 3)
    assert made.state is CLOSED


def test_a_call_of_before_says_nothing_about_a_service_that_is_tried_again(wall: Wall) -> None:
    made = breaker()

    def slow() -> None:
        fail(made, 5)
        wall.advance(300)
        assert made.state is HALF_OPEN
        raise ConnectionError

    with pytest.raises(ConnectionError):
        made.call(slow)
    assert made.state is HALF_OPEN
