"""A share that changes during the run: every arrival is made by one worker, whatever the others have done by then."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load.arrivals import Constant, Poisson
from load.shares import Arrival, Part, Share


def taken_until(share, end_s):
    """The numbers of the arrivals that are due before `end_s`, as the worker takes them."""
    numbers = []
    while share.due_s < end_s:
        numbers.append(share.take().number)
    return numbers


@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.floats(0.5, 3), st.floats(0, 0.5), st.integers(1, 6)), max_size=4),
    st.integers(0, 1000),
)
def test_workers_that_come_and_go_leave_no_arrival_out_and_make_none_twice(count, changes, seed):
    made = []
    shares = [Share(Poisson(20).whole(seed), Part(0, index, count), until_s=20) for index in range(count)]
    now = 0.0
    for gap_s, ahead_s, later in changes:
        now += gap_s
        made += [number for share in shares for number in taken_until(share, now)]
        since_s = now + ahead_s
        for index, share in enumerate(shares):
            if index >= later:  # leaves when the others have taken over
                made += taken_until(share, since_s)
        for index in range(len(shares), later):  # was not there so far
            shares.append(Share(Poisson(20).whole(seed), Part(since_s, index, later), until_s=20))
        del shares[later:]
        for index, share in enumerate(shares):
            share.change(Part(since_s, index, later))
        now = since_s
        made += [number for share in shares for number in taken_until(share, now)]
    made += [number for share in shares for number in taken_until(share, 100)]
    due = sum(1 for _ in itertools.takewhile(lambda moment: moment < 20, Poisson(20).whole(seed)))
    assert sorted(made) == list(range(due))


def test_a_change_reaches_back_to_what_was_passed_over_already():
    share = Share(Constant(1).whole(0), Part(0, 0, 10))
    assert share.take() == Arrival(0, 0.0)
    assert share.due_s == 10
    share.change(Part(4, 0, 2))
    assert taken_until(share, 13) == [4, 6, 8, 10, 12]


def test_what_was_due_before_a_change_stays_with_the_one_that_had_it():
    share = Share(Constant(1).whole(0), Part(0, 1, 2))
    share.change(Part(5, 0, 2))
    share.change(Part(8, 0, 1))
    assert taken_until(share, 11) == [1, 3, 6, 8, 9, 10]


def test_a_share_ends_with_the_run():
    share = Share(Constant(10).whole(0), Part(0, 0, 1), until_s=0.35)
    assert taken_until(share, 9) == [0, 1, 2, 3]
    assert math.isinf(share.due_s)
    share.change(Part(0, 0, 1))
    assert math.isinf(share.due_s)


def test_there_is_no_part_beyond_the_count():
    with pytest.raises(ValueError, match="no worker 2 of 2"):
        Part(0, 2, 2)
