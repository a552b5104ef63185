"""grading_locks/grading_<game day>: a day's predictions are graded by one at a time."""

from __future__ import annotations

from typing import Final

from contracts.documents.lock import Lock, place


class GradingLock(Lock):
    """Held while a day's predictions are graded."""


PLACE: Final = place("grading", GradingLock, "grader")
EXAMPLES: Final = PLACE.examples
