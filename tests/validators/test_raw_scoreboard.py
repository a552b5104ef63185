"""raw.scoreboard on clean days, on a real night, and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.scoreboard import validator

SCORE = "each team scored 60 to 190 in a final game"
COVERED = "every final game is on the scoreboard"
CONFIDENCE = "fewer than 5 % of games were read with confidence under 0.8"
TIE = "no final game is a tie"
WINNER = "the winner has more points"
ALL = {SCORE, COVERED, CONFIDENCE, TIE, WINNER}
BOARD = "nba_raw.espn_scoreboard"
THE_GAME = "game_id = '{game}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_real_night_has_no_failure(recorded: duckdb.DuckDBPyConnection) -> None:
    assert answers(recorded, validator, "2024-01-15").passed == ALL - {COVERED}


@pytest.mark.parametrize(
    ("home", "away", "found"),
    [(60, 190, False), (190, 60, False), (59, 100, True), (100, 59, True), (191, 100, True), (100, 191, True)],
)
def test_a_final_score_is_60_to_190(day: Day, home: int, away: int, found: bool) -> None:
    day.corrupt(
        f"""
        UPDATE {BOARD} SET home_team_score = {home}, away_team_score = {away},
            home_team_winner = {home > away}, away_team_winner = {away > home} WHERE {THE_GAME}
        """
    )

    answer = day.answer(validator)

    assert answer.failed == ({SCORE: [(day.game,)]} if found else {})
    assert answer.repairs(SCORE) == ((f"re-scrape {day.game}",) if found else ())


def test_a_final_game_without_a_score_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {BOARD} SET home_team_score = NULL WHERE {THE_GAME}")

    assert day.answer(validator).failed == {SCORE: [(day.game,)]}


def test_a_game_in_progress_may_stand_at_any_score(day: Day) -> None:
    day.corrupt(
        f"""
        UPDATE {BOARD} SET home_team_score = 12, away_team_score = 12, is_completed = false, espn_state = 'in',
            home_team_winner = true WHERE {THE_GAME}
        """
    )

    assert day.answer(validator).passed == ALL


def test_a_final_game_that_is_missing_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOARD} WHERE {THE_GAME}")

    assert day.answer(validator).failed == {COVERED: [(day.game,)]}


@pytest.mark.parametrize(("games", "found"), [(20, True), (21, False)])
def test_doubtful_rows_are_named_from_5_percent_on(day: Day, games: int, found: bool) -> None:
    day.corrupt(
        f"UPDATE {BOARD} SET processing_confidence = 0.79 WHERE {THE_GAME}",
        f"""
        INSERT INTO {BOARD} BY NAME
        SELECT * EXCLUDE (i) REPLACE ('made_up_' || i AS game_id, 1.0 AS processing_confidence)
        FROM (SELECT * FROM {BOARD}, range({games}) r(i) WHERE {THE_GAME})
        LIMIT {games} - (SELECT count(*) FROM {BOARD} WHERE game_date = '{{day}}')
        """,
    )

    assert day.answer(validator).failed == ({CONFIDENCE: [(day.game,)]} if found else {})


def test_confidence_of_exactly_08_is_enough(day: Day) -> None:
    day.corrupt(f"UPDATE {BOARD} SET processing_confidence = 0.8")

    assert day.answer(validator).passed == ALL


def test_a_tie_is_found_once(day: Day) -> None:
    day.corrupt(f"UPDATE {BOARD} SET home_team_score = away_team_score WHERE {THE_GAME}")

    assert day.answer(validator).failed == {TIE: [(day.game,)]}


@pytest.mark.parametrize(
    "change",
    [
        "home_team_winner = away_team_winner, away_team_winner = home_team_winner",
        "home_team_winner = true, away_team_winner = true",
        "home_team_winner = false, away_team_winner = false",
    ],
)
def test_a_winner_that_contradicts_the_score_is_found(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {BOARD} SET {change} WHERE {THE_GAME}")

    assert day.answer(validator).failed == {WINNER: [(day.game,)]}


def test_a_day_without_games_passes(day: Day) -> None:
    assert day.answer(validator, "2024-02-17").passed == ALL


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {BOARD}")

    assert set(day.answer(validator).unknown) == ALL
