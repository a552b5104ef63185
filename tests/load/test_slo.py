"""Verdicts: passed needs a measurement, a run of full length, and a generator that kept up."""

from __future__ import annotations

from typing import Any

import pytest
from queue_runs import ENDPOINT, endpoint_counts, histogram_of, interval, run_record, worker

from load.record import RunRecord
from load.slo import Slo, Slos, judge

MS = 1000.0


def _run(*latencies_ms: float, **fields: Any) -> RunRecord:
    return run_record([interval(0, [MS * value for value in latencies_ms])]).model_copy(update=fields)


def _outcome(record: RunRecord, key: str, limit: float, endpoint: str | None = None) -> tuple[str, float | None]:
    [verdict] = judge(record, Slos(scenario="s", limits=(Slo(key=key, limit=limit, endpoint=endpoint),)))
    return verdict.outcome, verdict.observed


def test_a_percentile_is_of_its_endpoint_alone() -> None:
    record = _run(*[10.0] * 98, 900.0, 900.0)
    quick = endpoint_counts([MS] * 5000, name="GET /health")
    record = record.model_copy(update={"endpoints": (*record.endpoints, quick)})
    outcome, observed = _outcome(record, "p99_ms", 500, ENDPOINT)
    assert outcome == "failed"
    assert observed == pytest.approx(900, rel=0.001)
    assert _outcome(record, "p95_ms", 500, ENDPOINT)[0] == "passed"
    assert _outcome(record, "p99_ms", 500, "GET /health")[0] == "passed"


def test_the_sentence_has_both_numbers() -> None:
    slos = Slos(scenario="s", limits=(Slo(key="p99_ms", limit=500, endpoint=ENDPOINT),))
    [verdict] = judge(_run(900.0), slos)
    assert verdict.sentence == f"{ENDPOINT} p99_ms is 900 ms, at most 500 ms is right"


def test_what_was_not_measured_is_unknown() -> None:
    record = _run(10.0)
    assert _outcome(record, "p99_ms", 500, "POST /other") == ("unknown", None)
    assert _outcome(record, "lost", 0) == ("unknown", None)
    assert _outcome(run_record([interval(0, [])]), "error_share", 0.5) == ("unknown", None)
    assert _outcome(run_record([interval(0, [])]), "missed_share", 0.5) == ("unknown", None)


def test_shares_throughput_and_completion() -> None:
    record = run_record([interval(0, [2e6] * 90, failures=9), interval(1, [1e6] * 110)])
    assert _outcome(record, "error_share", 0.045) == ("passed", 0.045)
    assert _outcome(record, "error_share", 0.044) == ("failed", 0.045)
    assert _outcome(record, "throughput_per_s", 100) == ("passed", 100)
    assert _outcome(record, "throughput_per_s", 101) == ("failed", 100)


def test_a_batch_is_complete_when_its_longest_is() -> None:
    record = _run(*[1000.0] * 999, 2000.0)
    assert _outcome(record, "completion_s", 1.9, ENDPOINT)[0] == "failed"
    assert _outcome(record, "completion_s", 2.1, ENDPOINT)[0] == "passed"


def test_missed_arrivals_are_a_share_of_those_that_were_due() -> None:
    assert _outcome(run_record([interval(0, [MS] * 60, missed=40)]), "missed_share", 0.5) == ("passed", 0.4)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"data.lost": "passed"}, ("passed", 0)),
        ({"data.lost": "failed: 1,203 predictions are not there: one by moving_average"}, ("failed", 1203)),
        ({"data.lost": "failed: some are missing"}, ("failed", 1)),
        ({"data.lost": "unknown: no warehouse"}, ("unknown", None)),
        ({"data.duplicated": "passed"}, ("unknown", None)),
    ],
)
def test_lost_rows_are_judged_by_the_checks_of_the_data(
    said: dict[str, str], expected: tuple[str, float | None]
) -> None:
    assert _outcome(_run(10.0, checks=said), "lost", 0) == expected


def test_a_run_that_was_ended_early_fails_but_does_not_pass() -> None:
    record = _run(10.0, aborted="interrupted by hand", checks={"data.lost": "passed"})
    assert _outcome(record, "p99_ms", 500, ENDPOINT)[0] == "unknown"
    assert _outcome(record, "p99_ms", 5, ENDPOINT)[0] == "failed"
    assert _outcome(record, "lost", 0)[0] == "passed"


def test_a_generator_that_was_the_bottleneck_says_nothing_of_latencies() -> None:
    record = _run(10.0, workers=(worker(busiest_cpu=0.97),))
    assert _outcome(record, "p99_ms", 5, ENDPOINT)[0] == "unknown"
    assert _outcome(record, "p99_ms", 500, ENDPOINT)[0] == "unknown"
    assert _outcome(record, "error_share", 0.5)[0] == "unknown"


def test_failed_requests_fail_whoever_was_the_bottleneck() -> None:
    record = run_record([interval(0, [MS] * 100, failures=50)])
    record = record.model_copy(update={"workers": (worker(busiest_cpu=0.97),)})
    assert _outcome(record, "error_share", 0.1)[0] == "failed"


def test_a_breach_that_lag_may_explain_is_unknown_and_one_beyond_it_is_not() -> None:
    """100 ms of lag, twice: once before the request starts, once before its answer is seen."""
    lag = worker(lags_us=[100.0] * 980 + [100 * MS] * 20)
    record = _run(*[700.0] * 100, workers=(lag,), duration_s=60)
    assert _outcome(record, "p99_ms", 510, ENDPOINT)[0] == "unknown"
    assert _outcome(record, "p99_ms", 490, ENDPOINT)[0] == "failed"
    assert _outcome(record, "p99_ms", 710, ENDPOINT)[0] == "passed"
    assert _outcome(record, "completion_s", 0.51, ENDPOINT)[0] == "unknown"
    assert _outcome(record, "completion_s", 0.49, ENDPOINT)[0] == "failed"


def test_arrivals_that_were_made_too_slowly_pass_nothing() -> None:
    """A second of lag in a run of a minute: the rate was less than the one that was asked for."""
    lag = worker(lags_us=[100.0] * 980 + [1000 * MS] * 20)
    record = _run(*[5000.0] * 100, workers=(lag,), duration_s=60)
    assert _outcome(record, "p99_ms", 10_000, ENDPOINT)[0] == "unknown"
    assert _outcome(record.model_copy(update={"duration_s": 120}), "p99_ms", 10_000, ENDPOINT)[0] == "passed"


def _short_of_users(*, service_ms: float) -> RunRecord:
    """Arrivals that waited for a user: their response is slow, and a tenth was never started."""
    record = run_record([interval(0, [900 * MS] * 90, missed=10)])
    endpoint = record.endpoints[0].model_copy(update={"service": histogram_of([service_ms * MS] * 90)})
    return record.model_copy(update={"endpoints": (endpoint,)})


def test_too_few_users_are_no_limit_of_a_quick_service() -> None:
    slos = Slos(
        scenario="s", limits=(Slo(key="p99_ms", limit=500, endpoint=ENDPOINT), Slo(key="missed_share", limit=0.01))
    )
    latency, missed = judge(_short_of_users(service_ms=20), slos)
    assert latency.outcome == "unknown"
    assert missed.outcome == "unknown"
    assert "more users are needed" in latency.sentence


def test_users_that_wait_for_a_slow_service_are_the_services_limit() -> None:
    slos = Slos(
        scenario="s", limits=(Slo(key="p99_ms", limit=500, endpoint=ENDPOINT), Slo(key="missed_share", limit=0.01))
    )
    assert [verdict.outcome for verdict in judge(_short_of_users(service_ms=800), slos)] == ["failed", "failed"]
