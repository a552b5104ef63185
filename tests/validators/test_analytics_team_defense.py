"""analytics.team_defense on clean days and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from validators.analytics.team_defense import validator

UNIQUE = "one row for each game_id, defending_team_abbr"
TEAMS = "two teams a game"
TEAM = "team is one of the 30"
OPPONENT = "a team's opponent is another team"
RATING = "defensive_rating from 80 to 150"
RANGE = "points_allowed from 60 to 190"
ALLOWED = "points allowed are the opponent's"
ALL = {check.name for check in validator.checks}
DEFENSE = "nba_analytics.team_defense_game_summary"
THE_TEAM = "game_id = '{game}' AND home_game"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14", "2024-02-17"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def key(day: Day) -> tuple[object, ...]:
    [one] = day.rows(f"SELECT DISTINCT game_id, defending_team_abbr FROM {DEFENSE} WHERE {THE_TEAM}")
    return one


def test_a_row_that_is_there_twice_is_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {DEFENSE} SELECT * FROM {DEFENSE} WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {UNIQUE: [key(day)]}


def test_a_game_of_one_team_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {DEFENSE} WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {TEAMS: [(day.game,)]}


def test_a_team_that_is_none_of_the_thirty_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {DEFENSE} SET defending_team_abbr = 'GS' WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {TEAM: [(day.game, "GS")]}


def test_a_team_against_itself_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {DEFENSE} SET opponent_team_abbr = defending_team_abbr WHERE {THE_TEAM}")

    assert day.answer(validator).failed == {OPPONENT: [key(day)], ALLOWED: [key(day)]}


@pytest.mark.parametrize(("rating", "found"), [(79.99, True), (80, False), (150, False), (150.01, True)])
def test_ratings_have_a_range(day: Day, rating: float, found: bool) -> None:
    day.corrupt(f"UPDATE {DEFENSE} SET defensive_rating = {rating} WHERE {THE_TEAM}")

    assert day.answer(validator).failed == ({RATING: [key(day)]} if found else {})


def test_two_teams_may_have_one_rating(day: Day) -> None:
    day.corrupt(f"UPDATE {DEFENSE} SET defensive_rating = 110 WHERE game_id = '{{game}}'")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(("points", "found"), [(59, True), (60, False), (190, False), (191, True)])
def test_points_allowed_have_a_range_and_are_the_opponents(day: Day, points: int, found: bool) -> None:
    day.corrupt(f"UPDATE {DEFENSE} SET points_allowed = {points} WHERE {THE_TEAM}")

    failed = day.answer(validator).failed

    assert failed.pop(ALLOWED) == [key(day)]
    assert failed == ({RANGE: [key(day)]} if found else {})


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {DEFENSE}")

    assert set(day.answer(validator).unknown) == ALL


def test_missing_offences_leave_only_their_check_unknown(day: Day) -> None:
    day.corrupt("DROP TABLE nba_analytics.team_offense_game_summary")

    assert set(day.answer(validator).unknown) == {ALLOWED}
