"""The game day: the calendar's day in New York, under which the platform files every game.

An evening's games belong to one day, though the day changes in UTC between 19:00 and 20:00 in New York. When that is
depends on daylight saving time: at 19:30 UTC has the next day already in winter, and in summer not yet.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from harness.clock import eastern_date
from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

WORDS = {"YESTERDAY": -1, "TODAY": 0, "TOMORROW": 1}
"""Days as schedulers write them."""


def game_day(instant: datetime, safeguards: Safeguards = ALL_ON) -> date:
    """The game day at an instant, whatever zone the instant is in."""
    if not safeguards.has(Safeguard.EASTERN_GAME_DAY):
        return instant.astimezone(UTC).date()
    return eastern_date(instant)


def named_day(word: str, instant: datetime, safeguards: Safeguards = ALL_ON) -> date:
    """The day that a word or a date, YYYY-MM-DD, means at an instant. Days are counted, and not spans of 24 hours.

    Raises:
        ValueError: it is neither.
    """
    if word in WORDS:
        return game_day(instant, safeguards) + timedelta(days=WORDS[word])
    return date.fromisoformat(word)
