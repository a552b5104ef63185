"""A gate's decision follows from the answers of its checks, and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from harness.gate_decisions import Decision, GateDecision, decide, gate_decisions
from harness.results import CheckResult, Finding, Outcome, Severity, Violation

GATE = "gates.phase2_to_phase3"
DAY = date(2024, 1, 15)


def passed(check: str = "fine", subject: str = GATE) -> CheckResult:
    return CheckResult(subject, check, Severity.CRITICAL, Outcome.PASSED)


def unknown(check: str = "not seen", severity: Severity = Severity.INFO) -> CheckResult:
    return CheckResult(GATE, check, severity, Outcome.UNKNOWN, reason="table nba_raw.x is missing")


def failed(severity: Severity, check: str = "broken", *keys: str, count: int | None = None) -> CheckResult:
    violations = tuple(Violation((("table", key),), DAY) for key in keys)
    finding = Finding(severity, "1 of 5 rows break it", len(keys) or 1 if count is None else count, violations)
    return CheckResult(GATE, check, severity, Outcome.FAILED, finding=finding, failures_by_day=((DAY, 1),))


def test_all_passed_is_proceed() -> None:
    assert decide(GATE, [passed("one"), passed("other")]) == GateDecision(GATE, Decision.PROCEED)


@pytest.mark.parametrize(
    ("severity", "decision"),
    [
        (Severity.INFO, Decision.PROCEED),
        (Severity.WARNING, Decision.WARN),
        (Severity.ERROR, Decision.BLOCK),
        (Severity.CRITICAL, Decision.BLOCK),
    ],
)
def test_the_worst_failure_decides(severity: Severity, decision: Decision) -> None:
    assert decide(GATE, [passed(), failed(severity)]).decision is decision


@pytest.mark.parametrize("severity", list(Severity))
def test_what_is_not_known_does_not_open_a_gate(severity: Severity) -> None:
    answer = decide(GATE, [passed(), unknown(severity=severity)])

    assert answer.decision is Decision.BLOCK
    assert answer.reasons == ("not seen: table nba_raw.x is missing",)


def test_a_gate_that_was_asked_nothing_blocks() -> None:
    assert decide(GATE, []).decision is Decision.BLOCK


def test_reasons_name_the_checks_and_their_first_keys() -> None:
    few = failed(Severity.ERROR, "every table has rows", "nba_raw.a", "nba_raw.b")
    many = failed(Severity.ERROR, "fresh", "a", "b", "c", "d")

    assert decide(GATE, [few, many]).reasons == (
        "every table has rows: 1 of 5 rows break it (nba_raw.a, nba_raw.b)",
        "fresh: 1 of 5 rows break it (a, b, c, …)",
    )


def test_keys_beyond_those_that_were_kept_are_hinted_at() -> None:
    assert decide(GATE, [failed(Severity.ERROR, "fresh", "a", count=2)]).reasons[0].endswith("(a, …)")


def test_a_block_keeps_its_warnings_apart() -> None:
    answer = decide(GATE, [failed(Severity.WARNING, "thin"), failed(Severity.ERROR, "gone"), unknown("dark")])

    assert answer.reasons == ("gone: 1 of 5 rows break it", "dark: table nba_raw.x is missing")
    assert answer.warnings == ("thin: 1 of 5 rows break it",)


def test_the_days_are_those_of_what_decided() -> None:
    other = CheckResult(
        GATE,
        "thin",
        Severity.WARNING,
        Outcome.FAILED,
        finding=Finding(Severity.WARNING, "thin", 1),
        failures_by_day=((date(2024, 1, 16), 2), (date(2024, 1, 17), 0)),
    )

    assert decide(GATE, [failed(Severity.ERROR), other]).days == (DAY,)
    assert decide(GATE, [other]).days == (date(2024, 1, 16),)


def test_only_gates_decide_in_the_order_they_come() -> None:
    results = [
        passed(subject="gates.b"),
        passed(subject="raw.schedule"),
        passed(subject="gates.a"),
        passed(subject="gates.b"),
    ]

    assert [one.gate for one in gate_decisions(results)] == ["gates.b", "gates.a"]
