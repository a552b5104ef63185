"""The seven prediction systems: what each is, on which scale it is confident, and when it recommends a bet."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, build_table, text
from harness.season.league import League
from harness.season.predictions.timetable import predicted_at


@dataclass(frozen=True, slots=True)
class PredictionSystem:
    """One system.

    `scale` is 1 for confidences of 0..1 and 100 for those of 0..100. It bets when its edge over the line is at least
    `least_edge` (more than it where `strict`) and its confidence at least `least_confidence`, in its own scale.
    """

    system_id: str
    name: str
    kind: str
    category: str
    scale: int
    least_edge: float
    least_confidence: float
    strict: bool = False
    model: str | None = None

    @property
    def is_ensemble(self) -> bool:
        return self.kind == "ensemble"


SYSTEMS = (
    PredictionSystem("moving_average", "Moving average", "statistical", "baseline", 1, 2.0, 0.45, strict=True),
    PredictionSystem("zone_matchup_v1", "Zone matchup", "matchup_based", "rule_based", 1, 2.0, 0.45, strict=True),
    PredictionSystem(
        "similarity_balanced_v1", "Similar games, balanced", "similarity_based", "rule_based", 100, 2.0, 65.0
    ),
    PredictionSystem("xgboost_v1", "XGBoost", "ml", "ml", 100, 1.5, 0.0, model="xgboost_v1_20230901"),
    PredictionSystem("catboost_v8", "CatBoost", "ml", "ml", 100, 1.0, 60.0, model="catboost_v8_33features"),
    PredictionSystem("ensemble_v1", "Ensemble of four", "ensemble", "ensemble", 100, 1.5, 65.0),
    PredictionSystem("ensemble_v1_1", "Ensemble of five", "ensemble", "ensemble", 100, 1.5, 65.0),
)
"""In the order in which a worker runs them."""

CHAMPION = 4
SIMILARITY = 2
SYSTEM_IDS = tuple(system.system_id for system in SYSTEMS)
_FIRST_REGISTERED = np.datetime64("2023-09-01T12:00", "us")


def systems_table(league: League) -> Any:
    """nba_predictions.prediction_systems: one row a system, all of them active."""
    count = len(SYSTEMS)
    last_run = predicted_at(league.schedule.day[-1:])[0]
    ml = np.array([system.model is not None for system in SYSTEMS])
    configs = [
        json.dumps({"least_edge": system.least_edge, "least_confidence": system.least_confidence}) for system in SYSTEMS
    ]
    models = pa.array([system.model for system in SYSTEMS], pa.string())
    columns: dict[str, Column] = {
        "system_id": text(SYSTEM_IDS, np.arange(count)),
        "system_name": text([system.name for system in SYSTEMS], np.arange(count)),
        "system_type": text([system.kind for system in SYSTEMS], np.arange(count)),
        "version": text([system.system_id.partition("_v")[2] or "1" for system in SYSTEMS], np.arange(count)),
        "active": True,
        "is_champion": np.arange(count) == CHAMPION,
        "config": pa.array(configs, pa.string()),
        "model_id": models,
        "system_category": text([system.category for system in SYSTEMS], np.arange(count)),
        "requires_similarity": np.arange(count) == SIMILARITY,
        "requires_ml_model": ml,
        "min_required_data_points": np.where(np.arange(count) == SIMILARITY, 5, 3),
        "expected_latency_ms": np.where(ml, 40, 15),
        "created_at": np.full(count, _FIRST_REGISTERED),
        "last_updated": np.full(count, last_run),
        "last_prediction_at": np.full(count, last_run),
        "created_by": "registry",
    }
    return build_table("nba_predictions.prediction_systems", count, columns)
