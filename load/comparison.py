"""Two runs beside each other: for each endpoint and percentile an interval for the difference, and what it shows.

The intervals cover what varies within the two runs. What varies from run to run, as where a process happened to be
placed, is in neither: a small difference between two single runs is a reason to run them again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import numpy as np

from load.histograms import merged, percentile_ms
from load.record import Part, RunRecord
from load.resampling import (
    Floats,
    Times,
    block_seconds,
    counts_by_second,
    drawn_weights,
    percentiles_ms,
    stretch,
)
from load.saturation import bottleneck, lag_ms

ComparisonOutcome: TypeAlias = Literal["faster", "slower", "no difference shown", "inconclusive"]
PERCENTILES = (50.0, 95.0, 99.0)
RESAMPLES = 2000
_TAIL_RESAMPLES = 5
"""An end of an interval rests on at least so many resamples beyond it."""
FEWEST_BEYOND = 10
"""Requests slower than a percentile, below which it is the luck of a few."""
SHORTEST_S = 20
RESOLUTION = 0.001
"""A percentile that is read from a histogram is up to so much above the latency (load/histograms.py)."""
_ERRORS_DIFFER = 0.01
_LAG_TOLD = 0.1


class ComparisonError(Exception):
    """The two runs did different things; the message says which."""


class Shift(Part):
    """One percentile of one endpoint, B beside A.

    Attributes:
        difference_ms: interval for B - A; None where it was not asked.
        ratio: interval for B / A.
    """

    endpoint: str
    percent: float
    outcome: ComparisonOutcome
    sentence: str
    a_ms: float | None = None
    b_ms: float | None = None
    difference_ms: tuple[float, float] | None = None
    ratio: tuple[float, float] | None = None


class Comparison(Part):
    """What changed from run A to run B.

    Attributes:
        outcome: `slower` if anything is; else `faster` if anything is; `inconclusive` if nothing could be asked.
        confidence: that no interval of all misses its difference. Each has `confidence_each`, by Bonferroni.
        inconclusive: why nothing could be asked, a reason each.
        notes: what should be known beside the figures.
    """

    a: str
    b: str
    outcome: ComparisonOutcome
    shifts: tuple[Shift, ...]
    confidence: float
    confidence_each: float
    resamples: int
    block_s: int
    inconclusive: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def compare(
    a: RunRecord,
    b: RunRecord,
    *,
    percentiles: Sequence[float] = PERCENTILES,
    confidence: float = 0.95,
    seed: int = 0,
    times: Times = "response",
    resamples: int = RESAMPLES,
    although_different: bool = False,
) -> Comparison:
    """Whether B is faster or slower than A, by a moving block bootstrap over their seconds.

    Args:
        confidence: of all intervals together.
        times: `response` times count from the intended start, `service` times from the real one.
        resamples: of each run; raised where so high a confidence needs more.
        although_different: compare runs of different scenarios or arrivals all the same, with a note.

    Raises:
        ComparisonError: they are of different scenarios or arrivals.
        ValueError: a percentile, the confidence or the number of resamples is out of range.
    """
    _check(percentiles, confidence, resamples)
    differences = _differences(a, b)
    if differences and not although_different:
        raise ComparisonError(f"{a.run_id} and {b.run_id} did different things: {'; '.join(differences)}")
    endpoints = [name for name in _names(a) if name in set(_names(b))]
    seconds = min(len(a.intervals), len(b.intervals))
    each = 1 - (1 - confidence) / max(len(endpoints) * len(percentiles), 1)
    drawing = _Drawing(a, b, times, each, resamples, seed)
    reasons = _reasons(a, b, endpoints, seconds)
    shifts = [] if reasons else [shift for name in endpoints for shift in drawing.shifts(name, percentiles)]
    return Comparison(
        a=a.run_id,
        b=b.run_id,
        outcome=_overall(shifts),
        shifts=tuple(shifts),
        confidence=confidence,
        confidence_each=each,
        resamples=drawing.resamples,
        block_s=drawing.block_s,
        inconclusive=tuple(reasons),
        notes=(*differences, *_notes(a, b, len(endpoints) * len(percentiles), confidence)),
    )


class _Drawing:
    """The resamples of both runs: the same weights for all endpoints of a run."""

    def __init__(self, a: RunRecord, b: RunRecord, times: Times, each: float, resamples: int, seed: int) -> None:
        self._runs, self._times, self._tail = (a, b), times, (1 - each) / 2
        self.resamples = max(resamples, math.ceil(_TAIL_RESAMPLES / self._tail))
        self.block_s = max(block_seconds(min(len(a.intervals), len(b.intervals))), 1)
        blocks = min(len(a.intervals), len(b.intervals)) / self.block_s
        self._stretch = stretch(blocks, tail=self._tail, samples=2)
        self._random = np.random.default_rng(seed)
        self._weights: list[Floats] = []

    def shifts(self, endpoint: str, percentiles: Sequence[float]) -> list[Shift]:
        measured = [counts_by_second(run.intervals, endpoint=endpoint, times=self._times) for run in self._runs]
        self._weights = self._weights or [self._drawn(len(counts.counts)) for counts in measured]
        resampled = [
            percentiles_ms(counts, weights, percentiles)
            for counts, weights in zip(measured, self._weights, strict=True)
        ]
        fewest = min(counts.requests for counts in measured)
        return [
            self._shift(endpoint, percent, fewest, [drawn[:, column] for drawn in resampled])
            for column, percent in enumerate(percentiles)
        ]

    def _drawn(self, seconds: int) -> Floats:
        return drawn_weights(seconds, block_s=self.block_s, resamples=self.resamples, random=self._random)

    def _shift(self, endpoint: str, percent: float, fewest: int, drawn: list[Floats]) -> Shift:
        name = f"{endpoint} p{percent:g}"
        if fewest * (100 - percent) / 100 < FEWEST_BEYOND:
            needed = math.ceil(FEWEST_BEYOND * 100 / (100 - percent))
            sentence = f"{name}: {fewest:,} requests are too few, it takes {needed:,}"
            return Shift(endpoint=endpoint, percent=percent, outcome="inconclusive", sentence=sentence)
        a_ms, b_ms = (float(percentiles[0]) for percentiles in drawn)
        room = RESOLUTION * max(a_ms, b_ms)
        difference = self._interval(drawn[1][1:] - drawn[0][1:])
        difference = (difference[0] - room, difference[1] + room)
        ratio = self._interval(np.log(drawn[1][1:] / drawn[0][1:]))
        ratio = (math.exp(ratio[0]), math.exp(ratio[1]))
        outcome = _outcome(difference)
        return Shift(
            endpoint=endpoint,
            percent=percent,
            outcome=outcome,
            sentence=f"{name}: {outcome}, {_words(a_ms, b_ms, difference, ratio)}",
            a_ms=a_ms,
            b_ms=b_ms,
            difference_ms=difference,
            ratio=ratio,
        )

    def _interval(self, drawn: Floats) -> tuple[float, float]:
        low, middle, high = np.nanquantile(drawn, (self._tail, 0.5, 1 - self._tail))
        return float(middle + self._stretch * (low - middle)), float(middle + self._stretch * (high - middle))


def _check(percentiles: Sequence[float], confidence: float, resamples: int) -> None:
    wrong = [percent for percent in percentiles if not 0 < percent < 100]
    if wrong or not percentiles:
        raise ValueError(f"percentiles {wrong or 'none'}: give numbers between 0 and 100, both excluded")
    if not 0.5 <= confidence < 1:
        raise ValueError(f"confidence is {confidence:g}; give a share from 0.5 to below 1, 0.95 for 95 %")
    if resamples < 100:
        raise ValueError(f"resamples is {resamples}; an interval needs at least 100")


def _outcome(difference: tuple[float, float]) -> ComparisonOutcome:
    if difference[1] < 0:
        return "faster"
    return "slower" if difference[0] > 0 else "no difference shown"


def _overall(shifts: Iterable[Shift]) -> ComparisonOutcome:
    found = {shift.outcome for shift in shifts}
    order: tuple[ComparisonOutcome, ...] = ("slower", "faster", "no difference shown")
    return next((outcome for outcome in order if outcome in found), "inconclusive")


def _words(a_ms: float, b_ms: float, difference: tuple[float, float], ratio: tuple[float, float]) -> str:
    change = f"{difference[0]:+.3g} to {difference[1]:+.3g} ms ({ratio[0]:.3g} to {ratio[1]:.3g} times)"
    return f"{a_ms:.4g} ms became {b_ms:.4g} ms, {change}"


def _names(record: RunRecord) -> list[str]:
    return sorted(endpoint.name for endpoint in record.endpoints if endpoint.requests)


def _differences(a: RunRecord, b: RunRecord) -> list[str]:
    asked = (("scenario", a.scenario, b.scenario), ("arrivals", a.arrivals, b.arrivals))
    return [f"{what} {one!r} and {other!r}" for what, one, other in asked if one != other]


def _reasons(a: RunRecord, b: RunRecord, endpoints: list[str], seconds: int) -> list[str]:
    """Why the runs say nothing of the service."""
    reasons = []
    for run in (a, b):
        limit = bottleneck(run)
        if run.aborted:
            reasons.append(f"{run.run_id} was ended before its time: {run.aborted}")
        if limit:
            reasons.append(f"the generator was the bottleneck of {run.run_id}: {limit.sentence}")
    if seconds < SHORTEST_S:
        reasons.append(f"the shorter run has {seconds} s; an interval takes {SHORTEST_S} s or more")
    if not endpoints:
        reasons.append("no endpoint was measured in both runs")
    return reasons


def _notes(a: RunRecord, b: RunRecord, intervals: int, confidence: float) -> list[str]:
    notes = []
    if intervals > 1:
        notes.append(
            f"{intervals} intervals: each is widened (Bonferroni), so that all hold at once with {confidence:.0%}"
        )
    if a.machine.kind != b.machine.kind:
        notes.append(f"the load was made on different kinds of machines: {a.machine.kind} and {b.machine.kind}")
    for one, other in ((a, b), (b, a)):
        notes += [f"{name} is in {one.run_id} only" for name in _names(one) if name not in set(_names(other))]
        lost = [worker.name for worker in one.workers if worker.state == "lost"]
        notes += [f"{one.run_id} lost workers and what they measured last: {', '.join(lost)}"] if lost else []
        lag, response = lag_ms(one), percentile_ms(merged(part.response for part in one.endpoints), 99) or 0.0
        if lag > _LAG_TOLD * response:
            notes.append(
                f"{one.run_id}: its generator started arrivals up to {lag:.0f} ms late (p99), which is counted in"
            )
    shares = [
        sum(part.failures for part in run.endpoints) / max(sum(part.requests for part in run.endpoints), 1)
        for run in (a, b)
    ]
    if abs(shares[0] - shares[1]) > _ERRORS_DIFFER:
        notes.append(f"failed requests are counted in, and differ: {shares[0]:.1%} and {shares[1]:.1%}")
    return notes
