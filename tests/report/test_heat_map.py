"""What a cell of the heat map says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from harness.report.heatmap import MAX_DAYS, Cell, CellState, Row, heat_map
from harness.results import DayState, RunReport, Severity, TableDay, Window

BOX = "nba_raw.bdl_player_boxscores"


def row(report: RunReport, table: str) -> Row:
    (found,) = (row for row in heat_map(report).rows if row.table == table)
    return found


def cell(report: RunReport, table: str) -> Cell:
    (only,) = row(report, table).cells
    return only


def test_violations_of_a_day_are_added_up_and_the_worst_severity_counts(failing_report: RunReport) -> None:
    box = cell(failing_report, BOX)
    assert (box.state, box.text, box.severity) == (CellState.FAILED, "6", Severity.ERROR)
    assert box.title == f"{BOX}, Mon 2024-01-15: 6 violations, error. points add up; 20 to 40 players a game"


def test_a_failed_cell_leads_to_the_worst_finding(failing_report: RunReport) -> None:
    assert cell(failing_report, BOX).finding == 1


@pytest.mark.parametrize(
    ("table", "state"),
    [
        ("nba_raw.nbac_schedule", CellState.PASSED),
        ("nba_raw.nbac_injury_report", CellState.EMPTY),
        ("nba_raw.bdl_standings", CellState.NONE_DUE),
    ],
)
def test_a_day_without_violations_says_what_is_there(failing_report: RunReport, table: str, state: CellState) -> None:
    assert cell(failing_report, table).state is state


def test_rows_whose_checks_were_not_answered_have_not_passed(
    failing_report: RunReport, unknown_report: RunReport
) -> None:
    day = TableDay("nba_raw.nbac_injury_report", date(2024, 1, 15), 90, DayState.ROWS)
    assert cell(replace(unknown_report, days=(day,)), day.table).state is CellState.UNCHECKED
    assert cell(replace(failing_report, results=(), days=(day,)), day.table).state is CellState.UNCHECKED


def test_violations_on_a_day_that_is_empty_or_not_due_still_fail_it(failing_report: RunReport) -> None:
    for state in DayState:
        day = TableDay(BOX, date(2024, 1, 15), 0, state)
        assert cell(replace(failing_report, days=(day,)), BOX).state is CellState.FAILED


def test_a_table_without_days_has_one_cell_for_all_its_checks(season_report: RunReport) -> None:
    rosters = row(season_report, "nba_raw.br_rosters_current")
    assert (rosters.cells, rosters.whole, rosters.passed) == ((), CellState.PASSED, 12)


def test_a_day_that_one_table_lacks_is_not_passed(clean_report: RunReport) -> None:
    later = TableDay(BOX, date(2024, 1, 16), 5, DayState.ROWS)
    cells = row(replace(clean_report, days=(*clean_report.days, later)), "nba_raw.nbac_schedule").cells
    assert [cell.state for cell in cells] == [CellState.PASSED, CellState.NO_DATA]


def test_a_failed_check_without_days_shows_in_the_tally_of_its_table(failing_report: RunReport) -> None:
    results = tuple(replace(result, failures_by_day=()) for result in failing_report.results)
    box = row(replace(failing_report, results=results), BOX)
    assert (box.failed, box.finding, box.severity) == (2, 1, Severity.ERROR)


def test_months_cover_the_days_and_name_each_year_once(season_report: RunReport) -> None:
    heat = heat_map(season_report)
    assert heat.months == (
        *(("Oct", 8), ("Nov 2023", 30), ("Dec", 31), ("Jan 2024", 31), ("Feb", 29), ("Mar", 31), ("Apr", 5)),
    )
    assert sum(number for _, number in heat.months) == len(heat.days) == 165


def test_the_map_grows_denser_with_the_days(season_report: RunReport) -> None:
    days = sorted({entry.day for entry in season_report.days})
    for number, density in ((1, "single"), (7, "roomy"), (31, "medium"), (165, "dense")):
        first = set(days[:number])
        results = tuple(replace(result, failures_by_day=()) for result in season_report.results)
        part = replace(season_report, results=results, days=tuple(d for d in season_report.days if d.day in first))
        assert heat_map(part).density == density


def test_a_very_long_window_keeps_its_last_days(clean_report: RunReport) -> None:
    start = date(2020, 1, 1)
    days = tuple(TableDay(BOX, start + timedelta(days=n), 1, DayState.ROWS) for n in range(MAX_DAYS + 30))
    heat = heat_map(replace(clean_report, window=Window(start, days[-1].day), days=days))
    assert (len(heat.days), heat.days[-1], heat.days_cut) == (MAX_DAYS, days[-1].day, 30)


def test_a_count_fits_its_cell(failing_report: RunReport) -> None:
    day = date(2024, 1, 15)
    for count, text in ((999, "999"), (1_000, "1k"), (286_400, "286k"), (3_000_000, "3M")):
        only = replace(failing_report.results[0], failures_by_day=((day, count),))
        assert cell(replace(failing_report, results=(only,), days=()), BOX).text == text
