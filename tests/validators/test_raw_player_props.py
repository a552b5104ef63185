"""raw.player_props on a clean season, and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.player_props import validator

BOOKS = "at least 2 books a game"
PLAYERS = "at least 10 players a game"
RANGE = "line from 3.5 to 55.5"
STEP = "line is a multiple of 0.5"
NEAR_ZERO = "American odds are never between -100 and +100"
FAR = "American odds from -500 to +500"
PLACEHOLDER = "no placeholder line of 20.0 across players"
BOTH_SIDES = "both sides are quoted"
ALL = {BOOKS, PLAYERS, RANGE, STEP, NEAR_ZERO, FAR, PLACEHOLDER, BOTH_SIDES}
PROPS = "nba_raw.odds_api_player_points_props"
NEWEST = f"(SELECT max(snapshot_timestamp) FROM {PROPS} WHERE game_id = '{{game}}')"
ONE_LOOK = f"game_id = '{{game}}' AND bookmaker = 'fanduel' AND snapshot_timestamp = {NEWEST}"
FIRST_PLAYERS = f"(SELECT DISTINCT player_lookup FROM {PROPS} WHERE {ONE_LOOK} ORDER BY 1 LIMIT {{count}})"


def _first(count: int) -> str:
    return FIRST_PLAYERS.replace("{count}", str(count))


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_game_with_one_book_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {PROPS} WHERE game_id = '{{game}}' AND bookmaker = 'fanduel'")

    assert day.answer(validator).failed == {BOOKS: [(day.game,)]}


@pytest.mark.parametrize(("players", "found"), [(10, False), (9, True)])
def test_a_game_has_at_least_10_players(day: Day, players: int, found: bool) -> None:
    day.corrupt(f"DELETE FROM {PROPS} WHERE game_id = '{{game}}' AND player_lookup NOT IN {_first(players)}")

    assert day.answer(validator).failed == ({PLAYERS: [(day.game,)]} if found else {})


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("points_line = 3.5", None),
        ("points_line = 55.5", None),
        ("points_line = 3.0", RANGE),
        ("points_line = 56.0", RANGE),
        ("points_line = 20.0", None),
        ("points_line = 20.25", STEP),
        ("over_price_american = 100, under_price_american = -100", None),
        ("over_price_american = 99", NEAR_ZERO),
        ("under_price_american = -99", NEAR_ZERO),
        ("over_price_american = 500, under_price_american = -500", None),
        ("over_price_american = 501", FAR),
        ("under_price_american = -501", FAR),
        ("over_price_american = NULL", BOTH_SIDES),
        ("under_price_american = NULL", BOTH_SIDES),
    ],
)
def test_one_line_of_one_book(day: Day, change: str, broken: str | None) -> None:
    day.corrupt(f"UPDATE {PROPS} SET {change} WHERE {ONE_LOOK} AND player_lookup IN {_first(1)}")

    found = {check: [key[:3] for key in keys] for check, keys in day.answer(validator).failed.items()}

    [(player,)] = day.rows(_first(1))
    assert found == ({broken: [(day.game, player, "fanduel")]} if broken else {})


@pytest.mark.parametrize(("players", "found"), [(2, False), (3, True)])
def test_three_players_at_20_are_a_placeholder(day: Day, players: int, found: bool) -> None:
    day.corrupt(f"UPDATE {PROPS} SET points_line = 20.0 WHERE {ONE_LOOK} AND player_lookup IN {_first(players)}")

    keys = {check: [key[:2] for key in keys] for check, keys in day.answer(validator).failed.items()}

    assert keys == ({PLACEHOLDER: [(day.game, "fanduel")]} if found else {})


def test_an_empty_window_is_unknown(day: Day) -> None:
    day.corrupt(f"DELETE FROM {PROPS}")

    assert day.answer(validator).unknown.keys() == ALL


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {PROPS}")

    assert day.answer(validator).unknown.keys() == ALL
