"""Many experiments beside the targets of the improvement plan: recovered within 15 minutes, 95 % without a person.

Runs with a safeguard switched off do not count: they are meant to break.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from chaos.gameday_record import Observation, Score
from chaos.journal import Answered, ExperimentRecord, Verdict
from chaos.timings import Timings, timings
from harness.report.wording import duration_text, plural

RECOVERY_S = 15 * 60.0
UNAIDED_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class SignalTimes:
    """How fast one signal was the first to tell, over many experiments, in seconds."""

    signal: str
    times: int
    fastest_s: float
    median_s: float
    slowest_s: float


@dataclass(frozen=True, slots=True)
class _Met:
    """One fault that the platform met."""

    experiment: str
    recovered_s: float | None
    by: str | None


def scores(records: Iterable[ExperimentRecord], observations: Sequence[Observation] = ()) -> tuple[Score, ...]:
    """The targets, each with what was reached.

    Args:
        observations: of the same experiments, by a game day's watch, which has seen more than their records tell.
    """
    counted = [record for record in records if not record.safeguards_off]
    watched = {one.experiment: one for one in observations}
    met = [_met(record, watched.get(record.experiment)) for record in counted]
    faced = [one for one in met if one is not None]
    return (_verdicts(counted), _recovery(faced), _unaided(faced))


def signal_times(told: Iterable[tuple[str | None, float | None]]) -> tuple[SignalTimes, ...]:
    """The first signal of each experiment with its seconds, gathered by signal, fastest median first."""
    by_signal: dict[str, list[float]] = {}
    for signal, seconds in told:
        if signal is not None and seconds is not None:
            by_signal.setdefault(signal, []).append(seconds)
    rows = [SignalTimes(name, len(all_), min(all_), median(all_), max(all_)) for name, all_ in by_signal.items()]
    return tuple(sorted(rows, key=lambda row: (row.median_s, row.signal)))


def signals_of(records: Iterable[ExperimentRecord]) -> tuple[SignalTimes, ...]:
    """`signal_times` of what the records themselves say."""
    found = [timings(record) for record in records if not record.safeguards_off]
    return signal_times((one.signal, one.detected_s) for one in found)


def _met(record: ExperimentRecord, watched: Observation | None) -> _Met | None:
    told: Timings = timings(record)
    if told.injected_at_s is None:
        return None
    recovered_s = told.recovered_s if watched is None else watched.recovered_after_s
    return _Met(record.experiment, recovered_s, told.by)


def _verdicts(records: Sequence[ExperimentRecord]) -> Score:
    name, target = "verdicts", "every one as expected"
    if not records:
        return Score(name=name, target=target, observed="–", outcome="unknown", text="no experiment was run")
    others = [record for record in records if not record.as_expected]
    known_wrong = [record for record in others if record.verdict is not Verdict.INCONCLUSIVE]
    told = "; ".join(f"{record.experiment} {record.verdict}" for record in others)
    return Score(
        name=name,
        target=target,
        observed=f"{len(records) - len(others)} of {len(records)}",
        outcome="failed" if known_wrong else "unknown" if others else "passed",
        text=told or f"{plural(len(records), 'experiment')} as expected",
    )


def _recovery(faced: Sequence[_Met]) -> Score:
    name, target = "recovery", f"under {duration_text(RECOVERY_S)}"
    if not faced:
        return Score(name=name, target=target, observed="–", outcome="unknown", text="no fault was injected")
    never = [one.experiment for one in faced if one.recovered_s is None]
    times = {one.experiment: one.recovered_s for one in faced if one.recovered_s is not None}
    slow = [name for name, seconds in times.items() if seconds >= RECOVERY_S]
    observed = f"at most {duration_text(max(times.values()))}" if times else "–"
    if slow:
        text = f"too slow: {', '.join(slow)}"
    elif never:
        text = f"not seen to recover: {', '.join(never)}"
    else:
        slowest = max(times, key=lambda experiment: times[experiment])
        text = f"slowest of {plural(len(times), 'experiment')}: {slowest}"
    outcome: Answered = "failed" if slow else "unknown" if never else "passed"
    return Score(name=name, target=target, observed=observed, outcome=outcome, text=text)


def _unaided(faced: Sequence[_Met]) -> Score:
    name, target = "recovered without a person", f"at least {UNAIDED_SHARE:.0%}".replace("%", " %")
    if not faced:
        return Score(name=name, target=target, observed="–", outcome="unknown", text="no fault was injected")
    alone = [one for one in faced if one.recovered_s is not None and one.by is None]
    helped = [f"{one.experiment} by {one.by}" for one in faced if one.by is not None]
    never = [one.experiment for one in faced if one.recovered_s is None and one.by is None]
    share = len(alone) / len(faced)
    told = [f"helped: {', '.join(helped)}"] if helped else []
    told += [f"not seen to recover: {', '.join(never)}"] if never else []
    return Score(
        name=name,
        target=target,
        observed=f"{100 * share:.3g} % ({len(alone)} of {len(faced)})",
        outcome="passed" if share >= UNAIDED_SHARE else "failed",
        text="; ".join(told) or "nobody had to help",
    )
