"""A coordinator in this process, on stores that hold a part of a season, and what its tests ask it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from flask.testing import FlaskClient
from google.cloud.firestore_v1.base_query import FieldFilter
from loopback_stage import KEY, PROJECT, Clouds, closing_clients, push
from werkzeug.test import TestResponse

from harness.reference.batch_state import BatchState
from harness.reference.services.clients import Clients
from harness.reference.services.coordinator.service import Coordinator
from harness.reference.services.publishing import Publisher
from harness.reference.staging import StagingWriter
from harness.reference.staging_prediction import Prediction
from harness.reference.staging_stores import BigQueryPredictions
from harness.season import Season

CONTEXT = "nba_analytics.upcoming_player_game_context"
SCHEDULE = "nba_raw.nbac_schedule"
FEATURES = "nba_predictions.ml_feature_store_v2"
TARGET = "nba_predictions.player_prop_predictions"
REQUESTS = "prediction-request-prod"
COMPLETIONS = "nba-phase5-predictions-complete"
NOW = datetime(2024, 6, 1, 16, 0, tzinfo=UTC)
"""After the season: all its days are over."""
GAMES = 2
DAYS = 36


@dataclass
class HandClock:
    """Stands until it is moved."""

    instant: datetime = NOW

    def now(self) -> datetime:
        return self.instant


@dataclass
class Desk:
    """A coordinator, and a caller with its key."""

    coordinator: Coordinator
    clients: Clients
    clock: HandClock
    asked: FlaskClient
    pauses: list[float] = field(default_factory=list)

    def post(self, path: str, body: object = None) -> TestResponse:
        return self.asked.post(path, json={} if body is None else body, headers={"X-API-Key": KEY})

    def get(self, path: str, **query: str) -> TestResponse:
        return self.asked.get(path, query_string=query, headers={"X-API-Key": KEY})

    def start(self, day: date | str, **body: object) -> TestResponse:
        return self.post("/start", {"game_date": str(day), **body})

    def done(self, batch_id: str, player: str, *, predictions: int = 1, message_id: str | None = None) -> TestResponse:
        """The worker says that a player is done."""
        return self.post("/complete", ready(batch_id, player, predictions=predictions, message_id=message_id))

    def status(self, batch_id: str) -> dict[str, Any]:
        found = self.get("/status", batch_id=batch_id)
        assert found.status_code == 200, found.text
        assert isinstance(found.json, dict)
        return found.json

    def completed(self, batch_id: str) -> int:
        return int(self.status(batch_id)["progress"]["completed"])

    def word(self, batch_id: str) -> str:
        return str(self.status(batch_id)["status"])


@contextmanager
def desk(clouds: Clouds, **variables: str) -> Iterator[Desk]:
    """One more coordinator of the same project. It has no threads of its own; its publisher does not pause."""
    environment = clouds.environment(**variables)
    with closing_clients(environment) as clients:
        clock, pauses = HandClock(), list[float]()
        vars(clients)["publisher"] = Publisher(PROJECT, pause=pauses.append)
        coordinator = Coordinator(environment, clients, clock=clock)
        yield Desk(coordinator, clients, clock, coordinator.app().test_client(), pauses)


def ready(batch_id: str, player: str, *, predictions: int = 1, message_id: str | None = None) -> dict[str, Any]:
    """The push of a prediction that is ready."""
    payload = {
        "player_lookup": player,
        "game_date": batch_id.split("_")[1],
        "predictions_generated": predictions,
        "batch_id": batch_id,
        "correlation_id": "c0ffee01",
        "timestamp": "2026-02-03T16:40:11.5",
        "worker_instance": "w-00012",
    }
    return push(payload, message_id=message_id or uuid.uuid4().hex)


def days_with_games(season: Season) -> list[date]:
    """Days well into the season with two games or more."""
    opened, day_of = season.first_day + timedelta(days=40), Counter(season.tables[SCHEDULE]["game_date"].to_pylist())
    return sorted(day for day, games in day_of.items() if games >= GAMES and day >= opened)[:DAYS]


def seed(clouds: Clouds, season: Season, days: Iterable[date]) -> None:
    """What the coordinator reads of these days, two games of each, and the table that it writes."""
    rows = season.tables[CONTEXT]
    games = {game: day for day, game in zip(rows["game_date"].to_pylist(), rows["game_id"].to_pylist(), strict=True)}
    kept = [game for day in days for game in sorted(one for one, its in games.items() if its == day)[:GAMES]]
    for name in (CONTEXT, SCHEDULE, FEATURES, TARGET):
        clouds.emulator.create(clouds.bigquery, name)
    for name in (CONTEXT, FEATURES):
        rows = season.tables[name]
        clouds.emulator.replace_rows(name, rows.filter(pc.is_in(rows["game_id"], pa.array(kept))))
    rows = season.tables[SCHEDULE]
    clouds.emulator.replace_rows(SCHEDULE, rows.filter(pc.is_in(rows["game_date"], pa.array(list(days)))))
    for topic in (REQUESTS, COMPLETIONS):
        clouds.subscription(topic, f"kept-{topic}")


def asked_for(clouds: Clouds, batch_id: str) -> list[dict[str, Any]]:
    """The requests of a batch that are out and were not looked at before; those of others are put away."""
    return [one for one in clouds.received(_kept(clouds, REQUESTS)) if one["batch_id"] == batch_id]


def told(clouds: Clouds, batch_id: str) -> list[dict[str, Any]]:
    """The messages to phase 6 about a batch."""
    return [one for one in clouds.received(_kept(clouds, COMPLETIONS)) if one["execution_id"] == batch_id]


def open_batch(clouds: Clouds, day: date, players: int, *, number: int = 1_700_000_000) -> str:
    """A batch that waits for so many players, all of them asked for."""
    batch_id = f"batch_{day}_{number}"
    BatchState(PROJECT, client=clouds.firestore).create_batch(batch_id, str(day), players, correlation_id="c")
    document(clouds, batch_id).update({"requests_published_at": NOW})
    return batch_id


def document(clouds: Clouds, batch_id: str) -> Any:
    return clouds.firestore.document(f"prediction_batches/{batch_id}")


def batches_of(clouds: Clouds, day: date) -> list[Any]:
    """The documents of the day's batches."""
    query = clouds.firestore.collection("prediction_batches").where(filter=FieldFilter("game_date", "==", str(day)))
    return list(query.get())


def stage(clouds: Clouds, batch_id: str, players: Iterable[str]) -> None:
    """What a worker writes before it says that these players are done: one prediction each."""
    day = batch_id.split("_")[1]
    game = f"{day.replace('-', '')}_NYK_BOS"
    made = [
        Prediction(f"{batch_id}-{one}", "catboost_v8", one, day, game, Decimal("20.1"), Decimal("19.5"), NOW)
        for one in players
    ]
    StagingWriter(BigQueryPredictions(PROJECT, client=clouds.bigquery), "w-1").stage(batch_id, made)


def predicted(clouds: Clouds, day: date) -> list[str]:
    """The players of the day's predictions, as often as they are there."""
    sql = f"SELECT player_lookup FROM nba_predictions.player_prop_predictions WHERE game_date = '{day}' ORDER BY 1"
    return [row["player_lookup"] for row in clouds.bigquery.query(sql).result()]


def at_once(*calls: Any) -> list[Any]:
    """The results of calls that are made side by side."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result(60) for one in [pool.submit(call) for call in calls]]


def _kept(clouds: Clouds, topic: str) -> str:
    return str(clouds.subscriber.subscription_path(PROJECT, f"kept-{topic}"))
