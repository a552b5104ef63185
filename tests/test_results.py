"""Outcomes, windows and exit statuses keep their promises."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Violation, Window


def result(outcome: Outcome, severity: Severity = Severity.ERROR) -> CheckResult:
    finding = Finding(severity, "broken", 1) if outcome is Outcome.FAILED else None
    reason = "table missing" if outcome is Outcome.UNKNOWN else None
    return CheckResult("raw.test", "check", severity, outcome, reason=reason, finding=finding)


def report(*results: CheckResult) -> RunReport:
    instant = datetime(2024, 1, 16, tzinfo=UTC)
    return RunReport("nightly", "duckdb", Window.parse("2024-01-15"), instant, instant, 0.1, results)


PASSED, FAILED, UNKNOWN = Outcome.PASSED, Outcome.FAILED, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ((PASSED,), 0),
        ((PASSED, FAILED), 1),
        ((PASSED, UNKNOWN), 3),
        ((UNKNOWN, FAILED), 1),
        ((), 3),
    ],
)
def test_exit_status_says_failed_before_unknown_before_passed(outcomes, status):
    assert report(*map(result, outcomes)).exit_status() == status


def test_a_failure_below_the_bar_does_not_fail_the_run():
    warned = report(result(FAILED, Severity.WARNING))
    assert warned.exit_status(Severity.ERROR) == 0
    assert warned.exit_status(Severity.WARNING) == 1


def test_a_failure_below_the_bar_does_not_hide_an_unknown():
    assert report(result(FAILED, Severity.INFO), result(UNKNOWN)).exit_status(Severity.ERROR) == 3


@pytest.mark.parametrize("text", ["2024-01-15", "2024-01-01..2024-01-31"])
def test_a_window_is_written_as_it_is_read(text):
    assert str(Window.parse(text)) == text


def test_a_window_holds_both_its_ends():
    window = Window.parse("2024-02-28 .. 2024-03-01")
    assert list(window.each_day()) == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert window.days == 3


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "2024-01-15..", "..2024-01-15"])
def test_what_is_no_window_is_refused_with_how_to_write_one(text):
    with pytest.raises(ValueError, match=r"is no window; write 2024-01-15 or 2024-01-01\.\.2024-01-31"):
        Window.parse(text)


def test_a_window_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="swap the two dates"):
        Window.parse("2024-01-16..2024-01-15")


@pytest.mark.parametrize(("outcome", "with_finding"), [(PASSED, True), (UNKNOWN, True), (FAILED, False)])
def test_a_finding_belongs_to_a_failed_check_and_to_no_other(outcome, with_finding):
    finding = Finding(Severity.ERROR, "broken", 1) if with_finding else None
    with pytest.raises(ValueError, match="belongs to a failed check"):
        CheckResult("raw.test", "check", Severity.ERROR, outcome, reason="why", finding=finding)


@pytest.mark.parametrize("reason", [None, ""])
def test_an_unknown_outcome_must_say_why(reason):
    with pytest.raises(ValueError, match="must say why"):
        CheckResult("raw.test", "check", Severity.ERROR, UNKNOWN, reason=reason)


def test_null_is_shown_as_null_and_nothing_else_is():
    violation = Violation((("game_id", None), ("player", "None")), evidence=(("points", None), ("assists", 0)))
    assert violation.key_text() == "NULL None"
    assert violation.evidence_text() == "points NULL, assists 0"


def test_severities_are_ordered():
    assert Severity.INFO < Severity.WARNING < Severity.ERROR < Severity.CRITICAL
    assert Severity.CRITICAL.label == "critical"
