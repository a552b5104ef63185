"""The numbers behind the page: what happened in each second, latencies of each endpoint, errors by kind."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

from load.histograms import Histogram, decode, distribution_ms, merged, percentile_ms
from load.record import BATCH, INTERVAL_S, EndpointCounts, Interval, RunRecord

PERCENTS = (50.0, 90.0, 99.0, 99.9, 100.0)
MOST_COLUMNS = 600
"""A longer run is drawn with several seconds a column."""
COARSE_COLUMNS = 200
"""For what needs many requests a column to show a shape."""
LATENCY_ROWS = 48
KINDS_DRAWN = 6
OTHERS = "others"

Numbers = NDArray[numpy.float64]


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """One endpoint over the whole run; latencies in milliseconds at PERCENTS, None where it had no request."""

    name: str
    requests: int
    failures: int
    rate: float
    response_ms: tuple[float | None, ...]
    service_ms: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The run over time, a column for every `width_s` seconds. Rates are a second.

    Attributes:
        start_s: where each column begins.
        errors: failed requests a second by kind, the most frequent first, at most KINDS_DRAWN and the others.
    """

    width_s: float
    start_s: Numbers
    intended: Numbers
    started: Numbers
    late: Numbers
    missed: Numbers
    completed: Numbers
    in_flight: Numbers
    errors: tuple[tuple[str, Numbers], ...]

    @property
    def end_s(self) -> float:
        return float(self.start_s[-1] + self.width_s) if len(self.start_s) else 0.0


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Requests by second of intended start (columns) and response time (rows, the lowest first).

    Attributes:
        lowest_ms, highest_ms: the edges of all rows, evenly spaced by their logarithm.
        fastest_ms, slowest_ms: of all requests.
    """

    counts: Numbers
    end_s: float
    fastest_ms: float
    slowest_ms: float
    lowest_ms: float
    highest_ms: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Latency in milliseconds at `slowest`, which is 1/(1-p): 10 stands for the 90th percentile."""

    slowest: Numbers
    latency_ms: Numbers


def rows(record: RunRecord) -> tuple[EndpointRow, ...]:
    """The endpoints, those with most requests first, and all requests together where there are several endpoints."""
    found = sorted(record.endpoints, key=lambda endpoint: (-endpoint.requests, endpoint.name))
    told = [_row(one.name, [one], record.duration_s) for one in found]
    if len(found) > 1:
        told.append(_row("all together", [one for one in found if one.name != BATCH], record.duration_s))
    return tuple(told)


def series(record: RunRecord, *, most_columns: int = MOST_COLUMNS) -> Series:
    """The run over time. Seconds of which the record says nothing had nothing."""
    width, columns = _columns(record, most_columns)

    def rate(count: Callable[[Interval], int]) -> Numbers:
        summed = numpy.zeros(columns)
        for interval in record.intervals:
            summed[_second(interval) // width] += count(interval)
        return summed / (width * INTERVAL_S)

    in_flight = numpy.zeros(columns)
    for interval in record.intervals:
        column = _second(interval) // width
        in_flight[column] = max(in_flight[column], interval.in_flight)
    return Series(
        width_s=width * INTERVAL_S,
        start_s=numpy.arange(columns, dtype=numpy.float64) * (width * INTERVAL_S),
        intended=rate(lambda interval: interval.intended),
        started=rate(lambda interval: interval.started),
        late=rate(lambda interval: interval.late),
        missed=rate(lambda interval: interval.missed),
        completed=rate(lambda interval: interval.completed),
        in_flight=in_flight,
        errors=tuple((kind, rate(_errors_of(kinds))) for kind, kinds in _drawn(record).items()),
    )


def errors(record: RunRecord) -> tuple[tuple[str, str, int], ...]:
    """Kind, endpoint and number of failed requests, the most frequent first."""
    told = [(kind, one.name, count) for one in record.endpoints for kind, count in one.errors.items()]
    return tuple(sorted(told, key=lambda line: (-line[2], line)))


def heat_map(record: RunRecord) -> HeatMap | None:
    """Of all requests together; None where there was none."""
    found = [
        (_second(interval), latencies, counts)
        for interval in record.intervals
        for endpoint in interval.endpoints
        if endpoint.name != BATCH
        for latencies, counts in [_distribution(decode(endpoint.response))]
        if len(counts)
    ]
    if not found:
        return None
    fastest = min(float(latencies[0]) for _, latencies, _ in found)
    slowest = max(float(latencies[-1]) for _, latencies, _ in found)
    lowest, highest = 10 ** (math.floor(4 * math.log10(fastest)) / 4), 10 ** (math.ceil(4 * math.log10(slowest)) / 4)
    highest = max(highest, lowest * 10**0.5)
    width, columns = _columns(record, COARSE_COLUMNS)
    grid = numpy.zeros((LATENCY_ROWS, columns))
    scale = LATENCY_ROWS / math.log10(highest / lowest)
    for second, latencies, counts in found:
        places = ((numpy.log10(latencies) - math.log10(lowest)) * scale).astype(numpy.int64)
        places = numpy.clip(places, 0, LATENCY_ROWS - 1)
        grid[:, second // width] += numpy.bincount(places, weights=counts, minlength=LATENCY_ROWS)
    return HeatMap(grid, columns * width * INTERVAL_S, fastest, slowest, lowest, highest)


def curve(histogram: Histogram) -> Curve | None:
    """From the fastest request to the slowest, at 300 places that are even on the axis of 1/(1-p)."""
    latencies, counts = _distribution(histogram)
    total = int(counts.sum())
    if not total:
        return None
    slowest = numpy.geomspace(1, max(total, 2), 300)
    ranks = numpy.clip(numpy.ceil((1 - 1 / slowest) * total), 1, total)
    ranks[-1] = total
    return Curve(slowest, latencies[numpy.searchsorted(numpy.cumsum(counts), ranks)])


def _row(name: str, parts: Sequence[EndpointCounts], duration_s: float) -> EndpointRow:
    requests = sum(part.requests for part in parts)
    return EndpointRow(
        name=name,
        requests=requests,
        failures=sum(part.failures for part in parts),
        rate=requests / duration_s if duration_s else 0.0,
        response_ms=_percentiles(part.response for part in parts),
        service_ms=_percentiles(part.service for part in parts),
    )


def _percentiles(encoded: Iterable[str]) -> tuple[float | None, ...]:
    histogram = merged(encoded)
    return tuple(percentile_ms(histogram, percent) for percent in PERCENTS)


def _distribution(histogram: Histogram) -> tuple[Numbers, Numbers]:
    found = distribution_ms(histogram)
    return numpy.fromiter(found.keys(), dtype=float), numpy.fromiter(found.values(), dtype=float)


def _columns(record: RunRecord, most: int) -> tuple[int, int]:
    """Seconds a column, and columns."""
    seconds = 1 + max((_second(interval) for interval in record.intervals), default=-1)
    width = max(math.ceil(seconds / most), 1)
    return width, math.ceil(seconds / width)


def _second(interval: Interval) -> int:
    return max(int(interval.start_s / INTERVAL_S), 0)


def _drawn(record: RunRecord) -> dict[str, tuple[str, ...]]:
    """The kinds that are drawn on their own, and what stands for the rest."""
    total: Counter[str] = Counter()
    for endpoint in record.endpoints:
        total.update(endpoint.errors)
    ordered = [kind for kind, _ in sorted(total.items(), key=lambda item: (-item[1], item[0]))]
    drawn: dict[str, tuple[str, ...]] = {kind: (kind,) for kind in ordered[:KINDS_DRAWN]}
    if len(ordered) > KINDS_DRAWN:
        drawn[OTHERS] = tuple(ordered[KINDS_DRAWN:])
    return drawn


def _errors_of(kinds: tuple[str, ...]) -> Callable[[Interval], int]:
    return lambda interval: sum(endpoint.errors.get(kind, 0) for endpoint in interval.endpoints for kind in kinds)
