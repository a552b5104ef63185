"""raw.injury_reports on a clean season, and on each way to break it."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.injury_reports import validator

STATUS = "status is one of the five"
ONCE = "one row for each player, date and hour"
FRESH = "newest report at most 6 h old"
COVERED = "every playing team has a report"
ALL = {STATUS, ONCE, FRESH, COVERED}
REPORT = "nba_raw.nbac_injury_report"
SCHEDULE = "nba_raw.nbac_schedule"
THE_GAME = "game_date = '{day}' AND game_id = '{game}'"


def _one_game_at(day: Day, tip_off: str) -> None:
    """Leave one game, at a known instant."""
    code = day.game[:9].replace("_", "/") + day.game[9:].replace("_", "")
    day.corrupt(
        f"DELETE FROM {SCHEDULE} WHERE game_date = '{{day}}' AND game_code <> '{code}'",
        f"UPDATE {SCHEDULE} SET game_date_est = '{tip_off}' WHERE game_code = '{code}'",
    )


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize("status", ["Out", "DOUBTFUL", "questionable", "Probable", "available"])
def test_the_five_statuses_may_be_written_in_any_case(day: Day, status: str) -> None:
    day.corrupt(f"UPDATE {REPORT} SET injury_status = '{status}' WHERE {THE_GAME}")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("status", ["'day-to-day'", "''", "NULL"])
def test_any_other_status_is_found(day: Day, status: str) -> None:
    one = day.value(f"SELECT min(player_lookup) FROM {REPORT} WHERE {THE_GAME}")
    day.corrupt(
        f"UPDATE {REPORT} SET injury_status = {status} WHERE {THE_GAME} AND report_hour = 9 AND player_lookup = '{one}'"
    )

    [(_, hour, player, game)] = day.answer(validator).failed[STATUS]

    assert (hour, player, game) == (9, one, day.game)


def test_a_player_twice_in_one_report_is_found(day: Day) -> None:
    one = day.value(f"SELECT min(player_lookup) FROM {REPORT} WHERE {THE_GAME}")
    day.corrupt(f"INSERT INTO {REPORT} FROM {REPORT} WHERE {THE_GAME} AND report_hour = 9 AND player_lookup = '{one}'")

    answer = day.answer(validator)

    assert answer.failed.keys() == {ONCE}
    assert [key[1:3] for key in answer.failed[ONCE]] == [(9, one)]


def test_a_player_may_be_reported_for_today_and_tomorrow_at_once(day: Day) -> None:
    day.corrupt(
        f"INSERT INTO {REPORT} SELECT * REPLACE (game_date + 1 AS game_date) FROM {REPORT} WHERE {THE_GAME}",
    )

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(("tip_off", "found"), [("2024-01-15 20:00:00Z", False), ("2024-01-15 20:00:01Z", True)])
def test_a_report_may_be_6_hours_old_at_tip_off(day: Day, tip_off: str, found: bool) -> None:
    _one_game_at(day, tip_off)
    day.corrupt(f"DELETE FROM {REPORT} WHERE {THE_GAME} AND report_hour > 9")

    # Nine in New York is 14:00 UTC in winter.
    assert day.answer(validator).failed == ({FRESH: [(day.game,)]} if found else {})


def test_a_report_after_tip_off_is_no_fresh_report(day: Day) -> None:
    _one_game_at(day, "2024-01-16 00:30:00Z")
    day.corrupt(f"DELETE FROM {REPORT} WHERE {THE_GAME} AND report_hour IN (13, 17)")

    assert day.answer(validator).failed == {FRESH: [(day.game,)]}


def test_a_game_without_a_report_before_it_has_no_fresh_one(day: Day) -> None:
    _one_game_at(day, "2024-01-15 13:00:00Z")

    assert day.answer(validator).failed == {FRESH: [(day.game,)]}


@pytest.mark.parametrize(("second", "asked"), [(0, True), (1, False)])
def test_a_game_is_asked_about_a_day_before_it(day: Day, second: int, asked: bool) -> None:
    _one_game_at(day, f"2024-01-16 20:30:{second:02d}Z")
    day.corrupt(f"DELETE FROM {REPORT} WHERE {THE_GAME} AND report_hour > 9")

    answer = day.answer(validator, as_of=datetime(2024, 1, 15, 20, 30, tzinfo=UTC))

    assert (FRESH in answer.failed) is asked


@pytest.mark.parametrize(("minute", "found"), [(0, False), (1, True)])
def test_the_report_of_a_coming_game_ages_by_the_runs_clock(day: Day, minute: int, found: bool) -> None:
    _one_game_at(day, "2024-01-16 00:30:00Z")
    day.corrupt(f"DELETE FROM {REPORT} WHERE {THE_GAME} AND report_hour IN (13, 17)")

    answer = day.answer(validator, as_of=datetime(2024, 1, 15, 20, minute, tzinfo=UTC))

    assert answer.failed == ({FRESH: [(day.game,)]} if found else {})


def test_a_playing_team_without_a_report_is_found(day: Day) -> None:
    team = day.game[-3:]
    day.corrupt(f"DELETE FROM {REPORT} WHERE {THE_GAME} AND team = '{team}'")

    answer = day.answer(validator)

    assert [key[1] for key in answer.failed[COVERED]] == [team]
    assert answer.repairs(COVERED) == (f"scrape the injury report of {day.date} again",)


def test_a_report_is_not_expected_long_before_the_game(day: Day) -> None:
    _one_game_at(day, "2024-01-16 00:30:00Z")
    day.corrupt(
        f"UPDATE {SCHEDULE} SET game_status = 1 WHERE game_date = '{{day}}'",
        f"DELETE FROM {REPORT} WHERE {THE_GAME} AND team = '{day.game[-3:]}'",
    )

    assert not day.answer(validator, as_of=datetime(2024, 1, 15, 18, 29, tzinfo=UTC)).failed
    assert day.answer(validator, as_of=datetime(2024, 1, 15, 18, 30, tzinfo=UTC)).failed.keys() == {COVERED}


def test_no_report_at_all_leaves_no_check_passed(day: Day) -> None:
    day.corrupt(f"DELETE FROM {REPORT}")

    answer = day.answer(validator)

    assert answer.failed.keys() == {COVERED}
    assert answer.unknown.keys() == ALL - {COVERED}


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {REPORT}")

    assert answers(day.connection, validator, day.date).unknown.keys() == ALL
