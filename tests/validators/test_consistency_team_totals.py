"""consistency.team_totals on clean days and on each way to break it."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pytest
from validator_days import Day, answers

from validators.consistency.team_totals import validator

SUMS = "players' rows sum to the team's"
PLUS_MINUS = "plus-minus sums to five margins"
MIRROR = "a defence mirrors the opponent's offence"
WINNER = "one team won, by the margin"
NBACOM = "a team's totals are NBA.com's"
ALL = {check.name for check in validator.checks}
OFFENSE = "nba_analytics.team_offense_game_summary"
DEFENSE = "nba_analytics.team_defense_game_summary"
SUMMARY = "nba_analytics.player_game_summary"
TEAM_BOX = "nba_raw.nbac_team_boxscore"
THREE_DAYS = "2024-01-14..2024-01-16"
THE_TEAM = "game_id = '{game}' AND home_game"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"
# Written out, so that a column that the validator loses is missed here.
OF_PLAYERS = (
    "points",
    "fg_attempts",
    "fg_makes",
    "three_pt_attempts",
    "three_pt_makes",
    "ft_attempts",
    "ft_makes",
    "assists",
    "personal_fouls",
    "paint_attempts",
    "paint_makes",
    "mid_range_attempts",
    "mid_range_makes",
)
OF_DEFENCES = (
    "points_allowed",
    "opp_fg_attempts",
    "opp_fg_makes",
    "opp_three_pt_attempts",
    "opp_three_pt_makes",
    "opp_ft_attempts",
    "opp_ft_makes",
    "opp_rebounds",
    "opp_assists",
    "turnovers_forced",
    "opp_paint_attempts",
    "opp_paint_makes",
    "opp_mid_range_attempts",
    "opp_mid_range_makes",
)
OF_BOX_SCORES = (
    "points",
    "fg_made",
    "fg_attempted",
    "three_pt_made",
    "three_pt_attempted",
    "ft_made",
    "ft_attempted",
    "total_rebounds",
    "assists",
    "turnovers",
    "personal_fouls",
)


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14", "2024-02-17"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def key(day: Day) -> tuple[object, ...]:
    [one] = day.rows(f"SELECT game_id, team_abbr FROM {OFFENSE} WHERE {THE_TEAM}")
    return one


def team_of_the_player(day: Day) -> tuple[object, ...]:
    [one] = day.rows(f"SELECT game_id, team_abbr FROM {SUMMARY} WHERE {THE_PLAYER}")
    return one


def one_more_of_each(day: Day, table: str, columns: Iterable[str], *key: str) -> list[tuple[object, ...]]:
    """Add one to each column, each in another team's game; the keys, in the order in which a check names them."""
    names = ", ".join(key)
    rows = day.rows(f"SELECT min(rowid), {names} FROM {table} GROUP BY ALL ORDER BY {names}")
    chosen = list(zip(columns, rows, strict=False))
    for column, (rowid, *_) in chosen:
        day.corrupt(f"UPDATE {table} SET {column} = {column} + 1 WHERE rowid = {rowid}")
    assert len(chosen) == len(list(columns))
    return [tuple(row[1:]) for _, row in chosen]


def test_a_players_count_that_the_team_lacks_is_found(day: Day) -> None:
    keys = one_more_of_each(day, SUMMARY, OF_PLAYERS, "game_id", "team_abbr")

    assert day.answer(validator, THREE_DAYS).failed == {SUMS: keys}


@pytest.mark.parametrize(
    ("column", "off", "found"),
    [
        ("rebounds", -1, True),
        ("rebounds", 15, False),
        ("rebounds", 16, True),
        ("turnovers", -1, True),
        ("turnovers", 3, False),
        ("turnovers", 4, True),
    ],
)
def test_a_team_may_have_rebounds_and_turnovers_of_its_own(day: Day, column: str, off: int, found: bool) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET {column} = {column} + {off} WHERE {THE_TEAM}")

    assert day.answer(validator).failed.get(SUMS) == ([key(day)] if found else None)


@pytest.mark.parametrize("off", [-1, 1])
def test_a_plus_minus_that_no_margin_gives_is_found(day: Day, off: int) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET plus_minus = plus_minus + {off} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {PLUS_MINUS: [team_of_the_player(day)]}


def test_a_defence_that_mirrors_nobody_is_found(day: Day) -> None:
    keys = one_more_of_each(day, DEFENSE, OF_DEFENCES, "game_id", "defending_team_abbr")

    assert day.answer(validator, THREE_DAYS).failed == {MIRROR: keys}


def test_a_total_that_nba_com_has_otherwise_is_found(day: Day) -> None:
    keys = one_more_of_each(day, TEAM_BOX, OF_BOX_SCORES, "game_id", "team_abbr")

    assert day.answer(validator, THREE_DAYS).failed == {NBACOM: keys}


@pytest.mark.parametrize(
    "change",
    [
        "win_flag = NOT win_flag",
        "margin_of_victory = margin_of_victory + 1",
        "margin_of_victory = -margin_of_victory",
        "margin_of_victory = NULL",
    ],
)
def test_a_result_that_the_points_do_not_give_is_found(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET {change} WHERE {THE_TEAM}")

    assert day.answer(validator).failed[WINNER] == [(day.game,)]


def test_a_game_without_margins_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET margin_of_victory = NULL WHERE game_id = '{{game}}'")

    assert day.answer(validator).failed == {WINNER: [(day.game,)]}


def test_both_flags_swapped_are_found(day: Day) -> None:
    day.corrupt(f"UPDATE {OFFENSE} SET win_flag = NOT win_flag WHERE game_id = '{{game}}'")

    assert day.answer(validator).failed == {WINNER: [(day.game,)]}


def test_a_tie_is_found(day: Day) -> None:
    day.corrupt(
        f"UPDATE {OFFENSE} SET points_scored = 100, margin_of_victory = 0, team_mid_range_attempts = 20 "
        "WHERE game_id = '{game}'",
    )

    assert day.answer(validator).failed[WINNER] == [(day.game,)]


def test_a_point_is_enough_to_win(day: Day) -> None:
    day.corrupt(
        f"UPDATE {OFFENSE} SET points_scored = CASE WHEN win_flag THEN 101 ELSE 100 END, "
        "margin_of_victory = CASE WHEN win_flag THEN 1 ELSE -1 END WHERE game_id = '{game}'"
    )

    assert WINNER in day.answer(validator).passed


def test_a_game_of_one_team_is_left_to_another_check(day: Day) -> None:
    day.corrupt(f"DELETE FROM {OFFENSE} WHERE {THE_TEAM}")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        (SUMMARY, {SUMS, PLUS_MINUS, NBACOM}),
        (DEFENSE, {MIRROR}),
        (TEAM_BOX, {SUMS, PLUS_MINUS, NBACOM}),
        (OFFENSE, ALL),
    ],
)
def test_a_missing_table_leaves_its_checks_unknown(day: Day, table: str, unknown: set[str]) -> None:
    day.corrupt(f"DROP TABLE {table}")

    answer = day.answer(validator)

    assert set(answer.unknown) == unknown
    assert answer.failed == {}
