"""Lines and prices are a bookmaker's."""

from __future__ import annotations

import pytest

PROPS = "nba_raw.odds_api_player_points_props"
LINES = "nba_raw.odds_api_game_lines"
OFFERS = "nba_raw.bettingpros_player_points_props"
IMPOSSIBLE_PROPS = {
    "line range": "points_line NOT BETWEEN 3.5 AND 38.5",
    "half points": "points_line * 2 <> floor(points_line * 2)",
    "placeholder": "points_line = 20.0",
    "both sides": "over_price_american IS NULL OR under_price_american IS NULL",
    "american odds": "abs(over_price_american) < 100 OR abs(under_price_american) < 100 "
    "OR over_price_american NOT BETWEEN -150 AND 120 OR under_price_american NOT BETWEEN -150 AND 120",
    "overround": "1 / over_price + 1 / under_price NOT BETWEEN 1.02 AND 1.10",
    "before tip-off": "snapshot_timestamp >= game_start_time OR bookmaker_last_update > snapshot_timestamp "
    "OR processed_at < snapshot_timestamp",
    "minutes before tip-off": "abs((epoch_us(game_start_time) - epoch_us(snapshot_timestamp)) / 6e7 "
    "- minutes_before_tipoff) > 1",
}


@pytest.mark.parametrize("condition", IMPOSSIBLE_PROPS.values(), ids=IMPOSSIBLE_PROPS)
def test_no_prop_is_impossible(warehouse, condition):
    assert warehouse.rows(f"SELECT game_id, player_lookup FROM {PROPS} WHERE {condition}") == []


def test_decimal_prices_say_what_american_ones_say(warehouse):
    american = "CASE WHEN {0} > 0 THEN 1 + {0} / 100.0 ELSE 1 + 100.0 / -{0} END"
    for side in ("over", "under"):
        wrong = f"abs({side}_price - ({american.format(f'{side}_price_american')})) > 0.0051"
        assert warehouse.rows(f"SELECT game_id FROM {PROPS} WHERE {wrong}") == []


def test_seven_to_eleven_players_a_team_have_a_line_in_two_books(warehouse):
    wrong = warehouse.rows(
        f"SELECT p.game_id, g.team_abbr FROM {PROPS} p JOIN nba_raw.nbac_gamebook_player_stats g "
        "USING (game_id, player_lookup) GROUP BY ALL "
        "HAVING count(DISTINCT player_lookup) NOT BETWEEN 7 AND 11 OR count(DISTINCT bookmaker) <> 2"
    )
    assert wrong == []
    strangers = warehouse.rows(
        f"SELECT game_id, player_lookup FROM {PROPS} EXCEPT "
        "SELECT game_id, player_lookup FROM nba_raw.nbac_gamebook_player_stats"
    )
    assert strangers == []


def test_two_or_three_snapshots_a_game_the_newest_shortly_before_it(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {PROPS} GROUP BY game_id HAVING count(DISTINCT snapshot_timestamp) NOT IN (2, 3) "
        "OR min(minutes_before_tipoff) > 360"
    )
    assert wrong == []


def test_who_is_ruled_out_has_no_line_in_the_last_snapshot(warehouse):
    wrong = warehouse.rows(
        f"SELECT p.game_id, p.player_lookup FROM {PROPS} p JOIN nba_raw.nbac_gamebook_player_stats g "
        "USING (game_id, player_lookup) WHERE p.minutes_before_tipoff <= 110 AND g.player_status <> 'active'"
    )
    assert wrong == []


def test_lines_stand_near_what_players_score_and_end_in_a_half(warehouse):
    [(bias, spread, halves, over)] = warehouse.rows(
        "WITH lines AS (SELECT game_id, player_lookup, avg(points_line) AS line FROM "
        f"{PROPS} GROUP BY ALL), means AS (SELECT player_lookup, avg(points) AS mean "
        "FROM nba_raw.nbac_player_boxscores GROUP BY ALL) SELECT avg(line - mean), stddev(line - mean), "
        f"(SELECT avg((points_line <> floor(points_line))::INT) FROM {PROPS}), avg((points > line)::INT) "
        "FROM lines JOIN means USING (player_lookup) JOIN nba_raw.nbac_player_boxscores USING (game_id, player_lookup)"
    )
    assert -1.0 < bias < 0
    assert spread < 1.6
    assert 0.96 < halves < 0.98
    assert 0.46 < over < 0.52


def test_books_differ_by_at_most_a_point_or_two_and_lines_move_little(warehouse):
    apart = warehouse.value(
        "SELECT avg(apart) FROM (SELECT max(points_line) - min(points_line) AS apart "
        f"FROM {PROPS} GROUP BY game_id, player_lookup, snapshot_timestamp)"
    )
    moved = warehouse.value(
        f"SELECT avg(moved) FROM (SELECT stddev(points_line) AS moved FROM {PROPS} "
        "GROUP BY game_id, player_lookup, bookmaker)"
    )
    assert apart < 0.8
    assert moved < 0.8


def test_game_lines_are_eight_rows_a_game_and_snapshot(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {LINES} GROUP BY game_id, snapshot_timestamp HAVING count(*) <> 8 "
        "OR count(DISTINCT (bookmaker_key, market_key, outcome_name)) <> 8 OR count(DISTINCT bookmaker_key) <> 2"
    )
    assert wrong == []


def test_spreads_are_opposite_and_totals_are_the_same_for_both_outcomes(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {LINES} GROUP BY game_id, snapshot_timestamp, bookmaker_key, market_key "
        "HAVING CASE market_key WHEN 'spreads' THEN sum(outcome_point) <> 0 "
        "ELSE min(outcome_point) <> max(outcome_point) "
        "OR list(outcome_name ORDER BY outcome_name) <> ['Over', 'Under'] END"
    )
    assert wrong == []


def test_points_and_times_of_game_lines_are_within_limits(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {LINES} WHERE snapshot_timestamp >= commence_time "
        "OR outcome_price NOT BETWEEN 1.6 AND 2.3 OR CASE market_key "
        "WHEN 'spreads' THEN abs(outcome_point) > 20 OR abs(outcome_point) < 0.5 "
        "ELSE outcome_point NOT BETWEEN 205 AND 244.5 END OR outcome_point * 2 <> floor(outcome_point * 2)"
    )
    assert wrong == []


def test_outcomes_are_named_as_the_teams_are(warehouse):
    wrong = warehouse.rows(
        f"SELECT game_id FROM {LINES} WHERE market_key = 'spreads' AND outcome_name NOT IN (home_team, away_team) "
        "OR market_key = 'totals' AND outcome_name NOT IN ('Over', 'Under')"
    )
    assert wrong == []


def test_the_favourite_wins_more_often(warehouse):
    share = warehouse.value(
        f"SELECT avg(((outcome_point < 0) = (home_team_score > away_team_score))::INT) FROM {LINES} l "
        "JOIN nba_raw.espn_scoreboard e USING (game_id) WHERE l.outcome_name = l.home_team"
    )
    assert 0.6 < share < 0.75


def test_bettingpros_has_the_consensus_and_ten_books(warehouse):
    books = {number for (number,) in warehouse.rows(f"SELECT DISTINCT book_id FROM {OFFERS}")}
    assert {0, 10, 12, 13, 19} <= books
    assert len(books - {0}) >= 10


def test_bettingpros_offers_have_two_sides_at_one_line_and_one_best_line_a_side(warehouse):
    assert (
        warehouse.rows(
            f"SELECT offer_id FROM {OFFERS} GROUP BY offer_id, book_id "
            "HAVING count(*) <> 2 OR count(DISTINCT bet_side) <> 2 OR count(DISTINCT points_line) <> 1"
        )
        == []
    )
    assert (
        warehouse.rows(
            f"SELECT offer_id FROM {OFFERS} GROUP BY offer_id, bet_side "
            "HAVING count_if(is_best_line) <> 1 OR count_if(is_best_line AND book_id = 0) > 0"
        )
        == []
    )
    assert (
        warehouse.rows(
            f"SELECT offer_id FROM {OFFERS} WHERE points_line NOT BETWEEN 3.5 AND 38.5 OR abs(odds_american) < 100"
        )
        == []
    )
