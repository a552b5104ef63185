"""Whether the memory of a process grew over a run: a robust slope with an interval, process by process.

The method: what a process had in its first WARM_UP_S is left out, since caches fill then, and allocators grow to their
size. Of the rest the median of every WINDOW_S is taken. The slope is Theil's and Sen's: the median of the slopes
between all pairs of these medians, which a quarter of outliers does not move. Its interval is a moving block bootstrap
of what the line leaves over. Blocks are BLOCK_S long, so that the batch that the soak starts every minute, and
collections of garbage that are not further apart, are within a block and not taken for chance. They wrap around the
end. The interval is widened for there being few blocks, as those of load/comparison.py are.

A slope is asked whether it matters, not only whether it is there: with enough looks every slope is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from harness.nouns import counted
from load.record import MEMORY, ProcessMemory
from load.resampling import Floats, stretch

WARM_UP_S = 120.0
"""Two of the soak's batches; the generator has its connections, the workers have seen all players."""
WINDOW_S = 10.0
BLOCK_S = 60.0
FEWEST_BLOCKS = 5
"""Of fewer the spread is not known; five minutes after the warm-up."""
MATTERS_MB_H = 36.0
"""1 KB for each of the soak's 10 arrivals a second, the size of a request that is kept by mistake. An evening of nine
hours of it, 324 MB, still fits beside a service of 150 MB into the 512 MiB that Cloud Run gives where nobody asks."""
HELD = {"firestore": "document", "bigquery": "table"}
"""What a store holds; it grows with that by its nature."""
MATTERS_KB_HELD = {"firestore": 10.0}
"""What a store may take for each thing more; the embedded Firestore takes some 4 KB for a document of a batch."""
APART = frozenset({"bigquery"})
"""Not judged: the emulator stands in for a service that has no such process. What is put down by workers for batches
that are merged already stays in it as tables, and DuckDB gives little back of what was dropped. Its growth is told."""
CONFIDENCE = 0.95
RESAMPLES = 1000
SEED = 0
HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Growth:
    """A slope with its interval, in units of memory over units of what it grows with."""

    slope: float
    low: float
    high: float


def judged(memory: Sequence[ProcessMemory], *, duration_s: float) -> dict[str, str]:
    """`RunRecord.checks` by process: `memory.<process>`, which `passed: …`, `failed: …`, or is `unknown: …`."""
    names = [name for name in dict.fromkeys(one.name for one in memory) if name not in APART]
    return {f"{MEMORY}{name}": _judged([one for one in memory if one.name == name], duration_s) for name in names}


def told_apart(memory: Sequence[ProcessMemory]) -> tuple[str, ...]:
    """`RunRecord.notes`: a sentence for each process that is not judged."""
    return tuple(
        f"{MEMORY}{one.name} is not judged, as the emulator is no part of the platform: {_told(one, growth)}"
        for one in memory
        if one.name in APART
        for growth in [growth_mb_h(one)]
    )


def growth_mb_h(one: ProcessMemory, *, warm_up_s: float = WARM_UP_S) -> Growth | None:
    """Megabytes an hour after the warm-up; None where that is too short to say."""
    at_s, uss_mb = _medians(one.at_s, one.uss_mb, warm_up_s)
    if len(at_s) * WINDOW_S < FEWEST_BLOCKS * BLOCK_S:
        return None
    slope = theil_sen(at_s, uss_mb)
    left_over = uss_mb - slope * at_s
    block = round(BLOCK_S / WINDOW_S)
    random = np.random.default_rng(SEED)
    starts = random.integers(0, len(at_s), size=(RESAMPLES, math.ceil(len(at_s) / block), 1))
    drawn = ((starts + np.arange(block)) % len(at_s)).reshape(RESAMPLES, -1)[:, : len(at_s)]
    slopes = slope + np.array([theil_sen(at_s, left_over[places]) for places in drawn])
    tail = (1 - CONFIDENCE) / 2
    wider = stretch(len(at_s) / block, tail=tail, samples=1)
    low, high = (slope + wider * (float(np.quantile(slopes, share)) - slope) for share in (tail, 1 - tail))
    return Growth(slope * HOUR_S, low * HOUR_S, high * HOUR_S)


def theil_sen(x: Floats, y: Floats) -> float:
    """The median of the slopes between all pairs of points."""
    first, second = np.triu_indices(len(x), 1)
    return float(np.median((y[second] - y[first]) / (x[second] - x[first])))


def _judged(parts: Sequence[ProcessMemory], duration_s: float) -> str:
    if len(parts) > 1:
        return "unknown: it was started again in between, and a line through two processes says nothing"
    (one,) = parts
    if one.at_s[-1] < duration_s - 2 * WINDOW_S:
        return f"unknown: it was there until second {one.at_s[-1]:.0f} of {duration_s:.0f} only"
    growth = growth_mb_h(one)
    if growth is None:
        needed = WARM_UP_S + FEWEST_BLOCKS * BLOCK_S
        return f"unknown: {duration_s:.0f} s are too short, it takes {needed:.0f} s with the warm-up"
    if one.held and one.name in MATTERS_KB_HELD:
        return _judged_store(one, growth, MATTERS_KB_HELD[one.name])
    return _verdict(growth, MATTERS_MB_H, _told(one, growth), "MB an hour")


def _judged_store(one: ProcessMemory, growth: Growth, matters_kb: float) -> str:
    """A store grows with what it is given: its growth is held against that."""
    more = _over(one.at_s, [float(count) for count in one.held])
    if more <= 0:
        return _verdict(growth, MATTERS_MB_H, _told(one, growth), "MB an hour")
    each = Growth(*(1000 * value / more for value in (growth.slope, growth.low, growth.high)))
    unit = f"KB a {HELD[one.name]}"
    return _verdict(each, matters_kb, f"{_told(one, growth)}, that is {_range(each)} {unit}", unit)


def _told(one: ProcessMemory, growth: Growth | None) -> str:
    slope = f"{_range(growth)} MB an hour" if growth else "too short for a slope"
    begin = next((place for place, at in enumerate(one.at_s) if at >= WARM_UP_S), 0)
    text = f"{slope}, from {one.uss_mb[begin]:.0f} MB at second {one.at_s[begin]:.0f} to {one.uss_mb[-1]:.0f} MB"
    if not one.held:
        return text
    held = counted(one.held[begin], HELD.get(one.name, "thing"))
    return f"{text}, from {held} to {one.held[-1]:,}"


def _over(at_s: Sequence[float], counts: Sequence[float]) -> float:
    """How many more an hour."""
    return theil_sen(*_medians(at_s, counts, WARM_UP_S)) * HOUR_S


def _verdict(growth: Growth, matters: float, told: str, unit: str) -> str:
    if growth.high <= matters:
        return f"passed: {told}"
    borne = f"{matters:g} {unit} would be borne"
    if growth.low > 0 and growth.slope > matters:
        return f"failed: it grows: {told}; {borne}"
    return f"unknown: too noisy: {told}; {borne}"


def _range(growth: Growth) -> str:
    return f"{growth.slope:+.3g} ({growth.low:+.3g} to {growth.high:+.3g})"


def _medians(at_s: Sequence[float], values: Sequence[float], warm_up_s: float) -> tuple[Floats, Floats]:
    """The median of each window after the warm-up, at the middle of the window."""
    at, value = np.asarray(at_s, dtype=np.float64), np.asarray(values, dtype=np.float64)
    windows = np.floor((at - warm_up_s) / WINDOW_S)
    found = [number for number in np.unique(windows) if number >= 0]
    medians = [float(np.median(value[windows == number])) for number in found]
    return warm_up_s + WINDOW_S * (np.array(found) + 0.5), np.array(medians)
