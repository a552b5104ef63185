"""What the gates decided, in every report."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from built_reports import NASTY, NIGHT, build, passed
from rich.console import Console

from harness.report.console import render
from harness.report.html import to_html
from harness.report.json_report import from_json, to_json
from harness.results import CheckResult, Finding, Outcome, RunReport, Severity, Violation, Window

OPEN, THIN, SHUT, OTHER = "gates.data_freshness", "gates.phase3_to_phase4", "gates.phase2_to_phase3", "raw.schedule"


def failed(subject: str, check: str, severity: Severity) -> CheckResult:
    finding = Finding(severity, "1 of 6 day's tables break it", 1, (Violation((("table", "nba_raw.x"),), NIGHT),))
    return CheckResult(subject, check, severity, Outcome.FAILED, finding=finding, failures_by_day=((NIGHT, 1),))


@pytest.fixture
def gated() -> RunReport:
    results = (
        passed(OTHER, "fine"),
        passed(OPEN, "fresh"),
        failed(THIN, "all 5 processors are complete", Severity.WARNING),
        failed(SHUT, "every required table has rows", Severity.CRITICAL),
        CheckResult(SHUT, "gamebooks", Severity.ERROR, Outcome.UNKNOWN, reason="table nba_raw.y is missing"),
    )
    return build(results, Window(NIGHT, NIGHT))


def printed(report: RunReport, *, verbose: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), width=200)
    render(report, console, verbose=verbose)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def gate_line(report: RunReport, gate: str, *, verbose: bool = False) -> str:
    [line] = [
        line for line in printed(report, verbose=verbose) if gate in line and ("proceed" in line or "block" in line)
    ]
    return " ".join(line.split())


def test_the_terminal_has_one_line_a_gate(gated: RunReport) -> None:
    assert gate_line(gated, OPEN) == f"✓ {OPEN} proceed"
    assert gate_line(gated, THIN) == (
        f"! {THIN} proceed with warning all 5 processors are complete: 1 of 6 day's tables break it (nba_raw.x)"
    )
    assert gate_line(gated, SHUT) == (
        f"✗ {SHUT} block every required table has rows: 1 of 6 day's tables break it (nba_raw.x) (and 1 more)"
    )


def test_a_verbose_terminal_shows_every_reason(gated: RunReport) -> None:
    assert gate_line(gated, SHUT, verbose=True).endswith("; gamebooks: table nba_raw.y is missing")


def test_the_json_report_has_the_decisions_and_reads_back(gated: RunReport) -> None:
    text = to_json(gated)
    gates = {one["gate"]: one for one in json.loads(text)["gates"]}

    assert {name: one["decision"] for name, one in gates.items()} == {
        OPEN: "proceed",
        THIN: "proceed with warning",
        SHUT: "block",
    }
    assert gates[SHUT]["days"] == [str(NIGHT)]
    assert gates[SHUT]["reasons"][1] == "gamebooks: table nba_raw.y is missing"
    assert from_json(text) == gated


def test_the_page_has_a_section_of_gates_with_their_reasons(gated: RunReport) -> None:
    page = to_html(gated)

    section = page[page.index('<section id="gates"') : page.index("</section>", page.index('<section id="gates"'))]
    assert '<a href="#gates">Gates <b>3</b></a>' in page
    assert [section.count(f"<b>{word}</b>") for word in ("proceed", "proceed with warning", "block")] == [1, 1, 1]
    assert "every required table has rows: 1 of 6 day&#39;s tables break it (nba_raw.x)" in section
    assert "1 game day" in section


def test_a_report_without_gates_says_nothing_of_them(clean_report: RunReport) -> None:
    assert "gates" not in to_html(clean_report)
    assert not any("proceed" in line for line in printed(clean_report))
    assert json.loads(to_json(clean_report))["gates"] == []


def test_data_in_a_reason_cannot_leave_it() -> None:
    finding = Finding(Severity.ERROR, NASTY, 1, (Violation((("table", NASTY),), date(2024, 1, 15)),))
    report = build((CheckResult(SHUT, NASTY, Severity.ERROR, Outcome.FAILED, finding=finding),), Window(NIGHT, NIGHT))

    page = to_html(report)

    assert "<script>alert" not in page
    assert "\x1b" not in "".join(printed(report))
    assert "\x1b" not in page
