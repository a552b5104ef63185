"""The worker as a process: what SIGTERM meets is answered, or is delivered again, and nothing is lost or twice."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from embedded_stage import (
    BATCH,
    DAY,
    FEATURE_STORE,
    GAME,
    PREDICTIONS,
    Embedded,
    embedded,
    envelope,
    features,
    fill,
    merged,
)
from loopback_stage import LONG_S, running_service

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.interception import Call, Proceed, Responses
from harness.cloud.pubsub.server import PubSubServer
from harness.reference.services.worker.model import SHIPPED
from harness.reference.services.worker.predicting import READY_TOPIC
from harness.reference.staging_stores import BigQueryPredictions
from harness.season.predictions.systems import SYSTEM_IDS

PLAYERS = tuple(f"player{number}" for number in range(24))


@dataclass
class Gate:
    """Holds the first commit to Firestore until `go`; `reached` is set when it is there."""

    reached: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        if call.method == "Commit" and not self.reached.is_set():
            self.reached.set()
            self.go.wait(LONG_S)
        return proceed()


@dataclass(frozen=True)
class Stores:
    """The stores from inside, and what a process is told of them."""

    inside: Embedded
    variables: dict[str, str]


@pytest.fixture
def stores() -> Iterator[Stores]:
    with BigQueryEmulator() as emulator, embedded(emulator) as inside:
        emulator.create(inside.bigquery, FEATURE_STORE)
        emulator.create(inside.bigquery, PREDICTIONS)
        BigQueryPredictions(inside.project, client=inside.bigquery).prepare()
        fill(emulator, FEATURE_STORE, [features(player) for player in PLAYERS])
        inside.listen(READY_TOPIC)
        with FirestoreServer(inside.firestore_servicer) as documents, PubSubServer(inside.pubsub_servicer) as messages:
            variables = {
                "GCP_PROJECT_ID": inside.project,
                "FIRESTORE_EMULATOR_HOST": documents.host,
                "PUBSUB_EMULATOR_HOST": messages.host,
                "BIGQUERY_EMULATOR_HOST": emulator.endpoint,
                "MODEL_PATH": str(SHIPPED),
            }
            yield Stores(inside, variables)


def asked(player: str) -> dict[str, Any]:
    return envelope(
        {"player_lookup": player, "game_date": DAY, "game_id": GAME, "line_values": [18.5], "batch_id": BATCH},
        message_id=player,
    )


def listens(url: str) -> bool:
    try:
        socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), timeout=LONG_S).close()
    except (ConnectionRefusedError, ConnectionResetError):  # reset where it stops listening just then
        return False
    return True


def test_a_request_under_way_is_answered_and_none_is_taken_any_more(stores: Stores) -> None:
    gate = Gate()
    stores.inside.firestore_servicer.interceptors.append(gate)
    with running_service("worker", stores.variables) as worker, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(requests.post, f"{worker.url}/predict", json=asked("player0"), timeout=LONG_S)
        assert gate.reached.wait(LONG_S)
        worker.process.terminate()
        while listens(worker.url):
            assert worker.process.poll() is None
        gate.go.set()
        assert answer.result(LONG_S).status_code == 204
        assert worker.process.wait(LONG_S) == 0
    assert [ready["player_lookup"] for ready in stores.inside.heard(READY_TOPIC)] == ["player0"]
    assert len(merged(stores.inside)) == len(SYSTEM_IDS)


def test_a_batch_that_loses_a_worker_midway_is_whole_after_its_redelivery(stores: Stores) -> None:
    answered: dict[str, int | None] = {}
    some = threading.Event()

    def deliver(url: str, player: str) -> None:
        try:
            answered[player] = requests.post(f"{url}/predict", json=asked(player), timeout=LONG_S).status_code
        except requests.ConnectionError:
            answered[player] = None
        if len(answered) >= len(PLAYERS) // 4:
            some.set()

    with running_service("worker", stores.variables) as first, ThreadPoolExecutor(3) as pool:
        for player in PLAYERS:
            pool.submit(deliver, first.url, player)
        assert some.wait(LONG_S)
        assert first.terminate() == 0
    lost = [player for player in PLAYERS if answered[player] != 204]
    assert 0 < len(lost) < len(PLAYERS)
    with running_service("worker", stores.variables) as second:
        for player in lost:
            deliver(second.url, player)
        assert second.terminate() == 0
    assert set(answered.values()) == {204}
    told = stores.inside.heard(READY_TOPIC)
    assert sorted(ready["player_lookup"] for ready in told) == sorted(PLAYERS)
    rows = merged(stores.inside)
    assert len(rows) == len({(row["player_lookup"], row["system_id"]) for row in rows}) == len(PLAYERS) * 7


def test_an_absent_module_is_named_in_the_log_of_the_start(stores: Stores) -> None:
    with running_service("worker", stores.variables | {"WORKER_IMPORTS": "catboost_absent"}) as worker:
        assert requests.get(f"{worker.url}/ready", timeout=LONG_S).status_code == 503
        assert worker.terminate() == 0
    told = [line for line in worker.logged if "catboost_absent" in line["message"]]
    assert [line["severity"] for line in told] == ["ERROR"]
