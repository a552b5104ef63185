"""Injury lists know who plays and who does not."""

from __future__ import annotations

REPORT = "nba_raw.nbac_injury_report"
HOURS_BEFORE_TIP = (
    "(epoch_us(n.game_date_est) - epoch_us(r.processed_at)) / 3.6e9"  # of a report, negative once the game is on
)


def test_every_report_of_a_game_day_lists_three_to_eight_players_of_each_team_that_plays(warehouse):
    wrong = warehouse.rows(
        "WITH playing AS (SELECT game_date, home_team_tricode AS team FROM nba_raw.nbac_schedule "
        "UNION ALL SELECT game_date, away_team_tricode FROM nba_raw.nbac_schedule), "
        f"hours AS (SELECT DISTINCT report_hour FROM {REPORT}) "
        "SELECT p.game_date, p.team, h.report_hour FROM playing p CROSS JOIN hours h "
        f"LEFT JOIN {REPORT} r ON r.report_date = p.game_date AND r.team = p.team AND r.report_hour = h.report_hour "
        "GROUP BY ALL HAVING count(r.team) NOT BETWEEN 3 AND 8"
    )
    assert wrong == []


def test_the_newest_report_before_every_tip_off_is_at_most_six_hours_old(warehouse):
    wrong = warehouse.rows(
        f"SELECT r.game_id FROM {REPORT} r JOIN nba_raw.nbac_schedule n ON n.game_code = "
        f"strftime(r.game_date, '%Y%m%d/') || r.away_team || r.home_team GROUP BY r.game_id "
        f"HAVING coalesce(min({HOURS_BEFORE_TIP}) FILTER ({HOURS_BEFORE_TIP} > 0), 99) > 6"
    )
    assert wrong == []


def test_no_player_stands_twice_in_a_report(warehouse):
    assert (
        warehouse.rows(
            f"SELECT player_lookup FROM {REPORT} GROUP BY player_lookup, report_date, report_hour HAVING count(*) > 1"
        )
        == []
    )


def test_who_is_out_does_not_play(warehouse):
    played = warehouse.rows(
        f"SELECT game_id, player_lookup FROM {REPORT} JOIN nba_raw.bdl_player_boxscores USING (game_id, player_lookup) "
        "WHERE injury_status IN ('out', 'doubtful')"
    )
    assert played == []


def test_everybody_inactive_is_on_the_report_and_everybody_on_it_is_on_that_roster(warehouse):
    unlisted = warehouse.rows(
        "SELECT game_id, player_lookup FROM nba_raw.nbac_gamebook_player_stats g "
        f"WHERE player_status = 'inactive' AND NOT EXISTS (FROM {REPORT} r WHERE r.game_id = g.game_id "
        "AND r.player_lookup = g.player_lookup AND r.team = g.team_abbr)"
    )
    assert unlisted == []
    strangers = warehouse.rows(
        f"SELECT DISTINCT game_id, player_lookup, team FROM {REPORT} "
        "EXCEPT SELECT game_id, player_lookup, team_abbr FROM nba_raw.nbac_gamebook_player_stats"
    )
    assert strangers == []


def test_statuses_and_reasons_are_the_known_ones(warehouse):
    statuses = {status for (status,) in warehouse.rows(f"SELECT DISTINCT injury_status FROM {REPORT}")}
    assert statuses == {"out", "questionable", "doubtful", "probable", "available"}
    reasons = {reason for (reason,) in warehouse.rows(f"SELECT DISTINCT reason_category FROM {REPORT}")}
    assert reasons == {"injury", "g_league", "suspension", "personal"}


def test_some_players_are_scratched_after_being_questionable(warehouse):
    late = warehouse.value(
        f"SELECT count(DISTINCT (r.game_id, r.player_lookup)) FROM {REPORT} r "
        "JOIN nba_raw.nbac_gamebook_player_stats g USING (game_id, player_lookup) "
        "WHERE r.injury_status = 'questionable' AND g.player_status = 'inactive'"
    )
    assert late > 200


def test_the_daily_list_names_each_player_once_with_his_team_of_that_day(warehouse):
    assert (
        warehouse.rows("SELECT scrape_date, bdl_player_id FROM nba_raw.bdl_injuries GROUP BY ALL HAVING count(*) > 1")
        == []
    )
    moved = warehouse.rows(
        "SELECT i.player_lookup FROM nba_raw.bdl_injuries i JOIN nba_raw.nbac_gamebook_player_stats g "
        "ON g.player_lookup = i.player_lookup AND g.game_date = i.scrape_date WHERE g.team_abbr <> i.team_abbr"
    )
    assert moved == []
    assert warehouse.rows("SELECT scrape_date FROM nba_raw.bdl_injuries WHERE return_date <= scrape_date") == []
