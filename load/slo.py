"""SLOs asked of a run: afterwards by its record, and while it goes on by what became known in the last seconds."""

from __future__ import annotations

from collections import deque
from typing import Literal

from load.record import INTERVAL_S, Interval, RunRecord, SloVerdict
from load.saturation import bottleneck, lag_ms
from load.slo_limits import DATA_KEYS, SHARE, WINDOW_S, Slo, SloError, Slos, for_scenario
from load.totals import Totals, observed_in_data

__all__ = ["Slo", "SloError", "Slos", "Watch", "for_scenario", "judge"]

MOST_LAG = 0.01
"""Of a run's length: arrivals that end up so much late came at a rate that was so much less."""
LAG_TIMES = 2
"""A process that is late to start an arrival is as late to see its answer."""
_Outcome = Literal["passed", "failed", "unknown"]


def judge(record: RunRecord, slos: Slos) -> tuple[SloVerdict, ...]:
    """One verdict per SLO. Passed needs a measurement, a run of full length, and arrivals that were made as asked.

    What the generator may have caused is unknown: everything but failed requests where a process used up its core; a
    latency that breaks its limit by no more than the processes' own lag; and, where users were short, a latency that
    the service itself kept, as well as missed arrivals and throughput beside nothing that the service broke.
    """
    run = _Judged(record, slos)
    return tuple(run.verdict(slo) for slo in slos.limits)


class Watch:
    """Ends a run whose SLO stays broken: every SLO with `abort_after_s`, over a sliding window of 5 seconds.

    The window is over when things became known, not over when arrivals were due: a slow request is counted in the
    second in which its answer came. A window in which an SLO was not measured ends its breach.
    """

    def __init__(self, slos: Slos) -> None:
        self._watched = tuple(slo for slo in slos.limits if slo.abort_after_s is not None)
        self._fed: deque[tuple[float, Interval]] = deque()
        self._since: dict[str, float] = {}

    def feed(self, interval: Interval, *, at_s: float | None = None) -> str | None:
        """Takes what became known since it was last fed; gives the reason to end the run, in one line, if there is one.

        Args:
            interval: counts that were not fed before; the same second may come again with more of them, and the
                workers of a run may each bring theirs.
            at_s: now, in seconds of the run, never less than before; the end of the interval for None.
        """
        now = interval.start_s + INTERVAL_S if at_s is None else at_s
        if not self._watched:
            return None
        self._fed.append((now, interval))
        while self._fed[0][0] <= now - WINDOW_S:
            self._fed.popleft()
        totals = Totals.of_intervals((part for _, part in self._fed), seconds=min(now, WINDOW_S))
        reasons = [self._sustained(slo, totals, now) for slo in self._watched]
        return next((reason for reason in reasons if reason), None)

    def _sustained(self, slo: Slo, totals: Totals, now: float) -> str | None:
        observed = totals.observed(slo)
        if observed is None or not slo.broken_by(observed):
            self._since.pop(slo.name, None)
            return None
        lasted = now - self._since.setdefault(slo.name, now)
        if slo.abort_after_s is None or lasted < slo.abort_after_s:
            return None
        return f"broken for {lasted:.0f} s: {_words(slo, observed)} (of the {WINDOW_S:g} s before second {now:.0f})"


class _Judged:
    """A run with what is known of its generator."""

    def __init__(self, record: RunRecord, slos: Slos) -> None:
        self._record, self._totals = record, Totals.of_record(record)
        self._limit, self._lag_ms = bottleneck(record), lag_ms(record)
        self._service_broke = any(self._breaks_in_service(slo) for slo in slos.limits)

    def verdict(self, slo: Slo) -> SloVerdict:
        of_data = slo.key in DATA_KEYS
        observed, said = observed_in_data(slo, self._record) if of_data else (self._totals.observed(slo), "")
        if observed is None:
            return _answer(slo, "unknown", None, f"{slo.name}: {said or 'nothing was measured'}")
        failed = slo.broken_by(observed)
        unknown = "" if of_data else self._says_nothing(slo, observed, failed=failed)
        outcome: _Outcome = "unknown" if unknown else "failed" if failed else "passed"
        return _answer(slo, outcome, observed, "; ".join(filter(None, (_words(slo, observed), said, unknown))))

    def _says_nothing(self, slo: Slo, observed: float, *, failed: bool) -> str:
        """Why a measurement neither passes nor fails; empty if it does."""
        if failed and slo.key == "error_share":
            return ""
        if self._limit and self._limit.kind == "cpu":
            return f"the generator was the bottleneck: {self._limit.sentence}"
        if failed:
            return self._generators_doing(slo, observed)
        if self._lag_ms / 1000 > MOST_LAG * self._record.duration_s:
            return f"arrivals were started {self._lag_ms / 1000:.1f} s late, so their rate was not the one asked for"
        return f"the run was ended before its time: {self._record.aborted}" if self._record.aborted else ""

    def _generators_doing(self, slo: Slo, observed: float) -> str:
        """Why a breach may not be the service's; empty if it is."""
        if slo.key in ("missed_share", "throughput_per_s"):
            return self._limit.sentence if self._limit and not self._service_broke else ""
        lag = self._lag_ms / (1 if slo.unit == "ms" else 1000)
        if not slo.broken_by(observed - LAG_TIMES * lag):
            return f"the processes of the generator were late by {self._lag_ms:.0f} ms (p99), which may be why"
        short = self._limit and self._limit.kind == "users" and not self._breaks_in_service(slo)
        return self._limit.sentence if self._limit and short else ""

    def _breaks_in_service(self, slo: Slo) -> bool:
        chosen = self._totals.observed if slo.key == "error_share" else self._totals.observed_service
        observed = chosen(slo)
        return observed is not None and slo.broken_by(observed)


def _words(slo: Slo, observed: float) -> str:
    least = "least" if slo.is_least else "most"
    return f"{slo.name} is {_quantity(slo, observed)}, at {least} {_quantity(slo, slo.limit)} is right"


def _quantity(slo: Slo, value: float) -> str:
    if slo.unit == SHARE:
        return f"{100 * value:.3g} %"
    return f"{value:,.0f} {slo.unit}" if value >= 100 or value == int(value) else f"{value:.3g} {slo.unit}"


def _answer(slo: Slo, outcome: _Outcome, observed: float | None, sentence: str) -> SloVerdict:
    return SloVerdict(
        name=slo.name, outcome=outcome, limit=slo.limit, observed=observed, unit=slo.unit, sentence=sentence
    )
