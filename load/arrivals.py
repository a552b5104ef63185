"""When arrivals are due: the open model's half that knows no clock, no network and no other arrival.

An arrival has an intended start, whatever the service does. In the terms of the field: this is an open workload (what
k6 calls `constant-arrival-rate`, and wrk2 `-R`), so that a service that stalls does not also stop the load on it. A
closed one, where each user waits for its answer before it asks again, leaves out exactly the requests that would have
suffered: coordinated omission.

A process is the same whole one for every number of workers: each draws all of it from the one seed and takes the
arrivals whose number is its own, `number % count == index`. So together the workers make exactly the whole process,
two runs of one seed have the same instants on one worker and on eight, and when a worker is lost the others can take
its arrivals over from any moment on (load/shares.py). Drawing costs a quarter of a microsecond an arrival.
"""

from __future__ import annotations

import itertools
import math
import random
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self


class Arrivals(ABC):
    """Intended starts, in seconds from the run's start, ascending; without end unless it says otherwise."""

    @abstractmethod
    def whole(self, seed: int) -> Iterator[float]:
        """All intended starts, of all workers together."""

    @property
    @abstractmethod
    def mean_rate(self) -> float | None:
        """Mean arrivals a second; None where there is no such figure, as of a timetable."""

    @property
    @abstractmethod
    def words(self) -> str:
        """In words, as `Poisson, 40 a second`."""

    @abstractmethod
    def scaled(self, factor: float) -> Self:
        """The same shape with `factor` times as many arrivals.

        Raises:
            ValueError: it is a list of instants, or the factor is not above 0.
        """

    def between(self, index: int, count: int, seed: int) -> Iterator[float]:
        """The intended starts of worker `index` of `count`.

        Raises:
            ValueError: there is no such worker.
        """
        if not 0 <= index < count:
            raise ValueError(f"there is no worker {index} of {count}: workers count from 0 to {count - 1}")
        return itertools.islice(self.whole(seed), index, None, count)


@dataclass(frozen=True)
class Constant(Arrivals):
    """The same distance between all arrivals; the first is due at once.

    Attributes:
        rate: arrivals a second.
    """

    rate: float

    def __post_init__(self) -> None:
        _above_zero(self.rate, "the rate of Constant")

    def whole(self, seed: int) -> Iterator[float]:
        rate = self.rate  # number / rate, not number * (1 / rate): no error adds up over a long run
        return (number / rate for number in itertools.count())

    @property
    def mean_rate(self) -> float:
        return self.rate

    @property
    def words(self) -> str:
        return f"constant, {self.rate:g} a second"

    def scaled(self, factor: float) -> Self:
        return type(self)(self.rate * _factor(factor))


@dataclass(frozen=True)
class Poisson(Arrivals):
    """Arrivals that know nothing of each other: gaps are exponential, so that bursts come by themselves.

    Attributes:
        rate: mean arrivals a second.
    """

    rate: float

    def __post_init__(self) -> None:
        _above_zero(self.rate, "the rate of Poisson")

    def whole(self, seed: int) -> Iterator[float]:
        rate = self.rate
        return (work / rate for work in _unit_rate(seed))

    @property
    def mean_rate(self) -> float:
        return self.rate

    @property
    def words(self) -> str:
        return f"Poisson, {self.rate:g} a second"

    def scaled(self, factor: float) -> Self:
        return type(self)(self.rate * _factor(factor))


@dataclass(frozen=True)
class Ramp(Arrivals):
    """Poisson arrivals whose rate goes evenly from `start` to `end` within `over_s` seconds, and stays there.

    Attributes:
        start: arrivals a second at the start; may be 0.
        end: arrivals a second from `over_s` on; 0 ends them.
        over_s: seconds.
    """

    start: float
    end: float
    over_s: float

    def __post_init__(self) -> None:
        _above_zero(self.over_s, "over_s of Ramp")
        if min(self.start, self.end) < 0 or self.start == self.end == 0:
            raise ValueError(
                f"Ramp goes from {self.start} to {self.end} a second; neither may be below 0, one must be above"
            )

    def whole(self, seed: int) -> Iterator[float]:
        on_the_way = (self.start + self.end) / 2 * self.over_s
        slope = (self.end - self.start) / self.over_s
        for work in _unit_rate(seed):
            if work <= on_the_way:
                # Solves start * t + slope / 2 * t² = work; this form of the root loses no digits where slope is small.
                yield 2 * work / (self.start + math.sqrt(max(self.start**2 + 2 * slope * work, 0.0)))
            elif self.end:
                yield self.over_s + (work - on_the_way) / self.end
            else:
                return

    @property
    def mean_rate(self) -> float:
        """Over the ramp itself."""
        return (self.start + self.end) / 2

    @property
    def words(self) -> str:
        return f"ramp from {self.start:g} to {self.end:g} a second over {self.over_s:g} s"

    def scaled(self, factor: float) -> Self:
        return type(self)(self.start * _factor(factor), self.end * factor, self.over_s)


@dataclass(frozen=True)
class Timetable(Arrivals):
    """Arrivals as they were recorded or are planned: rates that hold from one moment to the next, or the very instants.

    Attributes:
        points: (seconds from the start, arrivals a second from then on), ascending. Between them arrivals are Poisson;
            before the first there are none, and the last rate holds on: end with a rate of 0.
        instants: seconds from the start, ascending; then there are no points, and the seed does not matter.
    """

    points: tuple[tuple[float, float], ...] = ()
    instants: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.points) == bool(self.instants):
            raise ValueError("Timetable takes points or instants, one of the two")
        offsets = self.instants or tuple(offset for offset, _ in self.points)
        if offsets[0] < 0 or any(later < earlier for earlier, later in itertools.pairwise(offsets)):
            raise ValueError("the moments of Timetable are seconds from the start, in order, none below 0")
        if any(rate < 0 for _, rate in self.points):
            raise ValueError("a rate of Timetable is below 0; arrivals cannot be taken back")

    def whole(self, seed: int) -> Iterator[float]:
        return iter(self.instants) if self.instants else self._from_points(seed)

    def _from_points(self, seed: int) -> Iterator[float]:
        drawn = _unit_rate(seed)
        work = next(drawn)
        before = 0.0  # what was asked for until `since_s`, in arrivals
        ends = [offset for offset, _ in self.points[1:]] + [math.inf]
        for (since_s, rate), until_s in zip(self.points, ends, strict=True):
            asked = rate * (until_s - since_s) if rate else 0.0
            while work <= before + asked:
                if math.isinf(at_s := since_s + (work - before) / rate):
                    return
                yield at_s
                work = next(drawn)
            before += asked

    @property
    def mean_rate(self) -> None:
        return None

    @property
    def words(self) -> str:
        if self.instants:
            return f"timetable of {len(self.instants)} instants over {self.instants[-1]:g} s"
        return f"timetable of {len(self.points)} rates over {self.points[-1][0]:g} s"

    def compressed(self, factor: float) -> Self:
        """The same arrivals in a `factor`-th of the time: all of them, that much closer."""
        _factor(factor)
        return type(self)(
            points=tuple((offset / factor, rate * factor) for offset, rate in self.points),
            instants=tuple(instant / factor for instant in self.instants),
        )

    def scaled(self, factor: float) -> Self:
        if self.instants:
            raise ValueError("a timetable of instants has no rate that could be changed; run it as it is")
        return type(self)(points=tuple((offset, rate * _factor(factor)) for offset, rate in self.points))


def at_rate(classes: Sequence[Arrivals], rate: float) -> tuple[Arrivals, ...]:
    """The processes of one run, scaled so that they make `rate` arrivals a second together, in the shares they had.

    Raises:
        ValueError: one of them has no rate, or the rate is not above 0.
    """
    rates = [arrivals.mean_rate for arrivals in classes]
    known = [one for one in rates if one is not None]
    if len(known) < len(rates):
        raise ValueError("a timetable has no rate; run this scenario without one")
    return tuple(arrivals.scaled(rate / sum(known)) for arrivals in classes)


def _unit_rate(seed: int) -> Iterator[float]:
    """A Poisson process of rate 1; one of any rate is this one on a clock of its own."""
    draw = random.Random(f"arrivals {seed}").random  # noqa: S311 - not for secrets; the same on every machine
    log = math.log
    total = 0.0
    while True:
        total -= log(1.0 - draw())
        yield total


def _above_zero(value: float, what: str) -> None:
    if not (value > 0 and math.isfinite(value)):
        raise ValueError(f"{what} is {value}; it must be above 0")


def _factor(factor: float) -> float:
    _above_zero(factor, "the factor")
    return factor
