"""The report on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from harness.report.console import FIRST_UNKNOWN, render
from harness.results import RunReport

COMMAND = "harness validate raw.box_scores --window 2024-01-15..2024-01-15 --show sql"


def printed(report: RunReport, width: int = 100, *, verbose: bool = False, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(), width=width, force_terminal=colour, color_system="truecolor" if colour else None
    )
    render(report, console, verbose=verbose, report_path=Path("reports/2024-01-15.html"))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_wide_terminal_shows_a_failed_check_with_its_first_key_on_one_line(failing_report: RunReport) -> None:
    (line,) = (line for line in printed(failing_report, 160).splitlines() if "points add up" in line)
    assert line.split() == [
        *("✗", "error", "raw.box_scores", "points", "add", "up", "1", "row"),
        *("20240115_HOU_PHI", "joelembiid", "points", "42,", "from", "makes", "41"),
    ]


def test_further_keys_stand_under_the_first_up_to_the_edge_of_a_wide_terminal(failing_report: RunReport) -> None:
    widths = range(120, 150)
    (edge,) = (w for w in widths if wide_lines(failing_report, w) and not wide_lines(failing_report, w - 1))
    for width in (edge, edge + 1, 149):
        lines = wide_lines(failing_report, width)
        assert len({line.index("20240115_AW") for line in lines}) == 1
        assert len(lines) == 3


def wide_lines(report: RunReport, width: int) -> list[str]:
    """The lines of the groups of players, where the first stands beside its check."""
    lines = [line for line in printed(report, width).splitlines() if "20240115_AW" in line]
    return lines if "20 to 40 players a game" in lines[0] else []


def test_a_narrow_terminal_shows_the_key_below(failing_report: RunReport) -> None:
    lines = printed(failing_report, 80).splitlines()
    head = next(number for number, line in enumerate(lines) if "points add up" in line)
    assert lines[head + 1 : head + 3] == [
        "      20240115_HOU_PHI joelembiid   points 42, from makes 41",
        f"      {COMMAND}",
    ]


@pytest.mark.parametrize("width", [80, 100, 160])
def test_no_line_but_a_command_is_wider_than_the_terminal(failing_report: RunReport, width: int) -> None:
    lines = printed(failing_report, width).splitlines()
    assert [line for line in lines if len(line) > width and "harness validate" not in line] == []


def test_a_command_is_never_wrapped(failing_report: RunReport) -> None:
    assert COMMAND in printed(failing_report, 40)


def test_the_worst_comes_first(failing_report: RunReport) -> None:
    severities = [line.split()[1] for line in printed(failing_report).splitlines() if line.startswith("  ✗")]
    assert severities == ["error", "warning", "info"]


def test_the_head_counts_subjects_checks_queries_and_bytes(failing_report: RunReport) -> None:
    head = printed(failing_report, 160).splitlines()[0]
    facts = "4 validators · 23 contracts · 1 recording · 70 checks · 2 queries · 60 MiB billed (duckdb)"
    assert head.startswith(f"nightly 2024-01-15   {facts}")
    assert head.endswith(" 3.1 s")


def test_groups_are_called_groups_and_the_rest_of_them_is_counted(failing_report: RunReport) -> None:
    text = printed(failing_report)
    assert "5 groups" in text
    assert "… and 2 more" in text


def test_a_finding_about_a_file_says_where(failing_report: RunReport) -> None:
    text = printed(failing_report)
    assert "field added: data[].player.jersey" in text
    assert "at balldontlie/box_scores.json: $.data[0]" in text


def test_unknown_checks_of_one_subject_and_reason_share_a_line(failing_report: RunReport) -> None:
    unknown = [line for line in printed(failing_report, 160).splitlines() if line.startswith("  ?")]
    assert len(unknown) == 2
    assert "12 checks: nba_raw.nbac_injury_report is empty in the window" in unknown[1]


def test_many_unknown_subjects_are_cut_and_counted(unknown_report: RunReport) -> None:
    text = printed(unknown_report, 160)
    assert text.count("\n  ? ") == FIRST_UNKNOWN
    assert "… and 12 more (--verbose)" in text


def test_verbose_shows_every_unknown_every_violation_and_the_repairs(
    failing_report: RunReport, unknown_report: RunReport
) -> None:
    assert printed(unknown_report, 160, verbose=True).count("\n  ? ") == 24
    text = printed(failing_report, verbose=True)
    assert "20240115_AW4_HOM" in text
    assert "python -m scrapers.bdl_box_scores --date 2024-01-15" in text


def test_the_last_line_sums_up_and_names_the_report(failing_report: RunReport) -> None:
    last = printed(failing_report).splitlines()[-1]
    assert last == "  ✓ 54 passed   ✗ 3 failed   ? 13 unknown   report: reports/2024-01-15.html"


@pytest.mark.parametrize("width", [80, 160, 2000])
@pytest.mark.parametrize("verbose", [False, True])
def test_data_are_never_read_as_markup_and_never_drive_the_terminal(
    nasty_report: RunReport, width: int, verbose: bool
) -> None:
    text = printed(nasty_report, width, verbose=verbose)
    assert text.count("[bold]") == text.count("&amp;") >= 10
    assert text.replace("\n", "").isprintable()


def test_colours_add_nothing_that_the_plain_text_lacks(failing_report: RunReport) -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True, color_system="standard", record=True)
    render(failing_report, console, report_path=Path("reports/2024-01-15.html"))
    assert console.export_text() == printed(failing_report)
    assert "\x1b[" in printed(failing_report, colour=True)


def test_a_terminal_that_knows_ascii_only_gets_ascii_only(nasty_report: RunReport) -> None:
    report = replace(nasty_report, title="Jokić, Nikola")
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="ascii", newline="\n") as stream:
        render(report, Console(file=stream, width=100), verbose=True)
        stream.flush()
        lines = raw.getvalue().decode("ascii").splitlines()
    assert "Joki\\u0107, Nikola" in lines[0]
    assert lines[-1] == "  + 1 passed   x 1 failed   ? 1 unknown   1 new | 1 still open | 1 fixed"


def test_a_run_without_checks_still_has_its_head_and_sum(clean_report: RunReport) -> None:
    text = printed(replace(clean_report, results=(), queries=(), days=()))
    assert "0 checks · 0 queries" in text
    assert "✓ 0 passed   ✗ 0 failed   ? 0 unknown" in text
