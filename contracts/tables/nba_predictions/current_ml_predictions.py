"""The contract of nba_predictions.current_ml_predictions."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Numeric51, Numeric52, Numeric53, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_PREDICTED_POINTS
from contracts.tables.formats import CONFIDENCE_TIERS, GAME_ID, LOWER_KEY, PLAYER_LOOKUP, RECOMMENDATIONS
from contracts.tables.nba_predictions._systems import LARGEST_ADJUSTMENT, MODEL
from contracts.tables.relations import id_names_the_day

HIGH_CONFIDENCE, MEDIUM_CONFIDENCE = 70, 55


class CurrentMlPredictions(
    Table,
    dataset="nba_predictions",
    partition="prediction_date",
    clustering=(
        "player_lookup",
        "ml_prediction_confidence",
        "game_date",
    ),
    key=(
        "prediction_date",
        "player_lookup",
    ),
):
    """What the leading model says of each player now, one row a player and day, copied from its newest prediction."""

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_id: str = Field(str_matches=GAME_ID)
    prediction_date: Date
    game_date: Date
    ml_points_prediction: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS, nullable=True)
    ml_over_probability: Numeric53 = Field(ge=0, le=1, nullable=True)
    ml_prediction_confidence: Numeric52 = Field(ge=0, le=100, nullable=True)
    recommendation: str = Field(isin=RECOMMENDATIONS, nullable=True)
    confidence_tier: str = Field(isin=CONFIDENCE_TIERS, nullable=True)
    referee_adjustment_applied: Numeric51 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    pace_adjustment_applied: Numeric51 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    similarity_sample_size: int = Field(ge=0, nullable=True)
    model_version: str = Field(str_matches=MODEL)
    data_quality_tier: str = Field(str_matches=LOWER_KEY, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def it_is_predicted_no_later_than_it_is_played(t: Any) -> Any:
        return t.prediction_date <= t.game_date

    @row_rule
    def the_side_recommended_is_the_likelier_one(t: Any) -> Any:
        over = (t.recommendation != "OVER") | (t.ml_over_probability >= 0.5)
        under = (t.recommendation != "UNDER") | (t.ml_over_probability <= 0.5)
        return over & under

    @row_rule
    def tier_is_that_of_the_confidence(t: Any) -> Any:
        sure = t.ml_prediction_confidence
        tier = ibis.cases((sure >= HIGH_CONFIDENCE, "high"), (sure >= MEDIUM_CONFIDENCE, "medium"), else_="low")
        return sure.isnull() | (t.confidence_tier == tier)

    @row_rule
    def it_is_copied_after_it_is_made(t: Any) -> Any:
        return t.created_at <= t.processed_at
