"""The one clock: what "now" means for a run.

A run never asks the operating system for the time. It asks its clock, so that a check on a past
day judges ages as they were on that day, and a test can stand at 23:59 Eastern.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")


class Clock(Protocol):
    """Anything that can say what time it is."""

    def now(self) -> datetime:
        """The present instant, in UTC, with its zone."""
        ...


@dataclass(frozen=True, slots=True)
class RealClock:
    """The wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FrozenClock:
    """A clock that stands still at `instant`.

    Raises:
        ValueError: `instant` has no time zone, so it names no instant.
    """

    instant: datetime

    def __post_init__(self) -> None:
        if self.instant.tzinfo is None:
            raise ValueError(
                f"a frozen clock needs an instant with a time zone, not {self.instant.isoformat()}; "
                "write it with an offset, for example 2024-01-16T12:00:00+00:00"
            )

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)


def eastern_date(instant: datetime) -> date:
    """The calendar day in New York at `instant`; the platform files every game under it.

    2024-01-16T03:00Z is still the evening of 2024-01-15.
    """
    return instant.astimezone(EASTERN).date()
