"""How long an experiment took to be seen, mitigated and over, and when each of its faults was in force."""

from __future__ import annotations

from dataclasses import dataclass

from chaos.journal import Event, ExperimentRecord, Phase


@dataclass(frozen=True, slots=True)
class FaultWindow:
    """One fault in force. `undone` says whether it was taken back, or ended by itself or with the record."""

    text: str
    from_s: float
    until_s: float
    undone: bool


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds from the first injection; None for what did not happen.

    Attributes:
        injected_at_s: from the start of the record.
        signal: which signal of the platform was first.
        by: the role of the person who had to help; None where nobody had to.
    """

    injected_at_s: float | None = None
    detected_s: float | None = None
    signal: str | None = None
    mitigated_s: float | None = None
    by: str | None = None
    recovered_s: float | None = None


def timings(record: ExperimentRecord) -> Timings:
    """Of one experiment. What happened before the first injection counts for nothing.

    Recovered is the last time that everything was as before; where nothing is told of it, when the steady state was
    found again after the fault, or else after its undo.
    """
    injected_at_s = min((event.at_s for event in record.events if event.kind == "inject"), default=None)
    if injected_at_s is None:
        return Timings()
    since = [event for event in ordered(record.events) if event.at_s >= injected_at_s]
    detected = next((event for event in since if event.kind == "detect"), None)
    mitigated = next((event for event in since if event.kind == "mitigate"), None)
    recovered = next((event.at_s for event in reversed(since) if event.kind == "recover"), None)
    if recovered is None:
        recovered = _steady_again(record)

    def after(at_s: float | None) -> float | None:
        return None if at_s is None else at_s - injected_at_s

    return Timings(
        injected_at_s=injected_at_s,
        detected_s=after(detected.at_s if detected else None),
        signal=None if detected is None else detected.signal or detected.text,
        mitigated_s=after(mitigated.at_s if mitigated else None),
        by=next((event.by for event in since if event.by is not None), None),
        recovered_s=after(recovered),
    )


def _steady_again(record: ExperimentRecord) -> float | None:
    """When all probes had passed, after the fault or after its undo; None where one did not, or was not asked."""
    for phase in (Phase.AFTER, Phase.AFTER_UNDO):
        found = [answer for answer in record.answers if answer.phase is phase]
        last = {answer.probe: answer for answer in found}
        if last and all(answer.outcome == "passed" for answer in last.values()):
            return max(answer.at_s for answer in last.values())
    return None


def fault_windows(record: ExperimentRecord) -> tuple[FaultWindow, ...]:
    """Each injection until it was undone, or else until its bound, or else until the record ends."""
    end_s = last_s(record)
    undone = {event.injection: event.at_s for event in reversed(ordered(record.events)) if event.kind == "undo"}
    windows = []
    for event in ordered(record.events):
        if event.kind != "inject":
            continue
        until_s = undone.get(event.injection) if event.injection is not None else None
        bound_s = min(event.until_s, end_s) if event.until_s is not None else end_s
        windows.append(
            FaultWindow(event.text, event.at_s, bound_s if until_s is None else until_s, until_s is not None)
        )
    return tuple(windows)


def last_s(record: ExperimentRecord) -> float:
    """Second of the last thing that is known of it."""
    known = [event.at_s for event in record.events] + [answer.at_s for answer in record.answers]
    if record.ended_at is not None:
        known.append((record.ended_at - record.started_at).total_seconds())
    return max(known, default=0.0)


def ordered(events: tuple[Event, ...]) -> list[Event]:
    """By time; what happened at one time stays in the order it was written."""
    return sorted(events, key=lambda event: event.at_s)
