"""Ready or not, with reasons, and never by hanging."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from google.api_core import exceptions
from loopback_stage import Clouds, closing_clients, failing

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.reference.services import health
from harness.reference.services.clients import Clients
from harness.reference.services.health import (
    Probe,
    bigquery_probe,
    environment_probe,
    firestore_probe,
    health_routes,
    readiness,
    reason_of,
)


def ready(*probes: Probe) -> tuple[int, list[str]]:
    """The status of /ready, and its reasons."""
    app = Flask("health", static_folder=None)
    health_routes(app, service="s", revision="r", probes=probes)
    asked = app.test_client()
    response = asked.get("/ready")
    assert asked.get("/health/deep").status_code == response.status_code
    assert asked.get("/health").json == {"status": "healthy", "service": "s", "revision": "r"}
    assert response.json is not None
    assert [check["name"] for check in response.json["checks"]] == [probe.name for probe in probes]
    assert all(check["milliseconds"] >= 0 for check in response.json["checks"])
    return response.status_code, response.json["reasons"]


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of somebody who takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


def test_what_answers_is_ready(clouds: Clouds) -> None:
    clouds.emulator.create(clouds.bigquery, "nba_predictions.player_prop_predictions")
    with closing_clients(clouds.environment()) as clients:
        probes = (
            environment_probe({"KEY": "set"}),
            firestore_probe(lambda: clients.firestore),
            bigquery_probe(lambda: clients.bigquery, dataset="nba_predictions"),
        )
        assert ready(*probes) == (200, [])


def test_what_is_missing_is_named(clouds: Clouds) -> None:
    with closing_clients(clouds.environment()) as clients:
        status, reasons = ready(
            environment_probe({"B_KEY": None, "A_KEY": "", "C": 1}),
            bigquery_probe(lambda: clients.bigquery, dataset="nba_missing"),
        )
    assert status == 503
    assert reasons[0] == "environment: A_KEY, B_KEY not set"
    assert reasons[1].startswith("bigquery: NotFound: ")


def test_a_missing_permission_is_called_so(clouds: Clouds) -> None:
    denied = Failure(Status.PERMISSION_DENIED, Aim(methods=frozenset({"BatchGetDocuments"}), times=None))
    with closing_clients(clouds.environment()) as clients, failing(clouds.documents, denied):
        assert ready(firestore_probe(lambda: clients.firestore)) == (
            503,
            ["firestore: PERMISSION_DENIED: Missing or insufficient permissions."],
        )
    assert reason_of(exceptions.Forbidden("Access Denied: Dataset")) == "PERMISSION_DENIED: Access Denied: Dataset"


def test_a_store_that_says_nothing_is_given_up(clouds: Clouds, silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PROBE_SECONDS", 0.2)
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", silent)
    with closing_clients(clouds.environment(BIGQUERY_EMULATOR_HOST=f"http://{silent}")) as clients:
        status, reasons = ready(
            firestore_probe(lambda: clients.firestore), bigquery_probe(lambda: clients.bigquery, dataset="d")
        )
    assert status == 503
    told = [reason.split(" s")[0] for reason in reasons]
    assert told == ["firestore: no answer within 0.2", "bigquery: no answer within 0.2"]


def test_a_probe_that_never_returns_does_not_hold_the_answer() -> None:
    release = threading.Event()
    # Were it waited for, it would count as well in the end.
    found = readiness(
        [Probe("stuck", lambda: release.wait(20)), Probe("well", lambda: None)], service="s", revision="r", seconds=0.05
    )
    release.set()
    assert found.reasons == ["stuck: no answer within 0.05 s"]
    assert [check.ok for check in found.checks] == [False, True]


def test_probes_are_asked_side_by_side() -> None:
    meeting = threading.Barrier(2, timeout=20)
    found = readiness([Probe("one", meeting.wait), Probe("two", meeting.wait)], service="s", revision="r", seconds=20.0)
    assert found.reasons == []


def test_a_store_that_nobody_listens_for_is_told(clouds: Clouds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", "127.0.0.1:1")
    environment = clouds.environment(BIGQUERY_EMULATOR_HOST="http://127.0.0.1:1")
    with closing_clients(environment) as clients:
        status, reasons = ready(
            firestore_probe(lambda: clients.firestore), bigquery_probe(lambda: clients.bigquery, dataset="d")
        )
    assert status == 503
    assert reasons[0].startswith("firestore: ServiceUnavailable: ")
    assert reasons[1].startswith("bigquery: ConnectionError: ")


def test_clients_that_nobody_asked_for_are_not_made(clouds: Clouds) -> None:
    clients = Clients(clouds.environment())
    clients.close()
    assert not {"firestore", "bigquery", "publisher"} & set(vars(clients))
