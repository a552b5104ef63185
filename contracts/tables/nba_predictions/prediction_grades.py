"""The contract of nba_predictions.prediction_grades."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric51, Numeric52, Strings, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_ASKED_LINE,
    LARGEST_ERROR,
    LOWEST_ASKED_LINE,
    MOST_MINUTES,
    MOST_POINTS,
    MOST_PREDICTED_POINTS,
)
from contracts.tables.formats import BETS, GAME_ID, LOWER_KEY, PLAYER_LOOKUP, PREDICTION_SYSTEMS, RECOMMENDATIONS
from contracts.tables.nba_predictions._verdicts import decided, is_distance, on_its_side, won
from contracts.tables.relations import id_names_the_day, in_half_steps
from harness.warehouse.functions import eastern_date


class PredictionGrades(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "player_lookup",
        "prediction_correct",
        "confidence_score",
    ),
    key=("prediction_id",),
):
    """A prediction graded by a query in the warehouse, beside the grader that fills prediction_accuracy."""

    prediction_id: str = Field(str_length={"min_value": 1})
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    predicted_points: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS)
    confidence_score: Numeric52 = Field(ge=0, le=1)
    recommendation: str = Field(isin=RECOMMENDATIONS)
    points_line: Numeric41 = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE, nullable=True)
    actual_points: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    actual_vs_line: str = Field(isin=[*BETS, "PUSH"], nullable=True)
    prediction_correct: bool = Field(nullable=True)
    margin_of_error: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    line_margin: Numeric52 = Field(ge=-MOST_POINTS, le=MOST_POINTS, nullable=True)
    graded_at: Timestamp
    grading_version: str = Field(str_length={"min_value": 1})
    data_quality_tier: str = Field(str_matches=LOWER_KEY, nullable=True)
    has_issues: bool
    issues: Strings
    minutes_played: int = Field(ge=0, le=MOST_MINUTES, nullable=True)
    player_dnp: bool = Field(nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.points_line)

    @row_rule
    def over_is_above_the_line_and_under_below(t: Any) -> Any:
        return on_its_side(t.recommendation, t.predicted_points, t.points_line)

    @row_rule
    def actual_vs_line_is_what_the_points_say(t: Any) -> Any:
        return (t.actual_points - t.points_line).sign() == t.actual_vs_line.cases(("OVER", 1), ("UNDER", -1), else_=0)

    @row_rule
    def a_bet_is_correct_if_the_points_are_on_its_side(t: Any) -> Any:
        return t.prediction_correct == won(t.recommendation, t.actual_points, t.points_line)

    @row_rule
    def what_is_no_bet_or_a_push_has_no_verdict(t: Any) -> Any:
        return decided(t.recommendation, t.actual_points, t.points_line) | t.prediction_correct.isnull()

    @row_rule
    def error_is_the_distance_to_the_points(t: Any) -> Any:
        return is_distance(t.margin_of_error, t.predicted_points, t.actual_points)

    @row_rule
    def who_did_not_play_has_no_minutes(t: Any) -> Any:
        return ~t.player_dnp | (t.minutes_played == 0)

    @row_rule
    def issues_are_listed_where_there_are_any(t: Any) -> Any:
        return t.has_issues == (t.issues.length() > 0)

    @row_rule
    def it_is_graded_once_the_game_is_played(t: Any) -> Any:
        return eastern_date(t.graded_at) >= t.game_date
