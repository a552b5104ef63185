"""The deltas of all processes of a run, added up. In any order, and each once, however often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from load import histograms
from load.histograms import Buckets, Encoded, Histogram
from load.locust.recorder import Delta, EndpointDelta, SecondDelta
from load.record import EndpointCounts, Interval, Worker


class _Encoded(NamedTuple):
    """Requests of one endpoint in one second, as small as they can be kept: an evening has tens of thousands."""

    requests: int
    service: Encoded
    response: Encoded


@dataclass(slots=True)
class _Endpoint:
    """Requests of one endpoint in one second: what was encoded before, and what came since."""

    encoded: _Encoded | None = None
    service: tuple[Buckets, ...] = ()
    response: tuple[Buckets, ...] = ()
    errors: dict[str, int] | None = None

    def add(self, delta: EndpointDelta) -> None:
        self.service += (delta.service,)
        self.response += (delta.response,)
        if delta.errors:
            self.errors = self.errors or {}
            _add_errors(self.errors, delta.errors)

    def settle(self) -> _Encoded:
        """Encodes what came since."""
        before = self.encoded
        if before is None or self.service:
            service, requests = _added(before and before.service, self.service)
            response, _ = _added(before and before.response, self.response)
            before = self.encoded = _Encoded(requests, service, response)
            self.service = self.response = ()
        return before

    def counts(self, name: str) -> EndpointCounts:
        encoded, errors = self.settle(), self.errors or {}
        return EndpointCounts(
            name=name,
            requests=encoded.requests,
            failures=sum(errors.values()),
            service=encoded.service,
            response=encoded.response,
            errors=dict(errors),
        )


@dataclass(slots=True)
class Second:
    """Counts of one second, or of whatever else is added."""

    intended: int = 0
    started: int = 0
    late: int = 0
    missed: int = 0
    completed: int = 0
    in_flight: dict[str, int] = field(default_factory=dict)
    endpoints: dict[str, _Endpoint] = field(default_factory=dict)

    def add(self, worker: str, delta: SecondDelta) -> None:
        self.intended += delta.intended
        self.started += delta.started
        self.late += delta.late
        self.missed += delta.missed
        self.completed += delta.completed
        self.in_flight[worker] = max(self.in_flight.get(worker, 0), delta.in_flight)
        for endpoint in delta.endpoints:
            self.endpoints.setdefault(endpoint.name, _Endpoint()).add(endpoint)

    def interval(self, start_s: float) -> Interval:
        return Interval(
            start_s=start_s,
            intended=self.intended,
            started=self.started,
            late=self.late,
            missed=self.missed,
            completed=self.completed,
            in_flight=sum(self.in_flight.values()),
            endpoints=tuple(endpoint.counts(name) for name, endpoint in sorted(self.endpoints.items())),
        )


@dataclass(slots=True)
class _Total:
    service: Histogram = field(default_factory=histograms.empty)
    response: Histogram = field(default_factory=histograms.empty)
    errors: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    name: str
    index: int
    seen: set[int] = field(default_factory=set)
    finished: bool = False
    last_flush_s: float = 0.0
    busiest_cpu: float = 0.0
    intended: int = 0
    start_lag: Histogram = field(default_factory=histograms.empty)


class Ledger:
    """All that is known of a run. Workers are known by an id of any kind; the record has their names."""

    def __init__(self) -> None:
        self._workers: dict[str, _Worker] = {}
        self._seconds: dict[int, Second] = {}
        self._unsettled: set[int] = set()
        self._totals: dict[str, _Total] = {}

    def expect(self, worker: str, *, index: int, name: str) -> None:
        """A worker takes part: if nothing is heard of it, it was lost."""
        self._workers.setdefault(worker, _Worker(name=name, index=index))

    def dismiss(self, worker: str) -> None:
        """A worker takes no part after all. What it has told is kept."""
        if worker in self._workers and not self._workers[worker].seen:
            del self._workers[worker]

    def add(self, worker: str, delta: Delta) -> bool:
        """Adds a delta of an expected worker; False if it was added before."""
        told = self._workers[worker]
        if delta.sequence in told.seen:
            return False
        told.seen.add(delta.sequence)
        told.finished |= delta.last
        told.last_flush_s = max(told.last_flush_s, delta.until_s)
        told.busiest_cpu = max(told.busiest_cpu, delta.busiest_cpu)
        told.intended += sum(second.intended for second in delta.seconds)
        histograms.count(told.start_lag, [delta.start_lag])
        for second in delta.seconds:
            self._seconds.setdefault(second.second, Second()).add(worker, second)
            self._unsettled.add(second.second)
            for endpoint in second.endpoints:
                self._add_total(endpoint)
        return True

    def knows(self, worker: str) -> bool:
        return worker in self._workers

    def unfinished(self) -> frozenset[str]:
        """Workers whose last flush has not come."""
        return frozenset(worker for worker, told in self._workers.items() if not told.finished)

    def workers(self) -> tuple[Worker, ...]:
        """All that took part, by index; those that are unfinished count as lost."""
        return tuple(
            Worker(
                name=told.name,
                index=told.index,
                state="finished" if told.finished else "lost",
                last_flush_s=told.last_flush_s,
                busiest_cpu=told.busiest_cpu,
                intended=told.intended,
                start_lag=histograms.encode(told.start_lag),
            )
            for told in sorted(self._workers.values(), key=lambda told: told.index)
        )

    def settle(self) -> Iterator[None]:
        """Encodes what came since it was last asked to, a step at a time: each takes a fraction of a millisecond."""
        unsettled, self._unsettled = self._unsettled, set()
        for number in sorted(unsettled):
            for endpoint in list(self._seconds[number].endpoints.values()):
                endpoint.settle()
                yield

    def intervals(self) -> tuple[Interval, ...]:
        """Every second from the first to the last that anything is known of."""
        if not self._seconds:
            return ()
        numbers = range(min(self._seconds), max(self._seconds) + 1)
        return tuple(self._seconds.get(number, _NOTHING).interval(float(number)) for number in numbers)

    def endpoints(self) -> tuple[EndpointCounts, ...]:
        """Every endpoint in the whole run."""
        return tuple(
            EndpointCounts(
                name=name,
                requests=total.response.get_total_count(),
                failures=sum(total.errors.values()),
                service=histograms.encode(total.service),
                response=histograms.encode(total.response),
                errors=total.errors,
            )
            for name, total in sorted(self._totals.items())
        )

    def _add_total(self, endpoint: EndpointDelta) -> None:
        total = self._totals.setdefault(endpoint.name, _Total())
        histograms.count(total.service, [endpoint.service])
        histograms.count(total.response, [endpoint.response])
        _add_errors(total.errors, endpoint.errors)


_NOTHING = Second()
_SCRATCH = histograms.empty()
"""Making a histogram takes longer than filling and encoding one."""


def _added(before: Encoded | None, parts: Iterable[Buckets]) -> tuple[Encoded, int]:
    """The histogram of what was encoded before and these, and how many requests it holds."""
    histograms.clear(_SCRATCH)
    if before is not None:
        _SCRATCH.add(histograms.decode(before))
    histograms.count(_SCRATCH, parts)
    return histograms.encode(_SCRATCH), _SCRATCH.get_total_count()


def _add_errors(errors: dict[str, int], more: dict[str, int]) -> None:
    for kind, count in more.items():
        errors[kind] = errors.get(kind, 0) + count
