"""The contract of nba_predictions.prediction_performance_summary."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import LARGEST_ERROR
from contracts.tables.formats import CONFIDENCE_TIERS, DATA_HASH, PLAYER_LOOKUP, PREDICTION_SYSTEMS
from contracts.tables.nba_predictions._verdicts import is_rate
from contracts.tables.relations import season_of
from harness.warehouse.functions import eastern_date, season_label

PERIOD = r"^20\d{2}-\d{2}(-\d{2})?$"
ARCHETYPES = ["veteran_star", "prime_star", "young_star", "ironman", "role_player"]
SITUATIONS = ["bounce_back", "home", "away", "rest_3plus", "b2b"]
SLICES = ("player_lookup", "archetype", "confidence_tier", "situation")
ROUNDED = 0.01
"""Means of the same errors differ in the last digit."""


class PredictionPerformanceSummary(
    Table,
    dataset="nba_predictions",
    partition="computed_at",
    clustering=(
        "system_id",
        "period_type",
        "archetype",
        "player_lookup",
    ),
    key=("summary_key",),
):
    """How a system did in a period: in all, or with one player, kind of player, confidence or situation.

    Each morning's grading computes the rolling week and month again, calendar months and the season too.
    """

    summary_key: str = Field(str_length={"min_value": 1})
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    period_type: str = Field(isin=["rolling_7d", "rolling_30d", "month", "season"])
    # 2024-12-17, 2024-12 or 2024-25.
    period_value: str = Field(str_matches=PERIOD)
    period_start_date: Date = Field(nullable=True)
    period_end_date: Date = Field(nullable=True)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    archetype: str = Field(isin=ARCHETYPES, nullable=True)
    confidence_tier: str = Field(isin=CONFIDENCE_TIERS, nullable=True)
    situation: str = Field(isin=SITUATIONS, nullable=True)
    total_predictions: int = Field(ge=0, nullable=True)
    total_recommendations: int = Field(ge=0, nullable=True)
    over_recommendations: int = Field(ge=0, nullable=True)
    under_recommendations: int = Field(ge=0, nullable=True)
    pass_recommendations: int = Field(ge=0, nullable=True)
    hits: int = Field(ge=0, nullable=True)
    misses: int = Field(ge=0, nullable=True)
    hit_rate: float = Field(ge=0, le=1, nullable=True)
    over_hit_rate: float = Field(ge=0, le=1, nullable=True)
    under_hit_rate: float = Field(ge=0, le=1, nullable=True)
    mae: float = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    avg_bias: float = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    within_3_pct: float = Field(ge=0, le=1, nullable=True)
    within_5_pct: float = Field(ge=0, le=1, nullable=True)
    avg_confidence: float = Field(ge=0, le=1, nullable=True)
    unique_players: int = Field(ge=1, nullable=True)
    unique_games: int = Field(ge=1, nullable=True)
    computed_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)

    @row_rule
    def period_value_names_its_days(t: Any) -> Any:
        last = t.period_end_date
        return t.period_value == t.period_type.cases(
            ("month", last.strftime("%Y-%m")),
            ("season", season_label(season_of(last))),
            else_=last.strftime("%Y-%m-%d"),
        )

    @row_rule
    def a_period_ends_no_earlier_than_it_starts(t: Any) -> Any:
        return t.period_start_date <= t.period_end_date

    @row_rule
    def rolling_periods_have_7_or_30_days(t: Any) -> Any:
        days = t.period_type.cases(("rolling_7d", 7), ("rolling_30d", 30), else_=None)
        return t.period_end_date.delta(t.period_start_date, unit="day") + 1 == days

    @row_rule
    def it_is_cut_one_way_at_most(t: Any) -> Any:
        return sum(t[name].notnull().cast("int64") for name in SLICES) <= 1

    @row_rule
    def recommendations_and_passes_are_all_predictions(t: Any) -> Any:
        return t.total_recommendations + t.pass_recommendations == t.total_predictions

    @row_rule
    def recommendations_are_over_or_under(t: Any) -> Any:
        return t.over_recommendations + t.under_recommendations == t.total_recommendations

    @row_rule
    def hits_and_misses_do_not_exceed_the_recommendations(t: Any) -> Any:
        return t.hits + t.misses <= t.total_recommendations

    @row_rule
    def hit_rate_is_hits_by_judged(t: Any) -> Any:
        return is_rate(t.hit_rate, t.hits, t.hits + t.misses)

    @row_rule
    def who_is_within_3_points_is_within_5(t: Any) -> Any:
        return t.within_3_pct <= t.within_5_pct

    @row_rule
    def bias_does_not_exceed_the_error(t: Any) -> Any:
        return t.avg_bias.abs() <= t.mae + ROUNDED

    @row_rule
    def there_is_a_prediction_for_each_player_and_game(t: Any) -> Any:
        return (t.unique_players <= t.total_predictions) & (t.unique_games <= t.total_predictions)

    @row_rule
    def a_players_summary_is_of_one_player(t: Any) -> Any:
        return t.player_lookup.isnull() | (t.unique_players == 1)

    @row_rule
    def it_is_computed_once_the_period_has_begun(t: Any) -> Any:
        return eastern_date(t.computed_at) >= t.period_start_date
