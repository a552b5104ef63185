"""Phase 3 makes of the raw tables what they say: summaries that add up, contexts written before the games."""

from __future__ import annotations

import duckdb
import numpy as np
import pytest

from harness.season.analytics.processing import foreseen_at
from harness.season.analytics.team_calendar import team_calendar
from harness.season.analytics.travel import _distances
from harness.season.league import draw_league
from harness.season.schedule import TEAM_CODES

SUMMARY = "nba_analytics.player_game_summary"
OFFENSE = "nba_analytics.team_offense_game_summary"
DEFENSE = "nba_analytics.team_defense_game_summary"
PLAYERS = "nba_analytics.upcoming_player_game_context"
TEAMS = "nba_analytics.upcoming_team_game_context"
BOX = "nba_raw.nbac_player_boxscores"


def test_who_was_active_has_nba_coms_line(warehouse):
    mine = f"""SELECT game_id, player_lookup, team_abbr, points, fg_makes, fg_attempts, three_pt_makes, ft_makes,
        assists, steals, blocks, turnovers, plus_minus, personal_fouls, starter_flag FROM {SUMMARY} WHERE is_active"""
    theirs = f"""SELECT game_id, player_lookup, team_abbr, points, field_goals_made, field_goals_attempted,
        three_pointers_made, free_throws_made, assists, steals, blocks, turnovers, plus_minus, personal_fouls, starter
        FROM {BOX}"""
    assert warehouse.rows(f"({mine}) EXCEPT ({theirs})") == []
    assert warehouse.rows(f"({theirs}) EXCEPT ({mine})") == []


def test_every_predicted_player_has_an_actual_and_the_others_nothing(warehouse):
    predicted = "SELECT DISTINCT game_id, player_lookup FROM nba_predictions.player_prop_predictions"
    told = f"SELECT game_id, player_lookup FROM {SUMMARY}"
    absent = f"FROM {SUMMARY} WHERE NOT is_active"
    assert warehouse.rows(f"({predicted}) EXCEPT ({told})") == []
    assert warehouse.rows(f"(SELECT game_id, player_lookup {absent}) EXCEPT ({predicted})") == []
    assert warehouse.value(f"SELECT count(*) {absent}") > 100
    assert warehouse.rows(f"SELECT DISTINCT points, minutes_played, over_under_result {absent}") == [(0, 0, None)]
    assert warehouse.rows(f"SELECT DISTINCT player_status {absent} ORDER BY 1") == [("dnp",), ("inactive",)]


def test_zones_and_helpers_come_to_the_field_goals(warehouse):
    assert (
        warehouse.value(
            f"""SELECT count(*) FROM {SUMMARY}
            WHERE paint_attempts + mid_range_attempts + three_pt_attempts <> fg_attempts
                OR paint_makes + mid_range_makes + three_pt_makes <> fg_makes
                OR paint_makes > paint_attempts
            OR assisted_fg_makes + unassisted_fg_makes <> fg_makes OR unassisted_fg_makes < 0
            OR paint_blocks + mid_range_blocks + three_pt_blocks <> blocks OR and1_count > fg_makes"""
        )
        == 0
    )


def test_zones_are_those_of_the_play_by_play(played_out):
    summary = played_out.season.tables[SUMMARY]  # noqa: F841 - read by DuckDB
    plays = played_out.season.tables["nba_raw.bigdataball_play_by_play"]  # noqa: F841
    shots = """SELECT game_id, player_1_lookup AS player_lookup, count(*) FILTER (shot_distance <= 8) AS paint,
        count(*) FILTER (shot_distance > 8) AS mid_range, count(*) FILTER (shot_distance > 8 AND shot_made) AS mid_made
        FROM plays WHERE event_type = 'shot' AND shot_type = '2PT' GROUP BY ALL"""
    mine = """SELECT game_id, player_lookup, paint_attempts, mid_range_attempts, mid_range_makes FROM summary
        WHERE paint_attempts + mid_range_attempts > 0"""
    assert duckdb.sql(f"({shots}) EXCEPT ({mine})").fetchall() == []
    assert duckdb.sql(f"({mine}) EXCEPT ({shots})").fetchall() == []


def test_rates_follow_from_the_box_score(warehouse):
    [(usage, shooting, effective)] = warehouse.rows(
        f"""SELECT max(abs(s.usage_rate - least(100, 100 * (s.fg_attempts + 0.44 * s.ft_attempts + s.turnovers)
                * (48 + 5 * o.overtime_periods)
                / (b.seconds / 60 * (o.fg_attempts + 0.44 * o.ft_attempts + o.turnovers))))),
            max(abs(s.ts_pct - s.points / (2 * (s.fg_attempts + 0.44 * s.ft_attempts)))),
            max(abs(s.efg_pct - (s.fg_makes + 0.5 * s.three_pt_makes) / s.fg_attempts))
        FROM {SUMMARY} s JOIN {OFFENSE} o USING (game_id, team_abbr)
        JOIN (SELECT game_id, player_lookup, split_part(minutes, ':', 1)::INT * 60 + split_part(minutes, ':', 2)::INT
            AS seconds FROM {BOX}) b USING (game_id, player_lookup)"""
    )
    assert usage < 0.006
    assert shooting < 0.0006
    assert effective < 0.0006
    assert warehouse.value(f"SELECT avg(usage_rate) FROM {SUMMARY} WHERE minutes_played > 10") == pytest.approx(
        19.5, abs=1.5
    )


def test_a_player_is_over_or_under_the_last_line_that_draftkings_gave(warehouse):
    assert (
        warehouse.value(
            f"""WITH closing AS (SELECT game_id, player_lookup, arg_max(points_line, snapshot_timestamp) AS line,
                arg_min(points_line, snapshot_timestamp) AS opening
                FROM nba_raw.odds_api_player_points_props WHERE bookmaker = 'draftkings' GROUP BY ALL)
            SELECT count(*) FROM {SUMMARY} s LEFT JOIN closing c USING (game_id, player_lookup)
            WHERE points_line IS DISTINCT FROM line OR opening_line IS DISTINCT FROM opening OR (is_active AND
                over_under_result IS DISTINCT FROM
                CASE WHEN line < points THEN 'OVER' WHEN line > points THEN 'UNDER' WHEN line = points THEN 'PUSH' END
            )"""
        )
        == 0
    )


def test_a_defence_allowed_what_the_offence_scored(warehouse):
    mine = f"""SELECT game_id, opponent_team_abbr, points_allowed, opp_fg_attempts, opp_rebounds, opp_assists,
        turnovers_forced, opp_paint_makes, points_in_paint_allowed, defensive_rating, opponent_pace, NOT win_flag
        FROM {DEFENSE}"""
    theirs = f"""SELECT game_id, team_abbr, points_scored, fg_attempts, rebounds, assists, turnovers, team_paint_makes,
        points_in_paint_scored, offensive_rating, pace, win_flag FROM {OFFENSE}"""
    assert warehouse.rows(f"({mine}) EXCEPT ({theirs})") == []
    assert warehouse.value(f"SELECT count(*) FROM {DEFENSE}") == 2460


def test_contexts_list_everybody_of_the_gamebook_once(warehouse):
    listed = "SELECT game_id, player_lookup, team_abbr FROM nba_raw.nbac_gamebook_player_stats"
    told = f"SELECT game_id, player_lookup, team_abbr FROM {PLAYERS}"
    assert warehouse.rows(f"({listed}) EXCEPT ({told})") == []
    assert warehouse.rows(f"({told}) EXCEPT ({listed})") == []
    assert warehouse.rows(f"SELECT game_date, player_lookup FROM {PLAYERS} GROUP BY ALL HAVING count(*) > 1") == []
    assert warehouse.value(f"SELECT count(*) FROM {TEAMS}") == 2460


def test_who_is_out_in_the_morning_is_not_ready_and_does_not_play(warehouse):
    out = f"SELECT game_id, player_lookup FROM {PLAYERS} WHERE player_status IN ('out', 'doubtful')"
    assert warehouse.value(f"SELECT count(*) FROM ({out})") > 1000
    assert (
        warehouse.rows(f"SELECT 1 FROM {PLAYERS} WHERE is_production_ready AND player_status IN ('out', 'doubtful')")
        == []
    )
    assert warehouse.rows(f"({out}) INTERSECT (SELECT game_id, player_lookup FROM {BOX})") == []


@pytest.mark.parametrize("table", [PLAYERS, TEAMS])
def test_contexts_are_written_after_the_night_and_before_the_game(warehouse, table):
    [(early, late)] = warehouse.rows(
        f"""SELECT min(c.processed_at - (c.game_date + INTERVAL 10 HOUR)::TIMESTAMP AT TIME ZONE 'UTC'),
            max(c.processed_at - s.game_date_est)
        FROM {table} c JOIN nba_raw.nbac_schedule s ON c.game_date = s.game_date
            AND c.game_id = strftime(s.game_date, '%Y%m%d_') || away_team_tricode || '_' || home_team_tricode"""
    )
    assert early.total_seconds() >= 4 * 3600
    assert late.total_seconds() < 0


@pytest.mark.parametrize("table", [SUMMARY, OFFENSE, DEFENSE])
def test_summaries_are_written_after_what_they_are_made_of(warehouse, table):
    raw = "SELECT game_id, max(processed_at) AS loaded FROM nba_raw.nbac_gamebook_player_stats GROUP BY ALL"
    assert (
        warehouse.value(f"SELECT count(*) FROM {table} JOIN ({raw}) USING (game_id) WHERE processed_at <= loaded") == 0
    )
    assert warehouse.value(f"SELECT max(processed_at) FROM {table}") < warehouse.season.as_of


def test_contexts_are_written_at_half_past_ten_on_the_eastern_clock():
    days = np.array(["2024-03-09", "2024-03-10", "2023-11-04", "2023-11-05"], "datetime64[D]")
    hours = [str(one)[11:16] for one in foreseen_at(days)]
    assert hours == ["15:30", "14:30", "14:30", "15:30"]


def test_an_upstream_digest_is_that_of_the_row_it_came_from(warehouse):
    assert (
        warehouse.value(
            f"""SELECT count(*) FROM {SUMMARY} s LEFT JOIN nba_raw.nbac_gamebook_player_stats g
            USING (game_id, player_lookup) WHERE s.source_nbac_hash IS DISTINCT FROM g.data_hash"""
        )
        == 0
    )
    assert (
        warehouse.value(
            f"""SELECT count(*) FROM {DEFENSE} d LEFT JOIN nba_raw.nbac_team_boxscore t
            ON d.game_id = t.game_id AND d.opponent_team_abbr = t.team_abbr
            WHERE d.source_team_boxscore_hash IS DISTINCT FROM t.data_hash"""
        )
        == 0
    )


def test_rest_and_streaks_are_what_the_results_say(warehouse):
    games = f"""SELECT team_abbr, game_id, game_date, win_flag, home_game, margin_of_victory,
        lag(game_date) OVER team AS last, lead(game_date) OVER team AS next,
        lag(margin_of_victory) OVER team AS last_margin,
        count(*) OVER (PARTITION BY team_abbr ORDER BY game_date
            RANGE BETWEEN INTERVAL 7 DAY PRECEDING AND INTERVAL 1 DAY PRECEDING) AS week
        FROM {OFFENSE} WINDOW team AS (PARTITION BY team_abbr ORDER BY game_date)"""
    assert (
        warehouse.value(
            f"""SELECT count(*) FROM {TEAMS} c JOIN ({games}) g USING (game_id, team_abbr)
            WHERE days_since_last_game IS DISTINCT FROM g.game_date - last OR games_in_last_7_days <> week
                OR last_game_margin IS DISTINCT FROM last_margin
                OR is_back_to_back <> coalesce(g.game_date - last = 1, FALSE)
                OR last_game_result IS DISTINCT FROM
                    CASE WHEN last_margin > 0 THEN 'W' WHEN last_margin < 0 THEN 'L' END
                OR (team_win_streak_entering > 0) <> coalesce(last_margin > 0, FALSE)
                OR (team_loss_streak_entering > 0) <> coalesce(last_margin < 0, FALSE)"""
        )
        == 0
    )


def test_a_streak_counts_the_games_since_the_last_other_result():
    league = draw_league(seed=0, start_year=2023)
    calendar = team_calendar(league)
    mine = np.flatnonzero(calendar.team == 0)
    mine = mine[np.argsort(calendar.day[mine], kind="stable")]
    won = (league.outcomes.margin[league.participation.game[mine]] > 0) == (mine % 2 == 0)
    streak, expected = 0, []
    for result in won:
        expected.append(streak)
        streak = streak + 1 if result else 0
    assert calendar.won_in_a_row[mine].tolist() == expected


def test_workload_is_that_of_the_games_before(warehouse):
    played = f"SELECT player_lookup, game_date, minutes_played AS minutes, points FROM {SUMMARY} WHERE is_active"
    week = f"""SELECT c.game_id, c.player_lookup, count(p.game_date) AS games, coalesce(sum(minutes), 0) AS minutes
        FROM {PLAYERS} c LEFT JOIN ({played}) p ON c.player_lookup = p.player_lookup
            AND p.game_date BETWEEN c.game_date - 7 AND c.game_date - 1 GROUP BY ALL"""
    assert (
        warehouse.value(
            f"""SELECT count(*) FROM {PLAYERS} c JOIN ({week}) w USING (game_id, player_lookup)
            WHERE games_in_last_7_days <> games OR abs(minutes_in_last_7_days - minutes) > 1"""
        )
        == 0
    )


def test_arenas_are_as_far_apart_as_they_are():
    def miles(one, other):
        return _distances()[TEAM_CODES.index(one), TEAM_CODES.index(other)]

    assert miles("LAL", "LAC") < 10
    assert miles("BKN", "NYK") < 10
    assert miles("BOS", "LAL") == pytest.approx(2600, abs=30)
    assert miles("MIA", "POR") == pytest.approx(2700, abs=30)
