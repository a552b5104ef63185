"""Latencies as HDR histograms: nothing is lost by splitting, encoding or merging; percentiles are within 0.1 %."""

from __future__ import annotations

import base64
import gc
import math
import weakref
import zlib

import pytest
from hdrh.histogram import HdrHistogram
from hypothesis import given, settings
from hypothesis import strategies as st

from load import histograms

LATENCIES_S = st.floats(min_value=1e-6, max_value=3_600, allow_nan=False)
PERCENTS = st.floats(min_value=0, max_value=100)


def of(latencies_s: list[float]) -> histograms.Histogram:
    histogram = histograms.empty()
    histograms.count(histogram, [histograms.buckets(latencies_s)])
    return histogram


def nearest_rank(latencies_s: list[float], percent: float) -> float:
    """The definition: the smallest latency that at least `percent` of all do not pass."""
    ordered = sorted(latencies_s)
    return next(
        latency
        for number, latency in enumerate(ordered, start=1)
        if number * 100 >= math.nextafter(percent, -math.inf) * len(ordered) or number == len(ordered)
    )


@settings(deadline=None)
@given(st.lists(LATENCIES_S))
def test_buckets_are_those_of_the_library(latencies_s: list[float]) -> None:
    one_by_one = histograms.empty()
    for latency in latencies_s:
        histograms.record(one_by_one, latency * 1e6)
    assert bytes(of(latencies_s).counts) == bytes(one_by_one.counts)
    assert of(latencies_s).get_total_count() == len(latencies_s)


@settings(deadline=None)
@given(st.lists(LATENCIES_S, min_size=1), PERCENTS)
def test_a_percentile_is_the_recorded_value_or_at_most_a_thousandth_above(
    latencies_s: list[float], percent: float
) -> None:
    recorded_ms = int(nearest_rank(latencies_s, percent) * 1e6) / 1000
    got = histograms.percentile_ms(of(latencies_s), percent)
    assert got is not None
    assert recorded_ms <= got <= recorded_ms * 1.001
    assert histograms.percentile_of_ms([histograms.buckets(latencies_s)], percent) == got


@settings(deadline=None)
@given(st.lists(st.lists(LATENCIES_S, max_size=20), max_size=6), PERCENTS)
def test_merging_any_parts_is_recording_all_in_one(parts: list[list[float]], percent: float) -> None:
    whole = of([latency for part in parts for latency in part])
    merged = histograms.merged(histograms.encode(of(part)) if part else of(part) for part in parts)
    counted = histograms.empty()
    for part in parts:
        histograms.count(counted, [histograms.buckets(part)])
    at_once = histograms.empty()
    histograms.count(at_once, [histograms.buckets(part) for part in parts])
    for split in (merged, counted, at_once):
        assert bytes(split.counts) == bytes(whole.counts)
        assert split.get_total_count() == whole.get_total_count()
        assert histograms.percentile_ms(split, percent) == histograms.percentile_ms(whole, percent)
        assert histograms.encode(split) == histograms.encode(whole)


@settings(deadline=None)
@given(st.lists(LATENCIES_S, min_size=1))
def test_what_was_encoded_comes_back(latencies_s: list[float]) -> None:
    again = histograms.decode(histograms.encode(of(latencies_s)))
    assert bytes(again.counts) == bytes(of(latencies_s).counts)
    assert HdrHistogram.decode(histograms.encode(again)).get_total_count() == len(latencies_s)


def test_the_999th_of_1000_is_the_percentile_99_9() -> None:
    latencies_s = [1.0] * 999 + [2.0]
    assert histograms.percentile_ms(of(latencies_s), 99.9) == pytest.approx(1000, rel=0.001)
    assert histograms.percentile_ms(of(latencies_s), 99.91) == pytest.approx(2000, rel=0.001)


def test_no_latency_is_below_a_microsecond_or_above_an_hour() -> None:
    histogram = of([0.0, -1.0, 1e9])
    assert histograms.percentile_ms(histogram, 1) == 0.001
    assert histograms.percentile_ms(histogram, 100) == pytest.approx(3_600_000, rel=0.001)
    assert histogram.get_total_count() == 3


def test_nothing_recorded_has_no_percentile_and_no_mean() -> None:
    assert histograms.percentile_ms(histograms.empty(), 50) is None
    assert histograms.percentile_of_ms([], 50) is None
    assert histograms.mean_ms(histograms.empty()) is None
    assert histograms.distribution_ms(histograms.empty()) == {}


@settings(deadline=None)
@given(st.lists(LATENCIES_S, min_size=1))
def test_the_mean_is_within_a_thousandth_and_half_a_microsecond(latencies_s: list[float]) -> None:
    mean_ms = sum(int(latency * 1e6) for latency in latencies_s) / len(latencies_s) / 1000
    assert histograms.mean_ms(of(latencies_s)) == pytest.approx(mean_ms, rel=0.001, abs=0.0005)


def test_the_distribution_holds_every_request() -> None:
    assert histograms.distribution_ms(of([0.001, 0.001, 0.002])) == {1.0: 2, 2.0: 1}


def test_a_cleared_histogram_is_as_a_new_one() -> None:
    histogram = of([0.5, 1.5])
    histograms.clear(histogram)
    histograms.count(histogram, [histograms.buckets([0.001])])
    assert histograms.encode(histogram) == histograms.encode(of([0.001]))
    assert histogram.get_max_value() == 1000


def of_other_layout() -> str:
    other = HdrHistogram(1, 60_000_000, 2)
    other.record_value(5)
    return str(other.encode().decode())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing of the kind",
        "HIST€",
        base64.b64encode(b"\x1c\x84\x93\x14\x00\x00\x00\x02no").decode(),
        base64.b64encode(b"\x1c\x84\x93\x14\x00\x00\x00\x09" + zlib.compress(b"x")).decode(),
        histograms.encode(of([1.0]))[:-8],
    ],
)
def test_what_is_no_histogram_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="this is no histogram in the format of HdrHistogram V2"):
        histograms.decode(text)


def test_a_histogram_of_less_precision_is_refused() -> None:
    with pytest.raises(ValueError, match=r"holds 1 to 60000000 with 2 digits; .* to 3600000000 microseconds with 3"):
        histograms.decode(of_other_layout())


def test_no_histogram_waits_for_the_collector() -> None:
    """They are large, and the process that makes load makes thousands."""
    gc.disable()
    try:
        one = histograms.empty()
        histograms.record(one, 100)
        other = histograms.decode(histograms.encode(one))
        sums = histograms.merged([one, other])
        left = [weakref.ref(histogram) for histogram in (one, other, sums)]
        del one, other, sums
        assert [reference() for reference in left] == [None, None, None]
    finally:
        gc.enable()
