"""precompute.daily_cache on a clean season, and at the edges of what averages and windows may say."""

from __future__ import annotations

import pytest
from precomputed_season import CACHE, SUMMARY, WHOLE
from validator_days import Day

from validators.precompute.daily_cache import validator

TWICE = "one row for each cache_date, player_lookup"
FLAG = "flagged as early season with fewer than 10 games, and only then"
COUNTED = "at most 20 % of the players lack window counts"
FIVE = "the average of five is that of the last five games"
WINDOWS = "windows of 7 and 14 days hold the games of those days"
REACHES = "the window reaches to the last game"
BESIDE_GAMES = {FIVE, WINDOWS, REACHES}
ALL = {check.name for check in validator.checks}
THE_ROW = "cache_date = '{day}' AND player_lookup = '{player}'"
LAST_GAME = (
    f"SELECT max(game_date) FROM {SUMMARY} WHERE player_lookup = '{{player}}' AND is_active AND game_date < '{{day}}'"
)


@pytest.mark.parametrize("window", ["2024-01-15", WHOLE])
def test_a_clean_season_passes(precomputed: Day, window: str) -> None:
    assert precomputed.answer(validator, window).passed == ALL


def test_without_rows_or_the_table_everything_is_unknown(precomputed: Day) -> None:
    precomputed.corrupt(f"DELETE FROM {CACHE}")
    assert set(precomputed.answer(validator).unknown) == ALL

    precomputed.connection.execute(f"DROP TABLE {CACHE}")
    assert set(precomputed.answer(validator).unknown) == ALL


def test_without_the_games_what_compares_with_them_is_unknown(precomputed: Day) -> None:
    precomputed.connection.execute(f"DROP TABLE {SUMMARY}")

    answer = precomputed.answer(validator)

    assert set(answer.unknown) == BESIDE_GAMES
    assert answer.passed == ALL - BESIDE_GAMES


def test_a_row_written_twice_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"INSERT INTO {CACHE} SELECT * FROM {CACHE} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {TWICE}


@pytest.mark.parametrize(
    ("column", "low", "high", "step"),
    [
        ("points_avg_last_10", 0, 60, 0.1),
        ("points_avg_season", 0, 60, 0.1),
        ("ts_pct_last_10", 0, 1.5, 0.001),
        ("minutes_avg_last_10", 0, 53, 0.1),
    ],
)
def test_averages_stay_in_their_ranges(precomputed: Day, column: str, low: float, high: float, step: float) -> None:
    broken = f"{column} from {low:g} to {high:g}"
    for value, found in ((low, False), (high, False), (low - step, True), (high + step, True)):
        precomputed.corrupt(f"UPDATE {CACHE} SET {column} = {value} WHERE {THE_ROW}")

        assert set(precomputed.answer(validator).failed) == ({broken} if found else set())


@pytest.mark.parametrize(("value", "found"), [(60, False), (60.1, True), (-0.1, True)])
def test_an_average_of_five_is_from_0_to_60(precomputed: Day, value: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {CACHE} SET points_avg_last_5 = {value} WHERE {THE_ROW}")

    # It is not the average of his games either.
    failed = set(precomputed.answer(validator).failed)
    assert failed - {FIVE} == ({"points_avg_last_5 from 0 to 60"} if found else set())


@pytest.mark.parametrize(("games", "found"), [(2, False), (3, True)])
def test_one_great_night_is_an_average_of_its_own(precomputed: Day, games: int, found: bool) -> None:
    precomputed.corrupt(
        f"""UPDATE {CACHE} SET points_avg_season = 61, games_played_season = {games}, early_season_flag = TRUE
        WHERE {THE_ROW}"""
    )

    assert set(precomputed.answer(validator).failed) == ({"points_avg_season from 0 to 60"} if found else set())


@pytest.mark.parametrize(
    ("games", "flag", "found"),
    [(10, "FALSE", False), (9, "TRUE", False), (10, "TRUE", True), (9, "FALSE", True), (9, "NULL", True)],
)
def test_the_flag_is_up_below_ten_games(precomputed: Day, games: int, flag: str, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {CACHE} SET games_played_season = {games}, early_season_flag = {flag} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({FLAG} if found else set())


@pytest.mark.parametrize(("games", "found"), [(88, False), (89, True), (-1, True)])
def test_nobody_plays_more_games_than_the_record(precomputed: Day, games: int, found: bool) -> None:
    flag = "TRUE" if games < 10 else "FALSE"
    precomputed.corrupt(f"UPDATE {CACHE} SET games_played_season = {games}, early_season_flag = {flag} WHERE {THE_ROW}")

    assert ("games_played_season from 0 to 88" in precomputed.answer(validator).failed) is found


@pytest.mark.parametrize("column", ["games_in_last_7_days", "games_in_last_14_days"])
@pytest.mark.parametrize(("lacking", "found"), [(80, False), (81, True)])
def test_a_fifth_of_the_players_may_lack_counts(precomputed: Day, column: str, lacking: int, found: bool) -> None:
    of_day = f"SELECT player_lookup FROM {CACHE} WHERE cache_date = '{{day}}' ORDER BY 1"
    among = "WHERE cache_date = '{day}' AND player_lookup IN"
    precomputed.corrupt(
        f"DELETE FROM {CACHE} {among} ({of_day} OFFSET 400)",
        f"UPDATE {CACHE} SET {column} = NULL {among} ({of_day} LIMIT {lacking})",
    )
    assert precomputed.value(f"SELECT count(*) FROM {CACHE} WHERE cache_date = '{{day}}'") == 400

    assert set(precomputed.answer(validator).failed) == ({COUNTED} if found else set())


@pytest.mark.parametrize(("points", "found"), [(0.0, False), (0.2, True), (-0.2, True)])
def test_the_average_of_five_is_made_of_the_last_five_games(precomputed: Day, points: float, found: bool) -> None:
    precomputed.corrupt(f"UPDATE {CACHE} SET points_avg_last_5 = points_avg_last_5 + {points} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({FIVE} if found else set())


def test_the_average_of_five_is_kept_to_a_tenth(precomputed: Day) -> None:
    precomputed.corrupt(
        f"UPDATE {SUMMARY} SET points = 0 WHERE player_lookup = '{{player}}'",
        f"UPDATE {CACHE} SET points_avg_last_5 = 0.1 WHERE {THE_ROW}",
    )

    assert precomputed.answer(validator).failed == {}


@pytest.mark.parametrize(("games", "judged"), [(4, False), (5, True)])
def test_games_of_whom_the_last_five_are_not_known_are_not_judged(precomputed: Day, games: int, judged: bool) -> None:
    kept = f"SELECT game_id FROM {SUMMARY} WHERE player_lookup = '{{player}}' AND game_date < '{{day}}'"
    precomputed.corrupt(
        f"""DELETE FROM {SUMMARY} WHERE player_lookup = '{{player}}' AND game_date < '{{day}}'
        AND game_id NOT IN ({kept} AND is_active ORDER BY game_date DESC LIMIT {games})""",
        f"UPDATE {CACHE} SET points_avg_last_5 = points_avg_last_5 + 1 WHERE {THE_ROW}",
    )

    assert (FIVE in precomputed.answer(validator).failed) is judged


@pytest.mark.parametrize("column", ["games_in_last_7_days", "games_in_last_14_days"])
@pytest.mark.parametrize("games", [1, -1])
def test_windows_count_the_games_of_their_days(precomputed: Day, column: str, games: int) -> None:
    precomputed.corrupt(f"UPDATE {CACHE} SET {column} = {column} + {games} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {WINDOWS}


def test_a_game_that_he_only_watched_is_in_no_window(precomputed: Day) -> None:
    precomputed.corrupt(
        f"""INSERT INTO {SUMMARY} SELECT * REPLACE (DATE '{{day}}' - 1 AS game_date, FALSE AS is_active, 0 AS points)
        FROM {SUMMARY} WHERE player_lookup = '{{player}}' AND game_date = ({LAST_GAME})"""
    )

    assert precomputed.answer(validator).failed == {}


@pytest.mark.parametrize(("seconds", "found"), [(0, False), (-1, True)])
def test_the_window_reaches_to_the_last_game(precomputed: Day, seconds: int, found: bool) -> None:
    seen = f"({LAST_GAME})::TIMESTAMPTZ + INTERVAL ({seconds}) SECOND"
    precomputed.corrupt(f"UPDATE {CACHE} SET source_player_game_last_updated = {seen} WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == ({REACHES} if found else set())


def test_a_window_that_does_not_say_what_it_has_seen_is_found(precomputed: Day) -> None:
    precomputed.corrupt(f"UPDATE {CACHE} SET source_player_game_last_updated = NULL WHERE {THE_ROW}")

    assert set(precomputed.answer(validator).failed) == {REACHES}
