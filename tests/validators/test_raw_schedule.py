"""raw.schedule on a clean season, on one that is still open, on the real one, and on each way to break it."""

from __future__ import annotations

from datetime import UTC, datetime

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.schedule import validator

TEAMS = "30 teams a season"
TEAM_GAMES = "80 to 84 games a team and season"
SEASON_GAMES = "the regular season has 1230 games"
UNIQUE = "one row for each game_id"
ONE_DATE = "a game has one date"
STATUS = "status is scheduled, in progress or final"
SCORE = "a final game has its score"
ALL = {TEAMS, TEAM_GAMES, SEASON_GAMES, UNIQUE, ONE_DATE, STATUS, SCORE}
SEASON = "2023-10-01..2024-04-30"
FIRST_GAME = "(SELECT min(game_id) FROM nba_raw.nbac_schedule WHERE game_date = '{day}')"
IN_DECEMBER = datetime(2023, 12, 1, tzinfo=UTC)
IN_JANUARY = datetime(2024, 1, 2, tzinfo=UTC)


def first_game(day: Day) -> object:
    return day.value(f"SELECT {FIRST_GAME}")


def teams_of(day: Day, game: object) -> list[object]:
    [teams] = day.rows(
        f"SELECT home_team_tricode, away_team_tricode FROM nba_raw.nbac_schedule WHERE game_id = '{game}'"
    )
    return sorted(teams, key=str)


@pytest.mark.parametrize("window", ["2024-01-15", SEASON])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize("window", ["2024-12-01", "2025-01-15", "2024-10-01..2025-06-30"])
def test_the_real_season_passes_with_its_preseason_all_star_games_and_playoffs(
    recorded: duckdb.DuckDBPyConnection, window: str
) -> None:
    assert answers(recorded, validator, window).passed == ALL


def test_a_team_that_has_no_game_is_missed(day: Day) -> None:
    day.corrupt("UPDATE nba_raw.nbac_schedule SET home_team_tricode = 'BKN' WHERE home_team_tricode = 'BOS'")
    day.corrupt("UPDATE nba_raw.nbac_schedule SET away_team_tricode = 'BKN' WHERE away_team_tricode = 'BOS'")

    assert day.answer(validator).failed == {TEAMS: [(2023,)], TEAM_GAMES: [(2023, "BKN")]}


def test_a_team_that_the_league_does_not_have_is_found(day: Day) -> None:
    day.corrupt(
        f"UPDATE nba_raw.nbac_schedule SET home_team_tricode = 'SEA' WHERE game_id = {FIRST_GAME}",
    )

    assert day.answer(validator).failed == {TEAMS: [(2023,)], TEAM_GAMES: [(2023, "SEA")]}


@pytest.mark.parametrize(("removed", "found"), [(2, False), (3, True)])
def test_a_team_has_at_least_80_games(day: Day, removed: int, found: bool) -> None:
    day.corrupt(
        f"""
        UPDATE nba_raw.nbac_schedule SET home_team_tricode = 'TBD' WHERE game_id IN (
            SELECT game_id FROM nba_raw.nbac_schedule WHERE home_team_tricode = 'BOS' ORDER BY game_id LIMIT {removed})
        """
    )

    assert day.answer(validator).failed == ({TEAM_GAMES: [(2023, "BOS")]} if found else {})


@pytest.mark.parametrize(("added", "found"), [(2, False), (3, True)])
def test_a_team_has_at_most_84_games(day: Day, added: int, found: bool) -> None:
    day.corrupt(
        f"""
        INSERT INTO nba_raw.nbac_schedule BY NAME
        SELECT * REPLACE ('00223' || (20000 + row_number() OVER ())::VARCHAR AS game_id, 'TBD' AS away_team_tricode)
        FROM nba_raw.nbac_schedule WHERE home_team_tricode = 'BOS' LIMIT {added}
        """
    )

    expected = {TEAM_GAMES: [(2023, "BOS")]} if found else {}
    assert day.answer(validator).failed == {SEASON_GAMES: [(2023,)], **expected}


def test_one_missing_game_of_the_regular_season_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM nba_raw.nbac_schedule WHERE game_id = {FIRST_GAME}")

    assert day.answer(validator).failed == {SEASON_GAMES: [(2023,)]}


def test_a_season_is_not_short_before_the_cup_games_are_placed(day: Day) -> None:
    day.corrupt(f"DELETE FROM nba_raw.nbac_schedule WHERE game_id = {FIRST_GAME}")

    in_december = day.answer(validator, as_of=IN_DECEMBER)

    assert SEASON_GAMES in in_december.unknown
    assert in_december.passed == ALL - {SEASON_GAMES}
    assert SEASON_GAMES in day.answer(validator, as_of=IN_JANUARY).failed


def test_a_season_with_too_many_games_is_wrong_at_any_time(day: Day) -> None:
    day.corrupt(
        f"""
        INSERT INTO nba_raw.nbac_schedule BY NAME SELECT * REPLACE ('0022399999' AS game_id)
        FROM nba_raw.nbac_schedule WHERE game_id = {FIRST_GAME}
        """
    )

    assert day.answer(validator, as_of=IN_DECEMBER).failed == {SEASON_GAMES: [(2023,)]}


def test_a_season_that_is_still_being_played_raises_no_alarm(day: Day) -> None:
    day.corrupt(
        """
        UPDATE nba_raw.nbac_schedule SET game_status = 1, game_status_text = '7:00 pm ET',
            home_team_score = NULL, away_team_score = NULL, winning_team_tricode = NULL WHERE game_date >= '{day}'
        """
    )

    assert day.answer(validator, "2024-01-14..2024-01-20").failed == {}


def test_a_duplicate_game_is_found(day: Day) -> None:
    day.corrupt(
        f"""
        INSERT INTO nba_raw.nbac_schedule BY NAME
        SELECT * FROM nba_raw.nbac_schedule WHERE game_id = {FIRST_GAME}
        """
    )

    assert day.answer(validator).failed == {UNIQUE: [(first_game(day),)]}


def test_a_postponed_game_that_kept_its_old_date_is_found_from_any_day_of_the_season(day: Day) -> None:
    day.corrupt(
        f"""
        INSERT INTO nba_raw.nbac_schedule BY NAME SELECT * REPLACE (DATE '2024-03-01' AS game_date)
        FROM nba_raw.nbac_schedule WHERE game_id = {FIRST_GAME}
        """
    )
    game = first_game(day)

    answer = day.answer(validator, "2023-11-01")

    assert answer.failed == {UNIQUE: [(game,)], ONE_DATE: [(game,)]}
    assert answer.repairs(ONE_DATE) == (f"remove {game} from 2024-01-15, the day it was postponed from",)


@pytest.mark.parametrize(
    ("status", "found"), [("0", True), ("1", False), ("2", False), ("3", False), ("4", True), ("NULL", False)]
)
def test_a_status_is_1_2_or_3(day: Day, status: str, found: bool) -> None:
    day.corrupt(f"UPDATE nba_raw.nbac_schedule SET game_status = {status} WHERE game_id = {FIRST_GAME}")

    assert day.answer(validator).failed == ({STATUS: [(first_game(day),)]} if found else {})


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("home_team_score = NULL", True),
        ("home_team_score = 0, away_team_score = 0", True),
        ("home_team_score = 1, away_team_score = 2", False),
        ("home_team_score = NULL, game_status = 2", False),
        ("home_team_score = NULL, game_status = 1", False),
    ],
)
def test_a_final_game_has_a_score(day: Day, change: str, found: bool) -> None:
    day.corrupt(f"UPDATE nba_raw.nbac_schedule SET {change} WHERE game_id = {FIRST_GAME}")

    answer = day.answer(validator)

    assert answer.failed == ({SCORE: [(first_game(day),)]} if found else {})
    assert answer.repairs(SCORE) == ((f"re-scrape {first_game(day)}",) if found else ())


def test_days_without_games_pass(day: Day) -> None:
    assert day.answer(validator, "2024-02-17").passed == ALL


def test_a_season_that_is_not_there_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL


def test_a_missing_schedule_is_unknown(day: Day) -> None:
    day.corrupt("DROP TABLE nba_raw.nbac_schedule")

    assert set(day.answer(validator).unknown) == ALL
