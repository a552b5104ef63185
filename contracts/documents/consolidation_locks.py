"""consolidation_locks/consolidation_<game day>: the staging tables of a day's batches are merged by one at a time."""

from __future__ import annotations

from typing import Final

from contracts.documents.lock import Lock, place


class ConsolidationLock(Lock):
    """Held while the staging tables of a day's batches are merged."""


PLACE: Final = place("consolidation", ConsolidationLock, "consolidator")
EXAMPLES: Final = PLACE.examples
