"""Every provider tells the same games, scores and lines."""

from __future__ import annotations

import pytest

PER_GAME = (
    "nbac_player_boxscores",
    "nbac_gamebook_player_stats",
    "nbac_team_boxscore",
    "nbac_scoreboard_v2",
    "nbac_injury_report",
    "nbac_referee_game_assignments",
    "bdl_player_boxscores",
    "espn_scoreboard",
    "espn_boxscores",
    "odds_api_player_points_props",
    "odds_api_game_lines",
)
SHOTS = (
    "field_goals_made, field_goals_attempted, three_pointers_made, three_pointers_attempted, "
    "free_throws_made, free_throws_attempted, offensive_rebounds, defensive_rebounds"
)
# The counts of each source, and the same counts as NBA.com's player box scores name them.
COUNTED = {
    "nbac_gamebook_player_stats": (
        "points, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus",
        "points, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus",
    ),
    "bdl_player_boxscores": (
        "points, rebounds, assists, steals, blocks, turnovers, personal_fouls",
        "points, total_rebounds, assists, steals, blocks, turnovers, personal_fouls",
    ),
    "espn_boxscores": (
        "points, rebounds, assists, steals, blocks, turnovers, fouls, plus_minus",
        "points, total_rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus",
    ),
}


@pytest.mark.parametrize("table", PER_GAME)
def test_a_table_has_exactly_the_games_of_the_schedule(warehouse, table):
    scheduled = (
        "SELECT strftime(game_date, '%Y%m%d_') || away_team_tricode || '_' || home_team_tricode, game_date "
        "FROM nba_raw.nbac_schedule"
    )
    told = f"SELECT DISTINCT game_id, game_date FROM nba_raw.{table}"
    assert warehouse.rows(f"({scheduled}) EXCEPT ({told})") == []
    assert warehouse.rows(f"({told}) EXCEPT ({scheduled})") == []


@pytest.mark.parametrize(("table", "counts"), COUNTED.items(), ids=COUNTED)
def test_every_source_counts_what_nba_com_counts(warehouse, table, counts):
    played = "WHERE player_status = 'active'" if "gamebook" in table else ""
    key = "game_id, team_abbr, player_lookup"
    theirs = f"SELECT {key}, {SHOTS}, {counts[0]} FROM nba_raw.{table} {played}"
    nba = f"SELECT {key}, {SHOTS}, {counts[1]} FROM nba_raw.nbac_player_boxscores"
    assert warehouse.rows(f"({theirs}) EXCEPT ({nba})") == []
    assert warehouse.rows(f"({nba}) EXCEPT ({theirs})") == []


def test_scores_agree_everywhere(warehouse):
    wrong = warehouse.rows(
        "SELECT s.game_id FROM nba_raw.nbac_scoreboard_v2 s "
        "JOIN nba_raw.espn_scoreboard e USING (game_id) "
        "JOIN nba_raw.nbac_schedule n ON n.game_code = replace(replace(s.game_id, '_', '/'), "
        "'/' || s.home_team_abbr, s.home_team_abbr) "
        "WHERE s.home_score <> e.home_team_score OR s.away_score <> e.away_team_score "
        "OR s.home_score <> n.home_team_score OR s.away_score <> n.away_team_score "
        "OR s.winning_team_abbr <> n.winning_team_tricode OR e.home_team_winner <> (s.home_score > s.away_score) "
        "OR e.away_team_winner = e.home_team_winner"
    )
    assert wrong == []
    assert (
        warehouse.value(
            "SELECT count(*) FROM nba_raw.nbac_scoreboard_v2 s JOIN nba_raw.nbac_team_boxscore t USING (game_id) "
            "WHERE t.points = CASE WHEN t.is_home THEN s.home_score ELSE s.away_score END"
        )
        == 2460
    )


def test_scores_stay_within_what_is_believed(warehouse):
    assert (
        warehouse.rows(
            "SELECT game_id FROM nba_raw.espn_scoreboard WHERE home_team_score NOT BETWEEN 70 AND 160 "
            "OR away_team_score NOT BETWEEN 70 AND 160 OR processing_confidence < 0.9"
        )
        == []
    )


def test_whole_minutes_are_the_clocks_rounded(warehouse):
    wrong = warehouse.rows(
        "SELECT game_id FROM nba_raw.bdl_player_boxscores b JOIN nba_raw.nbac_player_boxscores n "
        "USING (game_id, player_lookup) JOIN nba_raw.espn_boxscores e USING (game_id, player_lookup) "
        "WHERE b.minutes::INT <> e.minutes::INT OR abs(b.minutes::INT - split_part(n.minutes, ':', 1)::INT "
        "- split_part(n.minutes, ':', 2)::INT / 60.0) > 0.5 OR length(b.minutes) <> 2"
    )
    assert wrong == []


def test_a_gamebook_lists_both_rosters_with_reasons_for_those_who_did_not_play(warehouse):
    wrong = warehouse.rows(
        "SELECT game_id FROM nba_raw.nbac_gamebook_player_stats GROUP BY game_id "
        "HAVING count(*) NOT BETWEEN 26 AND 36 OR count(DISTINCT team_abbr) <> 2"
    )
    assert wrong == []
    wrong = warehouse.rows(
        "SELECT game_id, player_lookup FROM nba_raw.nbac_gamebook_player_stats WHERE "
        "(player_status = 'active') <> (minutes IS NOT NULL AND points IS NOT NULL AND dnp_reason IS NULL) "
        "OR (player_status <> 'active') <> (minutes IS NULL AND points IS NULL AND dnp_reason IS NOT NULL) "
        "OR player_status NOT IN ('active', 'dnp', 'inactive') OR name_resolution_status <> 'resolved'"
    )
    assert wrong == []


def test_a_team_dresses_at_most_thirteen(warehouse):
    assert (
        warehouse.rows(
            "SELECT game_id FROM nba_raw.nbac_gamebook_player_stats WHERE player_status <> 'inactive' "
            "GROUP BY game_id, team_abbr HAVING count(*) NOT BETWEEN 10 AND 13"
        )
        == []
    )


def test_starters_are_the_same_for_nba_com_and_espn(warehouse):
    assert (
        warehouse.rows(
            "SELECT game_id FROM nba_raw.espn_boxscores e JOIN nba_raw.nbac_player_boxscores n "
            "USING (game_id, player_lookup) WHERE e.starter <> n.starter"
        )
        == []
    )


def test_espn_spells_six_teams_its_own_way(warehouse):
    differing = warehouse.rows(
        "SELECT DISTINCT home_team_abbr, home_team_espn_abbr FROM nba_raw.espn_scoreboard "
        "WHERE home_team_abbr <> home_team_espn_abbr ORDER BY ALL"
    )
    assert differing == [
        ("GSW", "GS"),
        ("NOP", "NO"),
        ("NYK", "NY"),
        ("SAS", "SA"),
        ("UTA", "UTAH"),
        ("WAS", "WSH"),
    ]


def test_three_officials_a_game_none_in_two_games_a_day(warehouse):
    assert (
        warehouse.rows(
            "SELECT game_id FROM nba_raw.nbac_referee_game_assignments GROUP BY game_id "
            "HAVING list(official_position ORDER BY official_position) <> [1, 2, 3]"
        )
        == []
    )
    assert (
        warehouse.rows(
            "SELECT game_date, official_code FROM nba_raw.nbac_referee_game_assignments "
            "GROUP BY ALL HAVING count(*) > 1"
        )
        == []
    )


def test_standings_count_the_games_before_the_morning(warehouse):
    wrong = warehouse.rows(
        "WITH results AS (SELECT game_date, home_team_tricode AS team, home_team_score > away_team_score AS won "
        "FROM nba_raw.nbac_schedule UNION ALL SELECT game_date, away_team_tricode, away_team_score > home_team_score "
        "FROM nba_raw.nbac_schedule) "
        "SELECT s.date_recorded, s.team_abbr FROM nba_raw.bdl_standings s LEFT JOIN results r "
        "ON r.team = s.team_abbr AND r.game_date < s.date_recorded GROUP BY ALL "
        "HAVING coalesce(count_if(r.won), 0) <> any_value(s.wins) OR count(r.team) <> any_value(s.games_played)"
    )
    assert wrong == []


def test_standings_are_thirty_rows_a_day_whose_parts_add_up(warehouse):
    assert (
        warehouse.rows(
            "SELECT date_recorded FROM nba_raw.bdl_standings GROUP BY ALL HAVING count(*) <> 30 "
            "OR count(DISTINCT (conference, conference_rank)) <> 30 OR count(DISTINCT (division, division_rank)) <> 30 "
            "OR sum(wins) <> sum(losses)"
        )
        == []
    )
    assert (
        warehouse.rows(
            "SELECT date_recorded FROM nba_raw.bdl_standings WHERE wins + losses <> games_played "
            "OR home_wins + road_wins <> wins OR home_losses + road_losses <> losses "
            "OR division_wins > conference_wins "
            "OR conference_record <> conference_wins || '-' || conference_losses "
            "OR abs(win_percentage - CASE WHEN games_played > 0 THEN wins / games_played ELSE 0 END) > 1e-9"
        )
        == []
    )
