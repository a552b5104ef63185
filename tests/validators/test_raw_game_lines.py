"""raw.game_lines on a clean season, on a real snapshot, and on each way to break it."""

from __future__ import annotations

from datetime import datetime, timedelta

import duckdb
import pytest
from validator_days import Day, answers

from harness.season.defects.selection import PLATFORM_ID
from validators.raw.game_lines import validator

EIGHT = "8 rows a game and snapshot"
BOOKS = "DraftKings and FanDuel are both there"
MARKETS = "each book has spreads and totals"
SPREAD = "spread from -20 to +20"
TOTAL = "total from 200 to 245"
OPPOSITE = "the two spreads of a book are opposite"
IN_TIME = "snapshot is taken before tip-off"
MAPPED = "both team names are mapped"
COVERED = "every game has lines"
ALL = {EIGHT, BOOKS, MARKETS, SPREAD, TOTAL, OPPOSITE, IN_TIME, MAPPED, COVERED}
LINES = "nba_raw.odds_api_game_lines"
SCHEDULE = "nba_raw.nbac_schedule"
NEWEST = f"(SELECT max(snapshot_timestamp) FROM {LINES} WHERE game_id = '{{game}}')"
BOOK = f"game_id = '{{game}}' AND bookmaker_key = 'fanduel' AND snapshot_timestamp = {NEWEST}"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_real_snapshot_was_taken_during_the_game(recorded: duckdb.DuckDBPyConnection) -> None:
    answer = answers(recorded, validator, "2024-01-24")

    assert answer.failed.keys() == {IN_TIME}
    assert {key[0] for key in answer.failed[IN_TIME]} == {"20240124_ATL_GSW"}


def test_a_missing_and_a_doubled_row_are_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {LINES} WHERE {BOOK} AND outcome_name = 'Over'")
    assert [key[0] for key in day.answer(validator).failed[EIGHT]] == [day.game]

    day.corrupt(*[f"INSERT INTO {LINES} FROM {LINES} WHERE {BOOK} AND outcome_name = 'Under'"] * 2)
    assert [key[0] for key in day.answer(validator).failed[EIGHT]] == [day.game]


def test_who_wins_is_neither_wanted_nor_counted(day: Day) -> None:
    day.corrupt(
        f"""
        INSERT INTO {LINES} SELECT * REPLACE ('h2h' AS market_key, NULL AS outcome_point) FROM {LINES}
        WHERE {BOOK} AND market_key = 'spreads'
        """
    )

    assert day.answer(validator).passed == ALL


def test_a_missing_book_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {LINES} WHERE {BOOK}")

    assert day.answer(validator).failed.keys() == {EIGHT, BOOKS}


def test_a_missing_market_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {LINES} WHERE {BOOK} AND market_key = 'totals'")

    answer = day.answer(validator)

    assert answer.failed.keys() == {EIGHT, MARKETS}
    assert [(key[0], key[2]) for key in answer.failed[MARKETS]] == [(day.game, "fanduel")]


@pytest.mark.parametrize(("spread", "found"), [(20.0, False), (20.5, True)])
def test_a_spread_is_at_most_20(day: Day, spread: float, found: bool) -> None:
    day.corrupt(
        f"UPDATE {LINES} SET outcome_point = sign(outcome_point) * {spread} WHERE {BOOK} AND market_key = 'spreads'"
    )

    answer = day.answer(validator)

    assert answer.failed.keys() == ({SPREAD} if found else set())
    assert len(answer.failed.get(SPREAD, [])) == (2 if found else 0)


@pytest.mark.parametrize(("total", "found"), [(200, False), (245, False), (199.5, True), (245.5, True)])
def test_a_total_is_200_to_245(day: Day, total: float, found: bool) -> None:
    day.corrupt(f"UPDATE {LINES} SET outcome_point = {total} WHERE {BOOK} AND market_key = 'totals'")

    assert day.answer(validator).failed.keys() == ({TOTAL} if found else set())


@pytest.mark.parametrize(("second", "judged"), [(0, True), (1, False)])
@pytest.mark.parametrize(
    ("market", "point", "check"), [("spreads", "sign(outcome_point) * 20.5", SPREAD), ("totals", "199.5", TOTAL)]
)
def test_lines_in_play_may_lie_anywhere(
    day: Day, market: str, point: str, check: str, second: int, judged: bool
) -> None:
    day.corrupt(
        f"UPDATE {LINES} SET outcome_point = {point} WHERE {BOOK} AND market_key = '{market}'",
        f"""
        UPDATE {LINES} SET snapshot_timestamp = commence_time + INTERVAL {second} SECOND
        WHERE game_id = '{{game}}' AND snapshot_timestamp = {NEWEST}
        """,
    )

    assert day.answer(validator).failed.keys() == ({check} if judged else {IN_TIME})


def test_spreads_that_are_not_opposite_are_found(day: Day) -> None:
    day.corrupt(
        f"UPDATE {LINES} SET outcome_point = outcome_point + 1 WHERE {BOOK} AND market_key = 'spreads' "
        "AND outcome_name = home_team"
    )

    answer = day.answer(validator)

    assert answer.failed.keys() == {OPPOSITE}
    assert [(key[0], key[2]) for key in answer.failed[OPPOSITE]] == [(day.game, "fanduel")]


@pytest.mark.parametrize(("second", "found"), [(0, False), (1, True)])
def test_a_snapshot_after_tip_off_is_found(day: Day, second: int, found: bool) -> None:
    day.corrupt(
        f"""
        UPDATE {LINES} SET snapshot_timestamp = commence_time + INTERVAL {second} SECOND
        WHERE game_id = '{{game}}' AND snapshot_timestamp = {NEWEST}
        """
    )

    answer = day.answer(validator)

    assert answer.failed.keys() == ({IN_TIME} if found else set())
    assert len(answer.failed.get(IN_TIME, [])) == (8 if found else 0)


@pytest.mark.parametrize("change", ["home_team_abbr = NULL", "away_team_abbr = NULL", "away_team_abbr = 'SEA'"])
def test_a_team_that_nobody_knows_is_found(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {LINES} SET {change} WHERE {BOOK} AND outcome_name = 'Over'")

    answer = day.answer(validator)

    assert [key[0] for key in answer.failed.pop(MAPPED)] == [day.game]
    assert answer.failed.keys() == {MAPPED}


def test_a_game_without_lines_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {LINES} WHERE game_id = '{{game}}'")

    assert day.answer(validator).failed == {COVERED: [(day.game,)]}


@pytest.mark.parametrize(("status", "seconds", "found"), [(1, -1, False), (1, 0, True), (3, -1, True)])
def test_lines_are_due_once_a_game_begins_or_is_final(day: Day, status: int, seconds: int, found: bool) -> None:
    of_the_game = f"{SCHEDULE} WHERE {PLATFORM_ID} = '{{game}}'"
    tip_off = day.value(f"SELECT game_date_est FROM {of_the_game}")
    assert isinstance(tip_off, datetime)
    day.corrupt(
        f"DELETE FROM {LINES} WHERE game_id = '{{game}}'",
        f"UPDATE {of_the_game.replace(' WHERE', f' SET game_status = {status} WHERE')}",
    )

    failed = day.answer(validator, as_of=tip_off + timedelta(seconds=seconds)).failed

    assert failed == ({COVERED: [(day.game,)]} if found else {})


def test_an_empty_window_leaves_no_check_passed(day: Day) -> None:
    day.corrupt(f"DELETE FROM {LINES}")

    answer = day.answer(validator)

    assert answer.failed.keys() == {COVERED}
    assert answer.unknown.keys() == ALL - {COVERED}


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {LINES}")

    assert day.answer(validator).unknown.keys() == ALL
