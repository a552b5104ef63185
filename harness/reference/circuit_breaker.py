"""A circuit breaker: a service that keeps failing is left alone for a while, then tried by one call at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

Result = TypeVar("Result")

THRESHOLD = 5
OPEN_SECONDS = 300.0
SUCCESSES_TO_CLOSE = 3
"""The platform's numbers for external services."""


class BreakerState(Enum):
    """Closed lets calls through, open none, half open one at a time."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half open"


class CircuitOpenError(Exception):
    """The call was not made: the service is left alone, or somebody else is trying it."""


class CircuitBreaker:
    """Guards the calls to one service, from any number of threads."""

    def __init__(
        self,
        name: str,
        *,
        threshold: int = THRESHOLD,
        open_seconds: float = OPEN_SECONDS,
        successes_to_close: int = SUCCESSES_TO_CLOSE,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._name = name
        self._threshold = threshold
        self._open_seconds = open_seconds
        self._successes_to_close = successes_to_close
        self._safeguards = safeguards
        self._lock = threading.Lock()
        self._state = BreakerState.CLOSED
        self._count = 0
        self._opened = 0.0
        self._probing = False
        self._period = 0

    @property
    def state(self) -> BreakerState:
        with self._lock:
            self._look_at_the_clock()
            return self._state

    def call(self, function: Callable[[], Result]) -> Result:
        """The function's result.

        Raises:
            CircuitOpenError: it was not called.
            Exception: its own, which counts against the service.
        """
        period = self._enter()
        try:
            result = function()
        except Exception:
            self._leave(period, well=False)
            raise
        except BaseException:
            self._leave(period, well=None)
            raise
        self._leave(period, well=True)
        return result

    def _enter(self) -> int:
        """The number of the present period; a result of an earlier one says nothing about this."""
        with self._lock:
            self._look_at_the_clock()
            if self._state is BreakerState.OPEN:
                left = self._opened + self._open_seconds - time.monotonic()
                raise CircuitOpenError(
                    f"{self._name} failed {self._threshold} times; it is left alone for {left:.0f} s"
                )
            if self._state is BreakerState.HALF_OPEN and self._safeguards.has(Safeguard.SINGLE_PROBE):
                if self._probing:
                    raise CircuitOpenError(f"{self._name} is being tried by another call; come back when that is over")
                self._probing = True
            return self._period

    def _leave(self, period: int, *, well: bool | None) -> None:
        """`well` None: the call ended without saying anything about the service."""
        with self._lock:
            if period != self._period:
                return
            self._probing = False
            if well is None:
                return
            if self._state is BreakerState.CLOSED:
                self._count = 0 if well else self._count + 1
                if self._count >= self._threshold and self._safeguards.has(Safeguard.BREAKER_OPENS):
                    self._turn(BreakerState.OPEN)
            elif not well:
                self._turn(BreakerState.OPEN)
            else:
                self._count += 1
                if self._count >= self._successes_to_close:
                    self._turn(BreakerState.CLOSED)

    def _look_at_the_clock(self) -> None:
        over = time.monotonic() - self._opened >= self._open_seconds
        if self._state is BreakerState.OPEN and over and self._safeguards.has(Safeguard.BREAKER_RECOVERS):
            self._turn(BreakerState.HALF_OPEN)

    def _turn(self, state: BreakerState) -> None:
        self._state = state
        self._count = 0
        self._probing = False
        self._period += 1
        self._opened = time.monotonic()
