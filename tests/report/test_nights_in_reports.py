"""A run beside the nights before it, on the terminal and on the page."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from harness.report.console import FIRST_CASES, render
from harness.report.html import MAX_CASES, to_html
from harness.report.sparkline import HEIGHT, WIDTH, bars, line
from harness.results import Case, RunReport, Severity, Standing


def printed(report: RunReport, *, verbose: bool = False) -> list[str]:
    console = Console(file=io.StringIO(), width=160)
    render(report, console, verbose=verbose, report_path=Path("reports/night.html"))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]).split())


def many(report: RunReport, count: int) -> RunReport:
    assert report.history is not None
    first = date(2023, 1, 1)
    cases = tuple(
        Case(f"raw.{n:03}", "rows hold", None, None, Severity.INFO, Standing.FIXED, first + timedelta(days=n), 2, 1)
        for n in range(count)
    )
    return replace(report, history=replace(report.history, cases=cases))


def test_the_last_line_counts_what_is_new_open_and_fixed(followed_report: RunReport) -> None:
    assert "2 new · 2 still open · 2 fixed   report: reports/night.html" in printed(followed_report)[-1]


def test_each_failed_check_says_since_when(followed_report: RunReport) -> None:
    lines = printed(followed_report)
    (points,) = (one for one in lines if "points add up" in one and "✗" in one)
    (players,) = (one for one in lines if "20 to 40 players" in one)
    assert "1 row (new)" in points
    assert "5 groups (open since 2024-01-10)" in players


def test_days_of_one_check_that_stand_differently_are_told_together(followed_report: RunReport) -> None:
    assert followed_report.history is not None
    cases = tuple(replace(one, unseen=None) for one in followed_report.history.cases)
    report = replace(followed_report, history=replace(followed_report.history, cases=cases))
    (points,) = (one for one in printed(report) if "points add up" in one and "✗" in one)
    assert "1 row (1 of 2 days new, open since 2024-01-10)" in points


def test_what_is_fixed_and_what_nobody_looked_at_is_told_with_its_reason(followed_report: RunReport) -> None:
    lines = printed(followed_report)
    assert "  ✓ fixed  raw.schedule  one row a game on 2024-01-15, first seen 2024-01-10" in lines
    assert (
        "  ? open   raw.box_scores  points add up on 2024-01-10, open since 2024-01-10: 2024-01-10 was not looked at"
        in lines
    )


def test_a_long_list_is_cut_on_the_terminal_and_on_the_page(followed_report: RunReport) -> None:
    report = many(followed_report, MAX_CASES + 30)
    lines = [one for one in printed(report) if one.startswith("  ✓ fixed  ")]
    assert len(lines) == FIRST_CASES + 1
    assert lines[-1].endswith(f"and {MAX_CASES + 30 - FIRST_CASES} more (--verbose)")
    assert "30 others" in words(to_html(report))


def test_without_a_history_nothing_is_said_of_it(failing_report: RunReport) -> None:
    assert "still open" not in "".join(printed(failing_report))
    assert "Nights" not in words(to_html(failing_report))


def test_the_page_says_how_each_finding_stands(followed_report: RunReport) -> None:
    page = to_html(followed_report)
    assert re.findall(r'class="standing[ new]*">([^<]*)<', page) == ["new", "open since 2024-01-10", "new"]
    assert "2 new · 2 still open · 2 fixed beside 11 earlier runs on the same data" in words(page)


def test_the_page_draws_a_table_that_more_than_one_run_knows(followed_report: RunReport) -> None:
    page = to_html(followed_report)
    (row,) = re.findall(r'<tr title="12 runs, 2024-01-05 to 2024-01-16">.*?</tr>', page, re.DOTALL)
    assert row.count("<svg") == page.count('<svg class="sparkline') == 3, "the other table has one night only"
    assert row.count("<polyline") == 2, "the night without a number is a gap"
    assert 'aria-label="rows: 200, 205, 210, 215, none, 225' in row
    assert row.count("<rect") == 8 + 1


@pytest.mark.parametrize(
    ("values", "lines", "dots"),
    [
        ([0, 5, 10], 1, 1),
        ([0, None, 10], 0, 2),
        ([1, 2, None, 3, 4], 2, 1),
        ([None, None], 0, 0),
        ([], 0, 0),
        ([0, 0, 0], 1, 1),
    ],
)
def test_a_night_without_a_number_leaves_a_gap(values: list[int | None], lines: int, dots: int) -> None:
    drawn = line(values)
    assert (len(drawn.lines), len(drawn.dots)) == (lines, dots)


def test_the_largest_number_is_at_the_top_and_nothing_leaves_the_drawing() -> None:
    drawn = line([0, 5, 10])
    points = [tuple(map(float, point.split(","))) for point in drawn.lines[0].split()]
    assert [y for _, y in points] == [HEIGHT - 2, HEIGHT / 2, 2]
    assert all(0 <= x <= WIDTH for x, _ in points)
    for bar in bars([0, 1, 10_000]).bars:
        assert bar.x + bar.width <= WIDTH
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT


def test_the_smallest_bar_is_still_seen_and_none_stands_for_0() -> None:
    assert [bar.height >= 3 for bar in bars([0, 1, 10_000]).bars] == [True, True]
