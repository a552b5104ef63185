"""When a day's predictions are made, and what the batch that makes them is called."""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import Days, Instants, Ints, day_text, instants, joined, number_text

# 11:30 Eastern standard time, an hour later by the clock in summer; the year's earliest games start at 17:00 UTC.
_START_MINUTE = 16 * 60 + 30
SECOND_RUN = np.timedelta64(18, "m")
"""After the first run of a day: lines that have moved are predicted once more."""
_SPREAD_SECONDS = 420


def batch_started(days: Days) -> Instants:
    """When the coordinator starts the batch of each game day."""
    return instants(days, _START_MINUTE)


def predicted_at(days: Days, request: Ints | int = 0) -> Instants:
    """When the workers answer a day's requests: within seven minutes, each request at a moment of its own."""
    seconds = 20 + (np.asarray(request) * 37) % _SPREAD_SECONDS
    return np.asarray(batch_started(days) + seconds.astype("timedelta64[s]"))


def batch_ids(days: Days) -> Any:
    """`batch_<day>_<epoch second>`, the document that the coordinator keeps for each game day."""
    epoch = batch_started(days).astype("datetime64[s]").astype(np.int64)
    return joined("batch_", day_text(days, "%Y-%m-%d"), "_", number_text(epoch))
