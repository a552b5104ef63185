"""consistency.schedule_coverage on clean days, on games that tables lack, and on games that only tables have."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from harness.season.defects.selection import PLATFORM_ID
from validators.consistency.schedule_coverage import validator
from validators.per_game import ANALYTICS, PREDICTIONS, RAW

FINAL = "every final game is in every table of {}"
KNOWN = "the schedule knows every game of {}"
GROUPS = {"raw data": RAW, "analytics": ANALYTICS, "features, predictions and grades": PREDICTIONS}
ALL = {name.format(group) for group in GROUPS for name in (FINAL, KNOWN)}
SCHEDULE, REPORT = "nba_raw.nbac_schedule", "nba_raw.nbac_injury_report"
TABLES = [(group, one.table.name) for group, tables in GROUPS.items() for one in tables]


def of_the_game(table: str) -> str:
    return f"FROM {table} WHERE game_id = '{{game}}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14..2024-01-16", "2024-02-17"])
def test_clean_days_pass(gate_day: Day, window: str) -> None:
    assert gate_day.answer(validator, window).passed == ALL


@pytest.mark.parametrize(("group", "table"), TABLES)
def test_a_game_that_a_table_lacks_is_found(gate_day: Day, group: str, table: str) -> None:
    gate_day.corrupt(f"DELETE {of_the_game(table)}")

    answer = gate_day.answer(validator)

    assert answer.failed == {FINAL.format(group): [(table, gate_day.game)]}
    assert answer.repairs(FINAL.format(group)) == (f"load {table} of {gate_day.game} again",)


@pytest.mark.parametrize(("group", "table"), TABLES)
def test_a_game_that_only_a_table_has_is_found(gate_day: Day, group: str, table: str) -> None:
    gate_day.corrupt(f"INSERT INTO {table} SELECT * REPLACE ('20240115_XXX_YYY' AS game_id) {of_the_game(table)}")

    assert gate_day.answer(validator).failed == {KNOWN.format(group): [(table, "20240115_XXX_YYY")]}


@pytest.mark.parametrize("status", [1, 2])
def test_a_game_that_is_not_final_need_not_be_there(gate_day: Day, status: int) -> None:
    gate_day.corrupt(
        f"UPDATE {SCHEDULE} SET game_status = {status} WHERE {PLATFORM_ID} = '{{game}}'",
        *(f"DELETE {of_the_game(table)}" for _, table in TABLES),
    )

    assert gate_day.answer(validator).passed == ALL


def test_a_game_that_was_called_off_is_not_known(gate_day: Day) -> None:
    gate_day.corrupt(
        f"UPDATE {SCHEDULE} SET game_status = 1, game_status_text = 'PPD' WHERE {PLATFORM_ID} = '{{game}}'"
    )

    failed = gate_day.answer(validator).failed

    assert failed.keys() == {KNOWN.format(group) for group in GROUPS}
    assert {key for keys in failed.values() for key in keys} == {(table, gate_day.game) for _, table in TABLES}


def test_a_report_about_tomorrows_games_is_not_todays(gate_day: Day) -> None:
    gate_day.corrupt(f"DELETE FROM {REPORT} WHERE game_date = '{{day}}' AND report_date = game_date")

    failed = gate_day.answer(validator).failed[FINAL.format("raw data")]

    assert {table for table, _ in failed} == {REPORT}
    assert len(failed) == 6


def test_tomorrows_games_in_a_report_need_not_be_known(gate_day: Day) -> None:
    gate_day.corrupt(
        f"INSERT INTO {REPORT} SELECT * REPLACE ('20240116_XXX_YYY' AS game_id, game_date + 1 AS game_date) "
        f"{of_the_game(REPORT)}"
    )

    assert gate_day.answer(validator).passed == ALL


def test_predictions_are_not_due_in_the_first_fourteen_days(whole_season: duckdb.DuckDBPyConnection) -> None:
    check = FINAL.format("features, predictions and grades")

    for window in ("2023-10-24", "2023-11-06", "2023-11-07"):
        assert check in answers(whole_season, validator, window).passed


def test_a_season_opening_later_moves_the_fourteen_days(gate_day: Day) -> None:
    predictions = "nba_predictions.player_prop_predictions"
    gate_day.corrupt(f"DELETE FROM {predictions} WHERE game_date = '{{day}}'")
    check = FINAL.format("features, predictions and grades")
    assert check in gate_day.answer(validator).failed

    gate_day.corrupt(f"DELETE FROM {SCHEDULE} WHERE game_date < '2024-01-02'")
    assert check in gate_day.answer(validator).passed

    gate_day.corrupt(
        f"INSERT INTO {SCHEDULE} SELECT * REPLACE ('2024-01-01'::DATE AS game_date) FROM {SCHEDULE} "
        "WHERE game_date = '2024-01-20' LIMIT 1"
    )
    assert check in gate_day.answer(validator).failed


@pytest.mark.parametrize(("group", "table"), [TABLES[0], TABLES[-1]])
def test_a_missing_table_is_unknown_for_its_kind_only(gate_day: Day, group: str, table: str) -> None:
    gate_day.corrupt(f"DROP TABLE {table}")

    assert gate_day.answer(validator).unknown.keys() == {FINAL.format(group), KNOWN.format(group)}


def test_without_a_schedule_nothing_is_known(gate_day: Day) -> None:
    gate_day.corrupt(f"DROP TABLE {SCHEDULE}")

    assert gate_day.answer(validator).unknown.keys() == ALL
