"""Rollouts of new revisions: a step without traffic, then 5, 50 and 100 percent, each promoted or rolled back rightly.

The platform keeps no such table: its deployment script decides and forgets. `metadata.canary_steps` is what the harness
asks it to write down, one row a step, so that the decisions can be judged.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from harness.season.columns import build_table, day_text, instants, joined, number_text, text
from harness.season.league import League
from harness.season.randomness import Part

SERVICES = ("prediction-coordinator", "prediction-worker", "phase3-analytics", "phase4-precompute", "nba-scrapers")
TRAFFIC = np.array([0, 5, 50, 100])
_MOST_ERRORS = np.array([0, 5, 10, 10])
_DAYS_BETWEEN = 4
_DAYS_BEFORE_OPENING = 12
_ROLLED_BACK_EVERY = 3
"""Every third rollout is rolled back, at each step in turn."""
_DECISIONS = ("promote", "roll_back", "complete")


def canary_steps_table(league: League) -> Any:
    """metadata.canary_steps: a rollout every four days from before opening night to the season's last day."""
    random = league.stream(Part.ROLLOUTS)
    first = league.schedule.day.min() - np.timedelta64(_DAYS_BEFORE_OPENING, "D")
    days = np.arange(first, league.schedule.day.max(), np.timedelta64(_DAYS_BETWEEN, "D"))
    number = np.arange(len(days))
    bad = number % _ROLLED_BACK_EVERY == _ROLLED_BACK_EVERY - 1
    last_step = np.where(bad, number // _ROLLED_BACK_EVERY % 3, 3)
    rollout, step = np.nonzero(np.arange(len(TRAFFIC)) <= last_step[:, None])
    breaks = bad[rollout] & (step == last_step[rollout])
    length = random.integers(6, 25, (len(days), len(TRAFFIC)))
    start = random.integers(14 * 60, 20 * 60, len(days))[:, None] + np.cumsum(length, axis=1) - length
    within = random.integers(0, _MOST_ERRORS[step] + 1)
    beyond = _MOST_ERRORS[step] + random.integers(1, 40, len(step))
    columns = {
        "service": text(SERVICES, number[rollout] % len(SERVICES)),
        "revision": joined("rev-", day_text(days[rollout]), "-", number_text(number[rollout], 3)),
        "traffic_percent": TRAFFIC[step],
        "started_at": instants(days[rollout], start[rollout, step]),
        "ended_at": instants(days[rollout], (start + length)[rollout, step]),
        "smoke_passed": ~(breaks & (step == 0)),
        "errors_in_5_min": np.where(breaks & (step > 0), beyond, within),
        "decision": text(_DECISIONS, np.select([breaks, step == 3], [1, 2], 0)),
    }
    return build_table("metadata.canary_steps", len(step), columns)
