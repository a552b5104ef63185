"""The contract of nba_predictions.scoring_tier_adjustments."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric43, Numeric51, Numeric52, Table, Timestamp, row_rule
from contracts.tables.bounds import LARGEST_ERROR, MOST_POINTS
from contracts.tables.formats import PREDICTION_SYSTEMS, UPPER_KEY
from contracts.tables.nba_predictions._systems import MODEL
from harness.warehouse.functions import eastern_date


class ScoringTierAdjustments(
    Table,
    dataset="nba_predictions",
    partition="as_of_date",
    clustering=(
        "system_id",
        "scoring_tier",
    ),
    key=(
        "system_id",
        "scoring_tier",
        "as_of_date",
    ),
):
    """How far a system is off for players of one scoring level, and what to add so that it is not."""

    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    # For example STAR_30PLUS, STARTER_20_29.
    scoring_tier: str = Field(str_matches=UPPER_KEY)
    as_of_date: Date
    sample_size: int = Field(ge=0, nullable=True)
    lookback_days: int = Field(ge=1, nullable=True)
    avg_signed_error: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    avg_absolute_error: Numeric52 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    std_signed_error: Numeric52 = Field(ge=0, le=LARGEST_ERROR, nullable=True)
    recommended_adjustment: Numeric52 = Field(ge=-LARGEST_ERROR, le=LARGEST_ERROR, nullable=True)
    adjustment_confidence: Numeric43 = Field(ge=0, le=1, nullable=True)
    current_win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    projected_win_rate: Numeric43 = Field(ge=0, le=1, nullable=True)
    tier_min_points: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    tier_max_points: Numeric51 = Field(ge=0, nullable=True)
    computed_at: Timestamp
    model_version: str = Field(str_matches=MODEL, nullable=True)

    @row_rule
    def bias_does_not_exceed_the_error(t: Any) -> Any:
        return t.avg_signed_error.abs() <= t.avg_absolute_error

    @row_rule
    def a_tier_ends_above_where_it_begins(t: Any) -> Any:
        return t.tier_min_points < t.tier_max_points

    @row_rule
    def it_looks_back_from_a_day_that_has_begun(t: Any) -> Any:
        return t.as_of_date <= eastern_date(t.computed_at)
