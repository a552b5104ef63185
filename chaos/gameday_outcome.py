"""What a game day comes to: how each experiment was seen, the verdict of the day, and what people go on with."""

from __future__ import annotations

from chaos.gameday_record import GameDayRecord, Observation
from chaos.journal import ExperimentRecord, Finding, Verdict
from chaos.timings import timings
from chaos.watching import Change, seen

_ENDING = ("interrupted by", "a fault is still there")
"""How the reasons begin (chaos/extension/interruption.py, chaos/verdict.py) after which nothing more is injected."""


def ends_the_day(record: ExperimentRecord) -> bool:
    """Whether somebody ended the experiment by hand, or it left something behind. A halt alone does not end a day."""
    return record.verdict is Verdict.INCONCLUSIVE and record.reason.startswith(_ENDING)


def observation(
    record: ExperimentRecord, changes: tuple[Change, ...], *, offset_s: float, until_s: float
) -> Observation:
    """One experiment as the platform's signals told it.

    The day's own watch and the signals that the experiment itself looks at are both the platform's: the first of them
    detects, and it has recovered when the last of them says so.

    Args:
        changes: of the day's watch, on the clock of the day.
        offset_s: when the experiment began, on that clock.
        until_s: when all signals had been asked once more.
    """
    told = timings(record)
    if told.injected_at_s is None:
        return Observation(
            experiment=record.experiment, injected_at_s=None, detected_after_s=None, signal=None, recovered_after_s=None
        )
    injected_s = offset_s + told.injected_at_s
    watched = seen(changes, injected_s=injected_s, until_s=until_s)
    found = [(one, signal) for one, signal in ((watched.detected_s, watched.signal), (told.detected_s, told.signal))
             if one is not None]  # fmt: skip
    detected_s, signal = min(found, key=lambda one: one[0]) if found else (None, None)
    known = [told.recovered_s] if watched.detected_s is None else [watched.recovered_s, told.recovered_s]
    recovered = [one for one in known if one is not None]
    is_ill_still = watched.detected_s is not None and watched.recovered_s is None
    return Observation(
        experiment=record.experiment,
        injected_at_s=injected_s,
        detected_after_s=detected_s,
        signal=signal,
        recovered_after_s=None if is_ill_still or not recovered else max(recovered),
    )


def concluded(day: GameDayRecord, *, planned: int) -> tuple[Verdict, str]:
    """The verdict of a day and its reason in one line. What was ended early is inconclusive."""
    records = [one.record for one in day.experiments]
    if day.aborted is not None:
        return Verdict.INCONCLUSIVE, f"ended before its time: {day.aborted}"
    deviated = [record for record in records if not record.as_expected and record.verdict is not Verdict.INCONCLUSIVE]
    if deviated:
        return Verdict.DEVIATED, "; ".join(f"{one.experiment} {one.verdict}: {one.reason}" for one in deviated)
    failed = [score for score in day.scorecard if score.outcome == "failed"]
    if failed:
        return Verdict.DEVIATED, "; ".join(f"{one.name}: {one.observed}, wanted {one.target}" for one in failed)
    unknown = [record for record in records if record.verdict is Verdict.INCONCLUSIVE]
    if unknown:
        return Verdict.INCONCLUSIVE, "; ".join(f"{one.experiment}: {one.reason}" for one in unknown)
    open_scores = [score for score in day.scorecard if score.outcome == "unknown"]
    if open_scores or len(records) < planned:
        told = [f"{one.name}: {one.text}" for one in open_scores]
        return Verdict.INCONCLUSIVE, "; ".join(told) or f"{len(records)} of {planned} experiments were run"
    return Verdict.HELD, f"{len(records)} of {planned} experiments as expected, all targets met"


def findings(day: GameDayRecord) -> tuple[Finding, ...]:
    """What people have to look at, without owner and date, which are theirs to fill."""
    told: list[Finding] = []
    for one in day.experiments:
        record = one.record
        if not record.as_expected:
            text = f"{record.experiment} {record.verdict}, expected {record.expected}: {record.reason}"
            is_unknown = record.verdict is Verdict.INCONCLUSIVE
            told.append(Finding(text=text, severity="warning" if is_unknown else "error"))
        told += record.findings
    told += [
        Finding(text=f"no signal told of {watched.experiment}", severity="info")
        for watched in day.observations
        if watched.injected_at_s is not None and watched.detected_after_s is None
    ]
    told += [
        Finding(text=f"{score.name}: {score.observed}, wanted {score.target}", severity="error")
        for score in day.scorecard
        if score.outcome == "failed"
    ]
    return tuple(told)
