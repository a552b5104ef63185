"""The contract of nba_predictions.system_daily_performance."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Numeric43, Numeric52, Table, Timestamp, row_rule
from contracts.tables.bounds import LARGEST_ERROR
from contracts.tables.formats import PREDICTION_SYSTEMS
from contracts.tables.relations import is_share
from harness.warehouse.functions import eastern_date


class SystemDailyPerformance(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=("system_id",),
    key=(
        "game_date",
        "system_id",
    ),
):
    """How a system did on one day, added up from the grades that are not void.

    The morning's grading writes it, right after the grades.
    """

    game_date: Date
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    predictions_count: int = Field(ge=0, nullable=True)
    recommendations_count: int = Field(ge=0, nullable=True)
    correct_count: int = Field(ge=0, nullable=True)
    incorrect_count: int = Field(ge=0, nullable=True)
    pass_count: int = Field(ge=0, nullable=True)
    win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    mae: Numeric52 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    avg_bias: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    over_count: int = Field(ge=0, nullable=True)
    over_correct: int = Field(ge=0, nullable=True)
    over_win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    under_count: int = Field(ge=0, nullable=True)
    under_correct: int = Field(ge=0, nullable=True)
    under_win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    within_3_count: int = Field(ge=0, nullable=True)
    within_3_pct: Numeric43 = Field(ge=0, le=1, nullable=True)
    within_5_count: int = Field(ge=0, nullable=True)
    within_5_pct: Numeric43 = Field(ge=0, le=1, nullable=True)
    avg_confidence: Numeric43 = Field(ge=0, le=1, nullable=True)
    high_confidence_count: int = Field(ge=0, nullable=True)
    high_confidence_correct: int = Field(ge=0, nullable=True)
    high_confidence_win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    computed_at: Timestamp = Field(nullable=True)

    @row_rule
    def recommendations_and_passes_are_all_predictions(t: Any) -> Any:
        return t.recommendations_count + t.pass_count == t.predictions_count

    @row_rule
    def recommendations_are_over_or_under(t: Any) -> Any:
        return t.over_count + t.under_count == t.recommendations_count

    @row_rule
    def right_and_wrong_do_not_exceed_the_recommendations(t: Any) -> Any:
        return t.correct_count + t.incorrect_count <= t.recommendations_count

    @row_rule
    def what_is_right_is_over_or_under(t: Any) -> Any:
        return t.over_correct + t.under_correct == t.correct_count

    @row_rule
    def over_and_under_are_right_no_oftener_than_said(t: Any) -> Any:
        return (t.over_correct <= t.over_count) & (t.under_correct <= t.under_count)

    @row_rule
    def win_rate_is_correct_by_judged(t: Any) -> Any:
        return is_share(t.win_rate, t.correct_count, t.correct_count + t.incorrect_count)

    @row_rule
    def who_is_within_3_points_is_within_5(t: Any) -> Any:
        return (t.within_3_count <= t.within_5_count) & (t.within_5_count <= t.predictions_count)

    @row_rule
    def share_within_3_points_is_of_the_predictions(t: Any) -> Any:
        return is_share(t.within_3_pct, t.within_3_count, t.predictions_count)

    @row_rule
    def share_within_5_points_is_of_the_predictions(t: Any) -> Any:
        return is_share(t.within_5_pct, t.within_5_count, t.predictions_count)

    @row_rule
    def bias_does_not_exceed_the_error(t: Any) -> Any:
        return t.avg_bias.abs() <= t.mae

    @row_rule
    def confident_predictions_are_some_of_all(t: Any) -> Any:
        right = t.high_confidence_correct <= ibis.least(t.high_confidence_count, t.correct_count)
        return right & (t.high_confidence_count <= t.predictions_count)

    @row_rule
    def where_nobody_is_confident_there_is_no_rate_of_it(t: Any) -> Any:
        return (t.high_confidence_count > 0) | (t.high_confidence_win_rate == 0)

    @row_rule
    def it_is_computed_once_the_day_is_over(t: Any) -> Any:
        return eastern_date(t.computed_at) >= t.game_date
