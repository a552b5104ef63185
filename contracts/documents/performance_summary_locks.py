"""performance_summary_locks/performance_summary_<game day>: summaries are written by one at a time."""

from __future__ import annotations

from typing import Final

from contracts.documents.lock import Lock, place


class PerformanceSummaryLock(Lock):
    """Held while the summaries over many days are written."""


PLACE: Final = place("performance_summary", PerformanceSummaryLock, "grader")
EXAMPLES: Final = PLACE.examples
