"""How the reports say counts, bytes and durations, and what they make of characters nobody can see."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.order import subject_counts
from harness.report.wording import (
    bytes_text,
    command_again,
    count_text,
    duration_text,
    heading,
    plural,
    printable,
    verdict,
)
from harness.results import Finding, Outcome, RunReport, Severity


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (None, "not billed"),
        (0, "0 B"),
        (1023, "1,023 B"),
        (1024, "1 KiB"),
        (10_485_760, "10 MiB"),
        (1_288_490_189, "1.2 GiB"),
        (1_072_693_248, "1,023 MiB"),
        (2**60, "1,024 PiB"),
    ],
)
def test_bytes_are_said_in_binary_units(count: int | None, text: str) -> None:
    assert bytes_text(count) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (None, "–"),
        (0.0, "0 ms"),
        (0.8124, "812 ms"),
        (0.9999, "1.0 s"),
        (3.14, "3.1 s"),
        (59.96, "1 min"),
        (184.0, "3 min 4 s"),
        (3600.0, "1 h"),
        (7_500.0, "2 h 5 min"),
    ],
)
def test_durations_are_said_in_the_unit_that_fits(seconds: float | None, text: str) -> None:
    assert duration_text(seconds) == text


def test_counts_agree_with_their_noun() -> None:
    assert [plural(1, "query"), plural(1_230, "query"), plural(0, "day")] == ["1 query", "1,230 queries", "0 days"]
    units = ["batch", "key", "game in a table", "phase of a day"]
    assert [plural(2, unit) for unit in units] == ["2 batches", "2 keys", "2 games in a table", "2 phases of a day"]


def test_a_finding_is_counted_in_its_own_unit() -> None:
    assert count_text(Finding(Severity.ERROR, "late", 3, unit="game")) == "3 games"


@given(st.text(st.characters()))
def test_printable_text_hides_nothing_and_can_be_written(text: str) -> None:
    shown = printable(text)
    assert shown.isprintable()
    shown.encode("utf-8")


def test_visible_text_stays_as_it_is() -> None:
    assert printable("Nikola Jokić – 27 × “triple”") == "Nikola Jokić – 27 × “triple”"


def test_a_title_that_names_the_window_is_not_told_it_twice(clean_report: RunReport) -> None:
    assert heading(clean_report) == "nightly 2024-01-15"
    assert heading(replace(clean_report, title="nightly 2024-01-15")) == "nightly 2024-01-15"


def test_the_verdict_tells_the_worst_and_what_is_missing(
    clean_report: RunReport, failing_report: RunReport, unknown_report: RunReport
) -> None:
    assert verdict(clean_report) == "All 48 checks passed."
    assert verdict(failing_report) == "3 of 70 checks failed, 1 of them error; 13 could not be answered."
    assert verdict(unknown_report) == "None of 72 checks could be answered."
    assert verdict(replace(clean_report, results=())) == "No check was run, so nothing is known."
    mixed = replace(clean_report, results=clean_report.results + unknown_report.results)
    assert verdict(mixed) == "Nothing failed, but 72 of 120 checks could not be answered."


def test_a_subject_with_odd_characters_is_one_word_of_the_command(failing_report: RunReport) -> None:
    result = replace(failing_report.results[0], subject="raw.a; rm -rf $HOME")
    assert result.outcome is Outcome.FAILED
    again = command_again(result, failing_report.window)
    assert again == "harness validate 'raw.a; rm -rf $HOME' --window 2024-01-15..2024-01-15 --show sql"


def test_the_command_names_the_data_again(failing_report: RunReport) -> None:
    again = command_again(failing_report.results[0], failing_report.window, ("--recordings", "last night"))
    assert again is not None
    assert again.endswith(" --recordings 'last night' --window 2024-01-15..2024-01-15 --show sql")


@pytest.mark.parametrize(
    "subject", ["message.prediction_ready", "document.run_history", "document", "recording.a.json"]
)
def test_what_no_query_reads_has_no_command(failing_report: RunReport, subject: str) -> None:
    assert command_again(replace(failing_report.results[0], subject=subject), failing_report.window) is None


def test_samples_are_counted_apart_from_validators(clean_report: RunReport) -> None:
    sample = replace(clean_report.results[0], subject="message.prediction_ready")
    counts = subject_counts(replace(clean_report, results=(*clean_report.results, sample)))
    assert (counts.validators, counts.contracts, counts.samples) == (0, 24, 1)
