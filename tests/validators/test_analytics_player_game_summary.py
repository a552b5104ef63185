"""analytics.player_game_summary on clean days and on each way to break it."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from validator_days import Day, answers

from harness.results import Severity
from validators.analytics.player_game_summary import validator

UNIQUE = "one row for each game_id, player_lookup"
POINTS = "points add up, give or take 1"
ZONES = "zones add up to the field goals"
INACTIVE = "who was not active has nothing to his name"
MINUTES = "minutes_played from 0 to 60"
USAGE = "usage_rate from 0 to 100"
SHOOTING = "ts_pct from 0 to 1.5"
EFFECTIVE = "efg_pct from 0 to 1.5"
SHOOTING_RATE = "true shooting is points over attempts"
MEAN_USAGE = "mean usage of those with 10 minutes is 8 to 38 percent"
KNOWN = "minutes are known of 99 percent of the active"
SOMEBODY = "R-009: somebody played in a game"
ENOUGH = "at least 9 players of a team played"
GAMEBOOK = "as many players as the gamebook, give or take 5"
ALL = {check.name for check in validator.checks}
SUMMARY = "nba_analytics.player_game_summary"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14", "2024-02-17"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_players_game_that_is_there_twice_is_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {SUMMARY} SELECT * FROM {SUMMARY} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {UNIQUE: [(day.game, day.player)]}


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("points = points + 2, ts_pct = NULL", POINTS),
        ("points = points - 2, ts_pct = NULL", POINTS),
        ("paint_attempts = paint_attempts + 1", ZONES),
        ("mid_range_makes = mid_range_makes - 1", ZONES),
        ("unassisted_fg_makes = unassisted_fg_makes + 1", ZONES),
        ("paint_attempts = paint_attempts + 1, shot_zones_estimated = NULL", ZONES),
        ("minutes_played = 60.1", MINUTES),
        ("minutes_played = -0.1", MINUTES),
        ("usage_rate = 100.01", USAGE),
        ("usage_rate = -0.01", USAGE),
        ("efg_pct = 1.501", EFFECTIVE),
        ("efg_pct = -0.001", EFFECTIVE),
        ("ts_pct = ts_pct + 0.006", SHOOTING_RATE),
        ("ts_pct = ts_pct - 0.006", SHOOTING_RATE),
    ],
)
def test_a_line_that_cannot_be_is_found(day: Day, change: str, check: str) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET {change} WHERE {THE_PLAYER}")

    answer = day.answer(validator)

    assert answer.failed == {check: [(day.game, day.player)]}
    assert answer.repairs(check) == (f"process player_game_summary of {day.game} again",)


@pytest.mark.parametrize(
    "change",
    [
        "points = points + 1, ts_pct = NULL",
        "points = points - 1, ts_pct = NULL",
        "paint_attempts = paint_attempts + 1, shot_zones_estimated = TRUE",
        "paint_attempts = NULL",
        "minutes_played = 60",
        "minutes_played = 0",
        "usage_rate = 100",
        "usage_rate = 0",
        "efg_pct = 1.5",
        "efg_pct = 0",
        "ts_pct = ts_pct + 0.004",
        "fg_attempts = 0, ft_attempts = 0, paint_attempts = NULL, ts_pct = 1.5",
        "fg_attempts = 0, ft_attempts = 0, paint_attempts = NULL, ts_pct = 0",
    ],
)
def test_a_line_at_the_edge_passes(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET {change} WHERE {THE_PLAYER}")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("rate", [-0.001, 1.501])
def test_true_shooting_beyond_any_shot_is_found_even_without_attempts(day: Day, rate: float) -> None:
    day.corrupt(
        f"UPDATE {SUMMARY} SET fg_attempts = 0, ft_attempts = 0, paint_attempts = NULL, ts_pct = {rate} "
        f"WHERE {THE_PLAYER}"
    )

    assert day.answer(validator).failed == {SHOOTING: [(day.game, day.player)]}


@pytest.mark.parametrize(
    ("points", "minutes", "found"),
    [("2", "0", True), ("0", "0.1", True), ("0", "0", False), ("NULL", "0", False), ("0", "NULL", False)],
)
def test_who_did_not_play_has_nothing_to_his_name(day: Day, points: str, minutes: str, found: bool) -> None:
    nothing = "three_pt_makes = 0, ft_makes = 0, paint_attempts = NULL, paint_makes = NULL, assisted_fg_makes = NULL"
    day.corrupt(
        f"UPDATE {SUMMARY} SET is_active = FALSE, points = {points}, minutes_played = {minutes}, "
        f"fg_makes = {points} // 2, {nothing}, ts_pct = NULL WHERE {THE_PLAYER}"
    )

    assert day.answer(validator).failed == ({INACTIVE: [(day.game, day.player)]} if found else {})


@pytest.mark.parametrize(("mean", "found"), [(7.99, True), (8, False), (38, False), (38.01, True)])
def test_mean_usage_is_a_plausible_percentage(day: Day, mean: float, found: bool) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET usage_rate = {mean}")

    assert day.answer(validator).failed == ({MEAN_USAGE: [()]} if found else {})


@pytest.mark.parametrize(("minutes", "found"), [(9.9, False), (10, True)])
def test_who_played_less_than_ten_minutes_is_not_in_the_mean(day: Day, minutes: float, found: bool) -> None:
    day.corrupt(
        f"UPDATE {SUMMARY} SET minutes_played = {minutes}, usage_rate = 40 WHERE minutes_played > 0",
        f"UPDATE {SUMMARY} SET minutes_played = 10, usage_rate = 20 WHERE {THE_PLAYER}",
    )

    answer = day.answer(validator)

    assert answer.failed == ({MEAN_USAGE: [()]} if found else {})
    assert not answer.unknown


def test_one_active_player_in_a_hundred_may_lack_minutes(day: Day) -> None:
    active = day.value(f"SELECT count(*) FROM {SUMMARY} WHERE game_date = '{{day}}' AND is_active")
    assert isinstance(active, int)
    some = f"SELECT rowid FROM {SUMMARY} WHERE game_date = '{{day}}' AND is_active AND NOT starter_flag ORDER BY ALL"
    # A whole number of hundreds, of which one in a hundred is exactly as many as may be.
    assert active > 100
    day.corrupt(f"UPDATE {SUMMARY} SET is_active = FALSE WHERE rowid IN ({some} DESC LIMIT {active % 100})")
    day.corrupt(f"UPDATE {SUMMARY} SET minutes_played = NULL WHERE rowid IN ({some} LIMIT {active // 100})")
    assert KNOWN in day.answer(validator).passed

    day.corrupt(f"UPDATE {SUMMARY} SET minutes_played = NULL WHERE rowid IN ({some} LIMIT {active // 100 + 1})")
    assert day.answer(validator).failed[KNOWN] == [()]


def test_a_game_without_a_minute_is_critical(day: Day) -> None:
    day.corrupt(f"UPDATE {SUMMARY} SET minutes_played = 0 WHERE game_id = '{{game}}'")

    answer = day.answer(validator)

    assert answer.failed[SOMEBODY] == [(day.game,)]
    assert {one.severity for one in answer.results if one.check == SOMEBODY} == {Severity.CRITICAL}

    day.corrupt(f"UPDATE {SUMMARY} SET minutes_played = 0.5 WHERE {THE_PLAYER}")
    assert SOMEBODY in day.answer(validator).passed


@pytest.mark.parametrize(("players", "found"), [(8, True), (9, False)])
def test_at_least_nine_of_a_team_have_minutes(day: Day, players: int, found: bool) -> None:
    [(team,)] = day.rows(f"SELECT team_abbr FROM {SUMMARY} WHERE {THE_PLAYER}")
    the_team = f"game_id = '{{game}}' AND team_abbr = '{team}'"
    some = f"SELECT rowid FROM {SUMMARY} WHERE {the_team} AND is_active LIMIT {players}"
    day.corrupt(
        f"UPDATE {SUMMARY} SET minutes_played = CASE WHEN rowid IN ({some}) THEN 0.5 ELSE 0 END WHERE {the_team}"
    )

    assert day.answer(validator).failed == ({ENOUGH: [(day.game, team)]} if found else {})


@pytest.mark.parametrize(("lost", "found"), [(5, False), (6, True)])
def test_the_gamebook_may_have_five_players_more(day: Day, lost: int, found: bool) -> None:
    day.corrupt(
        f"DELETE FROM {SUMMARY} WHERE rowid IN (SELECT rowid FROM {SUMMARY} WHERE game_id = '{{game}}' AND is_active "
        f"ORDER BY player_lookup LIMIT {lost})"
    )

    assert day.answer(validator).failed.get(GAMEBOOK) == ([(day.game,)] if found else None)


@pytest.mark.parametrize(("more", "found"), [(5, False), (6, True)])
def test_the_summary_may_have_five_players_more(day: Day, more: int, found: bool) -> None:
    day.corrupt(
        f"INSERT INTO {SUMMARY} SELECT * REPLACE (player_lookup || 'x' AS player_lookup) FROM {SUMMARY} "
        f"WHERE game_id = '{{game}}' AND is_active LIMIT {more}"
    )

    assert day.answer(validator).failed == ({GAMEBOOK: [(day.game,)]} if found else {})


@pytest.mark.parametrize(("players", "found"), [(5, False), (6, True)])
def test_a_game_that_is_in_the_gamebook_alone_has_five_players_at_most(day: Day, players: int, found: bool) -> None:
    book = "nba_raw.nbac_gamebook_player_stats"
    kept = f"SELECT rowid FROM {book} WHERE game_id = '{{game}}' AND player_status = 'active' LIMIT {players}"
    day.corrupt(
        f"DELETE FROM {SUMMARY} WHERE game_id = '{{game}}'",
        f"DELETE FROM {book} WHERE game_id = '{{game}}' AND rowid NOT IN ({kept})",
    )

    answer = day.answer(validator)

    assert answer.failed == ({GAMEBOOK: [(day.game,)]} if found else {})
    assert [one.failures_by_day for one in answer.results if one.finding] == [((date(2024, 1, 15), 1),)] * found


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {SUMMARY}")

    assert set(day.answer(validator).unknown) == ALL


def test_a_missing_gamebook_leaves_only_its_check_unknown(day: Day) -> None:
    day.corrupt("DROP TABLE nba_raw.nbac_gamebook_player_stats")

    assert set(day.answer(validator).unknown) == {GAMEBOOK}


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL
