"""Google's client for Firestore through a proxy: what it makes of faults of its connection."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import grpc
import pytest
from google.api_core import exceptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport
from proxy_stage import PATIENCE_S, RawServer, Stage, until

from chaos.proxy.address import Address
from chaos.proxy.client import Control
from chaos.proxy.control import ProxyDoor
from chaos.proxy.effects import Carried
from chaos.proxy.proxy import Proxy
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer

# A client of gRPC waits a second, then longer, until it connects again; here it has no time for that.
OPTIONS = [(f"grpc.{which}_reconnect_backoff_ms", 20) for which in ("initial", "min", "max")]


@pytest.fixture(scope="module")
def grpc_stage() -> Iterator[Stage]:
    with (
        FirestoreServer(Servicer()) as firestore_server,
        RawServer() as unused,
        Proxy(Address.parsed(firestore_server.host), carried=Carried.GRPC) as proxy,
        ProxyDoor(proxy) as door,
        Control(door.url) as control,
    ):
        yield Stage(proxy, control, unused)


@pytest.fixture
def stage(grpc_stage: Stage) -> Iterator[Stage]:
    yield grpc_stage
    grpc_stage.control.end_all()
    until(grpc_stage.is_clean, "the proxy is clean when its faults are over")


@contextmanager
def connected(stage: Stage) -> Iterator[firestore.Client]:
    with grpc.insecure_channel(f"127.0.0.1:{stage.proxy.port}", options=OPTIONS) as channel:
        made = firestore.Client(project="through-a-proxy", credentials=AnonymousCredentials())
        made._firestore_api_internal = FirestoreClient(transport=FirestoreGrpcTransport(channel=channel))
        yield made


def set_and_get(client: firestore.Client, value: int) -> int:
    reference = client.document("games/0022300561")
    reference.set({"points": value}, timeout=PATIENCE_S)
    return int(reference.get(timeout=PATIENCE_S).get("points"))


def test_a_client_sees_nothing_of_a_proxy_at_rest(stage: Stage) -> None:
    with connected(stage) as client:
        assert [set_and_get(client, value) for value in range(20)] == list(range(20))
        assert len(client.collection("games").get(timeout=PATIENCE_S)) == 1


def test_a_reset_is_unavailable(stage: Stage) -> None:
    with connected(stage) as client:
        assert set_and_get(client, 1) == 1
        fault = stage.begin("reset")
        with pytest.raises(exceptions.ServiceUnavailable):
            client.document("games/0022300561").set({"points": 2}, retry=None, timeout=PATIENCE_S)
        stage.control.end(fault)
        assert set_and_get(client, 3) == 3


def test_a_client_that_tries_again_gets_over_a_reset(stage: Stage) -> None:
    with connected(stage) as client:
        assert set_and_get(client, 1) == 1
        stage.begin("reset", first=1)
        assert set_and_get(client, 2) == 2


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [("black_hole", {}), ("latency", {"latency_ms": 100_000}), ("half_open", {"mode": "server_closed"})],
)
def test_silence_is_a_deadline_that_passes(stage: Stage, kind: str, parameters: dict[str, object]) -> None:
    with connected(stage) as client:
        assert set_and_get(client, 1) == 1
        fault = stage.begin(kind, **parameters)  # type: ignore[arg-type]
        with pytest.raises(exceptions.DeadlineExceeded):
            client.document("games/0022300561").set({"points": 2}, retry=None, timeout=0.3)
        stage.control.end(fault)
        assert set_and_get(client, 3) == 3
