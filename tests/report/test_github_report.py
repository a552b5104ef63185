"""The report as annotations of a GitHub Actions run."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.report.github import to_github
from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Violation

COMMAND = re.compile(r"::(error|warning|notice) title=([^:,\r\n]*)::([^\r\n]*)")


def test_each_failed_check_is_an_annotation_of_its_level(failing_report: RunReport) -> None:
    lines = to_github(failing_report).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::notice", "::notice"]


def test_critical_is_an_error(nasty_report: RunReport) -> None:
    assert to_github(nasty_report).startswith("::error title=critical ")


def test_an_annotation_holds_subject_count_key_and_command(failing_report: RunReport) -> None:
    first = to_github(failing_report).splitlines()[0]
    assert first == (
        "::error title=error raw.box_scores%3A points add up::points differ from what the made shots give (1 row)"
        "%0A20240115_HOU_PHI joelembiid   points 42, from makes 41"
        "%0Aharness validate raw.box_scores --window 2024-01-15..2024-01-15 --show sql"
    )


def test_unknown_checks_share_a_notice_a_subject_and_reason(failing_report: RunReport) -> None:
    assert to_github(failing_report).splitlines()[-1] == (
        "::notice title=unknown contract.nbac_injury_report"
        "::12 checks not answered: nba_raw.nbac_injury_report is empty in the window"
    )


def test_percent_line_ends_colons_and_commas_are_escaped(clean_report: RunReport) -> None:
    finding = Finding(Severity.ERROR, "50 % of it", 1, (Violation((("a", "x\r\n::error::y"),)),))
    result = CheckResult("raw.a", "a: 1, b: 100%", Severity.ERROR, Outcome.FAILED, finding=finding)
    (line,) = to_github(replace(clean_report, results=(result,))).splitlines()
    assert line.startswith(
        "::error title=error raw.a%3A a%3A 1%2C b%3A 100%25::50 %25 of it (1 row)%0Ax\\r\\n::error::y"
    )


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters()))
def test_no_data_can_start_a_command_of_their_own(text: str, clean_report: RunReport) -> None:
    finding = Finding(Severity.INFO, text, 1, (Violation(((text, text),), None, ((text, text),)),), text, (text,), text)
    results = (
        CheckResult(text, text, Severity.INFO, Outcome.FAILED, finding=finding),
        CheckResult(text, text, Severity.INFO, Outcome.UNKNOWN, reason=text or "none"),
    )
    written = to_github(replace(clean_report, results=results))
    written.encode("utf-8")
    lines = written.split("\n")
    assert len(lines) == 3
    assert all(COMMAND.fullmatch(line) for line in lines[:2])


def test_a_clean_run_says_nothing(clean_report: RunReport) -> None:
    assert to_github(clean_report) == ""
