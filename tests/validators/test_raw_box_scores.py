"""raw.box_scores on clean days, on a real night, and on each way to break it."""

from __future__ import annotations

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.box_scores import validator

UNIQUE = "one row for each game_id, player_lookup"
PLAYERS = "20 to 40 players a game"
POINTS = "points add up"
MADE = "made never exceeds attempted"
REBOUNDS = "rebounds add up"
MINUTES = "minutes are 0 to 65, as 34:12, 34 or 34.2"
COVERED = "every final game has box scores"
BOTH_TEAMS = "both teams are in a game"
ALL = {UNIQUE, PLAYERS, POINTS, MADE, REBOUNDS, MINUTES, COVERED, BOTH_TEAMS}
BOX = "nba_raw.bdl_player_boxscores"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


def test_a_real_night_has_no_failure_although_it_lists_who_did_not_appear(recorded: duckdb.DuckDBPyConnection) -> None:
    answer = answers(recorded, validator, "2024-01-15")

    assert answer.passed == ALL - {COVERED}
    assert "does not reach the window" in answer.unknown[COVERED]


def test_one_point_too_many_on_a_real_night_is_found_by_the_points_alone(recorded: duckdb.DuckDBPyConnection) -> None:
    [(game, player)] = recorded.execute(
        f"SELECT game_id, player_lookup FROM {BOX} ORDER BY points DESC, player_lookup LIMIT 1"
    ).fetchall()
    recorded.execute(f"UPDATE {BOX} SET points = points + 1 WHERE game_id = '{game}' AND player_lookup = '{player}'")

    assert answers(recorded, validator, "2024-01-15").failed == {POINTS: [(game, player)]}


def test_a_duplicate_player_line_is_found(day: Day) -> None:
    day.corrupt(f"INSERT INTO {BOX} SELECT * FROM {BOX} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {UNIQUE: [(day.game, day.player)]}


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("points = points + 1", POINTS),
        ("points = points - 1", POINTS),
        ("field_goals_attempted = field_goals_made - 1", MADE),
        ("three_pointers_attempted = three_pointers_made - 1", MADE),
        ("free_throws_attempted = free_throws_made - 1", MADE),
        ("rebounds = rebounds + 1", REBOUNDS),
        ("offensive_rebounds = offensive_rebounds + 1", REBOUNDS),
    ],
)
def test_a_line_that_does_not_add_up_is_found(day: Day, change: str, check: str) -> None:
    day.corrupt(f"UPDATE {BOX} SET {change} WHERE {THE_PLAYER}")

    answer = day.answer(validator)

    assert answer.failed == {check: [(day.game, day.player)]}
    assert answer.repairs(check) == (f"re-scrape {day.game}",)


def test_as_many_made_as_attempted_is_fine(day: Day) -> None:
    day.corrupt(
        f"""
        UPDATE {BOX} SET field_goals_attempted = field_goals_made, free_throws_attempted = free_throws_made,
            three_pointers_attempted = three_pointers_made WHERE {THE_PLAYER}
        """
    )

    assert day.answer(validator).passed == ALL


def with_minutes(day: Day, minutes: list[str]) -> list[tuple[object, ...]]:
    """Give the first players of the game these minutes; their keys."""
    players = day.rows(f"SELECT game_id, player_lookup FROM {BOX} WHERE game_id = '{{game}}' ORDER BY ALL")[
        : len(minutes)
    ]
    assert len(players) == len(minutes)
    for (game, player), text in zip(players, minutes, strict=True):
        day.corrupt(f"UPDATE {BOX} SET minutes = '{text}' WHERE game_id = '{game}' AND player_lookup = '{player}'")
    return players


def test_minutes_within_bounds_pass_in_each_format(day: Day) -> None:
    with_minutes(day, ["0", "00", "0:00", "00:00", "0.0", "34:12", "34", "34.2", "65", "65:00", "65.0", "", " 12 "])

    assert day.answer(validator).passed == ALL


def test_minutes_out_of_bounds_or_illegible_are_found(day: Day) -> None:
    illegible = ["-1", "-0:30", "12:60", "12:5", "1:02:03", "forty", "3e1", "12.", "999:00", "1e400"]
    players = with_minutes(day, ["66", "65:01", "65.1", *illegible])

    assert day.answer(validator).failed == {MINUTES: players}


def test_minutes_that_are_null_on_every_line_are_unknown(day: Day) -> None:
    day.corrupt(f"UPDATE {BOX} SET minutes = NULL")

    assert set(day.answer(validator).unknown) == {MINUTES}


@pytest.mark.parametrize(("players", "found"), [(19, True), (20, False), (40, False), (41, True)])
def test_a_game_has_20_to_40_players(day: Day, players: int, found: bool) -> None:
    day.corrupt(
        f"""
        INSERT INTO {BOX} BY NAME SELECT * EXCLUDE (i) REPLACE (player_lookup || i AS player_lookup)
        FROM (SELECT * FROM {BOX}, range(2) r(i) WHERE game_id = '{{game}}')
        """,
        f"""
        DELETE FROM {BOX} WHERE game_id = '{{game}}' AND player_lookup NOT IN (
            SELECT player_lookup FROM (SELECT *, row_number() OVER (PARTITION BY team_abbr ORDER BY player_lookup) AS n
            FROM {BOX} WHERE game_id = '{{game}}') ORDER BY n, team_abbr LIMIT {players})
        """,
    )

    assert day.answer(validator).failed == ({PLAYERS: [(day.game,)]} if found else {})


def test_a_final_game_without_box_scores_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOX} WHERE game_id = '{{game}}'")

    assert day.answer(validator).failed == {COVERED: [(day.game,)]}


@pytest.mark.parametrize(
    "excuse",
    [
        "game_status = 1",
        "game_status = 2",
        "game_status_text = 'PPD'",
        "game_id = '0012300001'",
        "home_team_tricode = 'TBD'",
    ],
)
def test_a_game_that_is_not_final_postponed_preseason_or_unsettled_needs_no_box_scores(day: Day, excuse: str) -> None:
    day.corrupt(
        f"DELETE FROM {BOX} WHERE game_id = '{{game}}'",
        f"""
        UPDATE nba_raw.nbac_schedule SET {excuse} WHERE game_date = '{{day}}'
            AND strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode = '{{game}}'
        """,
    )

    assert day.answer(validator).passed == ALL


def test_a_game_without_one_of_its_teams_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOX} WHERE game_id = '{{game}}' AND team_abbr = home_team_abbr")

    assert day.answer(validator).failed == {BOTH_TEAMS: [(day.game,)], PLAYERS: [(day.game,)]}


def test_a_third_team_in_a_game_is_found(day: Day) -> None:
    day.corrupt(f"UPDATE {BOX} SET team_abbr = 'SEA' WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {BOTH_TEAMS: [(day.game,)]}


def test_a_day_without_games_passes(day: Day) -> None:
    assert day.answer(validator, "2024-02-17").passed == ALL


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {BOX}")

    assert set(day.answer(validator).unknown) == ALL


def test_a_missing_schedule_leaves_only_coverage_unknown(day: Day) -> None:
    day.corrupt("DROP TABLE nba_raw.nbac_schedule")

    assert set(day.answer(validator).unknown) == {COVERED}
