"""nba_predictions.prediction_quality_log: how good the data behind each prediction were when it was made."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, build_table, joined, masked, text
from harness.season.history import history_of
from harness.season.league import League
from harness.season.precompute.processing import EARLY_SEASON_GAMES, Step, computed_at
from harness.season.predictions.forecasts import FALLBACK_CONFIDENCE, draw_forecasts
from harness.season.predictions.prediction_rows import made_at, prediction_rows
from harness.season.predictions.systems import CHAMPION, SYSTEM_IDS

_WINDOW = 10
_STALE_HOURS = 24
_OUTLIER = 3.0
"""Standard deviations of the player's last ten games."""


def quality_log_table(league: League) -> Any:
    """One row a prediction. No feature was missing; what the champion falls back to is no other system."""
    forecasts, rows = draw_forecasts(league), prediction_rows(league)
    requests, request, system = forecasts.requests, rows.request, rows.system
    day = league.schedule.day[requests.game]
    made = made_at(league, requests)
    age = (made - computed_at(day, Step.FEATURE_STORE)) // np.timedelta64(1, "h")
    history, who = history_of(league), (requests.player, requests.row)
    mean, spread = history.mean("points", *who, _WINDOW), history.deviation("points", *who, _WINDOW)
    steady = ~(spread > 0)
    distance = (forecasts.points - mean[:, None]) / np.where(steady, 1.0, spread)[:, None]
    score = np.round(distance.reshape(-1), 2)
    unknown = steady[request]
    columns: dict[str, Column] = {
        "log_id": joined("quality-", rows.ids),
        "prediction_id": rows.ids,
        "system_id": text(SYSTEM_IDS, system),
        "player_lookup": league.rosters.lookup(requests.player).at(request),
        "game_date": day[request],
        "has_insufficient_data": (forecasts.history < EARLY_SEASON_GAMES)[request],
        "has_missing_features": False,
        "has_stale_data": (age > _STALE_HOURS)[request],
        "has_outlier_prediction": masked(np.abs(score) > _OUTLIER, unknown),
        "missing_features": pa.array([[]], pa.list_(pa.string())).take(pa.array(np.zeros(len(request), np.int64))),
        "data_age_hours": age[request],
        "prediction_z_score": masked(score, unknown),
        "fallback_used": (system == CHAMPION) & (forecasts.confidence.reshape(-1) == FALLBACK_CONFIDENCE),
        "created_at": made[request],
    }
    return build_table("nba_predictions.prediction_quality_log", len(request), columns)
