"""Latencies in microseconds, kept in HDR histograms of three significant digits: they merge without loss.

A percentile read from one is at most 0.1 % above the value that was recorded. Where latencies are still being counted
they are kept as the numbers of their buckets, two bytes each: cheaper than a histogram a second, and as exact.
"""

from __future__ import annotations

import ctypes
import math
import weakref
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy
from hdrh.histogram import HdrHistogram

LOWEST_US = 1
HIGHEST_US = 3_600_000_000
"""An hour; longer ones are recorded as an hour."""
DIGITS = 3
_FINE_BITS = 11
"""Values of up to 11 bits have a bucket each; above, buckets are 2, 4, 8 … wide: HdrHistogram's layout for 3 digits."""

Histogram: TypeAlias = HdrHistogram
Encoded: TypeAlias = str
"""HdrHistogram's own format V2: compressed, base64; every HdrHistogram library reads it."""
Buckets: TypeAlias = bytes
"""The buckets of some latencies, one little-endian 16-bit number each, in no order. Concatenating merges."""


def empty() -> Histogram:
    return _freed_at_once(HdrHistogram(LOWEST_US, HIGHEST_US, DIGITS))


def record(histogram: Histogram, latency_us: float, count: int = 1) -> None:
    """Counts a latency; what is shorter than a microsecond counts as one."""
    histogram.record_value(min(max(int(latency_us), LOWEST_US), HIGHEST_US), count)


def buckets(latencies_s: Sequence[float]) -> Buckets:
    """The buckets of latencies in seconds; what is shorter than a microsecond counts as one."""
    microseconds = numpy.clip(numpy.asarray(latencies_s, dtype=numpy.float64) * 1e6, LOWEST_US, HIGHEST_US)
    whole = microseconds.astype(numpy.int64)
    bits = numpy.frexp(whole.astype(numpy.float64))[1].astype(numpy.int64)
    width_bits = numpy.maximum(bits - _FINE_BITS, 0)
    return ((width_bits << (_FINE_BITS - 1)) + (whole >> width_bits)).astype("<u2").tobytes()


def count(histogram: Histogram, parts: Iterable[Buckets]) -> None:
    """Adds the latencies whose buckets these are."""
    numbers = _numbers(parts)
    if not len(numbers):
        return
    added = numpy.bincount(numbers)
    _counts(histogram)[: len(added)] += added
    histogram.total_count += len(numbers)
    # Encoding stops at the largest value, so both must be known; as after decoding they are edges of buckets.
    least, most = _value_us(int(numbers.min())), _upper_edge_us(len(added) - 1)
    histogram.min_value, histogram.max_value = min(histogram.min_value, least), max(histogram.max_value, most)


def clear(histogram: Histogram) -> None:
    """Forgets what was recorded. HdrHistogram's own `reset` takes 100 times as long."""
    ctypes.memset(ctypes.addressof(histogram.counts), 0, ctypes.sizeof(histogram.counts))
    fresh = _FRESH
    histogram.min_value, histogram.max_value, histogram.total_count = fresh.min_value, fresh.max_value, 0


def encode(histogram: Histogram) -> Encoded:
    return str(histogram.encode().decode("ascii"))


def decode(text: Encoded) -> Histogram:
    """The histogram of a text.

    Raises:
        ValueError: it is none, or one of another range or precision: adding that would lose what this module promises.
    """
    try:
        histogram = HdrHistogram.decode(text.encode("ascii"))
    except Exception as error:  # the library raises its own kinds and those of zlib and base64
        raise ValueError(f"this is no histogram in the format of HdrHistogram V2: {error}") from error
    layout = (histogram.lowest_trackable_value, histogram.highest_trackable_value, histogram.significant_figures)
    if layout != (LOWEST_US, HIGHEST_US, DIGITS):
        raise ValueError(
            f"this histogram holds {layout[0]} to {layout[1]} with {layout[2]} digits; "
            f"latencies are kept from {LOWEST_US} to {HIGHEST_US} microseconds with {DIGITS}"
        )
    return _freed_at_once(histogram)


def _freed_at_once(histogram: Histogram) -> Histogram:
    """A histogram and its encoder hold each other: 200 KB that would wait for the collector, which comes late."""
    histogram.encoder.histogram = weakref.proxy(histogram)
    return histogram


def merged(parts: Iterable[Histogram | Encoded]) -> Histogram:
    """The sum of all parts."""
    total = empty()
    for part in parts:
        total.add(decode(part) if isinstance(part, str) else part)
    return total


def percentile_ms(histogram: Histogram, percent: float) -> float | None:
    """The latency in milliseconds that `percent` of the requests did not pass; None where there was no request.

    Nearest rank, and the upper edge of the bucket, as HdrHistogram in Java has it.
    """
    total = histogram.get_total_count()
    if not total:
        return None
    bucket = int(numpy.searchsorted(numpy.cumsum(_counts(histogram)), _rank(percent, int(total))))
    return _upper_edge_us(bucket) / 1000


def percentile_of_ms(parts: Iterable[Buckets], percent: float) -> float | None:
    """The same, of latencies that are in no histogram yet."""
    numbers = _numbers(parts)
    if not len(numbers):
        return None
    position = _rank(percent, len(numbers)) - 1
    return _upper_edge_us(int(numpy.partition(numbers, position)[position])) / 1000


def mean_ms(histogram: Histogram) -> float | None:
    """The mean latency in milliseconds, each counted as the middle of its bucket; None where there was no request."""
    total = histogram.get_total_count()
    if not total:
        return None
    counts = _counts(histogram)
    used = numpy.flatnonzero(counts)
    return float(numpy.dot(_MIDDLES_US[used], counts[used].astype(numpy.float64))) / int(total) / 1000


def distribution_ms(histogram: Histogram) -> dict[float, int]:
    """How many requests took how many milliseconds, by the upper edges of the buckets that hold any."""
    counts = _counts(histogram)
    return {_upper_edge_us(int(bucket)) / 1000: int(counts[bucket]) for bucket in numpy.flatnonzero(counts)}


def _rank(percent: float, total: int) -> int:
    """Which of `total` sorted latencies it is, from 1. The step down keeps 99.9 % of 1000 from becoming the 1000th."""
    return min(max(math.ceil(math.nextafter(min(percent, 100.0), -math.inf) * total / 100), 1), total)


def _numbers(parts: Iterable[Buckets]) -> numpy.typing.NDArray[numpy.uint16]:
    return numpy.frombuffer(b"".join(parts), dtype="<u2")


def _counts(histogram: Histogram) -> numpy.typing.NDArray[numpy.int64]:
    """The histogram's own counts, not a copy."""
    return numpy.frombuffer(histogram.counts, dtype=numpy.int64)


def _value_us(bucket: int) -> int:
    """The lower edge of a bucket."""
    return int(_FRESH.get_value_from_index(bucket))


def _upper_edge_us(bucket: int) -> int:
    return int(_FRESH.get_highest_equivalent_value(_value_us(bucket)))


_FRESH = empty()
_LOWER_US = numpy.array([_value_us(bucket) for bucket in range(_FRESH.counts_len)], dtype=float)
_MIDDLES_US = (_LOWER_US + numpy.append(_LOWER_US[1:], _LOWER_US[-1] + 1) - 1) / 2
