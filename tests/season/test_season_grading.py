"""What became of the predictions: every grade, and every figure that is computed from them, by the rules of grading."""

from __future__ import annotations

import pytest

GRADES = "nba_predictions.prediction_accuracy"
PREDICTIONS = "nba_predictions.player_prop_predictions"
SUMMARIES = "nba_predictions.prediction_performance_summary"
DAILY = "nba_predictions.system_daily_performance"
SYSTEMS = "nba_grading.system_performance_summary"


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
