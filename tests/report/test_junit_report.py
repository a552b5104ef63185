"""The report for CI servers."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.report.junit import to_junit
from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Violation

anything = st.text(st.characters())


def parsed(report: RunReport) -> ET.Element:
    return ET.fromstring(to_junit(report).encode("utf-8"))


def case(report: RunReport, name: str) -> ET.Element:
    (found,) = (element for element in parsed(report).iter("testcase") if element.get("name") == name)
    return found


def test_a_subject_is_a_suite_with_its_counts(failing_report: RunReport) -> None:
    root = parsed(failing_report)
    suites = {suite.get("name"): suite for suite in root}
    assert len(suites) == 28
    box = suites["raw.box_scores"]
    assert [box.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["2", "2", "0", "0"]
    assert [root.get(name) for name in ("tests", "failures", "skipped", "time")] == ["70", "3", "13", "3.100"]


def test_a_failed_check_tells_severity_keys_sql_and_commands(failing_report: RunReport) -> None:
    failure = case(failing_report, "points add up").find("failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert failure.get("message") == "points differ from what the made shots give (1 row)"
    body = failure.text or ""
    assert "20240115_HOU_PHI joelembiid   points 42, from makes 41" in body
    assert "SELECT game_id, player_lookup, game_date, points\nFROM nba_raw.bdl_player_boxscores" in body
    assert "harness validate raw.box_scores" in body
    assert "python -m scrapers.bdl_box_scores" in body


def test_an_unknown_check_is_skipped_with_its_reason(failing_report: RunReport) -> None:
    skipped = case(failing_report, "report at most 6 h old").find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "nba_raw.nbac_injury_report is empty in the window"


def test_a_pass_that_needed_no_data_says_so(failing_report: RunReport) -> None:
    assert case(failing_report, "a coming game has props").findtext("system-out") == "no game was due"


@settings(max_examples=100, deadline=None)
@given(text=anything)
def test_any_data_make_valid_xml(text: str, clean_report: RunReport) -> None:
    finding = Finding(
        Severity.ERROR, text, 1, (Violation(((text, text),), None, ((text, text),)),), text, (text,), text
    )
    results = (
        CheckResult(text, text, Severity.ERROR, Outcome.FAILED, finding=finding),
        CheckResult("b", text, Severity.ERROR, Outcome.UNKNOWN, reason=text or "none"),
        CheckResult("c", text, Severity.ERROR, Outcome.PASSED, reason=text),
    )
    root = parsed(replace(clean_report, title=text, warehouse=text, results=results))
    assert len(list(root.iter("testcase"))) == 3


@pytest.mark.parametrize("visible", ['Jokić <&> "quoted" ]]> it\'s', "two  spaces"])
def test_what_xml_can_hold_arrives_unchanged(visible: str, clean_report: RunReport) -> None:
    results = (CheckResult("raw.a", visible, Severity.ERROR, Outcome.PASSED),)
    assert case(replace(clean_report, results=results), visible).get("classname") == "raw.a"
