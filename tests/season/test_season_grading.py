"""What became of the predictions: every grade, and every figure that is computed from them, by the rules of grading."""

from __future__ import annotations

import pytest

GRADES = "nba_predictions.prediction_accuracy"
PREDICTIONS = "nba_predictions.player_prop_predictions"
SUMMARIES = "nba_predictions.prediction_performance_summary"
DAILY = "nba_predictions.system_daily_performance"
SYSTEMS = "nba_grading.system_performance_summary"
TIERS = "nba_predictions.scoring_tier_adjustments"
GRADED = f"""
    SELECT a.*, p.prediction_id, p.universal_player_id, p.predicted_points AS foreseen, p.confidence_score AS stated,
      p.similar_games_count, s.points, s.minutes_played AS minutes, s.is_active AS played, s.points_line AS closing,
      CASE sign(a.actual_points - a.line_value) WHEN 1 THEN 'OVER' WHEN -1 THEN 'UNDER' ELSE 'PUSH' END AS side
    FROM {GRADES} a JOIN {PREDICTIONS} p ON p.is_active AND p.game_id = a.game_id AND p.player_lookup = a.player_lookup
      AND p.system_id = a.system_id AND p.current_points_line = a.line_value
    JOIN nba_analytics.player_game_summary s ON s.game_id = a.game_id AND s.player_lookup = a.player_lookup
"""
"""Each grade beside its prediction and the summary of the player's game."""


def test_what_counts_is_graded_and_nothing_else(warehouse):
    eligible = f"""
        SELECT game_id, player_lookup, system_id, current_points_line, predicted_points, recommendation
        FROM {PREDICTIONS} WHERE is_active AND current_points_line IS NOT NULL
    """
    graded = f"SELECT game_id, player_lookup, system_id, line_value, predicted_points, recommendation FROM {GRADES}"
    assert warehouse.rows(f"({eligible}) EXCEPT ALL ({graded})") == []
    assert warehouse.rows(f"({graded}) EXCEPT ALL ({eligible})") == []


def test_grades_are_right(warehouse):
    """Written once more, in SQL, from the box scores."""
    wrong = f"""
        SELECT count(*) FROM {GRADES} g LEFT JOIN nba_raw.nbac_player_boxscores b USING (game_id, player_lookup)
        WHERE g.actual_points <> coalesce(b.points, 0)
          OR g.is_voided <> (coalesce(b.points, 0) = 0 AND g.minutes_played = 0)
          OR g.signed_error <> g.predicted_points - g.actual_points OR g.absolute_error <> abs(g.signed_error)
          OR g.is_voided <> (g.signed_error IS NULL) OR g.is_voided <> (g.void_reason IS NOT NULL)
          OR g.within_3_points <> (g.absolute_error <= 3) OR g.within_5_points <> (g.absolute_error <= 5)
          OR g.confidence_decile <> least(10, floor(g.confidence_score::DOUBLE * 10) + 1)
          OR g.prediction_correct IS DISTINCT FROM CASE
            WHEN g.is_voided OR g.recommendation = 'PASS' OR g.actual_points = g.line_value THEN NULL
            ELSE (g.actual_points > g.line_value) = (g.recommendation = 'OVER') END
    """
    assert warehouse.value(wrong) == 0


def test_a_void_has_the_reason_of_the_last_report_before_the_game(warehouse):
    reasons = f"SELECT DISTINCT void_reason, pre_game_injury_status FROM {GRADES} WHERE is_voided ORDER BY 1"
    assert warehouse.rows(reasons) == [("dnp_injury_confirmed", "OUT"), ("dnp_late_scratch", "QUESTIONABLE")]
    other = f"""
        SELECT count(*) FROM {GRADES} g JOIN nba_raw.nbac_scoreboard_v2 s USING (game_id)
        JOIN (
          SELECT r.game_id, r.player_lookup, arg_max(r.injury_status, r.processed_at) AS status
          FROM nba_raw.nbac_injury_report r JOIN nba_raw.nbac_scoreboard_v2 s USING (game_id)
          WHERE epoch_us(r.processed_at) <= epoch_us(s.start_time) GROUP BY ALL
        ) r ON r.game_id = g.game_id AND r.player_lookup = g.player_lookup
        WHERE coalesce(lower(g.pre_game_injury_status), 'available') <> r.status
    """
    assert warehouse.value(other) == 0


def test_a_season_is_as_hard_to_predict_as_a_real_one(warehouse):
    figures = f"""
        SELECT avg(absolute_error), avg(signed_error), avg(prediction_correct::INT), avg(is_voided::INT)
        FROM {GRADES} GROUP BY system_id
    """
    rows = warehouse.rows(figures)
    assert len(rows) == 7
    for error, bias, hits, voids in rows:
        assert 3.5 <= error <= 6
        assert -1 <= bias <= 1
        assert 0.5 <= hits <= 0.6
        assert 0.02 <= voids <= 0.08
    assert (
        warehouse.value(f"SELECT count_if(actual_points = line_value AND recommendation <> 'PASS') FROM {GRADES}") > 50
    )


def test_grading_runs_in_the_morning_and_everything_else_after_it(warehouse):
    late = f"""
        SELECT count(*) FROM {GRADES}
        WHERE graded_at NOT BETWEEN game_date + INTERVAL '1 day 11 hours' AND game_date + INTERVAL '1 day 12 hours'
    """
    assert warehouse.value(late) == 0
    as_of = f"epoch_us(TIMESTAMPTZ '{warehouse.season.as_of.isoformat()}')"
    for table, column in (
        (GRADES, "graded_at"),
        (DAILY, "computed_at"),
        (SUMMARIES, "computed_at"),
        (SYSTEMS, "computed_at"),
    ):
        assert warehouse.value(f"SELECT max(epoch_us({column})) <= {as_of} FROM {table}")
    newest = f"SELECT game_date, system_id, max(graded_at) AS newest FROM {GRADES} GROUP BY ALL"
    early = f"SELECT count(*) FROM {DAILY} JOIN ({newest}) USING (game_date, system_id) WHERE computed_at <= newest"
    assert warehouse.value(early) == 0


@pytest.mark.parametrize(
    ("column", "figure"),
    [
        ("predictions_count", "count(*)"),
        ("recommendations_count", "count_if(recommendation <> 'PASS')"),
        ("correct_count", "count_if(prediction_correct)"),
        ("incorrect_count", "count_if(NOT prediction_correct)"),
        ("pass_count", "count_if(recommendation = 'PASS')"),
        ("win_rate", "round(avg(prediction_correct::INT), 3)"),
        ("mae", "round(avg(absolute_error), 2)"),
        ("avg_bias", "round(avg(signed_error), 2)"),
        ("over_correct", "count_if(prediction_correct AND recommendation = 'OVER')"),
        ("under_win_rate", "round(avg(prediction_correct::INT) FILTER (recommendation = 'UNDER'), 3)"),
        ("within_3_pct", "round(avg(within_3_points::INT), 3)"),
        ("within_5_count", "count_if(within_5_points)"),
        ("avg_confidence", "round(avg(confidence_score), 3)"),
        ("high_confidence_count", "count_if(confidence_score >= 0.7)"),
        ("high_confidence_win_rate", "round(avg(prediction_correct::INT) FILTER (confidence_score >= 0.7), 3)"),
    ],
)
def test_a_day_of_a_system_is_what_its_grades_say(warehouse, column, figure):
    theirs = f"SELECT game_date, system_id, {figure} AS figure FROM {GRADES} WHERE NOT is_voided GROUP BY ALL"
    # Halves may be rounded either way.
    other = f"""
        SELECT * FROM {DAILY} FULL JOIN ({theirs}) USING (game_date, system_id)
        WHERE {column} IS DISTINCT FROM figure AND coalesce(abs({column} - figure), 1) > 0.0101
    """
    assert warehouse.rows(other) == []
    assert warehouse.value(f"SELECT count(*) FROM {DAILY}") == 7 * warehouse.value(
        f"SELECT count(DISTINCT game_date) FROM {GRADES}"
    )


@pytest.mark.parametrize(
    ("kind", "slices", "condition", "group"),
    [
        ("rolling_7d", "all", "TRUE", "'all'"),
        ("rolling_30d", "confidence_tier=high", "confidence_score >= 0.7", "'confidence_tier=high'"),
        ("rolling_7d", "situation=home", "right(game_id, 3) = team_abbr", "'situation=home'"),
        ("month", "player_lookup=%", "TRUE", "'player_lookup=' || g.player_lookup"),
        ("season", "player_lookup=%", "TRUE", "'player_lookup=' || g.player_lookup"),
    ],
)
def test_a_summary_is_what_its_grades_say(warehouse, kind, slices, condition, group):
    summaries = f"SELECT * FROM {SUMMARIES} WHERE period_type = '{kind}' AND summary_key LIKE '%|{slices}'"
    theirs = f"""
        SELECT s.summary_key, count(*) AS total, count(*) FILTER (g.prediction_correct) AS right_,
          count(*) FILTER (NOT g.prediction_correct) AS wrong, count(DISTINCT g.player_lookup) AS players,
          count(DISTINCT g.game_id) AS games, avg(g.absolute_error) AS error, max(g.graded_at) AS newest
        FROM ({summaries}) s JOIN (SELECT * FROM {GRADES} WHERE NOT is_voided AND {condition}) g
          ON g.system_id = s.system_id AND g.game_date BETWEEN s.period_start_date AND s.period_end_date
          AND s.summary_key LIKE '%|' || {group}
        GROUP BY ALL
    """
    other = f"""
        SELECT count(*) FROM ({summaries}) LEFT JOIN ({theirs}) USING (summary_key)
        WHERE (total_predictions, hits, misses, unique_players, unique_games) IS DISTINCT FROM
          (total, right_, wrong, players, games) OR abs(mae - error) > 0.001 OR computed_at <= newest
    """
    assert warehouse.value(f"SELECT count(*) FROM ({summaries})") > 0
    assert warehouse.value(other) == 0


def test_every_slice_is_there(warehouse):
    def names(column: str) -> set[object]:
        return {
            name for (name,) in warehouse.rows(f"SELECT DISTINCT {column} FROM {SUMMARIES} WHERE {column} NOT NULL")
        }

    assert names("archetype") == {"veteran_star", "prime_star", "young_star", "ironman", "role_player"}
    assert names("confidence_tier") == {"high", "medium", "low"}
    assert names("situation") == {"bounce_back", "home", "away", "rest_3plus", "b2b"}
    assert names("period_type") == {"rolling_7d", "rolling_30d", "month", "season"}
    assert len(names("player_lookup")) > 300


def test_the_season_of_a_system_is_the_sum_of_its_days(warehouse):
    sums = f"""
        SELECT system_id, sum(predictions_count), sum(recommendations_count), sum(correct_count), sum(incorrect_count),
          count(*) FROM {DAILY} GROUP BY ALL
    """
    totals = f"SELECT system_id, total_predictions, total_recommendations, wins, losses, days_with_data FROM {SYSTEMS}"
    assert warehouse.rows(f"({totals}) EXCEPT ({sums})") == []
    assert warehouse.value(f"SELECT count_if(wins + losses + pushes <> total_recommendations) FROM {SYSTEMS}") == 0


def test_both_graders_come_to_the_same(warehouse):
    other = f"""
        SELECT prediction_id FROM nba_predictions.prediction_grades g FULL JOIN ({GRADED}) a USING (prediction_id)
        WHERE (g.game_id, g.player_lookup, g.system_id, g.game_date, g.predicted_points, g.recommendation,
            g.points_line, g.actual_points, g.actual_vs_line, g.player_dnp, g.has_issues, g.prediction_correct)
          IS DISTINCT FROM (a.game_id, a.player_lookup, a.system_id, a.game_date, a.foreseen, a.recommendation,
            a.line_value, a.points, a.side, NOT a.played, NOT a.played, a.prediction_correct)
          OR (g.margin_of_error, g.line_margin) IS DISTINCT FROM (a.absolute_error, a.actual_margin)
          OR abs(g.confidence_score - a.confidence_score) > 0.005 OR abs(g.minutes_played - a.minutes) > 0.5
    """
    assert warehouse.rows(other) == []


def test_older_results_are_the_bets_among_the_grades(warehouse):
    bets = f"SELECT * FROM ({GRADED}) WHERE NOT is_voided AND recommendation <> 'PASS'"
    other = f"""
        SELECT prediction_id FROM nba_predictions.prediction_results r FULL JOIN ({bets}) a USING (prediction_id)
        WHERE (r.system_id, r.player_lookup, r.universal_player_id, r.game_date, r.predicted_points, r.actual_points,
            r.predicted_recommendation, r.actual_result, r.prediction_line, r.actual_line, r.confidence_score)
          IS DISTINCT FROM (a.system_id, a.player_lookup, a.universal_player_id, a.game_date, a.foreseen, a.points,
            a.recommendation, a.side, a.line_value, a.closing, a.stated)
          OR (r.prediction_error, r.within_3_points, r.within_5_points, r.line_margin, r.actual_margin,
            r.prediction_correct, r.similar_games_count, r.processed_at)
          IS DISTINCT FROM (a.signed_error, a.within_3_points, a.within_5_points, a.predicted_margin, a.actual_margin,
            coalesce(a.prediction_correct, FALSE), a.similar_games_count, a.graded_at)
          OR r.confidence_tier <> CASE WHEN a.confidence_score >= 0.7 THEN 'HIGH'
            WHEN a.confidence_score >= 0.55 THEN 'MEDIUM' ELSE 'LOW' END
    """
    assert warehouse.rows(other) == []


def test_an_adjustment_is_what_four_weeks_of_grades_say(warehouse):
    levels = f"""
        SELECT g.*, CASE WHEN f.features[3] >= 30 THEN 'STAR_30PLUS' WHEN f.features[3] >= 20 THEN 'STARTER_20_29'
          WHEN f.features[3] >= 10 THEN 'ROTATION_10_19' ELSE 'BENCH_0_9' END AS scoring_tier
        FROM {GRADES} g JOIN nba_predictions.ml_feature_store_v2 f USING (game_id, player_lookup)
        WHERE NOT g.is_voided
    """
    theirs = f"""
        SELECT system_id, scoring_tier, as_of_date, count(*) AS size, avg(signed_error) AS bias,
          avg(absolute_error) AS error, stddev_pop(signed_error) AS deviation, avg(prediction_correct::INT) AS won,
          avg(((predicted_points + recommended_adjustment > line_value) = (actual_points > line_value))::INT)
            FILTER (prediction_correct NOT NULL) AS adjusted
        FROM ({levels}) JOIN {TIERS} USING (system_id, scoring_tier)
        WHERE game_date BETWEEN as_of_date - 27 AND as_of_date GROUP BY ALL
    """
    other = f"""
        SELECT * FROM {TIERS} FULL JOIN ({theirs}) USING (system_id, scoring_tier, as_of_date)
        WHERE sample_size IS DISTINCT FROM size OR abs(avg_signed_error - bias) > 0.0051
          OR abs(avg_absolute_error - error) > 0.0051 OR abs(std_signed_error - deviation) > 0.0051
          OR recommended_adjustment <> -avg_signed_error OR (current_win_rate IS NULL) <> (won IS NULL)
          OR abs(current_win_rate - won) > 0.00051 OR abs(projected_win_rate - adjusted) > 0.00051
    """
    assert warehouse.rows(other) == []


def test_every_week_has_all_the_tiers_in_which_there_are_grades(warehouse):
    graded = f"SELECT count(*) FROM {GRADES} WHERE NOT is_voided AND game_date"
    for week, size in warehouse.rows(f"SELECT as_of_date, sum(sample_size) FROM {TIERS} GROUP BY 1"):
        assert warehouse.value(f"{graded} BETWEEN DATE '{week}' - 27 AND DATE '{week}'") == size


def test_adjustments_come_every_sunday_after_the_grades(warehouse):
    assert warehouse.rows(f"SELECT DISTINCT dayofweek(as_of_date) FROM {TIERS}") == [(0,)]
    weeks = f"SELECT DISTINCT as_of_date FROM {TIERS}"
    left_out = f"""
        SELECT game_date FROM (SELECT DISTINCT game_date FROM {GRADES}) g
        WHERE NOT EXISTS (SELECT 1 FROM ({weeks}) WHERE as_of_date BETWEEN game_date AND game_date + 6)
    """
    assert warehouse.rows(left_out) == []
    newest = f"SELECT max(graded_at) FROM {GRADES} WHERE game_date <= as_of_date"
    assert warehouse.value(f"SELECT count(*) FROM {TIERS} WHERE computed_at <= ({newest})") == 0
