"""Predictions as workers stage them, and the tables that they are staged and merged in."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from google.cloud import bigquery

from chaos.workloads.program import DAY, Surroundings
from harness.cloud.bigquery.schema_fields import schema_fields
from harness.reference.staging_prediction import Prediction
from harness.reference.staging_stores import LOAD_SECONDS, BigQueryPredictions
from harness.warehouse.schema import declared

TARGET = "nba_predictions.player_prop_predictions"
SYSTEMS = ("catboost_v8", "similarity_balanced_v1")


def created(surroundings: Surroundings, table: str) -> None:
    """The declared table, and its dataset, are there."""
    client, dataset = surroundings.bigquery, table.partition(".")[0]
    client.create_dataset(f"{client.project}.{dataset}", exists_ok=True)
    place = f"{client.project}.{table}"
    client.create_table(bigquery.Table(place, schema=schema_fields(declared(table))), exists_ok=True)


def prepare(surroundings: Surroundings, *, answer_seconds: float = LOAD_SECONDS) -> BigQueryPredictions:
    """The store of predictions, whose tables are there."""
    created(surroundings, TARGET)
    store = BigQueryPredictions(
        surroundings.project,
        client=surroundings.bigquery,
        answer_seconds=answer_seconds,
        safeguards=surroundings.safeguards,
    )
    store.prepare()
    return store


def predictions_of(player: str, *, with_line: bool = True) -> list[Prediction]:
    """What two systems predict for a player; the same ids each time that it is asked for."""
    line = Decimal("21.5") if with_line else None
    made = datetime(2024, 1, 15, 12, tzinfo=UTC)
    return [
        Prediction(f"{player}-{system}", system, player, DAY, "20240115_BOS_TOR", Decimal("22.5"), line, made)
        for system in SYSTEMS
    ]
