"""The processes of arrivals: shares add up, rates are right, gaps are what the process says."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from load import timetable
from load.arrivals import Arrivals, Constant, Poisson, Ramp, Timetable, at_rate

RATES = st.floats(0.01, 5000)
SEEDS = st.integers(0, 2**32)
LATTICE = st.integers(0, 10_000).map(lambda tenth: tenth / 10)


@st.composite
def processes(draw: st.DrawFn) -> Arrivals:
    points = st.lists(
        st.tuples(LATTICE, st.just(0.0) | st.floats(0.001, 50)),
        min_size=1,
        max_size=5,
        unique_by=lambda point: point[0],
    )
    return draw(
        st.one_of(
            RATES.map(Constant),
            RATES.map(Poisson),
            st.builds(Ramp, start=st.floats(0, 500), end=RATES, over_s=st.floats(0.1, 1000)),
            points.map(lambda drawn: Timetable(tuple(sorted(drawn)))),
            st.lists(LATTICE, min_size=1, max_size=50).map(lambda drawn: Timetable(instants=tuple(sorted(drawn)))),
        )
    )


def until(moments, end_s):
    return list(itertools.takewhile(lambda moment: moment < end_s, moments))


@given(processes(), st.integers(1, 9), SEEDS)
def test_together_the_workers_make_the_whole_process_and_nothing_twice(arrivals, count, seed):
    whole = list(itertools.islice(arrivals.whole(seed), 90))
    shares = [list(itertools.islice(arrivals.between(index, count, seed), 90 // count)) for index in range(count)]
    together = sorted(itertools.chain.from_iterable(shares))
    assert together == whole[: len(together)]
    assert len(together) >= min(len(whole), 90 // count * count)


@given(processes(), SEEDS)
def test_arrivals_are_in_order_and_never_before_the_start(arrivals, seed):
    moments = list(itertools.islice(arrivals.whole(seed), 200))
    assert all(moment >= 0 and math.isfinite(moment) for moment in moments)
    assert moments == sorted(moments)


@given(processes(), SEEDS)
def test_one_seed_gives_the_same_arrivals_again(arrivals, seed):
    assert list(itertools.islice(arrivals.whole(seed), 50)) == list(itertools.islice(arrivals.whole(seed), 50))


def test_another_seed_gives_other_arrivals():
    assert next(Poisson(10).whole(1)) != next(Poisson(10).whole(2))


def test_constant_arrivals_do_not_drift():
    assert next(itertools.islice(Constant(3).whole(0), 3_000_000, None)) == 1_000_000


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_worker_beyond_the_count(index):
    with pytest.raises(ValueError, match=f"no worker {index} of 3"):
        Constant(1).between(index, 3, 0)


# Figures of one seed, with limits of five standard deviations of what a Poisson process of that rate may show.


def test_poisson_arrivals_come_at_their_rate_and_with_exponential_gaps():
    moments = until(Poisson(50).whole(7), 1000)
    gaps = [later - earlier for earlier, later in itertools.pairwise(moments)]
    mean = sum(gaps) / len(gaps)
    assert len(moments) == pytest.approx(50_000, abs=5 * math.sqrt(50_000))
    assert sum((gap - mean) ** 2 for gap in gaps) / len(gaps) == pytest.approx(mean**2, rel=0.1)
    assert distance(gaps, lambda gap: 1 - math.exp(-50 * gap)) < 2.3 / math.sqrt(len(gaps))


def test_the_counts_of_poisson_arrivals_vary_as_much_as_their_mean():
    seconds = [0] * 1000
    for moment in until(Poisson(50).whole(8), 1000):
        seconds[int(moment)] += 1
    assert sum((count - 50) ** 2 for count in seconds) / 1000 == pytest.approx(50, rel=0.25)


@pytest.mark.parametrize(("start", "end"), [(0, 80), (80, 0), (20, 60), (40, 40)])
def test_a_ramp_has_the_rate_of_every_moment(start, end):
    moments = until(Ramp(start, end, 500).whole(9), 500)
    for tenth in range(10):
        expected = 50 * (start + (end - start) * (tenth + 0.5) / 10)
        found = sum(50 * tenth <= moment < 50 * (tenth + 1) for moment in moments)
        assert found == pytest.approx(expected, abs=5 * math.sqrt(expected))


def test_a_ramp_stays_at_its_end_or_stops_there():
    after = [moment for moment in until(Ramp(0, 80, 10).whole(1), 110) if moment >= 10]
    assert len(after) == pytest.approx(8000, abs=5 * math.sqrt(8000))
    assert all(moment <= 10 for moment in Ramp(80, 0, 10).whole(1))


def test_rates_of_a_timetable_hold_from_point_to_point():
    moments = list(Timetable(((10, 100), (60, 0), (100, 30), (200, 0))).whole(3))
    for since_s, until_s, expected in [(0, 10, 0), (10, 60, 5000), (60, 100, 0), (100, 200, 3000)]:
        found = sum(since_s <= moment < until_s for moment in moments)
        assert found == pytest.approx(expected, abs=5 * math.sqrt(expected))
    assert moments[-1] < 200


@given(processes().filter(lambda arrivals: isinstance(arrivals, Timetable)), st.sampled_from([2.0, 60.0]), SEEDS)
def test_a_compressed_timetable_has_all_its_arrivals_that_much_sooner(arrivals, factor, seed):
    slow = list(itertools.islice(arrivals.whole(seed), 100))
    quick = list(itertools.islice(arrivals.compressed(factor).whole(seed), 100))
    assert quick == pytest.approx([moment / factor for moment in slow], rel=1e-9, abs=1e-9)


def test_a_day_has_every_job_of_the_timetable_and_takes_24_minutes_sixty_times_faster():
    jobs = timetable.day()
    moments = timetable.arrivals().instants
    at = {(job.name, job.at_s // 60) for job in jobs}
    assert len(jobs) == len(moments)
    assert {("grading", 360), ("backups", 300), ("self-heal", 765), ("workflow execution", 1385)} <= at
    assert sum(job.name == "live export" for job in jobs) == 40 + 100
    assert sum(job.name == "retry queue" for job in jobs) == 96
    assert max(timetable.arrivals().compressed(60).instants) < 24 * 60


def distance(values, distribution):
    """Kolmogorov's: how far the shares of what was seen are from what they should be, at most."""
    ordered = sorted(values)
    return max(abs((rank + 0.5) / len(ordered) - distribution(value)) for rank, value in enumerate(ordered))


@pytest.mark.parametrize(
    ("arrivals", "words", "rate"),
    [
        (Constant(40), "constant, 40 a second", 40),
        (Poisson(0.5), "Poisson, 0.5 a second", 0.5),
        (Ramp(10, 30, 60), "ramp from 10 to 30 a second over 60 s", 20),
        (Timetable(((0, 1), (90, 0))), "timetable of 2 rates over 90 s", None),
        (Timetable(instants=(0, 1, 7)), "timetable of 3 instants over 7 s", None),
    ],
)
def test_a_process_says_what_it_is(arrivals, words, rate):
    assert arrivals.words == words
    assert arrivals.mean_rate == rate


def test_a_run_at_another_rate_keeps_the_shares_of_its_classes():
    assert at_rate([Constant(30), Poisson(10)], 80) == (Constant(60), Poisson(20))
    assert at_rate([Ramp(0, 20, 5)], 5) == (Ramp(0, 10, 5),)


def test_a_timetable_has_no_other_rate():
    with pytest.raises(ValueError, match="timetable has no rate"):
        at_rate([Constant(1), Timetable(instants=(1.0,))], 5)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: Constant(0), "rate of Constant is 0"),
        (lambda: Poisson(math.inf), "rate of Poisson is inf"),
        (lambda: Ramp(0, 0, 5), "one must be above"),
        (lambda: Ramp(-1, 5, 5), "neither may be below 0"),
        (lambda: Ramp(1, 5, 0), "over_s of Ramp is 0"),
        (lambda: Timetable(), "points or instants"),
        (lambda: Timetable(((0, 1),), (2.0,)), "points or instants"),
        (lambda: Timetable(((5, 1), (2, 1))), "in order"),
        (lambda: Timetable(instants=(-1.0, 2.0)), "none below 0"),
        (lambda: Timetable(((0, -1),)), "below 0"),
        (lambda: Timetable(((0, 1),)).compressed(0), "factor is 0"),
        (lambda: Timetable(instants=(1.0,)).scaled(2), "instants has no rate"),
    ],
)
def test_what_cannot_be_is_refused(made, says):
    with pytest.raises(ValueError, match=says):
        made()
