"""A worker of the platform, and who brings it messages: each request that nobody has acknowledged, once in its life.

Each delivery is a document in `deliveries`; a player whose request was acknowledged is one in `reported`. It runs until
it is ended.
"""

from __future__ import annotations

import base64
import json
import os
import time
from typing import Any

from flask.testing import FlaskClient

from chaos.workloads.prediction_requests import BATCH, GAME
from chaos.workloads.program import DAY, LOOK_EVERY_S, STANDING_S, Found, Surroundings, Told, ready, run
from harness.reference.services.environment import ServiceEnvironment
from harness.reference.services.worker.model import SHIPPED, VARIABLE
from harness.reference.services.worker.service import build

DONE = 204


class Predicting(Told):
    """`imports`: modules that it cannot do without."""

    worker: str
    imports: tuple[str, ...] = ()


def predict(told: Predicting, surroundings: Surroundings) -> Found:
    """How many requests it was brought."""
    os.environ[VARIABLE] = str(SHIPPED)
    environment = ServiceEnvironment(
        gcp_project_id=surroundings.project,
        service_revision=told.worker,
        worker_imports=told.imports,
        safeguards_off=tuple(one.name for one in surroundings.safeguards.off),
    )
    worker = build(environment, surroundings.clients).app.test_client()
    brought: set[str] = set()
    ready()
    ends = time.monotonic() + STANDING_S
    while time.monotonic() < ends:
        for player in _waiting(surroundings) - brought:
            brought.add(player)
            _deliver(player, worker, told, surroundings)
        time.sleep(LOOK_EVERY_S)
    return {"deliveries": len(brought), "text": f"{len(brought)} requests were brought"}


def _waiting(surroundings: Surroundings) -> set[str]:
    found = surroundings.firestore.collection("requests").stream()
    return {one.id for one in found if not one.get("acknowledged")}


def _deliver(player: str, worker: FlaskClient, told: Predicting, surroundings: Surroundings) -> None:
    status = worker.post("/predict", json=_push(player)).status_code
    if status == DONE:
        surroundings.note("reported", player, {"worker": told.worker})
        surroundings.note("requests", player, {"acknowledged": True})
    surroundings.note("deliveries", f"{told.worker}-{player}", {"worker": told.worker, "status": status})


def _push(player: str) -> dict[str, Any]:
    """As Pub/Sub posts it: under the same id each time."""
    message = {
        "player_lookup": player,
        "game_date": DAY,
        "game_id": GAME,
        "line_values": [18.5],
        "batch_id": BATCH,
        "correlation_id": "c0ffee01",
        "timestamp": f"{DAY}T16:30:00Z",
    }
    subscription = "projects/p/subscriptions/prediction-request"
    data = base64.b64encode(json.dumps(message).encode()).decode()
    return {"message": {"data": data, "messageId": player}, "subscription": subscription}


if __name__ == "__main__":
    run(Predicting, predict)
