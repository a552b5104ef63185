"""raw.player_boxscores on clean days, on real games, and on each way to break it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest
from validator_days import Day, answers

from validators.raw.player_boxscores import validator

POINTS = "points add up"
RANGES = "stats are within their ranges"
MINUTES = "minutes are 0 to 60, as 34:12, 34 or 34.2"
TWO_TEAMS = "two teams a game"
COVERED = "every final game has player box scores"
SUMS = "player sums are the team's totals"
TEAM_MINUTES = "a team's minutes are 240, and 25 per overtime"
ALL = {POINTS, RANGES, MINUTES, TWO_TEAMS, COVERED, SUMS, TEAM_MINUTES}
BOX = "nba_raw.nbac_player_boxscores"
TEAM = "nba_raw.nbac_team_boxscore"
THE_PLAYER = "game_id = '{game}' AND player_lookup = '{player}'"
HIS_TEAM = f"game_id = '{{game}}' AND team_abbr = (SELECT team_abbr FROM {BOX} WHERE {THE_PLAYER})"


def team_key(day: Day) -> tuple[object, ...]:
    return day.game, day.value(f"SELECT DISTINCT team_abbr FROM {BOX} WHERE {THE_PLAYER}")


@pytest.mark.parametrize("window", ["2024-01-15", "2023-10-24..2024-04-14"])
def test_a_clean_season_passes_with_its_overtimes(whole_season: duckdb.DuckDBPyConnection, window: str) -> None:
    assert answers(whole_season, validator, window).passed == ALL


@pytest.mark.parametrize("window", ["2025-01-15", "2025-03-15"])
def test_real_games_break_nothing_though_not_every_game_was_recorded(
    recorded: duckdb.DuckDBPyConnection, window: str
) -> None:
    assert set(answers(recorded, validator, window).failed) <= {COVERED}


@pytest.mark.parametrize("change", ["points = points + 1", "free_throws_made = free_throws_made + 1"])
def test_points_are_exactly_what_the_makes_say(day: Day, change: str) -> None:
    day.corrupt(f"UPDATE {BOX} SET {change} WHERE {THE_PLAYER}")

    answer = day.answer(validator)

    assert answer.failed == {POINTS: [(day.game, day.player)], SUMS: [team_key(day)]}
    assert answer.repairs(POINTS) == (f"re-scrape {day.game}",)


RANGES_AND_TEAM_COLUMNS = {
    "assists": (30, "assists"),
    "total_rebounds": (35, "total_rebounds"),
    "steals": (11, "steals"),
    "blocks": (12, "blocks"),
    "turnovers": (14, "turnovers"),
    "personal_fouls": (6, "personal_fouls"),
    "field_goals_attempted": (50, "fg_attempted"),
    "three_pointers_attempted": (25, "three_pt_attempted"),
    "free_throws_attempted": (35, "ft_attempted"),
}


def with_stat(day: Day, column: str, value: int) -> None:
    """Give the player this stat, and his team the sum that it makes."""
    team_column = RANGES_AND_TEAM_COLUMNS[column][1]
    day.corrupt(
        f"UPDATE {BOX} SET {column} = {value} WHERE {THE_PLAYER}",
        f"UPDATE {TEAM} SET {team_column} = (SELECT sum({column}) FROM {BOX} WHERE {HIS_TEAM}) WHERE {HIS_TEAM}",
    )


def test_stats_may_be_at_the_ends_of_their_ranges(day: Day) -> None:
    for column, (most, _) in RANGES_AND_TEAM_COLUMNS.items():
        with_stat(day, column, most)
    assert day.answer(validator).passed == ALL

    for column in RANGES_AND_TEAM_COLUMNS:
        with_stat(day, column, 0)
    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("side", ["below", "above"])
def test_each_stat_beyond_its_range_is_found(day: Day, side: str) -> None:
    """One stat a player, for as many players as there are stats."""
    players = day.rows(f"SELECT game_id, player_lookup FROM {BOX} WHERE game_id = '{{game}}' ORDER BY ALL")
    broken = players[: len(RANGES_AND_TEAM_COLUMNS)]
    for (game, player), (column, (most, _)) in zip(broken, RANGES_AND_TEAM_COLUMNS.items(), strict=True):
        with_stat(replace(day, game=str(game), player=str(player)), column, -1 if side == "below" else most + 1)

    assert day.answer(validator).failed == {RANGES: broken}


@pytest.mark.parametrize(("points", "found"), [(80, False), (81, True)])
def test_nobody_scores_more_than_80(day: Day, points: int, found: bool) -> None:
    day.corrupt(
        f"""
        UPDATE {BOX} SET points = {points}, field_goals_made = 30, three_pointers_made = 10,
            free_throws_made = {points} - 70 WHERE {THE_PLAYER}
        """,
        f"""
        UPDATE {TEAM} SET points = s.p, fg_made = s.f, three_pt_made = s.t, ft_made = s.m FROM (SELECT sum(points) AS p,
            sum(field_goals_made) AS f, sum(three_pointers_made) AS t, sum(free_throws_made) AS m
            FROM {BOX} WHERE {HIS_TEAM}) s WHERE {HIS_TEAM}
        """,
    )

    assert day.answer(validator).failed == ({RANGES: [(day.game, day.player)]} if found else {})


@pytest.mark.parametrize("minutes", ["60:01", "61", "60.5"])
def test_nobody_plays_more_than_60_minutes(day: Day, minutes: str) -> None:
    day.corrupt(f"UPDATE {BOX} SET minutes = '{minutes}' WHERE {THE_PLAYER}")

    failed = day.answer(validator).failed
    assert failed == {MINUTES: [(day.game, day.player)], TEAM_MINUTES: [team_key(day)]}


@pytest.mark.parametrize("minutes", ["34 minutes", "-12", "12:75"])
def test_illegible_minutes_are_found_and_not_counted_against_the_team(day: Day, minutes: str) -> None:
    day.corrupt(f"UPDATE {BOX} SET minutes = '{minutes}' WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {MINUTES: [(day.game, day.player)]}


def test_60_minutes_and_a_blank_for_who_did_not_play_are_fine(day: Day) -> None:
    others = f"{HIS_TEAM} AND player_lookup <> '{{player}}'"
    day.corrupt(
        f"UPDATE {BOX} SET minutes = '60:00' WHERE {THE_PLAYER}",
        f"UPDATE {BOX} SET minutes = NULL WHERE {others}",
        f"""
        UPDATE {BOX} SET minutes = '60' WHERE (game_id, player_lookup) IN (
            SELECT (game_id, player_lookup) FROM {BOX} WHERE {others} ORDER BY player_lookup LIMIT 3)
        """,
    )

    assert day.answer(validator).passed == ALL


def test_whole_and_decimal_minutes_are_as_good_as_clock_minutes(day: Day) -> None:
    day.corrupt(
        f"""
        UPDATE {BOX} SET minutes = split_part(minutes, ':', 1)
        WHERE game_id = '{{game}}' AND team_abbr = home_team_abbr
        """,
        f"""
        UPDATE {BOX}
        SET minutes = round(split_part(minutes, ':', 1)::DOUBLE + split_part(minutes, ':', 2)::DOUBLE / 60, 1)
        WHERE game_id = '{{game}}' AND team_abbr = away_team_abbr
        """,
    )

    assert day.answer(validator).passed == ALL


@pytest.mark.parametrize("overtimes", [0, 1, 2])
@pytest.mark.parametrize(("off_by", "found"), [("players", False), ("players + 1", True), ("-players - 1", True)])
def test_team_minutes_may_be_off_by_one_a_player(day: Day, overtimes: int, off_by: str, found: bool) -> None:
    exact = f"""
        UPDATE {BOX} SET period = 4 + {overtimes}, minutes = CASE WHEN player_lookup = '{{player}}'
            THEN 240 + 25 * {overtimes} - (n - 1) * 20 + {{off}} ELSE 20 END::VARCHAR
        FROM (SELECT count(*) AS n FROM {BOX} WHERE {HIS_TEAM}) WHERE {HIS_TEAM}
    """
    day.corrupt(exact.replace("{off}", off_by.replace("players", "n")))

    answer = day.answer(validator)

    assert answer.failed.get(TEAM_MINUTES) == ([team_key(day)] if found else None)
    assert set(answer.failed) <= {TEAM_MINUTES, MINUTES}


@pytest.mark.parametrize(("status", "judged"), [("'Final'", True), ("NULL", True), ("'Q5 0:12'", False)])
def test_an_overtime_that_the_minutes_do_not_show_is_found(day: Day, status: str, judged: bool) -> None:
    day.corrupt(f"UPDATE {BOX} SET period = period + 1, game_status = {status} WHERE game_id = '{{game}}'")

    teams = day.rows(f"SELECT DISTINCT game_id, team_abbr FROM {BOX} WHERE game_id = '{{game}}' ORDER BY ALL")
    assert day.answer(validator).failed == ({TEAM_MINUTES: teams} if judged else {})


def test_minutes_of_a_game_in_progress_or_without_periods_are_not_judged(day: Day) -> None:
    day.corrupt(f"UPDATE {BOX} SET period = NULL WHERE game_date <> '{{day}}' OR game_id <> '{{game}}'")
    day.corrupt(f"UPDATE {BOX} SET period = 3, game_status = 'Q3 5:12' WHERE game_id = '{{game}}'")

    assert set(day.answer(validator).unknown) == {TEAM_MINUTES}


def test_a_third_team_in_a_game_is_found(day: Day) -> None:
    day.corrupt(
        f"""
        INSERT INTO {BOX} BY NAME SELECT * REPLACE ('SEA' AS team_abbr, 'ghost' AS player_lookup, NULL AS period)
        FROM {BOX} WHERE {THE_PLAYER}
        """
    )

    assert day.answer(validator).failed == {TWO_TEAMS: [(day.game,)]}


def test_a_game_with_one_team_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOX} WHERE {HIS_TEAM}")

    assert day.answer(validator).failed == {TWO_TEAMS: [(day.game,)]}


def test_a_final_game_that_is_missing_is_found(day: Day) -> None:
    day.corrupt(f"DELETE FROM {BOX} WHERE game_id = '{{game}}'")

    assert day.answer(validator).failed == {COVERED: [(day.game,)]}


@pytest.mark.parametrize("difference", [-1, 1])
def test_each_team_total_that_the_players_do_not_sum_to_is_found(day: Day, difference: int) -> None:
    """One column a team, for as many teams as there are columns."""
    columns = ["points", "fg_made", "fg_attempted", "three_pt_made", "three_pt_attempted", "ft_made", "ft_attempted"]
    columns += ["assists", "steals", "blocks", "personal_fouls"]
    teams = day.rows(f"SELECT game_id, team_abbr FROM {TEAM} WHERE game_date = '{{day}}' ORDER BY ALL")[: len(columns)]
    for (game, team), column in zip(teams, columns, strict=True):
        day.corrupt(
            f"UPDATE {TEAM} SET {column} = {column} + {difference} WHERE game_id = '{game}' AND team_abbr = '{team}'"
        )

    assert day.answer(validator).failed == {SUMS: teams}


@pytest.mark.parametrize(
    ("column", "difference", "found"),
    [
        ("total_rebounds", 15, False),
        ("total_rebounds", 16, True),
        ("total_rebounds", -1, True),
        ("turnovers", 3, False),
        ("turnovers", 4, True),
        ("turnovers", -1, True),
    ],
)
def test_a_team_may_have_rebounds_and_turnovers_that_are_nobodys(
    day: Day, column: str, difference: int, found: bool
) -> None:
    day.corrupt(f"UPDATE {TEAM} SET {column} = {column} + {difference} WHERE {HIS_TEAM}")

    answer = day.answer(validator)

    assert answer.failed == ({SUMS: [team_key(day)]} if found else {})
    [sums] = [one for one in answer.results if one.check == SUMS]
    assert sums.failures_by_day == (((date(2024, 1, 15), 1),) if found else ())


def test_a_player_line_that_is_there_twice_breaks_his_teams_sums(day: Day) -> None:
    day.corrupt(f"INSERT INTO {BOX} SELECT * FROM {BOX} WHERE {THE_PLAYER}")

    assert day.answer(validator).failed == {SUMS: [team_key(day)], TEAM_MINUTES: [team_key(day)]}


def test_a_day_without_games_passes(day: Day) -> None:
    assert day.answer(validator, "2024-02-17").passed == ALL


def test_a_window_that_nothing_reaches_is_unknown(day: Day) -> None:
    assert set(day.answer(validator, "2020-01-15").unknown) == ALL


def test_a_missing_table_is_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {BOX}")

    assert set(day.answer(validator).unknown) == ALL


def test_missing_team_totals_leave_only_the_sums_unknown(day: Day) -> None:
    day.corrupt(f"DROP TABLE {TEAM}")

    assert set(day.answer(validator).unknown) == {SUMS}
