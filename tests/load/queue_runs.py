"""Runs against a queue in virtual time, as a generator would record them: Poisson arrivals, Lindley's recursion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from load.histograms import Encoded, buckets, count, empty, encode, merged
from load.record import EndpointCounts, Interval, Machine, RunRecord, Worker

Floats = NDArray[np.float64]
ENDPOINT = "POST /predict"
MACHINE = Machine(kind="test", processor="none", cores=1, memory_gb=1, system="none", python="3.11")


def queue_run(
    *, rate: float, duration_s: float, seed: int, service_s: float, servers: int = 1, exponential: bool = False
) -> RunRecord:
    """An M/D/c queue, or an M/M/1 queue: `exponential` needs one server.

    With a fixed service time the servers take turns, so each has a queue of its own with every c-th arrival.
    """
    random = np.random.default_rng(seed)
    arrived = np.sort(random.uniform(0, duration_s, random.poisson(rate * duration_s)))
    took = random.exponential(service_s, arrived.size) if exponential else np.full(arrived.size, service_s)
    ended = np.empty_like(arrived)
    for server in range(servers):
        ended[server::servers] = _ends(arrived[server::servers], took[server::servers])
    return run_of(arrived, ended, duration_s=duration_s, rate=rate, seed=seed)


def _ends(arrived: Floats, took: Floats) -> Floats:
    """begin[n] = max(arrived[n], begin[n-1] + took[n-1]): a running maximum, once the work before is taken off."""
    before = np.concatenate(([0.0], np.cumsum(took)[:-1]))[: arrived.size]
    return np.maximum.accumulate(arrived - before) + before + took


def run_of(
    arrived: Floats, ended: Floats, *, duration_s: float, rate: float = 0, seed: int = 0, failed: Floats | None = None
) -> RunRecord:
    """A run whose requests came and ended at these seconds; `failed` is 1 where one failed."""
    wrong = np.zeros_like(arrived) if failed is None else failed
    latencies_us = (ended - arrived) * 1e6
    seconds = arrived.astype(int)
    intervals = [
        interval(second, latencies_us[seconds == second], failures=int(wrong[seconds == second].sum()))
        for second in range(int(duration_s))
    ]
    return run_record(intervals, rate=rate, seed=seed)


def interval(second: int, latencies_us: Iterable[float], *, failures: int = 0, missed: int = 0) -> Interval:
    """One second with requests to one endpoint."""
    endpoint = endpoint_counts(latencies_us, failures=failures)
    return Interval(
        start_s=second,
        intended=endpoint.requests + missed,
        started=endpoint.requests,
        missed=missed,
        completed=endpoint.requests,
        in_flight=1,
        endpoints=(endpoint,) if endpoint.requests else (),
    )


def endpoint_counts(latencies_us: Iterable[float], *, failures: int = 0, name: str = ENDPOINT) -> EndpointCounts:
    values = [float(value) for value in latencies_us]
    times = histogram_of(values)
    errors = {"HTTP 503": failures} if failures else {}
    return EndpointCounts(
        name=name, requests=len(values), failures=failures, service=times, response=times, errors=errors
    )


def histogram_of(latencies_us: Iterable[float]) -> Encoded:
    histogram = empty()
    count(histogram, [buckets([value / 1e6 for value in latencies_us])])
    return encode(histogram)


def run_record(intervals: Iterable[Interval], *, rate: float = 0, seed: int = 0) -> RunRecord:
    """A whole run of these seconds, with its totals and one worker that kept up."""
    kept = tuple(intervals)
    parts = [endpoint for second in kept for endpoint in second.endpoints]
    names = sorted({part.name for part in parts})
    intended = sum(second.intended for second in kept)
    return RunRecord(
        scenario="queue",
        run_id=f"queue-{rate:g}-{seed}",
        host="http://127.0.0.1",
        started_at=datetime(2026, 1, 5, tzinfo=UTC),
        duration_s=len(kept),
        arrivals=f"Poisson, {rate:g} a second",
        rate=rate,
        seed=seed,
        machine=MACHINE,
        workers=(worker(intended=intended),),
        endpoints=tuple(_total([part for part in parts if part.name == name]) for name in names),
        intervals=kept,
    )


def worker(
    *, intended: int = 1000, busiest_cpu: float = 0.3, lags_us: Iterable[float] | None = None, name: str = "worker-0"
) -> Worker:
    """One that kept up, or that started arrivals late by so many microseconds."""
    lags = [100.0] * intended if lags_us is None else lags_us
    return Worker(
        name=name,
        index=0,
        state="finished",
        last_flush_s=1,
        busiest_cpu=busiest_cpu,
        intended=intended,
        start_lag=histogram_of(lags),
    )


def _total(parts: list[EndpointCounts]) -> EndpointCounts:
    failures = sum(part.failures for part in parts)
    return EndpointCounts(
        name=parts[0].name,
        requests=sum(part.requests for part in parts),
        failures=failures,
        service=encode(merged(part.service for part in parts)),
        response=encode(merged(part.response for part in parts)),
        errors={"HTTP 503": failures} if failures else {},
    )
