"""The servers that the suite runs on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pubsub_connections import Connection, HandClock, WallClock, connected

from harness.cloud.official import PUBSUB, NotInstalledError, OfficialEmulator
from harness.cloud.pubsub.clients import publisher, subscriber
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.options import EngineOptions
from harness.cloud.pubsub.server import PubSubServer
from harness.cloud.pubsub.servicer import Servicer


@pytest.fixture(scope="session")
def pubsub_in_process() -> Connection:
    clock = HandClock()
    servicer = Servicer(Engine(EngineOptions(clock=clock)))
    return Connection(publisher(servicer), subscriber(servicer), clock)


@pytest.fixture(scope="session")
def pubsub_over_grpc() -> Iterator[Connection]:
    clock = HandClock()
    with (
        PubSubServer(Servicer(Engine(EngineOptions(clock=clock)))) as server,
        connected(server.host, clock) as connection,
    ):
        yield connection


@pytest.fixture(scope="session")
def pubsub_official() -> Iterator[Connection]:
    try:
        emulator = OfficialEmulator(PUBSUB)
    except NotInstalledError as error:
        pytest.skip(f"Google's Pub/Sub emulator: {error}")
    with emulator, connected(emulator.host, WallClock()) as connection:
        yield connection
