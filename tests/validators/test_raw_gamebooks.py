"""raw.gamebooks on clean days and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from harness.results import Severity
from validators.raw.gamebooks import validator

ACTIVE = "R-009: a game has active players"
STARTERS = "10 starters a game"
PLAYED = "who was active has minutes and points"
REASON = "who did not play has a reason"
RESOLVED = "every name is resolved"
ALL = {ACTIVE, STARTERS, PLAYED, REASON, RESOLVED}
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
BOX = "nba_raw.nbac_player_boxscores"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"
ONE_WHO_DID_NOT_PLAY = (
    f"(game_id, player_lookup) = (SELECT (game_id, player_lookup) FROM {GAMEBOOK} "
    "WHERE game_date = '{day}' AND player_status = 'dnp' ORDER BY ALL LIMIT 1)"
)


def who_did_not_play(day: Day) -> tuple[object, ...]:
    [key] = day.rows(f"SELECT game_id, player_lookup FROM {GAMEBOOK} WHERE {ONE_WHO_DID_NOT_PLAY}")
    return key


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_game_in_which_nobody_is_active_is_critical(day: Day) -> None:
    day.corrupt(
        f"UPDATE {GAMEBOOK} SET player_status = 'inactive', minutes = NULL, points = NULL WHERE game_id = '{{game}}'"
    )

    answer = day.answer(validator)

    assert answer.failed == {ACTIVE: [(day.game,)]}
    [result] = [one for one in answer.results if one.check == ACTIVE]
    assert result.severity is Severity.CRITICAL
    assert answer.repairs(ACTIVE) == (f"re-scrape {day.game}",)


def test_one_active_player_is_enough_for_r_009(day: Day) -> None:
    day.corrupt(
        f"UPDATE {GAMEBOOK} SET player_status = 'inactive' WHERE game_id = '{{game}}' AND player_lookup <> '{{player}}'"
    )

    assert day.answer(validator).failed == {STARTERS: [(day.game,)]}


def test_starters_are_told_apart_by_their_ids(day: Day) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET player_name = 'A. Namesake' WHERE game_id = '{{game}}'")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("starter", ["true", "false"])
def test_nine_or_eleven_starters_are_found(day: Day, starter: str) -> None:
    opposite = "false" if starter == "true" else "true"
    day.corrupt(
        f"""
        UPDATE {BOX} SET starter = {starter} WHERE (game_id, player_lookup) = (
            SELECT (game_id, player_lookup) FROM {BOX}
            WHERE game_id = '{{game}}' AND starter = {opposite} ORDER BY player_lookup LIMIT 1)
        """
    )

    assert day.answer(validator).failed == {STARTERS: [(day.game,)]}


def test_a_starter_whom_the_gamebook_does_not_list_as_active_is_missed(day: Day) -> None:
    day.corrupt(
        f"""
        DELETE FROM {GAMEBOOK} WHERE (game_id, player_lookup) = (SELECT (game_id, player_lookup) FROM {BOX}
            WHERE game_id = '{{game}}' AND starter ORDER BY player_lookup LIMIT 1)
        """
    )

    assert day.answer(validator).failed == {STARTERS: [(day.game,)]}


@pytest.mark.parametrize("change", ["minutes = NULL", "minutes = ' '", "points = NULL"])
def test_an_active_player_without_minutes_or_points_is_found(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET {change} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {PLAYED: [(day.game, day.player)]}


def test_zero_points_in_zero_minutes_are_minutes_and_points(day: Day) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET minutes = '0:00', points = 0 WHERE {THE_PLAYER}")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("reason", ["NULL", "''", "' '"])
def test_who_did_not_play_without_a_reason_is_found(day: Day, reason: str) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET dnp_reason = {reason} WHERE {ONE_WHO_DID_NOT_PLAY}")

    assert day.answer(validator).failed == {REASON: [who_did_not_play(day)]}


def test_an_inactive_player_needs_no_reason(day: Day) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET dnp_reason = NULL WHERE player_status = 'inactive'")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(
    ("status", "found"), [("resolved", False), ("original", False), ("not_found", True), ("multiple_matches", True)]
)
def test_a_name_left_unresolved_is_found(day: Day, status: str, found: bool) -> None:
    day.corrupt(f"UPDATE {GAMEBOOK} SET name_resolution_status = '{status}' WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == ({RESOLVED: [(day.game, day.player)]} if found else {})


def test_a_day_without_games_passes(day: Day) -> None:
    assert day.answer(validator, "2024-02-17").passed == ALL


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {GAMEBOOK}")

    assert set(day.answer(validator).unknown) == ALL


def test_missing_box_scores_leave_only_the_starters_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {BOX}")

    assert set(day.answer(validator).unknown) == {STARTERS}
