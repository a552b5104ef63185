"""What a run comes to, from what was written down: held, deviated or inconclusive, with the reason in one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chaos.journal import Answer, Phase, Verdict


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A verdict with its reason."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    """What there is to judge.

    Attributes:
        broken_off: why the run did not come to its end: halted, interrupted, a control that failed; empty where it did.
        injections: how many faults were put into effect; 0 is only right where none was asked for.
        wanted_injections: how many the method asks for.
        waited_in_vain: what did not come within its bound.
        failed_actions: others that failed.
        not_undone: faults that are still there after their undo.
        holds_during: the steady state has to hold while the fault is there too.
    """

    answers: Sequence[Answer]
    broken_off: str = ""
    injections: int = 0
    wanted_injections: int = 0
    waited_in_vain: tuple[str, ...] = ()
    failed_actions: tuple[str, ...] = ()
    not_undone: tuple[str, ...] = ()
    holds_during: bool = False


def conclude(course: Course) -> Conclusion:
    """First what makes it say nothing, then what deviated. Unknown is never held."""
    unknown = _says_nothing(course)
    if unknown:
        return Conclusion(Verdict.INCONCLUSIVE, unknown)
    deviated = _deviated(course)
    if deviated:
        return Conclusion(Verdict.DEVIATED, deviated)
    not_known = _first(course, "unknown", _judged_phases(course))
    if not_known:
        return Conclusion(Verdict.INCONCLUSIVE, f"not known {not_known}")
    return Conclusion(Verdict.HELD, f"the steady state was there before and after{_during(course)}")


def _says_nothing(course: Course) -> str:
    if course.broken_off:
        return course.broken_off
    before = _first(course, "failed", (Phase.BEFORE,)) or _first(course, "unknown", (Phase.BEFORE,))
    if before:
        return f"no steady state to begin with: {before}"
    if course.not_undone:
        return f"a fault is still there: {'; '.join(course.not_undone)}"
    if course.failed_actions:
        return f"an action failed: {'; '.join(course.failed_actions)}"
    if course.injections < course.wanted_injections:
        return f"{course.injections} of {course.wanted_injections} faults were injected"
    missing = [phase for phase in _judged_phases(course) if not _of(course.answers, phase)]
    return f"the steady state was not looked at {missing[0]}" if missing else ""


def _deviated(course: Course) -> str:
    found = [f"not in time: {one}" for one in course.waited_in_vain]
    failed = _first(course, "failed", _judged_phases(course))
    return "; ".join([failed] * bool(failed) + found)


def _judged_phases(course: Course) -> tuple[Phase, ...]:
    during = (Phase.DURING,) if course.holds_during else ()
    return (*during, Phase.AFTER, Phase.AFTER_UNDO)


def _first(course: Course, outcome: str, phases: Iterable[Phase]) -> str:
    """The first answers of that outcome in the first such phase, in words."""
    for phase in phases:
        names: dict[str, str] = {}
        for answer in _of(course.answers, phase):
            if answer.outcome == outcome:
                names.setdefault(answer.probe, _words(answer))
        if names:
            return f"{phase}: {'; '.join(names.values())}"
    return ""


def _of(answers: Iterable[Answer], phase: Phase) -> list[Answer]:
    return [answer for answer in answers if answer.phase is phase]


def _words(answer: Answer) -> str:
    if answer.outcome == "unknown":
        return f"{answer.probe}: {answer.text or 'unknown'}"
    told = f" ({answer.text})" if answer.text else ""
    return f"{answer.probe} is {answer.value}, expected {answer.expected}{told}"


def _during(course: Course) -> str:
    off = {answer.probe for answer in _of(course.answers, Phase.DURING) if answer.outcome != "passed"}
    return f"; meanwhile not always: {', '.join(sorted(off))}" if off else ""
