"""raw.props_availability on a clean season, and on each way to break it."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.props_availability import validator

COVERED = "every game has props"
THREE = "at least 3 players a game"
EIGHT = "at least 8 players a game"
FRESH = "newest snapshot at most 6 h before tip-off"
COMING_FRESH = "newest snapshot of a coming game at most 6 h old"
COMING_DAY = "every coming game day has props"
ALL = {COVERED, THREE, EIGHT, FRESH, COMING_FRESH, COMING_DAY}
PROPS = "nba_raw.odds_api_player_points_props"
SCHEDULE = "nba_raw.nbac_schedule"


def _one_game_at_six(day: Day, snapshot: str) -> None:
    """Leave one game of the day, at 18:00 UTC, with one snapshot."""
    code = day.game[:9].replace("_", "/") + day.game[9:].replace("_", "")
    day.corrupt(
        f"DELETE FROM {SCHEDULE} WHERE game_date = '{{day}}' AND game_code <> '{code}'",
        f"UPDATE {SCHEDULE} SET game_date_est = '2024-01-15 18:00:00Z', game_status = 1 WHERE game_code = '{code}'",
        f"UPDATE {PROPS} SET snapshot_timestamp = '{snapshot}' WHERE game_id = '{{game}}'",
    )


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_a_clean_season_has_no_failure_at_any_hour(whole_season: duckdb.DuckDBPyConnection, hour: int) -> None:
    as_of = datetime(2024, 1, 15, hour, tzinfo=UTC)

    assert not answers(whole_season, validator, "2024-01-14..2024-01-16", as_of).failed


def test_a_game_without_props_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {PROPS} WHERE game_id = '{{game}}'")

    answer = day.answer(validator)

    assert answer.failed == {COVERED: [(day.game,)]}
    assert answer.repairs(COVERED) == (f"scrape the props of {day.game} again",)


@pytest.mark.parametrize(("players", "broken"), [(8, set()), (7, {EIGHT}), (3, {EIGHT}), (2, {THREE, EIGHT})])
def test_a_game_has_at_least_3_and_better_8_players(day: Day, players: int, broken: set[str]) -> None:
    some = f"SELECT DISTINCT player_lookup FROM {PROPS} WHERE game_id = '{{game}}' ORDER BY 1 LIMIT {players}"
    day.corrupt(f"DELETE FROM {PROPS} WHERE game_id = '{{game}}' AND player_lookup NOT IN ({some})")

    assert day.answer(validator).failed == {check: [(day.game,)] for check in broken}


@pytest.mark.parametrize(
    ("snapshot", "found"),
    [("2024-01-15 12:00:00Z", False), ("2024-01-15 11:59:59Z", True), ("2024-01-15 18:00:01Z", True)],
)
def test_the_last_snapshot_is_at_most_6_hours_before_tip_off(day: Day, snapshot: str, found: bool) -> None:
    _one_game_at_six(day, snapshot)

    assert day.answer(validator).failed == ({FRESH: [(day.game,)]} if found else {})


@pytest.mark.parametrize(("minute", "found"), [(0, False), (1, True)])
def test_the_snapshot_of_a_coming_game_ages_by_the_runs_clock(day: Day, minute: int, found: bool) -> None:
    _one_game_at_six(day, "2024-01-15 10:00:00Z")

    answer = day.answer(validator, as_of=datetime(2024, 1, 15, 16, minute, tzinfo=UTC))

    assert answer.failed == ({COMING_FRESH: [(day.game,)]} if found else {})


def test_opening_lines_may_be_old_more_than_4_hours_before_tip_off(day: Day) -> None:
    _one_game_at_six(day, "2024-01-14 22:00:00Z")

    assert not day.answer(validator, as_of=datetime(2024, 1, 15, 13, 59, tzinfo=UTC)).failed
    assert day.answer(validator, as_of=datetime(2024, 1, 15, 14, tzinfo=UTC)).failed.keys() == {COMING_FRESH}


@pytest.mark.parametrize("window", ["2024-01-15", "2024-01-14"])
def test_a_coming_game_day_without_props_is_found(day: Day, window: str) -> None:
    _one_game_at_six(day, "2024-01-15 10:00:00Z")
    day.corrupt(f"DELETE FROM {PROPS} WHERE game_date = '{{day}}'")

    too_early = day.answer(validator, window, as_of=datetime(2024, 1, 14, 23, 59, tzinfo=UTC))
    in_time = day.answer(validator, window, as_of=datetime(2024, 1, 15, 0, 0, tzinfo=UTC))

    assert COMING_DAY not in too_early.failed
    assert [str(key[0]) for key in in_time.failed[COMING_DAY]] == ["2024-01-15"]


def test_no_props_at_all_leaves_no_check_about_them_passed(day: Day) -> None:
    day.corrupt(f"DELETE FROM {PROPS}")

    answer = day.answer(validator)

    assert answer.failed.keys() == {COVERED}
    assert answer.unknown.keys() == {THREE, EIGHT, FRESH, COMING_FRESH}


@pytest.mark.parametrize("table", [PROPS, SCHEDULE])
def test_a_missing_table_is_unknown(day: Day, table: str) -> None:
    day.corrupt(f"DROP TABLE {table}")

    expected = ALL if table == PROPS else ALL - {THREE, EIGHT}
    assert day.answer(validator).unknown.keys() == expected
