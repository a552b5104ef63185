"""Whose limit a run found: its processes', its users', or (None) the service's."""

from __future__ import annotations

import pytest
from queue_runs import interval, run_record, worker

from load.record import RunRecord, Worker
from load.saturation import bottleneck, generator_saturated, lag_ms

MS = 1000.0


def _run(*workers: Worker, latency_ms: float = 50, missed: int = 0, late: int = 0) -> RunRecord:
    second = interval(0, [latency_ms * MS] * 1000, missed=missed).model_copy(update={"late": late, "in_flight": 40})
    return run_record([second]).model_copy(update={"workers": workers})


def test_a_generator_that_kept_up_is_no_bottleneck() -> None:
    assert bottleneck(_run(worker(), worker(busiest_cpu=0.85))) is None


def test_a_busy_core_of_one_worker_is_one() -> None:
    found = bottleneck(_run(worker(), worker(name="worker-1", busiest_cpu=0.96)))
    assert found is not None
    assert found.kind == "cpu"
    assert found.sentence.startswith("worker worker-1 used 96% of a core: add processes")


def test_lag_of_a_process_is_one_though_its_core_was_free() -> None:
    late = worker(name="worker-1", busiest_cpu=0.2, lags_us=[100.0] * 980 + [80 * MS] * 20)
    record = _run(worker(), late)
    found = bottleneck(record)
    assert found is not None
    assert found.kind == "lag"
    assert found.sentence.startswith("arrivals were started late by the processes themselves, p99 80 of 50 ms")
    assert lag_ms(record) == pytest.approx(80, rel=0.001)


@pytest.mark.parametrize(
    ("lags_us", "latency_ms"),
    [
        ([100.0] * 995 + [80 * MS] * 5, 50),  # one in two hundred is not the 99th percentile
        ([100.0] * 20 + [80 * MS] * 4, 50),  # a hiccup at the start of a short run
        ([9 * MS] * 994 + [80 * MS] * 6, 10),
        ([100.0] * 980 + [80 * MS] * 20, 170),  # less than half of what was measured
    ],
)
def test_lag_that_does_not_reach_the_figures_is_none(lags_us: list[float], latency_ms: float) -> None:
    assert bottleneck(_run(worker(lags_us=lags_us), latency_ms=latency_ms)) is None


def test_arrivals_without_a_free_user_ask_for_more_users() -> None:
    for record in (_run(worker(), missed=50), _run(worker(), late=50)):
        found = bottleneck(record)
        assert found is not None
        assert found.kind == "users"
        assert "with at most 40 requests in flight; more users are needed" in found.sentence
        assert generator_saturated(record) is None


def test_arrivals_that_the_process_started_late_are_not_the_users() -> None:
    lags = [100.0] * 950 + [80 * MS] * 50
    found = bottleneck(_run(worker(lags_us=lags), late=50))
    assert found is not None
    assert found.kind == "lag"
    assert bottleneck(_run(worker(lags_us=lags), late=50, latency_ms=1000)) is None


def test_of_both_the_process_is_told() -> None:
    found = bottleneck(_run(worker(busiest_cpu=0.99), missed=500))
    assert found is not None
    assert found.kind == "cpu"


def test_what_the_run_said_of_itself_holds() -> None:
    record = _run(worker()).model_copy(update={"generator_saturated": "worker 3 used 99 % of a core"})
    assert generator_saturated(record) == "worker 3 used 99 % of a core"


def test_a_hiccup_at_the_start_is_no_lag() -> None:
    assert lag_ms(_run(worker(lags_us=[100.0] * 20 + [80 * MS] * 4))) == 0
    assert lag_ms(_run()) == 0
