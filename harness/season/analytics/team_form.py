"""How each team had been playing before a game: means over its last ten."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from harness.season.analytics.team_calendar import team_calendar
from harness.season.columns import Floats
from harness.season.league import League

LAST = 10


def mean_before(league: League, values: npt.NDArray[np.float64] | npt.NDArray[np.int64]) -> Floats:
    """Mean of a value of each team-game over the team's last ten games before it; NaN before the first."""
    calendar = team_calendar(league)
    order = np.lexsort((calendar.day, calendar.team))
    running = np.concatenate([[0.0], np.cumsum(values[order], dtype=np.float64)])
    position = np.empty(len(order), np.int64)
    position[order] = np.arange(len(order))
    before = calendar.number - 1
    count = np.minimum(before, LAST)
    total = running[position] - running[position - count]
    mean = np.full(len(order), np.nan)
    np.divide(total, count, out=mean, where=count > 0)
    return mean
