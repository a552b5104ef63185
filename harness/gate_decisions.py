"""What a gate says: proceed, proceed with a warning, or block, derived from the answers of its checks.

A gate is a validator of the category `gates`. It holds no state: once the data are repaired its checks pass and it
opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from harness.results import CheckResult, Finding, Outcome, Severity

GATES = "gates."
"""How the subjects of gates begin."""

FIRST_KEYS = 3
"""Keys that a reason names; the finding has the others."""


class Decision(StrEnum):
    """May the next phase start?"""

    PROCEED = "proceed"
    WARN = "proceed with warning"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class GateDecision:
    """The answer of one gate, and why it is not a plain yes.

    `reasons` are those that decided: what blocks where it blocks, else what it warns of. `warnings` are what it warns
    of besides. `days` are the game days that the deciding findings lie on, as far as they have a day.
    """

    gate: str
    decision: Decision
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


def decide(gate: str, answers: Sequence[CheckResult]) -> GateDecision:
    """Block for a failed error or critical check and for an unanswered one; warn for a failed warning.

    What is not known must not open a gate, so one without any answer blocks too. A failed info check changes nothing.
    """
    blocking = [one for one in answers if _blocks(one)]
    warning = [one for one in answers if _warns(one)]
    if not answers:
        return GateDecision(gate, Decision.BLOCK, ("none of its checks was asked, so nothing is known",))
    if blocking:
        return GateDecision(gate, Decision.BLOCK, _sentences(blocking), _sentences(warning), _days(blocking))
    if warning:
        return GateDecision(gate, Decision.WARN, _sentences(warning), (), _days(warning))
    return GateDecision(gate, Decision.PROCEED)


def gate_decisions(results: Iterable[CheckResult]) -> tuple[GateDecision, ...]:
    """The decision of every gate that a run asked, in the order the gates come."""
    answers: dict[str, list[CheckResult]] = {}
    for result in results:
        if result.subject.startswith(GATES):
            answers.setdefault(result.subject, []).append(result)
    return tuple(decide(gate, given) for gate, given in answers.items())


def _blocks(answer: CheckResult) -> bool:
    if answer.outcome is Outcome.UNKNOWN:
        return True
    return answer.finding is not None and answer.finding.severity >= Severity.ERROR


def _warns(answer: CheckResult) -> bool:
    return answer.finding is not None and answer.finding.severity is Severity.WARNING


def _sentences(answers: Iterable[CheckResult]) -> tuple[str, ...]:
    return tuple(f"{one.check}: {one.reason if one.finding is None else _told(one.finding)}" for one in answers)


def _told(finding: Finding) -> str:
    """The message, and the first keys that it is about."""
    keys = [one.key_text() for one in finding.violations[:FIRST_KEYS] if one.key]
    more = ", …" if len(keys) < finding.count else ""
    return f"{finding.message} ({', '.join(keys)}{more})" if keys else finding.message


def _days(answers: Iterable[CheckResult]) -> tuple[date, ...]:
    return tuple(sorted({day for one in answers for day, count in one.failures_by_day if count}))
