"""Records of runs, made of numbers: any length, endpoints, errors, a stall, a lost worker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random

from load.histograms import empty, encode, merged, record
from load.record import EndpointCounts, Interval, Machine, RunRecord, SloVerdict, Worker

MACHINE = Machine(
    kind="any-2c-8g-linux", processor="Any 1000", cores=2, memory_gb=7.8, system="Linux 6.1", python="3.11.14"
)
ENDPOINTS = ("POST /start", "GET /status", "POST /predict", "POST /complete", "GET /health", "POST /check-stalled")
KINDS = (
    "HTTP 503",
    "timeout",
    "wrong body",
    "ConnectionRefusedError",
    "HTTP 429",
    "HTTP 500",
    "unfinished",
    "HTTP 400",
)


def made(
    *,
    seconds: int,
    endpoints: Sequence[str] = ENDPOINTS[:2],
    rate: int = 40,
    seed: int = 1,
    stall: tuple[int, int] | None = None,
    error_share: float = 0.0,
    kinds: Sequence[str] = KINDS[:3],
    missed: int = 0,
    slower: float = 1.0,
    workers: tuple[Worker, ...] | None = None,
    **told: object,
) -> RunRecord:
    """A run of `rate` arrivals a second, each with one request; in a stall it waits till its end.

    `slower` is a factor of all service times.
    """
    chance = Random(seed)  # noqa: S311 - no secret
    intervals = tuple(
        _interval(second, endpoints, rate, chance, stall, error_share, kinds, missed, slower)
        for second in range(seconds)
    )
    fields = {
        "scenario": "game_night",
        "run_id": "made",
        "host": "http://127.0.0.1:8080",
        "started_at": datetime(2026, 1, 18, 17, 30, tzinfo=UTC),
        "duration_s": float(seconds),
        "arrivals": f"Poisson, {rate} a second",
        "rate": float(rate),
        "seed": seed,
        "machine": MACHINE,
        "workers": (worker("any_1", 0, seconds, intended=rate * seconds),) if workers is None else workers,
        "endpoints": tuple(_whole(name, intervals) for name in endpoints) if seconds else (),
        "intervals": intervals,
    }
    return RunRecord(**(fields | told))  # type: ignore[arg-type]


def worker(name: str, index: int, last_flush_s: float, *, intended: int, state: str = "finished") -> Worker:
    lag = empty()
    record(lag, 400, intended)
    return Worker(
        name=name,
        index=index,
        state=state,
        last_flush_s=last_flush_s,
        busiest_cpu=0.4,
        intended=intended,
        start_lag=encode(lag),
    )


def slo(name: str, outcome: str, observed: float | None = 812.0) -> SloVerdict:
    said = "nothing was measured" if observed is None else f"{name} is {observed:g} ms, at most 1,000 ms is right"
    return SloVerdict(name=name, outcome=outcome, limit=1000, observed=observed, unit="ms", sentence=said)


def _interval(
    second: int,
    endpoints: Sequence[str],
    rate: int,
    chance: Random,
    stall: tuple[int, int] | None,
    error_share: float,
    kinds: Sequence[str],
    missed: int,
    slower: float,
) -> Interval:
    stalled = stall is not None and stall[0] <= second < stall[1]
    counted = []
    for number, name in enumerate(endpoints):
        service, response, errors = empty(), empty(), dict[str, int]()
        for _ in range(rate // len(endpoints)):
            took_us = slower * chance.lognormvariate(8.5 + number / 2, 0.5)
            waited_us = (stall[1] - second - chance.random()) * 1e6 if stalled and stall else chance.random() * 300
            record(service, took_us)
            record(response, took_us + max(waited_us, 0))
            if chance.random() < error_share:
                kind = kinds[int(len(kinds) * chance.random() ** 2)]
                errors[kind] = errors.get(kind, 0) + 1
        counted.append(
            EndpointCounts(
                name=name,
                requests=rate // len(endpoints),
                failures=sum(errors.values()),
                service=encode(service),
                response=encode(response),
                errors=errors,
            )
        )
    due = rate + missed
    done = 0 if stalled else rate
    return Interval(
        start_s=float(second),
        intended=due,
        started=rate,
        late=rate if stalled else 0,
        missed=missed,
        completed=done,
        in_flight=rate * (second - stall[0] + 1) if stalled and stall else 3 + second % 4,
        endpoints=tuple(counted),
    )


def _whole(name: str, intervals: Sequence[Interval]) -> EndpointCounts:
    parts = [one for interval in intervals for one in interval.endpoints if one.name == name]
    errors: dict[str, int] = {}
    for part in parts:
        for kind, count in part.errors.items():
            errors[kind] = errors.get(kind, 0) + count
    return EndpointCounts(
        name=name,
        requests=sum(one.requests for one in parts),
        failures=sum(one.failures for one in parts),
        service=encode(merged(one.service for one in parts)),
        response=encode(merged(one.response for one in parts)),
        errors=errors,
    )
