"""The arrival rate at which a service stops keeping its SLOs: bisection with repeated short runs.

Noise: a rate is judged by the majority of its runs, best of `repetitions`, ended as soon as the rest cannot change it.
The two rates that bracket the answer are then confirmed, best of 2 × `repetitions` - 1 with the runs they had; where
that turns one over, the search goes on from the rates that are left. So one lucky or unlucky majority does not lead it
astray for good. A run in which the generator was the bottleneck has no vote and is made again; a rate at which so many
of them were is the generator's limit.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from load.record import Part, RunRecord, SloVerdict
from load.saturation import bottleneck
from load.slo import Slos, judge
from load.slo_limits import DATA_KEYS

Run: TypeAlias = Callable[[float, int], RunRecord]
"""A short run at a rate; the second argument is which repetition at that rate it is, from 0: seeds may differ by it."""
RunOutcome: TypeAlias = Literal["holds", "breaks", "generator", "unknown"]
KneeOutcome: TypeAlias = Literal[
    "found",
    "above the highest rate",
    "below the lowest rate",
    "inconclusive: generator",
    "inconclusive: not measured",
    "inconclusive: out of runs",
]
NOT_ASKED = frozenset({"throughput_per_s", "completion_s", *DATA_KEYS})
"""Of a short run: its throughput is the rate, a batch takes its time, and the data is not looked into."""
GROWTH = 2.0
FURTHEST = 64
"""The bracket is widened to so many times its upper end, and down to so small a part of its lower."""


class KneeRun(Part):
    """One run of a search. `broken` are the SLOs that failed, those that were missed by most first."""

    rate: float
    repetition: int
    run_id: str
    outcome: RunOutcome
    broken: tuple[str, ...] = ()
    sentence: str = ""


class Knee(Part):
    """The answer of a search.

    Attributes:
        rate: arrivals a second, the geometric middle of `interval`; None unless found.
        interval: the highest rate that held the SLOs and the lowest that did not; None unless found.
        broke_first: the SLO that most runs at the upper rate broke.
        held: the highest rate that held, None if none did.
        generator_at: the lowest rate at which the generator was the bottleneck, above `held`.
    """

    outcome: KneeOutcome
    sentence: str
    rate: float | None = None
    interval: tuple[float, float] | None = None
    broke_first: str | None = None
    held: float | None = None
    generator_at: float | None = None
    runs: tuple[KneeRun, ...] = ()


def find_knee(
    run: Run,
    *,
    low: float,
    high: float,
    slos: Slos,
    repetitions: int = 3,
    precision: float = 0.05,
    most_runs: int = 60,
) -> Knee:
    """Searches the rate between `low` and `high`, or beyond where `high` holds or `low` breaks.

    A run in which a process of the generator used up its core, or in which its lag or a want of users may be why an
    SLO broke, says nothing of the service: that rate bounds the search from above, and if no lower rate breaks an SLO
    the answer is `inconclusive: generator`.

    Args:
        run: makes one run. Short, but long enough that an overload of `precision` breaks an SLO: a queue that is
            overloaded by 5 % makes the last request of a minute wait 3 s.
        slos: of them percentiles, error shares and missed arrivals are asked.
        repetitions: odd.
        precision: the interval's upper end is at most so much above its lower, 0.05 for 5 %; twice that where the
            generator faltered at the rates between.

    Raises:
        ValueError: an argument is out of range, or there is no SLO to break.
    """
    if not 0 < low < high < math.inf:
        raise ValueError(f"low {low:g} and high {high:g} must be rates with 0 < low < high")
    if repetitions < 1 or repetitions % 2 == 0:
        raise ValueError(f"repetitions is {repetitions}; give an odd number, so that there is a majority")
    if not 0 < precision < 1:
        raise ValueError(f"precision is {precision:g}; give a share between 0 and 1, 0.05 for 5 %")
    asked = slos.without(*NOT_ASKED)
    if not asked.limits:
        raise ValueError(f"{slos.scenario} has no limit on a percentile, on errors or on missed arrivals to break")
    return _Search(run, low, high, asked, repetitions, precision, most_runs).knee()


class _Search:
    """Votes by rate; everything else follows from them."""

    def __init__(
        self, run: Run, low: float, high: float, slos: Slos, repetitions: int, precision: float, most_runs: int
    ) -> None:
        self._run, self._slos = run, slos
        self._low, self._high = low, high
        self._repetitions, self._precision, self._most_runs = repetitions, precision, most_runs
        self._runs: list[KneeRun] = []

    def knee(self) -> Knee:
        while (rate := self._next_rate()) is not None:
            if len(self._runs) >= self._most_runs:
                return self._out_of_runs()
            if self._vote(rate).outcome == "unknown":
                return self._unmeasured()
        return self._answer()

    def _next_rate(self) -> float | None:
        """Where the next run is due; None once the search has ended."""
        undecided = next((rate for rate in self._rates() if self._undecided(rate, self._repetitions)), None)
        if undecided is not None:
            return undecided
        held, limit = self._held(), self._limit()
        if limit is None:
            above = self._low if held is None else self._high if held < self._high else held * GROWTH
            return above if above <= self._high * FURTHEST else None
        if held is None:
            below = limit / GROWTH
            return below if below >= self._low / FURTHEST else None
        if limit / held > 1 + self._precision:
            return math.sqrt(held * limit)
        return next((rate for rate in (held, limit) if self._undecided(rate, 2 * self._repetitions - 1)), None)

    def _vote(self, rate: float) -> KneeRun:
        repetition = len(self._votes(rate))
        record = self._run(rate, repetition)
        made = _judged(record, self._slos, rate, repetition)
        self._runs.append(made)
        return made

    def _rates(self) -> list[float]:
        return sorted({made.rate for made in self._runs})

    def _votes(self, rate: float) -> list[RunOutcome]:
        return [made.outcome for made in self._runs if made.rate == rate]

    def _undecided(self, rate: float, best_of: int) -> bool:
        """Whether more runs at this rate could still change what the majority of `best_of` says.

        Runs of a generator that was the bottleneck are made again, up to `best_of` of them.
        """
        votes = Counter(self._votes(rate))
        silent = votes.pop("generator", 0)
        return silent < best_of and max(votes.values(), default=0) <= best_of // 2

    def _verdict(self, rate: float) -> RunOutcome:
        """The majority's of those that say something; without one, the generator's."""
        said = Counter(vote for vote in self._votes(rate) if vote != "generator")
        for outcome, count in said.items():
            if count > self._repetitions // 2 and 2 * count > said.total():
                return outcome
        return "generator"

    def _decided(self) -> list[float]:
        return [rate for rate in self._rates() if not self._undecided(rate, self._repetitions)]

    def _held(self) -> float | None:
        return max((rate for rate in self._decided() if self._verdict(rate) == "holds"), default=None)

    def _limit(self) -> float | None:
        """The lowest rate above `held` that did not hold."""
        held = self._held() or 0.0
        return min((rate for rate in self._decided() if rate > held), default=None)

    def _breaks_above(self, rate: float) -> float | None:
        breaks = (above for above in self._decided() if above > rate and self._verdict(above) == "breaks")
        return min(breaks, default=None)

    def _answer(self) -> Knee:
        held, limit = self._held(), self._limit()
        if limit is not None and self._verdict(limit) == "generator":
            broken = self._breaks_above(limit)
            if held is None or broken is None or broken / held > (1 + self._precision) ** 2:
                return self._generator(held, limit)
            # The generator faltered between them, but the two rates speak for themselves.
            limit = broken
        if limit is None:
            sentence = f"nothing breaks up to {_words(held)}, the furthest that is tried; begin with a higher rate"
            return Knee(outcome="above the highest rate", sentence=sentence, held=held, runs=tuple(self._runs))
        if held is None:
            sentence = f"{self._broken(limit)[0]} breaks even at {_words(limit)}; begin with a lower rate"
            return Knee(
                outcome="below the lowest rate",
                sentence=sentence,
                broke_first=self._broken(limit)[0],
                runs=tuple(self._runs),
            )
        rate, first = math.sqrt(held * limit), self._broken(limit)[0]
        sentence = f"the knee is at {_words(rate)}: holds at {_words(held)}, at {_words(limit)} {first} breaks first"
        return Knee(
            outcome="found",
            sentence=sentence,
            rate=rate,
            interval=(held, limit),
            broke_first=first,
            held=held,
            runs=tuple(self._runs),
        )

    def _generator(self, held: float | None, limit: float) -> Knee:
        why = next(made.sentence for made in reversed(self._runs) if made.rate == limit and made.outcome == "generator")
        kept = f"the service holds at {_words(held)}" if held else "the service held at no rate"
        sentence = f"{kept}; at {_words(limit)} the generator was the bottleneck: {why}"
        return Knee(
            outcome="inconclusive: generator", sentence=sentence, held=held, generator_at=limit, runs=tuple(self._runs)
        )

    def _unmeasured(self) -> Knee:
        last = self._runs[-1]
        return Knee(
            outcome="inconclusive: not measured",
            sentence=f"at {_words(last.rate)}: {last.sentence}",
            held=self._held(),
            runs=tuple(self._runs),
        )

    def _out_of_runs(self) -> Knee:
        held, limit = self._held(), self._limit()
        between = f"it is between {_words(held)} and {_words(limit)}" if held and limit else "no bracket was found"
        sentence = f"{len(self._runs)} runs were made and no more are allowed; {between}"
        return Knee(outcome="inconclusive: out of runs", sentence=sentence, held=held, runs=tuple(self._runs))

    def _broken(self, rate: float) -> list[str]:
        """SLOs broken at a rate: by how many of its runs, then as each run has them in order."""
        runs = [made.broken for made in self._runs if made.rate == rate]
        counted = Counter(name for broken in runs for name in broken)
        place = {name: min(broken.index(name) for broken in runs if name in broken) for name in counted}
        return sorted(counted, key=lambda name: (-counted[name], place[name]))


def _judged(record: RunRecord, slos: Slos, rate: float, repetition: int) -> KneeRun:
    verdicts = judge(record, slos)
    outcome, sentence, broken = _outcome(record, verdicts)
    return KneeRun(
        rate=rate, repetition=repetition, run_id=record.run_id, outcome=outcome, broken=broken, sentence=sentence
    )


def _outcome(record: RunRecord, verdicts: Sequence[SloVerdict]) -> tuple[RunOutcome, str, tuple[str, ...]]:
    failed = sorted((verdict for verdict in verdicts if verdict.outcome == "failed"), key=_excess, reverse=True)
    unknown = [verdict for verdict in verdicts if verdict.outcome == "unknown"]
    limit = bottleneck(record)
    if limit and limit.kind == "cpu":
        return "generator", limit.sentence, ()
    if failed:
        return "breaks", failed[0].sentence, tuple(verdict.name for verdict in failed)
    unsaid = [verdict for verdict in unknown if verdict.observed is not None]
    if unsaid and not record.aborted:
        return "generator", limit.sentence if limit else unsaid[0].sentence, ()
    if record.aborted or not any(endpoint.requests for endpoint in record.endpoints):
        return "unknown", record.aborted or "nothing was measured", ()
    # An endpoint that so short a run never asked cannot break; the runs say which.
    return "holds", "; ".join(verdict.sentence for verdict in unknown), ()


def _excess(verdict: SloVerdict) -> float:
    return math.inf if not verdict.limit or verdict.observed is None else verdict.observed / verdict.limit


def _words(rate: float | None) -> str:
    return "no rate" if rate is None else f"{rate:,.3g}/s" if rate < 1000 else f"{rate:,.0f}/s"
