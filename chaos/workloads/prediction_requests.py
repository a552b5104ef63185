"""Requests for predictions of some players, as the coordinator sends them: who has features, and a message each.

A message is a document in `requests`, and waits there until a worker has acknowledged it.
"""

from __future__ import annotations

import os
from typing import Any

from google.cloud import bigquery

from chaos.workloads.predictions import created, prepare
from chaos.workloads.program import DAY, Found, Surroundings, Told, ready, run
from harness.cloud.bigquery.schema_fields import schema_fields
from harness.reference.platform.messaging import make_topics
from harness.reference.services.worker.features import TABLE, VERSION
from harness.season.precompute.features import FEATURES
from harness.warehouse.schema import declared

BATCH, GAME = f"batch_{DAY}_1705336200", "20240115_BOS_TOR"
LOAD_S = 60.0
_AVERAGE = {
    "points_avg_last_5": 20.0,
    "points_avg_last_10": 20.0,
    "points_avg_season": 20.0,
    "points_std_last_10": 4.0,
    "fatigue_score": 100.0,
    "opponent_def_rating": 113.0,
    "minutes_avg_last_10": 32.0,
}


class Requests(Told):
    players: int = 4


def send(told: Requests, surroundings: Surroundings) -> Found:
    """How many are out."""
    prepare(surroundings)
    created(surroundings, TABLE)
    make_topics(os.environ["PUBSUB_EMULATOR_HOST"], surroundings.project)
    players = [f"player{number}" for number in range(told.players)]
    config = bigquery.LoadJobConfig(schema=schema_fields(declared(TABLE)), write_disposition="WRITE_APPEND")
    rows = [_features(player) for player in players]
    surroundings.bigquery.load_table_from_json(
        rows, f"{surroundings.project}.{TABLE}", job_config=config, timeout=LOAD_S
    ).result(timeout=LOAD_S)
    for player in players:
        surroundings.note("requests", player, {"acknowledged": False})
    ready()
    return {"requests": told.players, "text": f"{told.players} requests are out"}


def _features(player: str) -> dict[str, Any]:
    values = dict.fromkeys(FEATURES, 0.0) | _AVERAGE
    return {
        "player_lookup": player,
        "game_date": DAY,
        "game_id": GAME,
        "features": list(values.values()),
        "feature_names": list(values),
        "feature_count": len(values),
        "feature_version": VERSION,
        "feature_quality_score": 80.0,
        "data_source": "phase4",
    }


if __name__ == "__main__":
    run(Requests, send)
