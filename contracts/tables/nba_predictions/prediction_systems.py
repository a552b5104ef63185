"""The contract of nba_predictions.prediction_systems."""

from __future__ import annotations

from typing import Any

from contracts.table import Field, Json, Numeric53, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY

SYSTEM_VERSION = r"^v?\d+([._]\d+)*$"


class PredictionSystems(
    Table,
    dataset="nba_predictions",
    key=("system_id",),
):
    """The systems that make predictions, one row each: its kind, what it needs, how it has done, which one leads."""

    # Configurations name systems that predict nothing yet.
    system_id: str = Field(str_matches=LOWER_KEY)
    system_name: str = Field(str_length={"min_value": 1})
    # For example similarity_based, ml, ensemble.
    system_type: str = Field(str_matches=LOWER_KEY)
    version: str = Field(str_matches=SYSTEM_VERSION)
    active: bool
    is_champion: bool
    config: Json
    lifetime_predictions: int = Field(ge=0, nullable=True)
    lifetime_accuracy: Numeric53 = Field(ge=0, le=1, nullable=True)
    last_7_days_accuracy: Numeric53 = Field(ge=0, le=1, nullable=True)
    last_30_days_accuracy: Numeric53 = Field(ge=0, le=1, nullable=True)
    model_id: str = Field(nullable=True)
    model_file_path: str = Field(nullable=True)
    # For example rule_based, ml, ensemble, baseline.
    system_category: str = Field(str_matches=LOWER_KEY, nullable=True)
    requires_similarity: bool = Field(nullable=True)
    requires_ml_model: bool = Field(nullable=True)
    min_required_data_points: int = Field(ge=0, nullable=True)
    expected_latency_ms: int = Field(ge=0, nullable=True)
    created_at: Timestamp
    last_updated: Timestamp = Field(nullable=True)
    last_prediction_at: Timestamp = Field(nullable=True)
    created_by: str = Field(nullable=True)
    notes: str = Field(nullable=True)

    @row_rule
    def one_system_is_the_champion(t: Any) -> Any:
        return t.is_champion.sum() == 1

    @row_rule
    def the_champion_is_active(t: Any) -> Any:
        return ~t.is_champion | t.active

    @row_rule
    def a_system_that_needs_a_model_names_it(t: Any) -> Any:
        return ~t.requires_ml_model | t.model_id.notnull()

    @row_rule
    def nothing_happens_to_a_system_before_it_is_registered(t: Any) -> Any:
        first = t.last_updated.fill_null(t.created_at)
        return (t.created_at <= first) & (t.created_at <= t.last_prediction_at.fill_null(first))
