"""What tests of the worker and the phase handlers set up: embedded stores, a BigQuery emulator, messages by push."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa
from flask.testing import FlaskClient
from google.cloud import bigquery, firestore
from werkzeug.test import TestResponse

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.cloud.firestore.clients import client as firestore_client
from harness.cloud.firestore.engine import Engine as FirestoreEngine
from harness.cloud.firestore.servicer import Servicer as FirestoreServicer
from harness.cloud.pubsub.clients import publisher, subscriber
from harness.cloud.pubsub.engine import Engine as PubSubEngine
from harness.cloud.pubsub.servicer import Servicer as PubSubServicer
from harness.reference.lock import DistributedLock
from harness.reference.services.clients import Clients
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.publishing import Publisher
from harness.reference.staging import Consolidator
from harness.reference.staging_stores import BigQueryPredictions
from harness.season.precompute.features import FEATURES
from harness.warehouse.schema import declared

DAY = "2024-01-15"
GAME = "20240115_NYK_BOS"
BATCH = "batch_2024-01-15_1705336200"
FEATURE_STORE = "nba_predictions.ml_feature_store_v2"
PREDICTIONS = "nba_predictions.player_prop_predictions"


class Embedded(Clients):
    """Google's clients on embedded stores; BigQuery, where there is one, is the emulator of the environment."""

    def __init__(self, environment: ServiceEnvironment) -> None:
        super().__init__(environment)
        self.firestore_servicer = FirestoreServicer(FirestoreEngine())
        self.pubsub_servicer = PubSubServicer(PubSubEngine())
        self._subscriber = subscriber(self.pubsub_servicer)

    @cached_property
    def firestore(self) -> firestore.Client:
        return firestore_client(self.firestore_servicer, self.project)

    @cached_property
    def publisher(self) -> Publisher:
        return Publisher(self.project, client=publisher(self.pubsub_servicer), pause=lambda seconds: None)

    def listen(self, topic: str) -> None:
        """Makes the topic, and a subscription that keeps what is published to it."""
        path = f"projects/{self.project}/topics/{topic}"
        with publisher(self.pubsub_servicer) as admin:
            admin.create_topic(name=path)
        self._subscriber.create_subscription(name=self._subscription(topic), topic=path)

    def heard(self, topic: str) -> list[dict[str, Any]]:
        """What was published to the topic since the last time, as JSON."""
        return [json.loads(data) for data, _ in self.heard_whole(topic)]

    def heard_whole(self, topic: str) -> list[tuple[bytes, Mapping[str, str]]]:
        """The same with the attributes."""
        engine = self.pubsub_servicer.engine
        with engine.lock:
            received = engine.pull(self._subscription(topic), 1_000)
            if received:
                engine.acknowledge(self._subscription(topic), [one.ack_id for one in received])
        return [(one.message.draft.data, one.message.draft.attributes) for one in received]

    def document(self, path: str) -> dict[str, Any]:
        return self.firestore.document(path).get().to_dict() or {}

    def close(self) -> None:
        super().close()
        self._subscriber.close()

    def _subscription(self, topic: str) -> str:
        return f"projects/{self.project}/subscriptions/{topic}-heard"


@contextmanager
def embedded(emulator: BigQueryEmulator | None, **variables: object) -> Iterator[Embedded]:
    """Clients for a project of the emulator, with further variables of the environment."""
    clients = Embedded(environment(emulator, **variables))
    try:
        yield clients
    finally:
        clients.close()


def environment(emulator: BigQueryEmulator | None, **variables: object) -> ServiceEnvironment:
    given: dict[str, Any] = {
        "gcp_project_id": emulator.project if emulator else "embedded",
        "bigquery_emulator_host": emulator.endpoint if emulator else "http://127.0.0.1:9",
    }
    return ServiceEnvironment(**given | variables)


def envelope(data: object, message_id: str = "1") -> dict[str, Any]:
    """What Pub/Sub would post."""
    written = data if isinstance(data, bytes) else json.dumps(data).encode()
    message = {"data": base64.b64encode(written).decode(), "messageId": message_id}
    return {"message": message, "subscription": "projects/embedded/subscriptions/test"}


def push(client: FlaskClient, path: str, data: object, message_id: str = "1") -> TestResponse:
    return client.post(path, json=envelope(data, message_id))


def merged(clients: Clients) -> list[bigquery.Row]:
    """The target's rows, once what is staged for the batch is consolidated."""
    store = BigQueryPredictions(clients.project, client=clients.bigquery)
    Consolidator(store, DistributedLock(clients.project, client=clients.firestore)).consolidate(BATCH, DAY)
    return list(clients.bigquery.query(f"SELECT * FROM {PREDICTIONS}").result())


def features(player: str, *, game_date: str = DAY, quality: float | None = 80.0, **values: float) -> dict[str, Any]:
    """A row of the feature store: an average scorer of 20 points, with values of one's own by feature."""
    known = dict.fromkeys(FEATURES, 0.0) | {
        "points_avg_last_5": 20.0,
        "points_avg_last_10": 20.0,
        "points_avg_season": 20.0,
        "points_std_last_10": 4.0,
        "fatigue_score": 100.0,
        "opponent_def_rating": 113.0,
        "minutes_avg_last_10": 32.0,
    }
    return {
        "player_lookup": player,
        "game_date": date.fromisoformat(game_date),
        "game_id": GAME,
        "features": list((known | values).values()),
        "feature_names": list(FEATURES),
        "feature_count": len(FEATURES),
        "feature_version": "v2_33features",
        "feature_quality_score": quality,
        "data_source": "phase4",
        "created_at": None,
        "updated_at": None,
    }


def fill(emulator: BigQueryEmulator, table: str, rows: list[dict[str, Any]]) -> None:
    """Puts rows into a declared table in place of those it has; what a row does not name is NULL."""
    fields = {column.name: column.arrow for column in declared(table).columns}
    named = [fields[name] for name in (rows[0] if rows else fields)]
    schema = pa.schema([pa.field(one.name, _loadable(one.type)) for one in named])
    emulator.replace_rows(table, pa.Table.from_pylist(rows, schema))


def row(table: str, **values: Any) -> dict[str, Any]:
    """A row of a declared table; what it must have and is not given is something of the right type."""
    needed = {column.name: FILLERS[column.type] for column in declared(table).columns if column.mode == "REQUIRED"}
    return needed | values


FILLERS: Mapping[str, Any] = {
    "STRING": "some",
    "INT64": 1,
    "FLOAT64": 1.0,
    "BOOL": True,
    "DATE": date(2024, 1, 15),
    "TIMESTAMP": datetime(2024, 1, 15, 12, tzinfo=UTC),
}


def _loadable(kind: pa.DataType) -> pa.DataType:
    """Decimals are written as floats in tests."""
    return pa.float64() if pa.types.is_decimal(kind) else kind
