"""The knee of queues whose capacity is known by construction, in virtual time, and of services that are scripted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from queue_runs import ENDPOINT, interval, queue_run, run_record, worker

from load.knee import Knee, find_knee
from load.record import RunRecord
from load.slo import Slo, Slos

SLOS = Slos(
    scenario="queue",
    limits=(
        Slo(key="p99_ms", limit=500, endpoint=ENDPOINT),
        Slo(key="error_share", limit=0.01),
        Slo(key="throughput_per_s", limit=1e9),
        Slo(key="lost", limit=0),
    ),
)


@pytest.mark.parametrize(("servers", "service_s"), [(1, 0.01), (4, 0.02), (8, 0.1)])
@pytest.mark.parametrize("seed", range(5))
def test_the_knee_of_a_queue_is_within_a_tenth_of_its_capacity(seed: int, servers: int, service_s: float) -> None:
    """M/D/c: its capacity is c / service time. Half a minute at 5 % too much makes the last wait 1.5 s."""
    capacity = servers / service_s

    def run(rate: float, repetition: int) -> RunRecord:
        return queue_run(rate=rate, duration_s=30, seed=1000 * seed + repetition, service_s=service_s, servers=servers)

    knee = find_knee(run, low=0.3 * capacity, high=1.7 * capacity, slos=SLOS)
    assert knee.outcome == "found"
    assert knee.rate == pytest.approx(capacity, rel=0.1)
    assert knee.broke_first == f"{ENDPOINT} p99_ms"
    assert knee.interval is not None
    assert knee.interval[0] < knee.rate < knee.interval[1] <= 1.05 * knee.interval[0] + 1e-9


def test_the_knee_of_a_random_service_is_where_its_percentile_breaks() -> None:
    """M/M/1: response times are exponential with rate μ - λ, so p99 = ln(100) / (μ - λ); 500 ms at λ = μ - 9.2."""
    knee = find_knee(
        lambda rate, repetition: queue_run(
            rate=rate, duration_s=120, seed=repetition, service_s=0.01, exponential=True
        ),
        low=20,
        high=300,
        slos=SLOS,
    )
    assert knee.rate == pytest.approx(100 - 9.2, rel=0.05)


def _service(capacity: float, *, odd: Callable[[float, int], bool] = lambda *_: False) -> Callable[..., RunRecord]:
    """Quick up to its capacity, slow beyond; the reverse in runs that are odd."""

    def run(rate: float, repetition: int) -> RunRecord:
        slow = (rate > capacity) is not odd(rate, repetition)
        return run_record([interval(0, [900_000.0 if slow else 10_000.0] * 20)], rate=rate, seed=repetition)

    return run


def _knee(run: Callable[..., RunRecord], *, low: float = 50, high: float = 200, most_runs: int = 60) -> Knee:
    return find_knee(run, low=low, high=high, slos=SLOS, most_runs=most_runs)


@pytest.mark.parametrize(("low", "high"), [(10, 20), (500, 1000), (99, 101)])
def test_the_bracket_is_widened_to_either_side(low: float, high: float) -> None:
    knee = _knee(_service(100), low=low, high=high)
    assert knee.rate == pytest.approx(100, rel=0.05)


def test_every_run_is_listed_and_none_is_made_that_changes_nothing() -> None:
    asked = []

    def run(rate: float, repetition: int) -> RunRecord:
        asked.append((rate, repetition))
        return _service(100)(rate, repetition)

    knee = _knee(run)
    assert [(made.rate, made.repetition) for made in knee.runs] == asked
    rates = {rate for rate, _ in asked}
    repetitions = {rate: sum(made == rate for made, _ in asked) for rate in rates}
    assert knee.interval is not None
    assert {rate: count for rate, count in repetitions.items() if count != 2} == dict.fromkeys(knee.interval, 3)
    assert knee.runs[-1].broken == (f"{ENDPOINT} p99_ms",)


def test_one_odd_run_in_three_changes_nothing() -> None:
    knee = _knee(_service(100, odd=lambda _, repetition: repetition == 1))
    assert knee.outcome == "found"
    assert knee.rate == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("at", [50, 200])
def test_a_wrong_majority_is_turned_over_when_it_bounds_the_answer(at: float) -> None:
    """The first two runs at one end of the bracket are odd; the ones that confirm it are not."""
    knee = _knee(_service(100, odd=lambda rate, repetition: rate == at and repetition < 2))
    assert knee.rate == pytest.approx(100, rel=0.05)


def test_a_saturated_generator_is_never_the_services_limit() -> None:
    """At 90/s its processes are busy and everything is slow; the service would hold 100/s."""

    def run(rate: float, repetition: int) -> RunRecord:
        if rate < 90:
            return _service(100)(rate, repetition)
        record = _service(0)(rate, repetition)
        return record.model_copy(update={"workers": (worker(busiest_cpu=0.99),)})

    knee = _knee(run)
    assert knee.outcome == "inconclusive: generator"
    assert knee.rate is None
    assert knee.broke_first is None
    assert knee.generator_at is not None
    assert knee.held is not None
    assert knee.held < 90 <= knee.generator_at <= 1.05 * knee.held + 1e-9
    assert "worker worker-0 used 99% of a core" in knee.sentence


def test_failed_requests_of_a_saturated_generator_are_not_the_services_limit() -> None:
    """Its connections time out since nobody reads them."""

    def run(rate: float, repetition: int) -> RunRecord:
        record = run_record([interval(0, [10_000.0] * 20, failures=10 if rate > 90 else 0)], rate=rate)
        return record.model_copy(update={"workers": (worker(busiest_cpu=0.99 if rate > 90 else 0.5),)})

    assert _knee(run).outcome == "inconclusive: generator"


def test_a_knee_below_the_generators_limit_is_found() -> None:
    def run(rate: float, repetition: int) -> RunRecord:
        record = _service(100)(rate, repetition)
        return record.model_copy(update={"workers": (worker(busiest_cpu=0.99 if rate > 130 else 0.5),)})

    knee = _knee(run)
    assert knee.outcome == "found"
    assert knee.rate == pytest.approx(100, rel=0.05)


def _faltering(rate: float, repetition: int, *, between: tuple[float, float]) -> RunRecord:
    """Breaks from 100/s on; between two rates the generator's lag may be why."""
    record = _service(100)(rate, repetition)
    lag = worker(lags_us=[100.0] * 900 + [300_000.0] * 100)
    return record.model_copy(update={"workers": (lag,)} if between[0] <= rate <= between[1] else {})


def test_lag_that_leaves_the_answer_as_it_is_does_not_make_it_inconclusive() -> None:
    knee = _knee(lambda rate, repetition: _faltering(rate, repetition, between=(101, 108)))
    assert knee.outcome == "found"
    assert any(made.outcome == "generator" for made in knee.runs)
    assert knee.interval is not None
    assert knee.interval[0] <= 100
    assert 108 < knee.interval[1] <= 1.05**2 * knee.interval[0]


def test_a_generator_that_falters_now_and_then_is_asked_again() -> None:
    """Every other run says nothing."""

    def run(rate: float, repetition: int) -> RunRecord:
        return _faltering(rate, repetition, between=(0, 1000) if repetition % 2 else (0, 0))

    knee = _knee(run, most_runs=100)
    assert knee.outcome == "found"
    assert knee.rate == pytest.approx(100, rel=0.05)


def test_lag_that_may_be_why_everything_is_slow_is_inconclusive() -> None:
    knee = _knee(lambda rate, repetition: _faltering(rate, repetition, between=(100, 150)))
    assert knee.outcome == "inconclusive: generator"
    assert "were late by 300 ms (p99), which may be why" in knee.sentence or "p99 300 of" in knee.sentence


def test_too_few_users_are_the_generators_limit() -> None:
    def run(rate: float, repetition: int) -> RunRecord:
        return run_record([interval(0, [10_000.0] * 90, missed=0 if rate <= 100 else 10)], rate=rate, seed=repetition)

    slos = Slos(scenario="queue", limits=(*SLOS.limits, Slo(key="missed_share", limit=0.01)))
    knee = find_knee(run, low=50, high=200, slos=slos)
    assert knee.outcome == "inconclusive: generator"
    assert "more users are needed" in knee.sentence


def test_errors_that_break_first_are_named() -> None:
    def run(rate: float, repetition: int) -> RunRecord:
        failures = 0 if rate <= 100 else 10
        return run_record([interval(0, [510_000.0 if failures else 10_000.0] * 20, failures=failures)], rate=rate)

    assert _knee(run).broke_first == "error_share"


def test_the_slo_that_most_runs_broke_broke_first() -> None:
    """Errors break further, but in one run only."""

    def run(rate: float, repetition: int) -> RunRecord:
        failures = 10 if rate > 100 and repetition == 0 else 0
        return run_record([interval(0, [510_000.0 if rate > 100 else 10_000.0] * 20, failures=failures)], rate=rate)

    assert _knee(run).broke_first == f"{ENDPOINT} p99_ms"


def test_nothing_breaks_and_everything_breaks_are_answers_of_their_own() -> None:
    assert _knee(_service(1)).rate == pytest.approx(1, rel=0.05)
    assert _knee(_service(0)).outcome == "below the lowest rate"
    assert _knee(_service(1e9)).outcome == "above the highest rate"


def test_runs_are_bounded_and_the_bracket_so_far_is_told() -> None:
    knee = _knee(_service(100), most_runs=7)
    assert len(knee.runs) == 7
    assert knee.outcome == "inconclusive: out of runs"
    assert knee.sentence.endswith("it is between 100/s and 200/s")


def test_a_run_without_requests_ends_the_search() -> None:
    knee = _knee(lambda rate, _: run_record([interval(0, [])], rate=rate))
    assert knee.outcome == "inconclusive: not measured"
    assert len(knee.runs) == 1
    assert "nothing was measured" in knee.sentence


def test_an_endpoint_that_short_runs_never_ask_does_not_end_the_search() -> None:
    slos = Slos(scenario="queue", limits=(*SLOS.limits, Slo(key="p99_ms", limit=500, endpoint="batch")))
    knee = find_knee(_service(100), low=50, high=200, slos=slos)
    assert knee.rate == pytest.approx(100, rel=0.05)
    assert knee.runs[0].sentence == "batch p99_ms: nothing was measured"


def test_a_run_that_was_interrupted_ends_the_search() -> None:
    def run(rate: float, repetition: int) -> RunRecord:
        return _service(100)(rate, repetition).model_copy(update={"aborted": "interrupted by hand"})

    knee = _knee(run)
    assert knee.outcome == "inconclusive: not measured"
    assert knee.sentence == "at 50/s: interrupted by hand"


def test_arguments_that_cannot_work_are_refused() -> None:
    run = _service(100)
    with pytest.raises(ValueError, match="low 5 and high 2"):
        find_knee(run, low=5, high=2, slos=SLOS)
    with pytest.raises(ValueError, match="repetitions is 2; give an odd number"):
        find_knee(run, low=1, high=2, slos=SLOS, repetitions=2)
    with pytest.raises(ValueError, match="precision is 5"):
        find_knee(run, low=1, high=2, slos=SLOS, precision=5)
    with pytest.raises(ValueError, match="queue has no limit on a percentile"):
        find_knee(run, low=1, high=2, slos=Slos(scenario="queue", limits=(Slo(key="lost", limit=0),)))
