"""consistency.cross_source_scores on clean days, on a real night, and on each way in which sources can differ."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest
from validator_days import Day, answers

from harness.results import Severity
from validators.consistency.cross_source_scores import validator

BALLDONTLIE = "Ball Don't Lie has NBA.com's player lines"
GAMEBOOK = "the gamebook has NBA.com's player lines"
ESPN = "ESPN has NBA.com's player lines"
SUM = "Ball Don't Lie's points sum to ESPN's scores"
NBACOM_SCORE = "ESPN and NBA.com have one score"
NBACOM_WINNER = "ESPN and NBA.com have one winner"
SCHEDULE_SCORE = "ESPN and the schedule have one score"
SCHEDULE_WINNER = "ESPN and the schedule have one winner"
ALL = {check.name for check in validator.checks}
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"
THE_GAME = "strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode = '{game}'"
ESPN_SCORES = "nba_raw.espn_scoreboard"
NBACOM_SCORES = "nba_raw.nbac_scoreboard_v2"
SCHEDULE = "nba_raw.nbac_schedule"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14", "2024-02-17"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_the_three_sources_of_a_real_night_agree(recorded: duckdb.DuckDBPyConnection) -> None:
    answer = answers(recorded, validator, "2024-01-15")

    assert answer.passed == {SUM, NBACOM_SCORE, NBACOM_WINNER}
    assert set(answer.unknown) == ALL - answer.passed


def test_a_point_more_on_a_real_night_is_found(recorded: duckdb.DuckDBPyConnection) -> None:
    recorded.execute(
        f"UPDATE {ESPN_SCORES} SET home_team_score = home_team_score + 1 WHERE game_id = '20240115_HOU_PHI'"
    )

    assert answers(recorded, validator, "2024-01-15").failed == {
        SUM: [("20240115_HOU_PHI",)],
        NBACOM_SCORE: [("20240115_HOU_PHI",)],
    }


@pytest.mark.parametrize("column", ["points", "assists", "rebounds"])
@pytest.mark.parametrize(
    ("table", "check"),
    [
        ("nba_raw.bdl_player_boxscores", BALLDONTLIE),
        ("nba_raw.nbac_gamebook_player_stats", GAMEBOOK),
        ("nba_raw.espn_boxscores", ESPN),
    ],
)
def test_a_players_line_that_nba_com_has_otherwise_is_found(day: Day, table: str, check: str, column: str) -> None:
    name = "total_rebounds" if "gamebook" in table and column == "rebounds" else column
    day.corrupt(f"UPDATE {table} SET {name} = {name} + 1 WHERE {THE_PLAYER}")

    failed = day.answer(validator).failed

    assert failed.pop(check) == [(day.game, day.player)]
    assert set(failed) == ({SUM} if check == BALLDONTLIE and column == "points" else set())


@pytest.mark.parametrize(
    ("table", "check"), [("nba_raw.nbac_gamebook_player_stats", GAMEBOOK), ("nba_raw.espn_boxscores", ESPN)]
)
def test_both_lines_are_shown_first(day: Day, table: str, check: str) -> None:
    day.corrupt(f"UPDATE {table} SET points = points + 1 WHERE {THE_PLAYER}")

    [shown] = day.answer(validator).evidence(check)

    assert list(shown)[:6] == ["points", "points_right", "rebounds", "rebounds_right", "assists", "assists_right"]


def test_a_line_that_one_source_lacks_is_no_disagreement(day: Day) -> None:
    day.corrupt(f"DELETE FROM nba_raw.espn_boxscores WHERE {THE_PLAYER}")

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize(
    ("table", "where", "change", "checks"),
    [
        (
            ESPN_SCORES,
            "game_id = '{game}'",
            "home_team_score = home_team_score + 1",
            {SUM, NBACOM_SCORE, SCHEDULE_SCORE},
        ),
        (
            ESPN_SCORES,
            "game_id = '{game}'",
            "away_team_score = away_team_score - 1",
            {SUM, NBACOM_SCORE, SCHEDULE_SCORE},
        ),
        (
            ESPN_SCORES,
            "game_id = '{game}'",
            "home_team_winner = NOT home_team_winner",
            {NBACOM_WINNER, SCHEDULE_WINNER},
        ),
        (NBACOM_SCORES, "game_id = '{game}'", "home_score = home_score + 1", {NBACOM_SCORE}),
        (NBACOM_SCORES, "game_id = '{game}'", "away_score = away_score + 1", {NBACOM_SCORE}),
        (NBACOM_SCORES, "game_id = '{game}'", "winning_team_abbr = 'SEA'", {NBACOM_WINNER}),
        (SCHEDULE, THE_GAME, "home_team_score = home_team_score + 1", {SCHEDULE_SCORE}),
        (SCHEDULE, THE_GAME, "away_team_score = away_team_score - 1", {SCHEDULE_SCORE}),
        (SCHEDULE, THE_GAME, "winning_team_tricode = 'SEA'", {SCHEDULE_WINNER}),
    ],
)
def test_a_score_or_winner_that_another_source_has_otherwise_is_found(
    day: Day, table: str, where: str, change: str, checks: set[str]
) -> None:
    day.corrupt(f"UPDATE {table} SET {change} WHERE {where}")

    answer = day.answer(validator)

    assert answer.failed == {check: [(day.game,)] for check in checks}
    assert {one.failures_by_day for one in answer.results if one.finding} == {((date(2024, 1, 15), 1),)}
    critical = {one.check for one in answer.results if one.severity is Severity.CRITICAL}
    assert critical == {NBACOM_WINNER, SCHEDULE_WINNER}


@pytest.mark.parametrize(
    ("table", "change", "where"),
    [
        (ESPN_SCORES, "is_completed = FALSE, home_team_score = 51", "game_id = '{game}'"),
        (NBACOM_SCORES, "game_state = 'live', home_score = 51", "game_id = '{game}'"),
        (SCHEDULE, "game_status = 2, home_team_score = 51", THE_GAME),
        (SCHEDULE, "game_status_text = 'PPD', home_team_score = 0", THE_GAME),
    ],
)
def test_a_game_that_is_not_over_has_no_score_to_agree_on(day: Day, table: str, change: str, where: str) -> None:
    day.corrupt(f"UPDATE {table} SET {change} WHERE {where}")

    assert day.answer(validator).passed == ALL


SCORES = {SUM, NBACOM_SCORE, NBACOM_WINNER, SCHEDULE_SCORE, SCHEDULE_WINNER}


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        ("nba_raw.nbac_player_boxscores", {BALLDONTLIE, GAMEBOOK, ESPN}),
        ("nba_raw.nbac_gamebook_player_stats", {GAMEBOOK}),
        (NBACOM_SCORES, SCORES),
    ],
)
def test_a_missing_table_leaves_its_checks_unknown(day: Day, table: str, unknown: set[str]) -> None:
    day.corrupt(f"DROP TABLE {table}")

    answer = day.answer(validator)

    assert set(answer.unknown) == unknown
    assert answer.failed == {}


@pytest.mark.parametrize(
    ("table", "unknown"),
    [
        ("nba_raw.bdl_player_boxscores", {BALLDONTLIE, SUM}),
        (NBACOM_SCORES, {NBACOM_SCORE, NBACOM_WINNER}),
        (ESPN_SCORES, SCORES),
    ],
)
def test_a_source_that_has_nothing_leaves_its_checks_unknown(day: Day, table: str, unknown: set[str]) -> None:
    day.corrupt(f"DELETE FROM {table}")

    answer = day.answer(validator)

    assert set(answer.unknown) == unknown
    assert answer.failed == {}
