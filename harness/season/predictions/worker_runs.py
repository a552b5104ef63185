"""nba_predictions.prediction_worker_runs: each request that a worker answered, the few failed attempts among them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from harness.season.columns import Column, Flags, Ints, Text, build_table, joined, number_text, text, whole
from harness.season.league import League
from harness.season.predictions.forecasts import draw_forecasts
from harness.season.predictions.prediction_rows import made_at
from harness.season.predictions.requests import Requests
from harness.season.predictions.systems import SYSTEM_IDS
from harness.season.predictions.timetable import batch_ids
from harness.season.randomness import Part
from harness.season.reference.identity import universal_ids

_FAILED_SHARE = 0.008
_RETRIED_AFTER = np.timedelta64(40, "s")
_WORKERS = 12


def worker_runs_table(league: League) -> Any:
    """One row an attempt: every player's day succeeds, some only with a second try forty seconds later."""
    random = league.stream(Part.WORKER_RUNS)
    forecasts = draw_forecasts(league)
    requests = forecasts.requests
    first = np.unique(requests.player_day, return_index=True)[1]
    lines = np.bincount(requests.player_day)
    failed_first = random.random(len(first)) < _FAILED_SHARE
    day = np.concatenate([np.flatnonzero(failed_first), np.arange(len(first))])
    success = np.repeat((False, True), (int(failed_first.sum()), len(first)))
    order = np.lexsort((success, day))
    day, success = day[order], success[order]
    retry = (success & failed_first[day]).astype(np.int64)
    request = first[day]
    game, player = requests.game[request], requests.player[request]
    answered = made_at(league, requests)[request]
    answered = np.where(success, answered, answered - _RETRIED_AFTER)
    duration = np.round(random.gamma(6.0, 0.09, len(day)) + 0.3, 3)
    lookup = league.rosters.lookup(player)
    worker = random.integers(0, _WORKERS, len(day))
    columns: dict[str, Column] = {
        "request_id": _request_ids(day, retry, success),
        "worker_id": text([f"prediction-worker-{number:05d}" for number in range(_WORKERS)], worker),
        "run_date": answered,
        "player_lookup": lookup,
        "universal_player_id": universal_ids(league.rosters, player),
        "game_date": league.schedule.day[game],
        "game_id": Text(league.platform_ids, game),
        "line_values_requested": _lines(requests, day),
        "success": success,
        "duration_seconds": duration,
        "predictions_generated": np.where(success, len(SYSTEM_IDS) * lines[day], 0),
        "systems_attempted": _systems(np.ones(len(day), np.bool_)),
        "systems_succeeded": _systems(success),
        "systems_failed": _systems(~success),
        "feature_quality_score": np.round(np.clip(random.normal(83.0, 5.0, len(day)), 70.0, 98.0), 1),
        "missing_features": _systems(np.zeros(len(day), np.bool_)),
        "feature_load_time_seconds": np.round(duration * 0.2, 3),
        "historical_games_count": forecasts.history[request],
        "historical_load_time_seconds": np.round(duration * 0.25, 3),
        "data_load_seconds": np.round(duration * 0.45, 3),
        "prediction_compute_seconds": np.round(duration * 0.2, 3),
        "write_bigquery_seconds": np.round(duration * 0.3, 3),
        "pubsub_publish_seconds": np.round(duration * 0.05, 3),
        "error_message": text(("BigQuery 503: backend error",), np.where(success, -1, 0)),
        "error_type": text(("ServiceUnavailable",), np.where(success, -1, 0)),
        "circuit_breaker_triggered": False,
        "circuits_opened": _systems(np.zeros(len(day), np.bool_)),
        "worker_version": "8.3.0",
        "created_at": answered,
        "trigger_source": "pubsub",
        "cloud_run_service": "prediction-worker",
        "retry_attempt": retry,
        "batch_id": Text(batch_ids(league.schedule.day), game),
    }
    return build_table("nba_predictions.prediction_worker_runs", len(day), columns)


def _request_ids(day: Ints, retry: Ints, success: Flags) -> Text:
    attempt = text(("a", "b"), np.where(success & (retry == 1), 1, 0))
    return whole(joined("request-", number_text(day, 6), "-", attempt))


def _lines(requests: Requests, day: Ints) -> Any:
    """The lines that each player's request asked for; none for who has no line."""
    count = int(requests.player_day.max()) + 1
    asked = ~np.isnan(requests.line)
    sizes = np.bincount(requests.player_day[asked], minlength=count)
    offsets = pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32())
    return pa.ListArray.from_arrays(offsets, pa.array(requests.line[asked])).take(pa.array(day))


def _systems(chosen: Flags) -> Any:
    """All seven systems where chosen, else none."""
    return pa.array([[], list(SYSTEM_IDS)], pa.list_(pa.string())).take(pa.array(chosen.astype(np.int64)))
