"""Digests that are there more than once, as numpy's sorting finds them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.warehouse import digests
from harness.warehouse.digests import repeated


def more_than_once(values: np.ndarray) -> list[int]:
    found, counts = np.unique(values, return_counts=True)
    return found[counts > 1].tolist()


@given(st.lists(st.integers(0, 7) | st.integers(0, 2**64 - 1) | st.integers(0, 2**64 - 1).map(lambda n: n & ~0xFFFF)))
def test_those_that_repeat_are_found_also_where_slots_are_shared(numbers):
    values = np.array(numbers, dtype=np.uint64)
    assert repeated(values).tolist() == more_than_once(values)


@pytest.mark.parametrize("count", [0, 1, 2, 100_000])
@pytest.mark.parametrize("different", [1, 1_000, 2**63])
def test_few_and_many(count, different):
    values = np.random.default_rng(count).integers(0, different, count).astype(np.uint64)
    assert repeated(values).tolist() == more_than_once(values)


def test_the_digests_are_left_as_they_were():
    values = np.array([5, 3, 5, 3, 1], dtype=np.uint64)
    repeated(values)
    assert values.tolist() == [5, 3, 5, 3, 1]


def test_places_fit_their_numbers():
    assert digests.MOST_ROWS < 2**31
