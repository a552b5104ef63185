"""analytics.team_offense on clean days and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from validators.analytics.team_offense import validator

UNIQUE = "one row for each game_id, team_abbr"
TEAMS = "two teams a game"
TEAM = "team is one of the 30"
POINTS = "points add up"
RANGE = "offensive_rating from 80 to 160"
RATING = "rating is points per 100 possessions"
PLAYERS = "points are the sum of the players'"
POSSESSIONS = "possessions follow from shots, rebounds and turnovers"
ALL = {check.name for check in validator.checks}
OFFENSE = "nba_analytics.team_offense_game_summary"
SUMMARY = "nba_analytics.player_game_summary"
THE_TEAM = "game_id = '{game}' AND home_game"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14", "2024-02-17"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def key(day: Day) -> tuple[object, ...]:
    [one] = day.rows(f"SELECT DISTINCT game_id, team_abbr FROM {OFFENSE} WHERE {THE_TEAM}")
    return one


def test_a_row_that_is_there_twice_is_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {OFFENSE} SELECT * FROM {OFFENSE} WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {UNIQUE: [key(day)]}


@pytest.mark.parametrize("statement", [f"DELETE FROM {OFFENSE} WHERE {THE_TEAM}", None])
def test_a_game_of_one_team_or_of_three_is_found(day: Day, statement: str | None) -> None:
    third = f"INSERT INTO {OFFENSE} SELECT * REPLACE ('SEA' AS team_abbr) FROM {OFFENSE} WHERE {THE_TEAM}"
    day.corrupt(statement or third)

    assert day.answer(validator).failed[TEAMS] == [(day.game,)]


def test_a_team_that_is_none_of_the_thirty_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET team_abbr = 'GS' WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {TEAM: [(day.game, "GS")]}


@pytest.mark.parametrize("off", [-1, 1])
def test_points_that_no_makes_give_are_found(day: Day, off: int) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET points_scored = points_scored + {off}, offensive_rating = NULL WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {POINTS: [key(day)], PLAYERS: [key(day)]}


def test_a_player_with_a_basket_more_than_his_team_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET points = points + 2 WHERE game_id = '{{game}}' AND player_lookup = '{{player}}'")

    [team] = day.rows(
        f"SELECT game_id, team_abbr FROM {SUMMARY} WHERE game_id = '{{game}}' AND player_lookup = '{{player}}'"
    )
    assert day.answer(validator).failed == {PLAYERS: [team]}


@pytest.mark.parametrize(
    ("rating", "found"), [("79.99", True), ("80", False), ("160", False), ("160.01", True), ("NULL", False)]
)
def test_ratings_have_a_range(day: Day, rating: str, found: bool) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET offensive_rating = {rating}, possessions = NULL WHERE {THE_TEAM}")

    assert day.answer(validator).failed == ({RANGE: [key(day)]} if found else {})


def test_two_teams_may_have_the_same_numbers(day: Day) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET possessions = NULL, offensive_rating = 110 WHERE game_id = '{{game}}'")

    assert TEAMS in day.answer(validator).passed


@pytest.mark.parametrize(("off", "found"), [(-1.01, True), (-0.98, False), (0.98, False), (1.01, True)])
def test_a_rating_is_off_by_one_at_most(day: Day, off: float, found: bool) -> None:
    exact = "100.0 * points_scored / possessions"
    day.corrupt(f"UPDATE {OFFENSE} SET offensive_rating = round({exact} + {off}, 2) WHERE {THE_TEAM}")

    assert day.answer(validator).failed == ({RATING: [key(day)]} if found else {})


@pytest.mark.parametrize(("off", "found"), [(-6, True), (-5, False), (5, False), (6, True)])
def test_possessions_are_off_by_five_at_most(day: Day, off: int, found: bool) -> None:
    [(game, team)] = [key(day)]
    rebounds = f"SELECT sum(offensive_rebounds) FROM {SUMMARY} WHERE game_id = '{game}' AND team_abbr = '{team}'"
    # Of 25 free throws 0.44 are eleven.
    day.corrupt(
        f"UPDATE {OFFENSE} SET ft_attempts = 25, offensive_rating = NULL, "
        f"possessions = fg_attempts - ({rebounds}) + turnovers + 11 + {off} WHERE {THE_TEAM}"
    )

    assert day.answer(validator).failed == ({POSSESSIONS: [key(day)]} if found else {})


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {OFFENSE}")

    assert set(day.answer(validator).unknown) == ALL


@pytest.mark.parametrize("table", [SUMMARY, "nba_raw.nbac_team_boxscore"])
def test_a_missing_side_leaves_the_checks_beside_it_unknown(day: Day, table: str) -> None:
    day.corrupt(f"DROP TABLE {table}")

    assert set(day.answer(validator).unknown) == {PLAYERS, POSSESSIONS}


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL
