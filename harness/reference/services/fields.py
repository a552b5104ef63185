"""Days and instants as messages write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Instants of other years are mistakes, and some of them have no UTC."""


def _real(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("is no day of the calendar") from None
    return text


def _of_our_time(instant: datetime) -> datetime:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise ValueError(f"is not between {FIRST_YEAR} and {LAST_YEAR}")
    return instant.astimezone(UTC) if instant.tzinfo else instant.replace(tzinfo=UTC)


Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_real)]
"""YYYY-MM-DD."""
Instant = Annotated[datetime, AfterValidator(_of_our_time)]
"""In UTC. Some senders leave the zone out; they mean UTC."""
Text = Annotated[str, Field(max_length=500)]
"""An id or a name."""
