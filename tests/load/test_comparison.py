"""Two runs beside each other: as often right as promised, and refused where they say nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import numpy as np
import pytest
from queue_runs import ENDPOINT, Floats, endpoint_counts, interval, queue_run, run_of, run_record, worker

from load.comparison import Comparison, ComparisonError, compare
from load.record import Machine, RunRecord

SECONDS, RATE = 60, 50


@cache
def _drifting(seed: int, *, seconds: int = SECONDS, times: float = 1) -> RunRecord:
    """Lognormal latencies about 20 ms whose level drifts by 5 %, each second correlated by 0.7 with the one before."""
    random = np.random.default_rng(seed)
    arrived = np.sort(random.uniform(0, seconds, random.poisson(RATE * seconds)))
    latencies = (
        0.02 * times * np.exp(_levels(random, seconds)[arrived.astype(int)] + random.normal(0, 0.4, arrived.size))
    )
    return run_of(arrived, arrived + latencies, duration_s=seconds, seed=seed)


def _levels(random: np.random.Generator, seconds: int) -> Floats:
    levels = np.zeros(seconds)
    level = random.normal(0, 0.05)
    for second, step in enumerate(random.normal(0, 0.05 * np.sqrt(1 - 0.7**2), seconds)):
        level = 0.7 * level + step
        levels[second] = level
    return levels


def test_runs_of_the_same_service_show_no_difference() -> None:
    """With 95 % for all three intervals together, about 5 of 100 pairs show one."""
    shown = [compare(_drifting(2 * seed), _drifting(2 * seed + 1), seed=seed, resamples=600) for seed in range(100)]
    assert sum(comparison.outcome == "no difference shown" for comparison in shown) >= 90


def test_a_fifth_more_is_shown() -> None:
    shown = [
        compare(_drifting(2 * seed), _drifting(2 * seed + 1, times=1.2), seed=seed, resamples=600)
        for seed in range(100)
    ]
    assert sum(comparison.outcome == "slower" for comparison in shown) >= 90
    covered = [
        shift.ratio is not None and shift.ratio[0] <= 1.2 <= shift.ratio[1]
        for comparison in shown
        for shift in comparison.shifts
    ]
    assert sum(covered) >= 0.95 * len(covered)


def test_seconds_that_depend_on_each_other_need_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawn one by one, the seconds of these runs promise more than they hold."""
    monkeypatch.setattr("load.comparison.block_seconds", lambda _: 1)
    shown = [compare(_drifting(2 * seed), _drifting(2 * seed + 1), seed=seed, resamples=600) for seed in range(60)]
    assert sum(comparison.outcome == "no difference shown" for comparison in shown) < 54


def test_a_fifth_less_is_faster_with_its_figures_in_words() -> None:
    comparison = compare(_drifting(1), _drifting(2, times=0.8), percentiles=(50,))
    [shift] = comparison.shifts
    assert (comparison.outcome, shift.outcome) == ("faster", "faster")
    assert shift.a_ms == pytest.approx(20, rel=0.05)
    assert shift.b_ms == pytest.approx(16, rel=0.05)
    assert shift.difference_ms is not None
    assert shift.difference_ms[0] < -4 < shift.difference_ms[1] < 0
    assert shift.sentence.startswith(f"{ENDPOINT} p50: faster, ")
    assert comparison.notes == ()


def test_the_same_seed_gives_the_same_intervals() -> None:
    a, b = _drifting(1), _drifting(2)
    assert compare(a, b, seed=7) == compare(a, b, seed=7)
    assert compare(a, b, seed=7) != compare(a, b, seed=8)


def test_the_figures_are_the_records_percentiles() -> None:
    """Nearest rank: of 2000 requests the 1980th for p99."""
    latencies = np.arange(1, 101) * 10_000.0
    record = run_record([interval(second, latencies) for second in range(20)])
    [shift] = compare(record, record, percentiles=(99,)).shifts
    assert shift.a_ms == pytest.approx(990, rel=0.001)
    assert shift.outcome == "no difference shown"


def test_what_a_histogram_cannot_tell_apart_is_no_difference() -> None:
    """20.000 and 20.016 ms are in neighbouring buckets."""
    a, b = (run_record([interval(second, [us] * 100) for second in range(30)]) for us in (20_000.0, 20_016.0))
    [shift] = compare(a, b, percentiles=(50,)).shifts
    assert shift.a_ms != shift.b_ms
    assert shift.outcome == "no difference shown"


def test_slower_in_one_percentile_is_slower_though_another_is_faster() -> None:
    a, b = (
        run_record([interval(second, [quick] * 90 + [slow] * 10) for second in range(30)])
        for quick, slow in ((20_000.0, 50_000.0), (10_000.0, 90_000.0))
    )
    comparison = compare(a, b, percentiles=(50, 95))
    assert [shift.outcome for shift in comparison.shifts] == ["faster", "slower"]
    assert comparison.outcome == "slower"


def test_every_endpoint_of_both_is_compared_and_the_others_are_told() -> None:
    def run(name: str) -> RunRecord:
        quick = endpoint_counts([1000.0] * 50, name=name)
        seconds = (interval(second, [20_000.0] * 50) for second in range(30))
        return run_record(part.model_copy(update={"endpoints": (*part.endpoints, quick)}) for part in seconds)

    a, b = run("GET /health").model_copy(update={"run_id": "a"}), run("GET /ready").model_copy(update={"run_id": "b"})
    comparison = compare(a, b, percentiles=(50, 95))
    assert [(shift.endpoint, shift.percent) for shift in comparison.shifts] == [(ENDPOINT, 50), (ENDPOINT, 95)]
    assert "GET /health is in a only" in comparison.notes
    assert "GET /ready is in b only" in comparison.notes
    both = compare(a, a, percentiles=(50, 95))
    assert {shift.endpoint for shift in both.shifts} == {ENDPOINT, "GET /health"}
    assert both.confidence_each == pytest.approx(1 - 0.05 / 4)
    assert "4 intervals: each is widened (Bonferroni), so that all hold at once with 95%" in both.notes


def test_high_percentiles_of_few_requests_are_not_judged() -> None:
    record = run_record([interval(second, [20_000.0] * 10) for second in range(30)])
    comparison = compare(record, record, percentiles=(50, 99))
    assert [shift.outcome for shift in comparison.shifts] == ["no difference shown", "inconclusive"]
    assert comparison.shifts[1].sentence == f"{ENDPOINT} p99: 300 requests are too few, it takes 1,000"


@pytest.mark.parametrize("what", ["scenario", "arrivals"])
def test_different_runs_are_refused_unless_told(what: str) -> None:
    a = _drifting(1)
    b = _drifting(2).model_copy(update={what: "other"})
    with pytest.raises(ComparisonError, match=rf"did different things: {what} .* and 'other'"):
        compare(a, b)
    told = compare(a, b, although_different=True)
    assert told.shifts
    assert any("'other'" in note for note in told.notes)


def _reasons(b: RunRecord) -> Comparison:
    comparison = compare(_drifting(1), b)
    assert comparison.outcome == "inconclusive"
    assert comparison.shifts == ()
    return comparison


def test_runs_that_say_nothing_of_the_service_are_inconclusive() -> None:
    b = _drifting(2, times=2)
    aborted = _reasons(b.model_copy(update={"aborted": "error_share"}))
    assert "was ended before its time: error_share" in aborted.inconclusive[0]
    busy = _reasons(b.model_copy(update={"workers": (worker(busiest_cpu=0.99),)}))
    assert "the generator was the bottleneck" in busy.inconclusive[0]
    short = _reasons(_drifting(2, seconds=19))
    assert "the shorter run has 19 s; an interval takes 20 s or more" in short.inconclusive
    other = run_record([interval(second, []) for second in range(30)]).model_copy(update={"arrivals": b.arrivals})
    assert "no endpoint was measured in both runs" in _reasons(other).inconclusive


@pytest.mark.parametrize("seconds", [0, 1, 2, 3])
def test_runs_of_a_few_seconds_are_too_short_and_no_error(seconds: int) -> None:
    short = _drifting(2, seconds=max(seconds, 1))
    short = short.model_copy(update={"intervals": short.intervals[:seconds]})
    comparison = compare(short, short)
    assert comparison.outcome == "inconclusive"
    assert any(f"the shorter run has {seconds} s" in reason for reason in comparison.inconclusive)


def test_other_machines_lost_workers_and_failures_are_noted() -> None:
    arrived = np.arange(0, 60, 0.02)
    failed = (np.arange(arrived.size) % 10 == 0).astype(float)
    b = run_of(arrived, arrived + 0.02, duration_s=60, failed=failed).model_copy(
        update={
            "machine": Machine(kind="large", processor="x", cores=8, memory_gb=1, system="x", python="3"),
            "workers": (worker(name="w9").model_copy(update={"state": "lost"}),),
            "started_at": datetime(2026, 1, 6, tzinfo=UTC),
        }
    )
    notes = "; ".join(compare(_drifting(1), b).notes)
    assert "on different kinds of machines: test and large" in notes
    assert "lost workers and what they measured last: w9" in notes
    assert "failed requests are counted in, and differ: 0.0% and 10.0%" in notes


def test_lag_of_the_generator_is_noted() -> None:
    lag = worker(name="w9", lags_us=[100.0] * 900 + [15_000.0] * 100)
    comparison = compare(_drifting(1), _drifting(2).model_copy(update={"workers": (lag,), "run_id": "b"}))
    assert comparison.outcome == "no difference shown"
    assert "b: its generator started arrivals up to 15 ms late (p99), which is counted in" in comparison.notes


def test_a_second_without_requests_is_a_second() -> None:
    """Half of each minute is silent: the silent seconds are drawn too, and hold no latencies."""
    record = run_record([interval(s, [20_000.0 + s] * 100 if s % 2 else []) for s in range(60)])
    comparison = compare(record, record)
    assert comparison.outcome == "no difference shown"


def test_arguments_that_cannot_work_are_refused() -> None:
    a = queue_run(rate=50, duration_s=30, seed=1, service_s=0.01)
    with pytest.raises(ValueError, match=r"percentiles \[100\]"):
        compare(a, a, percentiles=(50, 100))
    with pytest.raises(ValueError, match="confidence is 95"):
        compare(a, a, confidence=95)
    with pytest.raises(ValueError, match="resamples is 10"):
        compare(a, a, resamples=10)
