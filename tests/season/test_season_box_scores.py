"""Box scores add up, in every game and to the point."""

from __future__ import annotations

import pytest

PLAYERS = "nba_raw.nbac_player_boxscores"
TEAMS = "nba_raw.nbac_team_boxscore"
# What must never be found, as conditions on one player's line.
IMPOSSIBLE_LINES = {
    "points": "points <> 2 * field_goals_made + three_pointers_made + free_throws_made",
    "field goals": "field_goals_made > field_goals_attempted",
    "threes": "three_pointers_made > three_pointers_attempted",
    "free throws": "free_throws_made > free_throws_attempted",
    "threes made within field goals": "three_pointers_made > field_goals_made",
    "threes tried within field goals": "three_pointers_attempted > field_goals_attempted",
    "twos missed": "field_goals_attempted - three_pointers_attempted < field_goals_made - three_pointers_made",
    "rebounds": "total_rebounds <> offensive_rebounds + defensive_rebounds",
    "fouls": "personal_fouls NOT BETWEEN 0 AND 6",
    "quarters": "points <> points_q1 + points_q2 + points_q3 + points_q4 + coalesce(points_ot, 0)",
    "overtime": "(points_ot IS NULL) <> (period = 4)",
    "hard ranges": "points > 80 OR assists > 30 OR total_rebounds > 35 OR field_goals_attempted > 50 "
    "OR three_pointers_attempted > 25 OR free_throws_attempted > 35 OR steals > 11 OR blocks > 12 OR turnovers > 14",
    "plus-minus": "abs(plus_minus) > 60",
    "usage": "usage_rate NOT BETWEEN 0 AND 100",
    "percentages": "(field_goal_percentage IS NULL) <> (field_goals_attempted = 0) "
    "OR (free_throw_percentage IS NULL) <> (free_throws_attempted = 0) "
    "OR (three_point_percentage IS NULL) <> (three_pointers_attempted = 0)",
    "true shooting": "field_goals_attempted > 0 AND abs(true_shooting_pct - points / "
    "(2 * (field_goals_attempted + 0.44 * free_throws_attempted))) > 0.001",
    "effective shooting": "field_goals_attempted > 0 AND abs(effective_fg_pct - "
    "(field_goals_made + 0.5 * three_pointers_made) / field_goals_attempted) > 0.001",
    "ratings": "offensive_rating NOT BETWEEN 80 AND 150 OR defensive_rating NOT BETWEEN 80 AND 150",
    "pace": "pace NOT BETWEEN 88 AND 116",
}
SUMMED = {
    "points": "points",
    "field_goals_made": "fg_made",
    "field_goals_attempted": "fg_attempted",
    "three_pointers_made": "three_pt_made",
    "three_pointers_attempted": "three_pt_attempted",
    "free_throws_made": "ft_made",
    "free_throws_attempted": "ft_attempted",
    "offensive_rebounds": "offensive_rebounds",
    "defensive_rebounds": "defensive_rebounds",
    "assists": "assists",
    "steals": "steals",
    "blocks": "blocks",
    "turnovers": "turnovers",
    "personal_fouls": "personal_fouls",
}
SECONDS = "(split_part(minutes, ':', 1)::INT * 60 + split_part(minutes, ':', 2)::INT)"


@pytest.mark.parametrize("condition", IMPOSSIBLE_LINES.values(), ids=IMPOSSIBLE_LINES)
def test_no_players_line_contradicts_itself(warehouse, condition):
    assert warehouse.rows(f"SELECT game_id, player_lookup FROM {PLAYERS} WHERE {condition}") == []


def test_players_sum_to_their_team(warehouse):
    differing = " OR ".join(f"sum(p.{ours}) <> any_value(t.{theirs})" for ours, theirs in SUMMED.items())
    wrong = warehouse.rows(
        f"SELECT p.game_id, p.team_abbr FROM {PLAYERS} p JOIN {TEAMS} t USING (game_id, team_abbr) "
        f"GROUP BY ALL HAVING {differing}"
    )
    assert wrong == []


def test_team_time_is_240_minutes_and_25_an_overtime_and_players_sum_to_it(warehouse):
    wrong = warehouse.rows(
        f"SELECT p.game_id FROM {PLAYERS} p JOIN {TEAMS} t USING (game_id, team_abbr) GROUP BY p.game_id, team_abbr "
        f"HAVING sum({SECONDS.replace('minutes', 'p.minutes')}) <> (240 + 25 * (any_value(p.period) - 4)) * 60 "
        "OR any_value(t.minutes) <> (240 + 25 * (any_value(p.period) - 4)) || ':00'"
    )
    assert wrong == []


def test_nobody_plays_longer_than_the_game(warehouse):
    assert warehouse.rows(f"SELECT game_id FROM {PLAYERS} WHERE {SECONDS} > (48 + 5 * (period - 4)) * 60") == []


def test_plus_minus_sums_to_five_margins(warehouse):
    wrong = warehouse.rows(
        f"SELECT p.game_id FROM {PLAYERS} p JOIN {TEAMS} t USING (game_id, team_abbr) GROUP BY p.game_id, team_abbr "
        "HAVING sum(p.plus_minus) <> 5 * any_value(t.plus_minus)"
    )
    assert wrong == []


def test_what_one_team_takes_the_other_gave(warehouse):
    wrong = warehouse.rows(
        f"SELECT a.game_id FROM {TEAMS} a JOIN {TEAMS} b ON a.game_id = b.game_id AND a.team_abbr <> b.team_abbr "
        "WHERE a.plus_minus <> a.points - b.points OR a.plus_minus = 0 OR a.steals > b.turnovers "
        "OR a.blocks > b.fg_attempted - b.fg_made OR a.assists > a.fg_made "
        "OR a.offensive_rebounds + b.defensive_rebounds > a.fg_attempted - a.fg_made + a.ft_attempted - a.ft_made"
    )
    assert wrong == []


def test_nobody_assists_more_than_his_teammates_made(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {PLAYERS} p JOIN {TEAMS} t USING (game_id, team_abbr) "
        "WHERE p.assists > t.fg_made - p.field_goals_made"
    )
    assert wrong == []


def test_regulation_ends_level_where_there_is_overtime(warehouse):
    wrong = warehouse.rows(
        "SELECT game_id FROM (SELECT game_id, team_abbr, sum(points - coalesce(points_ot, 0)) AS regulation "
        f"FROM {PLAYERS} WHERE period > 4 GROUP BY ALL) GROUP BY game_id HAVING count(DISTINCT regulation) <> 1"
    )
    assert wrong == []


def test_each_side_has_five_starters_and_ten_to_thirteen_players(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id, team_abbr FROM {PLAYERS} GROUP BY ALL "
        "HAVING count(*) NOT BETWEEN 10 AND 13 OR count_if(starter) <> 5"
    )
    assert wrong == []


def test_team_totals_look_like_the_league(warehouse):
    [means] = warehouse.rows(
        "SELECT avg(points), stddev(points), avg(fg_attempted), avg(fg_percentage), avg(three_pt_attempted), "
        f"avg(ft_attempted), avg(total_rebounds), avg(assists), avg(turnovers), avg(personal_fouls) FROM {TEAMS}"
    )
    expected = [
        (112, 117),
        (10, 14),
        (87, 92),
        (0.45, 0.49),
        (35, 39),
        (20, 25),
        (42, 47),
        (25, 28),
        (12, 15),
        (18, 21),
    ]
    assert [low <= mean <= high for mean, (low, high) in zip(means, expected, strict=True)] == [True] * len(means)


def test_margins_spread_as_they_do(warehouse):
    assert 13 <= warehouse.value(f"SELECT stddev(plus_minus) FROM {TEAMS}") <= 16
    assert warehouse.rows(f"SELECT game_id FROM {TEAMS} WHERE points NOT BETWEEN 75 AND 160") == []


def test_stars_score_like_stars_and_the_bench_like_the_bench(warehouse):
    means = [
        mean
        for (mean,) in warehouse.rows(
            f"SELECT avg(points) AS mean FROM {PLAYERS} GROUP BY player_lookup HAVING count(*) > 30 ORDER BY mean DESC"
        )
    ]
    assert 26 <= means[0] <= 35
    assert 14 <= means[60] <= 20
    assert 2 <= means[350] <= 8
