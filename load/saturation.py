"""Whether the generator was the bottleneck of a run, and if so of which kind: its processes, or too few users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from load.histograms import Histogram, decode, merged, percentile_ms
from load.record import RunRecord

BUSY_CPU = 0.9
"""Of a core. Locust warns from here on too: what one process measures beyond it is the process."""
LATE_MS = 10.0
"""From here on an arrival counts as late (Interval.late)."""
SHARE = 0.01
"""Of the arrivals; what is rarer than one in a hundred does not reach the 99th percentile."""
FEWEST = 5
"""Late arrivals that are more than a hiccup."""
PART_OF_RESPONSE = 0.5
"""From here on what is measured is more the generator's than the service's."""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """Why the generator, rather than the service, set the limit.

    Attributes:
        kind: `cpu`: a process used up its core. `lag`: processes were given too little of one, and most of what was
            measured is how late they started arrivals. `users`: arrivals waited for a free user; with a service that
            has become slow that is the service's doing, which its service times tell.
        sentence: what was seen, and what to do.
    """

    kind: Literal["cpu", "lag", "users"]
    sentence: str


def bottleneck(record: RunRecord) -> Bottleneck | None:
    """The generator's own limit in a run, the processes' before the users'; None where there is none."""
    if record.generator_saturated:
        return _process(record) or Bottleneck("cpu", record.generator_saturated)
    return _process(record) or _users(record)


def generator_saturated(record: RunRecord) -> str | None:
    """The sentence for `RunRecord.generator_saturated`: of processes only; users may be short through the service."""
    found = bottleneck(record)
    return found.sentence if found and found.kind != "users" else None


def lag_ms(record: RunRecord) -> float:
    """How late the worst process of a run started arrivals by itself: the 99th percentile, 0 if it was a hiccup."""
    lags = [decode(worker.start_lag) for worker in record.workers]
    return max((percentile_ms(lag, 99) or 0.0 for lag in lags if _late(lag) >= FEWEST), default=0.0)


def _process(record: RunRecord) -> Bottleneck | None:
    busiest = max(record.workers, key=lambda worker: worker.busiest_cpu, default=None)
    if busiest and busiest.busiest_cpu >= BUSY_CPU:
        used = f"worker {busiest.name} used {busiest.busiest_cpu:.0%} of a core"
        return Bottleneck("cpu", f"{used}: add processes (--processes) or machines, or send less")
    worst_ms = lag_ms(record)
    response_ms = percentile_ms(merged(endpoint.response for endpoint in record.endpoints), 99) or 0.0
    if worst_ms < max(LATE_MS, PART_OF_RESPONSE * response_ms):
        return None
    seen = f"arrivals were started late by the processes themselves, p99 {worst_ms:.0f} of {response_ms:.0f} ms"
    cpu = f"{busiest.busiest_cpu:.0%} of a core" if busiest else "no core"
    return Bottleneck("lag", f"{seen}, with {cpu}: something else had their time; use a quieter or a larger machine")


def _users(record: RunRecord) -> Bottleneck | None:
    intended = sum(interval.intended for interval in record.intervals)
    missed = sum(interval.missed for interval in record.intervals)
    late = sum(interval.late for interval in record.intervals)
    own = sum(_late(decode(worker.start_lag)) for worker in record.workers)
    waited = max(late - own, 0)
    if missed + waited < max(FEWEST, SHARE * intended):
        return None
    most = max(interval.in_flight for interval in record.intervals)
    seen = f"no user was free: {missed} of {intended} arrivals were never started, {waited} were late"
    return Bottleneck("users", f"{seen}, with at most {most} requests in flight; more users are needed (--users)")


def _late(histogram: Histogram) -> int:
    """Arrivals that were more than 10 ms late."""
    counts = np.ctypeslib.as_array(histogram.counts)
    first = histogram.get_counts_array_index(int(LATE_MS * 1000)) + 1
    return int(counts[first:].sum())
