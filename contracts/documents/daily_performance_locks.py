"""daily_performance_locks/daily_performance_<game day>: a day's grades are summed up per system by one at a time."""

from __future__ import annotations

from typing import Final

from contracts.documents.lock import Lock, place


class DailyPerformanceLock(Lock):
    """Held while a day's grades are summed up per system."""


PLACE: Final = place("daily_performance", DailyPerformanceLock, "grader")
EXAMPLES: Final = PLACE.examples
