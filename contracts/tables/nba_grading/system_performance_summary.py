"""The contract of nba_grading.system_performance_summary."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric43, Numeric52, Table, Timestamp, row_rule
from contracts.tables.bounds import LARGEST_ERROR
from contracts.tables.formats import LOWER_KEY, PREDICTION_SYSTEMS
from contracts.tables.relations import is_share
from harness.warehouse.functions import eastern_date


class SystemPerformanceSummary(
    Table,
    dataset="nba_grading",
    clustering=(
        "system_id",
        "period_type",
    ),
    key=("system_id",),
):
    """How a system has done over all that it predicted, one row each; the morning's grading writes it anew."""

    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    prop_type: str = Field(str_matches=LOWER_KEY)
    period_type: str = Field(str_matches=LOWER_KEY)
    period_start: Date
    period_end: Date
    total_predictions: int = Field(ge=0, nullable=True)
    total_recommendations: int = Field(ge=0, nullable=True)
    pass_count: int = Field(ge=0, nullable=True)
    wins: int = Field(ge=0, nullable=True)
    losses: int = Field(ge=0, nullable=True)
    pushes: int = Field(ge=0, nullable=True)
    success_rate_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    mae: Numeric52 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    avg_bias: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    error_stddev: Numeric52 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    over_count: int = Field(ge=0, nullable=True)
    over_wins: int = Field(ge=0, nullable=True)
    over_success_rate_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    under_count: int = Field(ge=0, nullable=True)
    under_wins: int = Field(ge=0, nullable=True)
    under_success_rate_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    within_3_count: int = Field(ge=0, nullable=True)
    within_3_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    within_5_count: int = Field(ge=0, nullable=True)
    within_5_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    high_conf_count: int = Field(ge=0, nullable=True)
    high_conf_wins: int = Field(ge=0, nullable=True)
    high_conf_success_rate_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    very_high_conf_count: int = Field(ge=0, nullable=True)
    very_high_conf_wins: int = Field(ge=0, nullable=True)
    very_high_conf_success_rate_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    avg_confidence: Numeric43 = Field(ge=0, le=1, nullable=True)
    voided_count: int = Field(ge=0, nullable=True)
    unique_players: int = Field(ge=0, nullable=True)
    unique_games: int = Field(ge=0, nullable=True)
    days_with_data: int = Field(ge=0, nullable=True)
    computed_at: Timestamp = Field(nullable=True)

    @row_rule
    def the_period_ends_no_earlier_than_it_starts(t: Any) -> Any:
        return t.period_start <= t.period_end

    @row_rule
    def recommendations_and_passes_are_all_predictions(t: Any) -> Any:
        return t.total_recommendations + t.pass_count == t.total_predictions

    @row_rule
    def recommendations_are_over_or_under(t: Any) -> Any:
        return t.over_count + t.under_count == t.total_recommendations

    @row_rule
    def a_recommendation_is_won_lost_or_pushed(t: Any) -> Any:
        return t.wins + t.losses + t.pushes == t.total_recommendations

    @row_rule
    def wins_are_over_or_under(t: Any) -> Any:
        return t.over_wins + t.under_wins == t.wins

    @row_rule
    def success_rate_is_wins_by_decided(t: Any) -> Any:
        return is_share(t.success_rate_pct / 100, t.wins, t.wins + t.losses)

    @row_rule
    def share_within_3_points_is_of_the_predictions(t: Any) -> Any:
        return is_share(t.within_3_pct / 100, t.within_3_count, t.total_predictions)

    @row_rule
    def share_within_5_points_is_of_the_predictions(t: Any) -> Any:
        return is_share(t.within_5_pct / 100, t.within_5_count, t.total_predictions)

    @row_rule
    def who_is_within_3_points_is_within_5(t: Any) -> Any:
        return (t.within_3_count <= t.within_5_count) & (t.within_5_count <= t.total_predictions)

    @row_rule
    def very_confident_predictions_are_some_of_the_confident(t: Any) -> Any:
        return (t.very_high_conf_count <= t.high_conf_count) & (t.very_high_conf_wins <= t.high_conf_wins)

    @row_rule
    def confident_predictions_are_some_of_all(t: Any) -> Any:
        return (t.high_conf_count <= t.total_predictions) & (t.high_conf_wins <= t.wins)

    @row_rule
    def bias_does_not_exceed_the_error(t: Any) -> Any:
        return t.avg_bias.abs() <= t.mae

    @row_rule
    def there_are_no_more_days_with_data_than_days(t: Any) -> Any:
        return t.days_with_data <= t.period_end.delta(t.period_start, unit="day") + 1

    @row_rule
    def it_is_computed_once_the_period_has_begun(t: Any) -> Any:
        return eastern_date(t.computed_at) >= t.period_start
