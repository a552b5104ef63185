"""What makes a run held, deviated or inconclusive, and which reason is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chaos.extension.readings import reason_of
from chaos.journal import Answer, Answered, Phase, Verdict
from chaos.verdict import Course, conclude


def answer(phase: Phase, outcome: Answered = "passed", probe: str = "rows") -> Answer:
    return Answer(phase=phase, probe=probe, at_s=1.0, outcome=outcome, value=2, expected="0", text="two")


STEADY = tuple(answer(phase) for phase in Phase)
WHOLE = Course(STEADY, injections=1, wanted_injections=1)


def verdict(course: Course) -> tuple[Verdict, str]:
    found = conclude(course)
    return found.verdict, found.reason


def with_answer(phase: Phase, outcome: Answered, **changes: bool) -> Course:
    kept = tuple(one for one in STEADY if one.phase is not phase)
    return replace(WHOLE, answers=(*kept, answer(phase, outcome)), **changes)


def test_it_holds_where_everything_was_as_it_should_be() -> None:
    assert verdict(WHOLE) == (Verdict.HELD, "the steady state was there before and after")


@pytest.mark.parametrize("phase", [Phase.AFTER, Phase.AFTER_UNDO])
def test_it_deviates_where_a_probe_is_off(phase: Phase) -> None:
    assert verdict(with_answer(phase, "failed")) == (Verdict.DEVIATED, f"{phase}: rows is 2, expected 0 (two)")


@pytest.mark.parametrize("phase", [Phase.AFTER, Phase.AFTER_UNDO])
def test_what_is_not_known_is_not_held(phase: Phase) -> None:
    assert verdict(with_answer(phase, "unknown")) == (Verdict.INCONCLUSIVE, f"not known {phase}: rows: two")


def test_meanwhile_counts_where_the_experiment_says_so() -> None:
    found, reason = verdict(with_answer(Phase.DURING, "failed"))
    assert (found, reason.endswith("meanwhile not always: rows")) == (Verdict.HELD, True)
    assert verdict(with_answer(Phase.DURING, "failed", holds_during=True))[0] is Verdict.DEVIATED


def test_what_was_waited_for_in_vain_deviates() -> None:
    course = replace(WHOLE, waited_in_vain=("a batch",))
    assert verdict(course) == (Verdict.DEVIATED, "not in time: a batch")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"broken_off": "halted: harm"}, "halted: harm"),
        ({"not_undone": ("a pause",)}, "a fault is still there: a pause"),
        ({"failed_actions": ("start",)}, "an action failed: start"),
        ({"injections": 0}, "0 of 1 faults were injected"),
        ({"answers": STEADY[:2]}, "the steady state was not looked at after"),
    ],
)
def test_what_says_nothing_is_inconclusive_though_a_probe_is_off(changes: dict[str, object], reason: str) -> None:
    course = replace(with_answer(Phase.AFTER_UNDO, "failed"), **changes)  # type: ignore[arg-type]
    assert verdict(course) == (Verdict.INCONCLUSIVE, reason)


@pytest.mark.parametrize("outcome", ["failed", "unknown"])
def test_no_steady_state_to_begin_with_is_inconclusive(outcome: Answered) -> None:
    found, reason = verdict(with_answer(Phase.BEFORE, outcome))
    assert found is Verdict.INCONCLUSIVE
    assert reason.startswith("no steady state to begin with: before: rows")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("chaoslib.exceptions.ActivityFailed: chaos.extension.actions.WaitedInVainError: too late", "too late"),
        ("chaos.faults.fault.FaultError: process.pause: it had ended", "process.pause: it had ended"),
        ("no class: at all", "no class: at all"),
    ],
)
def test_reasons_are_without_the_classes_that_they_came_as(text: str, reason: str) -> None:
    assert reason_of(text) == reason
