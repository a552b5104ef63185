"""What one process of a run counts while it makes load: in plain lists and dicts, given away as deltas.

Nothing here is Locust's. A delta holds what was counted since the one before, so that deltas of any process, in any
order, add up to the run; load/locust/ledger.py does that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from load.histograms import Buckets, buckets
from load.record import Part

LATE_S = 0.010
"""How late a start may be before it is counted as late (load/record.py)."""


class EndpointDelta(Part):
    """Requests of one endpoint: as many as `service` and `response` have buckets."""

    name: str
    service: Buckets
    response: Buckets
    errors: dict[str, int]


class SecondDelta(Part):
    """What was learned of one second of the run; for the counts see load/record.py.

    Attributes:
        in_flight: most at once so far, in this process. The only figure that is no difference.
    """

    second: int
    intended: int
    started: int
    late: int
    missed: int
    completed: int
    in_flight: int
    endpoints: tuple[EndpointDelta, ...]


class Delta(Part):
    """What one process counted since its delta before.

    Attributes:
        sequence: 0, 1, 2 … of this process in this run: two with the same number are the same delta.
        until_s: the moment it was made, in seconds of the run.
        busiest_cpu: share of one core that the process used since the delta before.
        last: nothing will follow.
    """

    sequence: int
    until_s: float
    busiest_cpu: float
    start_lag: Buckets
    seconds: tuple[SecondDelta, ...]
    last: bool = False


@dataclass(slots=True)
class _Endpoint:
    service: list[float] = field(default_factory=list)
    response: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)

    def delta(self, name: str) -> EndpointDelta:
        return EndpointDelta(
            name=name, service=buckets(self.service), response=buckets(self.response), errors=self.errors
        )


@dataclass(slots=True)
class _Second:
    intended: int = 0
    started: int = 0
    late: int = 0
    missed: int = 0
    endpoints: dict[str, _Endpoint] = field(default_factory=dict)


class Recorder:
    """Counts of one process. All times are seconds of the run.

    An arrival is told of once, when it is started or when it is clear that it never will be. Each call costs less than
    5 µs; what is dear is left to `flush`.
    """

    def __init__(self) -> None:
        self._sequence = 0
        self._lags: list[float] = []
        self._seconds: dict[int, _Second] = {}
        self._completed: dict[int, int] = {}
        self._flight = _Flight()

    def arrival(self, intended_s: float, started_s: float, lag_s: float) -> None:
        """An arrival was started.

        Args:
            intended_s: when it was due.
            started_s: when it was started.
            lag_s: the part of the delay that is this process's own doing, not the want of a free user.
        """
        second = self._second(intended_s)
        second.intended += 1
        second.started += 1
        if started_s - intended_s > LATE_S:
            second.late += 1
        self._lags.append(lag_s)
        self._flight.up(int(started_s))

    def departed(self, ended_s: float) -> None:
        """An arrival that was started has ended, with all its requests: it is in flight no longer."""
        self._flight.down(int(ended_s))

    def missed(self, intended_s: float) -> None:
        """An arrival was due, and will never be started."""
        second = self._second(intended_s)
        second.intended += 1
        second.missed += 1

    def request(self, name: str, intended_s: float, started_s: float, ended_s: float, error: str | None) -> None:
        """A request has ended.

        Args:
            name: of the endpoint, as `POST /start`.
            intended_s: when its arrival was due; for a later request of an arrival, its own start.
            error: the kind, such as `HTTP 503` or `wrong body`; None for a good answer. Few kinds: each is kept.
        """
        endpoints = self._second(intended_s).endpoints
        endpoint = endpoints.get(name)
        if endpoint is None:
            endpoint = endpoints[name] = _Endpoint()
        endpoint.service.append(ended_s - started_s)
        endpoint.response.append(ended_s - intended_s)
        if error is not None:
            endpoint.errors[error] = endpoint.errors.get(error, 0) + 1
        ended = int(ended_s)
        self._completed[ended] = self._completed.get(ended, 0) + 1

    def flush(self, *, until_s: float, busiest_cpu: float, last: bool = False) -> Delta:
        """Gives away what was counted since the last flush."""
        seconds, self._seconds = self._seconds, {}
        completed, self._completed = self._completed, {}
        lags, self._lags = self._lags, []
        in_flight = self._flight.flush(int(until_s))
        delta = Delta(
            sequence=self._sequence,
            until_s=until_s,
            busiest_cpu=busiest_cpu,
            start_lag=buckets(lags),
            seconds=tuple(
                _second_delta(second, seconds.get(second, _NOTHING), completed.get(second, 0), in_flight.get(second, 0))
                for second in sorted(seconds.keys() | completed.keys() | in_flight.keys())
            ),
            last=last,
        )
        self._sequence += 1
        return delta

    def _second(self, at_s: float) -> _Second:
        number = int(at_s)
        second = self._seconds.get(number)
        if second is None:
            second = self._seconds[number] = _Second()
        return second


_NOTHING = _Second()


def _second_delta(number: int, second: _Second, completed: int, in_flight: int) -> SecondDelta:
    return SecondDelta(
        second=number,
        intended=second.intended,
        started=second.started,
        late=second.late,
        missed=second.missed,
        completed=completed,
        in_flight=in_flight,
        endpoints=tuple(endpoint.delta(name) for name, endpoint in second.endpoints.items()),
    )


class _Flight:
    """Most arrivals in flight at once, by second; seconds in which none came or went have what the last one left."""

    def __init__(self) -> None:
        self._now = 0
        self._most: dict[int, int] = {}
        self._left: dict[int, int] = {}
        self._carried = 0
        self._from = 0

    def up(self, second: int) -> None:
        self._now = now = self._now + 1
        if now > self._most.get(second, 0):
            self._most[second] = now
        self._left[second] = now

    def down(self, second: int) -> None:
        now = self._now
        if now > self._most.get(second, 0):
            self._most[second] = now
        self._now = self._left[second] = now - 1

    def flush(self, until: int) -> dict[int, int]:
        """The maxima since the last flush, up to and with the second `until`, which may still rise."""
        most, left = self._most, self._left
        for second in range(self._from, until + 1):
            most[second] = max(most.get(second, 0), self._carried)
            self._carried = left.get(second, self._carried)
        self._from = until + 1
        self._most, self._left = {}, {}
        return {second: count for second, count in most.items() if count}


def endpoints_of(deltas: Sequence[SecondDelta]) -> list[EndpointDelta]:
    """All endpoints of some seconds; a name may come more than once."""
    return [endpoint for delta in deltas for endpoint in delta.endpoints]
