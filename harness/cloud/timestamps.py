"""Instants as the services count them, in microseconds since 1970, and as protobuf's Timestamp has them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND_US = 1_000_000
NANOS_PER_MICRO = 1000


def micros_of(timestamp: Any) -> int:
    """Microseconds since 1970, rounded down."""
    micros: int = timestamp.seconds * SECOND_US + timestamp.nanos // NANOS_PER_MICRO
    return micros


def set_timestamp(target: Any, micros: int) -> None:
    """Writes microseconds since 1970 into a `Timestamp` message."""
    target.seconds, rest = divmod(micros, SECOND_US)
    target.nanos = rest * NANOS_PER_MICRO
