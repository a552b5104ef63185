"""Resampled percentiles are those of the seconds written out one by one."""

from __future__ import annotations

import numpy as np
import pytest
from queue_runs import ENDPOINT, interval

from load.resampling import CountsBySecond, block_seconds, counts_by_second, drawn_weights, percentiles_ms

PERCENTS = (1, 50, 90, 99.9)


@pytest.mark.parametrize("buckets", [1, 2, 7, 100])
def test_percentiles_are_those_of_all_requests_in_order(buckets: int) -> None:
    random = np.random.default_rng(buckets)
    edges = np.sort(random.uniform(1, 1000, buckets))
    counts = random.poisson(0.5, (12, buckets)).astype(float)
    weights = random.poisson(1, (50, 12)).astype(float)
    found = percentiles_ms(CountsBySecond(counts, edges), weights, PERCENTS)
    for row, drawn in zip(found, weights, strict=True):
        requests = np.repeat(edges, (drawn @ counts).astype(int))
        expected = [np.percentile(requests, percent, method="inverted_cdf") for percent in PERCENTS]
        np.testing.assert_array_equal(row, expected)


def test_a_resample_without_requests_has_no_percentile() -> None:
    measured = CountsBySecond(np.array([[0.0], [3.0]]), np.array([20.0]))
    found = percentiles_ms(measured, np.array([[2.0, 0.0], [0.0, 2.0]]), (50,))
    assert np.isnan(found[0, 0])
    assert found[1, 0] == 20
    nothing = CountsBySecond(np.zeros((2, 0)), np.zeros(0))
    assert np.isnan(percentiles_ms(nothing, np.ones((1, 2)), (50,))).all()


def test_every_second_is_drawn_as_often_as_any_other() -> None:
    weights = drawn_weights(30, block_s=7, resamples=4000, random=np.random.default_rng(1))
    assert (weights[0] == 1).all()
    assert (weights.sum(axis=1) == 30).all()
    np.testing.assert_allclose(weights[1:].mean(axis=0), 1, atol=0.1)


def test_seconds_are_drawn_with_their_neighbours() -> None:
    """In blocks of 10 of 60, a second's neighbour is drawn with it nine times in ten."""
    weights = drawn_weights(60, block_s=10, resamples=4000, random=np.random.default_rng(1))[1:]
    correlation = np.corrcoef(weights[:, 20], weights[:, 21])[0, 1]
    assert correlation == pytest.approx(0.9, abs=0.05)


def test_a_block_is_as_long_as_it_says() -> None:
    assert (block_seconds(60), block_seconds(600), block_seconds(3), block_seconds(0)) == (9, 19, 3, 0)


def test_seconds_are_rows_also_those_without_requests() -> None:
    parts = [interval(3, [1000.0] * 2), interval(5, [2000.0]), interval(3, [1000.0]), interval(6, [])]
    measured = counts_by_second(parts, endpoint=ENDPOINT, times="response")
    assert measured.counts.tolist() == [[3, 0], [0, 0], [0, 1], [0, 0]]
    assert measured.edges_ms.tolist() == [1.0, 2.0]
    assert measured.requests == 4
