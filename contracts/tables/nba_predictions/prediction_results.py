"""The contract of nba_predictions.prediction_results."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Numeric41, Numeric51, Numeric52, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_ASKED_LINE,
    LARGEST_ERROR,
    LOWEST_ASKED_LINE,
    MOST_POINTS,
    MOST_PREDICTED_POINTS,
)
from contracts.tables.formats import (
    BETS,
    PLAYER_LOOKUP,
    PREDICTION_SYSTEMS,
    RECOMMENDATIONS,
    UNIVERSAL_PLAYER_ID,
    UPPER_KEY,
)
from contracts.tables.nba_predictions._verdicts import differs_by, is_bet, is_distance, on_its_side
from contracts.tables.relations import in_half_steps


class PredictionResults(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "system_id",
        "prediction_date",
        "prediction_correct",
    ),
    key=("prediction_id",),
):
    """Grades in the form that came before prediction_accuracy: predictions with a line, and what became of them."""

    prediction_id: str = Field(str_length={"min_value": 1})
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    prediction_date: Date
    game_date: Date
    predicted_points: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS)
    actual_points: int = Field(ge=0, le=MOST_POINTS)
    predicted_recommendation: str = Field(isin=RECOMMENDATIONS)
    actual_result: str = Field(isin=[*BETS, "PUSH"])
    prediction_line: Numeric41 = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE)
    actual_line: Numeric41 = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE, nullable=True)
    prediction_error: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR)
    prediction_correct: bool
    within_3_points: bool
    within_5_points: bool
    line_margin: Numeric52 = Field(ge=-MOST_PREDICTED_POINTS, le=MOST_PREDICTED_POINTS)
    actual_margin: Numeric52 = Field(ge=-MOST_POINTS, le=MOST_POINTS)
    confidence_score: Numeric52 = Field(ge=0, le=100)
    confidence_calibrated: bool = Field(nullable=True)
    # For example HIGH, MEDIUM, LOW.
    confidence_tier: str = Field(str_matches=UPPER_KEY, nullable=True)
    fatigue_score: int = Field(ge=0, le=100, nullable=True)
    shot_zone_mismatch_score: Numeric41 = Field(ge=-10, le=10, nullable=True)
    similar_games_count: int = Field(ge=0, nullable=True)
    key_factors: Json = Field(nullable=True)
    processed_at: Timestamp
    updated_at: Timestamp = Field(nullable=True)

    @row_rule
    def it_is_predicted_no_later_than_it_is_played(t: Any) -> Any:
        return t.prediction_date <= t.game_date

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.prediction_line)

    @row_rule
    def over_is_above_the_line_and_under_below(t: Any) -> Any:
        return on_its_side(t.predicted_recommendation, t.predicted_points, t.prediction_line)

    @row_rule
    def error_is_the_distance_to_the_points(t: Any) -> Any:
        return is_distance(t.prediction_error, t.predicted_points, t.actual_points)

    @row_rule
    def within_3_and_within_5_say_what_the_error_says(t: Any) -> Any:
        error = t.prediction_error.abs()
        return (t.within_3_points == (error <= 3)) & (t.within_5_points == (error <= 5))

    @row_rule
    def margin_is_predicted_minus_line(t: Any) -> Any:
        return differs_by(t.line_margin, t.predicted_points, t.prediction_line)

    @row_rule
    def result_is_the_side_that_the_points_came_out_on(t: Any) -> Any:
        return t.actual_margin.sign() == t.actual_result.cases(("OVER", 1), ("UNDER", -1), else_=0)

    @row_rule
    def a_bet_is_correct_if_it_is_the_result(t: Any) -> Any:
        recommended = t.predicted_recommendation
        return ~is_bet(recommended) | (t.prediction_correct == (recommended == t.actual_result))
