"""The contract of nba_predictions.prediction_quality_log."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric52, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import PLAYER_LOOKUP, PREDICTION_SYSTEMS


class PredictionQualityLog(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "system_id",
        "player_lookup",
        "game_date",
    ),
    key=("prediction_id",),
):
    """How good the data behind a prediction were, noted when it was made and kept for ninety days."""

    log_id: str = Field(str_length={"min_value": 1})
    prediction_id: str = Field(str_length={"min_value": 1})
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_date: Date
    has_insufficient_data: bool = Field(nullable=True)
    has_missing_features: bool = Field(nullable=True)
    has_stale_data: bool = Field(nullable=True)
    has_outlier_prediction: bool = Field(nullable=True)
    missing_features: Strings
    data_age_hours: int = Field(ge=0, nullable=True)
    prediction_z_score: Numeric52 = Field(nullable=True)
    fallback_used: bool = Field(nullable=True)
    fallback_system: str = Field(isin=PREDICTION_SYSTEMS, nullable=True)
    created_at: Timestamp

    @row_rule
    def missing_features_are_listed_where_there_are_any(t: Any) -> Any:
        return t.has_missing_features == (t.missing_features.length() > 0)

    @row_rule
    def a_system_steps_in_only_as_fallback(t: Any) -> Any:
        return t.fallback_used | t.fallback_system.isnull()

    @row_rule
    def no_system_is_its_own_fallback(t: Any) -> Any:
        return t.fallback_system != t.system_id
