"""What a message says, and what it leaves to the report."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from notify_reports import NIGHT, SINCE, case, failed, told, unknown

from harness.notify.message import LONGEST_LINE, MOST_LINES, MOST_SECTIONS, message_of
from harness.results import RunReport, Severity, Standing

PAGE = Path("reports/nightly-2024-01-15.html")


def sections(report: RunReport, remind_nights: int = 0) -> dict[str, tuple[str, ...]]:
    message = message_of(report, page=PAGE, remind_nights=remind_nights)
    return {section.title: section.lines for section in message.sections}


def test_new_and_fixed_are_told_and_open_ones_only_counted() -> None:
    report = told(
        case("a"), case("b", Standing.OPEN, nights=4), case("c", Standing.FIXED, nights=3), results=(failed("a"),)
    )
    assert sections(report) == {
        "new · error · raw.box_scores": ("a on 2024-01-15: 3 violations",),
        "fixed · error · raw.box_scores": (f"c on 2024-01-15: 3 violations, since {SINCE}",),
    }
    assert message_of(report, page=PAGE).title == "nightly 2024-01-15: 1 new · 1 still open · 1 fixed, 0 unknown"


@pytest.mark.parametrize(("nights", "due"), [(2, False), (7, False), (8, True), (9, False), (15, True)])
def test_an_open_finding_is_told_anew_every_so_many_nights(nights: int, due: bool) -> None:
    report = told(case("a", Standing.OPEN, nights=nights, unseen="the check was not asked"))
    line = f"a on 2024-01-15: 3 violations, since {SINCE} (the check was not asked)"
    assert sections(report, remind_nights=7) == ({"still open · error · raw.box_scores": (line,)} if due else {})
    assert sections(report, remind_nights=0) == {}


def test_groups_are_by_severity_and_subject_the_worst_first() -> None:
    cases = (
        case("a", severity=Severity.INFO),
        case("b", subject="raw.schedule", severity=Severity.CRITICAL),
        case("c", subject="raw.box_scores", severity=Severity.CRITICAL),
        case("d", Standing.FIXED, severity=Severity.CRITICAL),
    )
    assert list(sections(told(*cases))) == [
        "new · critical · raw.box_scores",
        "new · critical · raw.schedule",
        "new · info · raw.box_scores",
        "fixed · critical · raw.box_scores",
    ]


def test_the_days_of_one_check_are_one_line() -> None:
    days = [case("a", day=NIGHT - timedelta(days=n)) for n in range(4)]
    assert sections(told(*days)) == {"new · error · raw.box_scores": ("a on 4 days to 2024-01-15: 12 violations",)}


def test_unknown_checks_are_counted_with_their_first_reasons() -> None:
    results = tuple(unknown(f"reason {n // 2}", f"check {n}") for n in range(12))
    section = message_of(told(results=results), page=PAGE).unknown
    assert section is not None
    assert section.title == "unknown · 12 checks"
    assert section.lines == (*(f"2 checks: reason {n}" for n in range(3)), "and 3 other reasons")


def test_the_report_and_the_command_of_the_worst_finding_are_named() -> None:
    text = message_of(told(case(), results=(failed(),)), page=PAGE).text
    assert f"report: {PAGE}" in text
    assert (
        "more: harness validate raw.box_scores --warehouse bigquery://project --window 2024-01-15..2024-01-15 "
        "--show sql" in text
    )


def test_a_quiet_night_is_told_too() -> None:
    message = message_of(told(), page=PAGE)
    assert message.sections == ()
    assert "harness validate --window 2024-01-15..2024-01-15" in message.text


def test_without_a_history_what_failed_is_told() -> None:
    report = told(results=(failed("a"),), history=False)
    assert sections(report) == {"failed · error · raw.box_scores": ("a: 3 rows",)}


def test_a_bad_night_stays_a_message_and_counts_what_it_leaves_out() -> None:
    cases = [
        case(f"check {c}", subject=f"raw.s{s:02}") for s in range(MOST_SECTIONS + 3) for c in range(MOST_LINES + 2)
    ]
    message = message_of(told(*cases), page=PAGE)
    assert len(message.sections) == MOST_SECTIONS + 1
    assert message.sections[-1].title == "and 21 findings of 3 groups more"
    assert message.sections[0].lines[-1] == "and 2 more"
    assert len(message.sections[0].lines) == MOST_LINES + 1


def test_every_text_is_one_bounded_printable_line() -> None:
    nasty = "<!channel> \x1b[31m\r\nBcc: everybody@example.com \ud800" + "x" * 4_000
    report = told(case(nasty, subject=nasty), results=(failed(nasty, nasty), unknown(nasty)))
    message = message_of(report, page=PAGE)
    assert message.unknown is not None
    lines = [
        *(message.title, message.verdict, *message.unknown.lines),
        *(text for section in message.sections for text in (section.title, *section.lines)),
    ]
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) <= LONGEST_LINE
