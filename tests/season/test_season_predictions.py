"""What the systems say before the games: who is asked about, at which line, by which rule, and when."""

from __future__ import annotations

import pytest

from harness.season.predictions.systems import SYSTEM_IDS

PREDICTIONS = "nba_predictions.player_prop_predictions"
RUNS = "nba_predictions.prediction_worker_runs"
FIRST_DAY = "(SELECT min(game_date) FROM nba_raw.nbac_schedule)"
RULES = {
    "moving_average": (1, "abs(line_margin) > 2 AND confidence_score > 0.45"),
    "zone_matchup_v1": (1, "abs(line_margin) > 2 AND confidence_score > 0.45"),
    "similarity_balanced_v1": (100, "abs(line_margin) >= 2 AND confidence_score >= 65"),
    "xgboost_v1": (100, "abs(line_margin) >= 1.5"),
    "catboost_v8": (100, "abs(line_margin) >= 1 AND confidence_score >= 60"),
    "ensemble_v1": (100, "abs(line_margin) >= 1.5 AND confidence_score >= 65 AND system_agreement_score > 50"),
    "ensemble_v1_1": (100, "abs(line_margin) >= 1.5 AND confidence_score >= 65 AND system_agreement_score > 50"),
}
"""The scale of each system's confidence, and when it bets."""


def test_seven_systems_are_active_and_one_is_the_champion(warehouse):
    systems = warehouse.rows(
        "SELECT system_id, active, is_champion FROM nba_predictions.prediction_systems ORDER BY ALL"
    )
    assert systems == [(name, True, name == "catboost_v8") for name in sorted(RULES)]
    assert set(SYSTEM_IDS) == set(RULES)


def test_nothing_is_predicted_in_the_first_fourteen_days(warehouse):
    assert warehouse.value(f"SELECT min(game_date) - {FIRST_DAY} FROM {PREDICTIONS}") in (14, 15, 16)
    days = f"SELECT DISTINCT game_date FROM nba_raw.nbac_schedule WHERE game_date >= {FIRST_DAY} + 14"
    assert warehouse.rows(f"{days} EXCEPT SELECT DISTINCT game_date FROM {PREDICTIONS}") == []


def test_every_system_answers_every_request_once(warehouse):
    by_request = "GROUP BY game_id, player_lookup, current_points_line, is_active"
    assert warehouse.rows(f"SELECT DISTINCT count(*), count(DISTINCT system_id) FROM {PREDICTIONS} {by_request}") == [
        (7, 7)
    ]
    assert warehouse.value(f"SELECT count(*) - count(DISTINCT prediction_id) FROM {PREDICTIONS}") == 0


def test_every_prediction_has_features_and_every_ready_player_a_prediction(warehouse):
    ready = "SELECT game_id, player_lookup FROM nba_predictions.ml_feature_store_v2 WHERE is_production_ready"
    late = f"AND game_date >= {FIRST_DAY} + 14"
    predicted = f"SELECT game_id, player_lookup FROM {PREDICTIONS} WHERE is_active"
    assert warehouse.rows(f"{predicted} EXCEPT {ready}") == []
    assert warehouse.rows(f"{ready} {late} EXCEPT {predicted}") == []


@pytest.mark.parametrize("system", RULES)
def test_a_system_bets_by_its_rule(warehouse, system):
    scale, rule = RULES[system]
    these = f"FROM {PREDICTIONS} WHERE system_id = '{system}'"
    assert warehouse.value(f"SELECT count_if(confidence_score NOT BETWEEN 0 AND {scale}) {these}") == 0
    assert warehouse.value(f"SELECT max(confidence_score) {these}") > 0.6 * scale
    expected = f"""
        CASE WHEN current_points_line IS NULL THEN 'NO_LINE' WHEN {rule} THEN if(line_margin > 0, 'OVER', 'UNDER')
        ELSE 'PASS' END
    """
    assert warehouse.value(f"SELECT count_if(recommendation <> {expected}) {these}") == 0
    bets = warehouse.value(f"SELECT avg((recommendation IN ('OVER', 'UNDER'))::INT) {these} AND has_prop_line")
    assert 0.3 < bets < 0.75


def test_ensembles_are_sure_of_20_to_95_percent_and_the_champion_falls_back_to_50_now_and_then(warehouse):
    low, high = warehouse.rows(
        f"SELECT min(confidence_score), max(confidence_score) FROM {PREDICTIONS} WHERE system_id LIKE 'ensemble%'"
    )[0]
    assert 20 <= low < high <= 95
    fallback = f"FROM {PREDICTIONS} WHERE system_id = 'catboost_v8' AND confidence_score = 50"
    assert warehouse.rows(f"SELECT DISTINCT recommendation {fallback} AND has_prop_line") == [("PASS",)]
    assert 20 < warehouse.value(f"SELECT count(*) {fallback}") < 150


def test_lines_are_those_of_the_players_context(warehouse):
    other = f"""
        SELECT count(*) FROM {PREDICTIONS} p
        JOIN nba_analytics.upcoming_player_game_context c USING (game_id, player_lookup)
        WHERE p.is_active AND p.sportsbook = 'DRAFTKINGS' AND p.current_points_line <> c.current_points_line
    """
    assert warehouse.value(other) == 0
    read = f"SELECT count(*) FROM {PREDICTIONS} WHERE line_source_api = 'ODDS_API' AND NOT was_line_fallback"
    unread = f"SELECT count(*) FROM {PREDICTIONS} WHERE line_source_api = 'BETTINGPROS' AND was_line_fallback"
    lined = warehouse.value(f"SELECT count(*) FROM {PREDICTIONS} WHERE has_prop_line")
    assert warehouse.value(read) + warehouse.value(unread) == lined
    assert 0.6 < warehouse.value(read) / lined < 0.85


def test_a_few_have_no_line_two_lines_or_a_whole_one(warehouse):
    players = f"FROM {PREDICTIONS} WHERE system_id = 'catboost_v8' AND is_active"
    assert 300 < warehouse.value(f"SELECT count(*) {players} AND current_points_line IS NULL") < 800
    apart = "max(current_points_line) - min(current_points_line)"
    two = f"SELECT {apart} {players} GROUP BY game_id, player_lookup HAVING count(*) > 1"
    assert {float(row[0]) for row in warehouse.rows(two)} == {0.5}
    assert 100 < len(warehouse.rows(two)) < 400
    assert 0.02 < warehouse.value(f"SELECT avg((current_points_line % 1 = 0)::INT) {players}") < 0.06
    assert warehouse.value(f"SELECT count(*) FROM {PREDICTIONS} WHERE current_points_line = 20.0") == 0
    assert warehouse.rows(f"SELECT DISTINCT has_prop_line, line_source FROM {PREDICTIONS} ORDER BY 1") == [
        (False, "NO_PROP_LINE"),
        (True, "ACTUAL_PROP"),
    ]


def test_what_was_superseded_names_a_later_prediction_of_another_line(warehouse):
    pairs = f"""
        FROM {PREDICTIONS} old LEFT JOIN {PREDICTIONS} new ON new.prediction_id = old.superseded_by
        WHERE (old.superseded_by IS NOT NULL OR NOT old.is_active)
    """
    assert 500 < warehouse.value(f"SELECT count(*) {pairs}") < 4_000
    good = """
        NOT old.is_active AND new.is_active AND new.created_at > old.created_at AND new.system_id = old.system_id
        AND new.player_lookup = old.player_lookup AND new.game_id = old.game_id
        AND new.current_points_line <> old.current_points_line AND new.prediction_version > old.prediction_version
    """
    assert warehouse.value(f"SELECT count(*) {pairs} AND NOT coalesce({good}, FALSE)") == 0


def test_predictions_come_after_the_features_and_before_the_games(warehouse):
    early = f"""
        SELECT count(*) FROM {PREDICTIONS} p JOIN nba_predictions.ml_feature_store_v2 f USING (game_id, player_lookup)
        JOIN nba_raw.nbac_scoreboard_v2 s USING (game_id)
        WHERE p.created_at <= f.created_at OR epoch_us(p.created_at) >= epoch_us(s.start_time)
    """
    assert warehouse.value(early) == 0


def test_nobody_is_predicted_who_was_known_to_be_out(warehouse):
    statuses = warehouse.rows(f"SELECT DISTINCT injury_status_at_prediction FROM {PREDICTIONS} ORDER BY 1")
    assert statuses == [("PROBABLE",), ("QUESTIONABLE",), (None,)]
    flagged = "injury_flag_at_prediction <> (injury_status_at_prediction IS NOT NULL)"
    assert warehouse.value(f"SELECT count(*) FROM {PREDICTIONS} WHERE {flagged}") == 0


def test_each_player_was_asked_about_until_a_worker_answered(warehouse):
    answered = f"SELECT game_id, player_lookup, sum(predictions_generated) FROM {RUNS} WHERE success GROUP BY ALL"
    made = f"SELECT game_id, player_lookup, count(*) FROM {PREDICTIONS} GROUP BY ALL"
    assert warehouse.rows(f"({answered}) EXCEPT ({made})") == []
    assert warehouse.rows(f"({made}) EXCEPT ({answered})") == []
    retried = f"""
        SELECT count_if(NOT success), count_if(success AND retry_attempt = 1),
          count_if(NOT success AND error_type IS NULL)
        FROM {RUNS}
    """
    [(failed, again, unexplained)] = warehouse.rows(retried)
    assert (failed, unexplained) == (again, 0)
    assert failed > 50


def test_what_is_shown_was_predicted(warehouse):
    picks = "nba_predictions.published_picks"
    assert (
        warehouse.rows(
            f"SELECT prediction_id FROM {picks} EXCEPT SELECT prediction_id FROM {PREDICTIONS} WHERE is_active"
        )
        == []
    )
    ranks = f"SELECT DISTINCT min(rank), max(rank), count(*) FROM {picks} GROUP BY game_date"
    assert all((low, high) == (1, count) and count <= 10 for low, high, count in warehouse.rows(ranks))
    assert warehouse.value(f"SELECT count_if(confidence_score BETWEEN 0.88 AND 0.90) FROM {picks}") == 0
    serving = """
        SELECT count(*) FROM nba_predictions.current_ml_predictions c
        LEFT JOIN nba_predictions.player_prop_predictions p
          ON p.game_id = c.game_id AND p.player_lookup = c.player_lookup AND p.system_id = 'catboost_v8' AND p.is_active
          AND p.predicted_points = c.ml_points_prediction AND p.recommendation = c.recommendation
        WHERE p.game_id IS NULL
    """
    assert warehouse.value(serving) == 0


def test_the_quality_log_says_of_each_prediction_what_its_features_were(warehouse):
    log, store = "nba_predictions.prediction_quality_log", "nba_predictions.ml_feature_store_v2"
    features = f"""
        SELECT p.*, f.early_season_flag, date_sub('hour', f.created_at, p.created_at) AS age,
          CASE WHEN f.features[4] > 0 THEN (p.predicted_points::DOUBLE - f.features[2]) / f.features[4] END AS z
        FROM {PREDICTIONS} p JOIN {store} f USING (player_lookup, game_date)
    """
    other = f"""
        SELECT prediction_id FROM {log} l FULL JOIN ({features}) p USING (prediction_id)
        WHERE (l.system_id, l.player_lookup, l.game_date, l.created_at, l.has_insufficient_data, l.data_age_hours)
          IS DISTINCT FROM (p.system_id, p.player_lookup, p.game_date, p.created_at, p.early_season_flag, age)
          OR l.fallback_used <> (p.system_id = 'catboost_v8' AND p.confidence_score = 50)
          OR (prediction_z_score IS NULL) <> (z IS NULL) OR abs(prediction_z_score - z) > 0.02
          OR has_outlier_prediction IS DISTINCT FROM abs(prediction_z_score) > 3
          OR has_stale_data <> (data_age_hours > 24)
    """
    assert warehouse.rows(other) == []
    assert warehouse.value(f"SELECT count_if(has_insufficient_data) FROM {log}") > 1_000
    assert warehouse.value(f"SELECT count_if(has_outlier_prediction) FROM {log}") > 0
