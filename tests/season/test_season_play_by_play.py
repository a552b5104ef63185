"""The play-by-play comes to the box score."""

from __future__ import annotations

import pytest

NBA = "nba_raw.nbac_play_by_play"
BIGDATABALL = "nba_raw.bigdataball_play_by_play"
LINES = "nba_raw.nbac_player_boxscores"
COUNTED = {
    "field_goals_made": "event_type = 'fieldgoal' AND shot_made",
    "field_goals_attempted": "event_type = 'fieldgoal'",
    "three_pointers_made": "shot_type = '3PT' AND shot_made",
    "free_throws_made": "event_type = 'freethrow' AND shot_made",
    "free_throws_attempted": "event_type = 'freethrow'",
    "offensive_rebounds": "event_type = 'rebound' AND event_action_type = 'offensive'",
    "defensive_rebounds": "event_type = 'rebound' AND event_action_type = 'defensive'",
    "steals": "event_type = 'steal'",
    "blocks": "event_type = 'block'",
    "turnovers": "event_type = 'turnover'",
    "personal_fouls": "event_type = 'foul'",
}


@pytest.mark.parametrize(("statistic", "events"), COUNTED.items(), ids=COUNTED)
def test_events_count_up_to_every_players_line(played_out, statistic, events):
    counted = (
        f"SELECT game_id, player_1_lookup AS player_lookup, count(*) AS times FROM {NBA} WHERE {events} GROUP BY ALL"
    )
    wrong = played_out.rows(
        f"SELECT game_id FROM {LINES} LEFT JOIN ({counted}) USING (game_id, player_lookup) "
        f"WHERE coalesce(times, 0) <> {statistic}"
    )
    assert wrong == []


def test_assists_are_given_by_teammates_of_the_shooter(played_out):
    counted = (
        f"SELECT game_id, player_2_lookup AS player_lookup, count(*) AS times FROM {NBA} "
        "WHERE event_type = 'fieldgoal' AND shot_made GROUP BY ALL"
    )
    assert (
        played_out.rows(
            f"SELECT game_id FROM {LINES} LEFT JOIN ({counted}) USING (game_id, player_lookup) "
            "WHERE coalesce(times, 0) <> assists"
        )
        == []
    )
    assert (
        played_out.rows(
            f"SELECT game_id FROM {NBA} WHERE event_type = 'fieldgoal' AND shot_made "
            "AND (player_1_lookup = player_2_lookup OR player_1_team_abbr <> player_2_team_abbr)"
        )
        == []
    )


@pytest.mark.parametrize("table", [NBA, BIGDATABALL])
def test_scores_run_up_to_the_final_score(played_out, table):
    wrong = played_out.rows(
        f"SELECT p.game_id FROM {table} p JOIN (SELECT game_code, home_team_score, away_team_score "
        "FROM nba_raw.nbac_schedule) s ON s.game_code = strftime(p.game_date, '%Y%m%d/') || p.away_team_abbr || "
        "p.home_team_abbr GROUP BY ALL HAVING arg_max(score_home, event_sequence) <> any_value(home_team_score) "
        "OR arg_max(score_away, event_sequence) <> any_value(away_team_score)"
    )
    assert wrong == []
    falling = played_out.rows(
        "SELECT game_id FROM (SELECT *, lag(score_home) OVER game AS home_before, lag(score_away) OVER game AS "
        "away_before, lag(period) OVER game AS period_before, lag(game_clock_seconds) OVER game AS clock_before "
        f"FROM {table} WINDOW game AS (PARTITION BY game_id ORDER BY event_sequence)) WHERE home_before > score_home "
        "OR away_before > score_away OR period_before > period "
        "OR (period_before = period AND clock_before < game_clock_seconds)"
    )
    assert falling == []


def test_quarters_of_players_are_those_of_their_events(played_out):
    quarters = "CASE WHEN period <= 4 THEN period ELSE 5 END"
    scored = (
        f"SELECT game_id, player_1_lookup AS player_lookup, {quarters} AS quarter, "
        "sum(CASE shot_type WHEN '3PT' THEN 3 WHEN '2PT' THEN 2 ELSE 1 END) AS points "
        f"FROM {NBA} WHERE shot_made GROUP BY ALL"
    )
    told = " UNION ALL ".join(
        f"SELECT game_id, player_lookup, {number}, coalesce(points_{name}, 0) FROM {LINES}"
        for number, name in enumerate(("q1", "q2", "q3", "q4", "ot"), 1)
    )
    assert played_out.rows(f"({scored}) EXCEPT ({told})") == []


@pytest.mark.parametrize(("table", "fewest"), [(NBA, 400), (BIGDATABALL, 300)])
def test_games_have_as_many_events_as_the_feed_has(played_out, table, fewest):
    wrong = played_out.rows(
        f"SELECT game_id FROM {table} GROUP BY game_id HAVING count(*) NOT BETWEEN {fewest} AND 600 "
        "OR count(DISTINCT event_sequence) <> count(*) OR count(DISTINCT event_id) <> count(*)"
    )
    assert wrong == []


def test_periods_are_four_and_the_overtimes_and_the_clock_counts_down(played_out):
    wrong = played_out.rows(
        f"SELECT p.game_id FROM (SELECT game_id, max(period) AS last FROM {NBA} GROUP BY ALL) p "
        f"JOIN {LINES} l USING (game_id) WHERE p.last <> l.period"
    )
    assert wrong == []
    assert (
        played_out.rows(
            f"SELECT game_id FROM {NBA} WHERE game_clock_seconds NOT BETWEEN 0 AND if(period < 5, 720, 300)"
        )
        == []
    )


def test_bigdataball_has_five_men_a_side_on_the_floor(played_out):
    floor = [f"{side}_player_{number}_lookup" for side in ("home", "away") for number in range(1, 6)]
    wrong = played_out.rows(
        f"SELECT DISTINCT game_id FROM {BIGDATABALL} WHERE len(list_distinct([{', '.join(floor)}])) <> 10"
    )
    assert wrong == []
    strangers = played_out.rows(
        f"SELECT DISTINCT game_id, home_team_abbr, home_player_1_lookup FROM {BIGDATABALL} EXCEPT "
        f"SELECT game_id, team_abbr, player_lookup FROM {LINES} WHERE starter"
    )
    assert strangers == []
