"""Latencies in microseconds, kept in HDR histograms of three significant digits: they merge without loss.

A percentile read from one is at most 0.1 % above the value that was recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from hdrh.histogram import HdrHistogram

LOWEST_US = 1
HIGHEST_US = 3_600_000_000
"""An hour; longer ones are recorded as an hour."""
DIGITS = 3

Histogram: TypeAlias = HdrHistogram
Encoded: TypeAlias = str
"""HdrHistogram's own format V2: compressed, base64; every HdrHistogram library reads it."""


def empty() -> Histogram:
    return HdrHistogram(LOWEST_US, HIGHEST_US, DIGITS)


def record(histogram: Histogram, latency_us: float, count: int = 1) -> None:
    """Counts a latency; what is shorter than a microsecond counts as one."""
    histogram.record_value(min(max(int(latency_us), LOWEST_US), HIGHEST_US), count)


def encode(histogram: Histogram) -> Encoded:
    return str(histogram.encode().decode("ascii"))


def decode(text: Encoded) -> Histogram:
    """The histogram of a text.

    Raises:
        ValueError: it is none.
    """
    try:
        return HdrHistogram.decode(text.encode("ascii"))
    except Exception as error:  # the library raises its own kinds and those of zlib and base64
        raise ValueError(f"this is no histogram in the format of HdrHistogram V2: {error}") from error


def merged(parts: Iterable[Histogram | Encoded]) -> Histogram:
    """The sum of all parts."""
    total = empty()
    for part in parts:
        total.add(decode(part) if isinstance(part, str) else part)
    return total


def percentile_ms(histogram: Histogram, percent: float) -> float | None:
    """The latency in milliseconds that `percent` of the requests did not pass; None where there was no request."""
    return histogram.get_value_at_percentile(percent) / 1000 if histogram.get_total_count() else None
