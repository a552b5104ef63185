"""Percentiles of resampled runs: a moving block bootstrap over seconds, done on matrices of histogram counts.

Latencies of neighbouring seconds depend on each other, through queues and caches, so seconds are drawn in blocks. The
blocks wrap around the end of the run, or its first and last seconds would be drawn less often than the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from load.histograms import decode, empty
from load.record import INTERVAL_S, Interval

Times: TypeAlias = Literal["response", "service"]
Floats: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.floating[Any]]
_CORRELATION = 0.7
_BLOCK = math.cbrt(1.5 * (2 * _CORRELATION / (1 - _CORRELATION**2)) ** 2)
_EXACT = 2**24
"""Whole numbers up to here are exact in 32 bits."""


@dataclass(frozen=True, slots=True)
class CountsBySecond:
    """Requests of one endpoint: `counts[second, bucket]`, with the upper edge of each bucket in milliseconds."""

    counts: Floats
    edges_ms: Floats

    @property
    def requests(self) -> int:
        return int(self.counts.sum())


def counts_by_second(intervals: Sequence[Interval], *, endpoint: str, times: Times) -> CountsBySecond:
    """Of a run's intervals; a second without requests is a row of zeros."""
    rows: list[tuple[int, NDArray[np.int64], NDArray[np.int64]]] = []
    for interval in intervals:
        for part in interval.endpoints:
            if part.name == endpoint:
                counts = np.frombuffer(decode(getattr(part, times)).counts, dtype=np.int64)
                used = np.flatnonzero(counts)
                rows.append((int(interval.start_s // INTERVAL_S), used, counts[used]))
    first = int(min((interval.start_s for interval in intervals), default=0) // INTERVAL_S)
    seconds = int(max((interval.start_s for interval in intervals), default=-1) // INTERVAL_S) - first + 1
    buckets = np.unique(np.concatenate([used for _, used, _ in rows])) if rows else np.empty(0, dtype=np.int64)
    matrix = np.zeros((seconds, buckets.size))
    for second, used, counts in rows:
        matrix[second - first, np.searchsorted(buckets, used)] += counts
    return CountsBySecond(matrix, np.array([_upper_edge_ms(int(bucket)) for bucket in buckets]))


def block_seconds(seconds: int) -> int:
    """The length of a block that errs least where neighbouring seconds correlate by 0.7, as they do near saturation.

    (1.5 (2φ / (1 - φ²))² n)^⅓ for an autoregression with φ: Politis and White 2004, Automatic block-length selection
    for the dependent bootstrap. 9 s of a minute, 19 s of ten.
    """
    return min(math.ceil(_BLOCK * math.cbrt(seconds)), max(seconds, 1))


def drawn_weights(seconds: int, *, block_s: int, resamples: int, random: np.random.Generator) -> Floats:
    """`weights[resample, second]`: how often each second was drawn. The first row is the run as it was, all ones."""
    blocks = math.ceil(seconds / block_s)
    starts = random.integers(0, seconds, size=(resamples, blocks, 1))
    drawn = ((starts + np.arange(block_s)) % seconds).reshape(resamples, -1)[:, :seconds]
    places = drawn + seconds * np.arange(resamples)[:, None]
    weights = np.bincount(places.ravel(), minlength=resamples * seconds).reshape(resamples, seconds)
    return np.concatenate([np.ones((1, seconds)), weights])


def stretch(blocks: float, *, tail: float, samples: int) -> float:
    """What a bootstrap of few blocks is too narrow by: the spread is of k - 1 of k, and known from so few as t has it.

    The quantile of t is Fisher's expansion about that of the normal distribution, with the freedom of all samples. Of
    one block or less nothing is known.
    """
    if blocks <= 1:
        return math.inf
    normal = NormalDist().inv_cdf(1 - tail)
    freedom = samples * (blocks - 1)
    return math.sqrt(blocks / (blocks - 1)) * (1 + (normal**2 + 1) / (4 * freedom))


def percentiles_ms(measured: CountsBySecond, weights: Floats, percents: Sequence[float]) -> Floats:
    """`percentiles[resample, percent]` in milliseconds, by nearest rank; NaN where a resample has no request."""
    found = np.full((len(weights), len(percents)), np.nan)
    if not measured.edges_ms.size:
        return found
    most = weights.shape[1] * int(measured.counts.sum(axis=1).max())
    kind: type[np.floating[Any]] = np.float32 if most < _EXACT else np.float64
    search = _Search(np.cumsum(measured.counts, axis=1).astype(kind), weights.astype(kind))
    for column, percent in enumerate(percents):
        ranks = np.ceil(math.nextafter(percent, -math.inf) * search.totals / 100)
        buckets = search.first_reaching(ranks)
        found[:, column] = np.where(search.totals > 0, measured.edges_ms[buckets], np.nan)
    return found


class _Search:
    """For each resample the first bucket up to which there are so many requests: every so many-th bucket is looked at,
    then all of the few between them that can be it. A whole sum for each bucket would take ten times as long."""

    def __init__(self, up_to: Numbers, weights: Numbers) -> None:
        """`up_to[second, bucket]`: requests up to a bucket, itself included; `weights[resample, second]`."""
        self._up_to, self._weights = up_to, weights
        stride = math.ceil(math.sqrt(up_to.shape[1]))
        self._coarse = np.append(np.arange(0, up_to.shape[1] - 1, stride), up_to.shape[1] - 1)
        self._coarse_sums = weights @ up_to[:, self._coarse]
        self.totals: Floats = self._coarse_sums[:, -1].astype(np.float64)

    def first_reaching(self, ranks: Floats) -> NDArray[np.int64]:
        steps = self._first(self._coarse_sums, ranks)
        start = self._coarse[steps.min() - 1] + 1 if steps.min() else 0
        end = self._coarse[steps.max()] + 1
        return self._first(self._weights @ self._up_to[:, start:end], ranks) + start

    @staticmethod
    def _first(sums: Numbers, ranks: Floats) -> NDArray[np.int64]:
        """The first column that reaches the rank; the last where none does, as in a resample without requests."""
        short: NDArray[np.int64] = (sums < ranks[:, None]).sum(axis=1)
        short[short == sums.shape[1]] -= 1
        return short


@cache
def _upper_edge_ms(bucket: int) -> float:
    return float(_LAYOUT.get_highest_equivalent_value(_LAYOUT.get_value_from_index(bucket))) / 1000


_LAYOUT = empty()
