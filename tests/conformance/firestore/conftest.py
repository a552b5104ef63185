"""The servers that the suite runs on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from firestore_connections import ClientOf, clients_at

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.official import FIRESTORE, NotInstalledError, OfficialEmulator


@pytest.fixture(scope="session")
def in_process() -> ClientOf:
    servicer = Servicer()
    return lambda project: client(servicer, project)


@pytest.fixture(scope="session")
def over_grpc() -> Iterator[ClientOf]:
    with FirestoreServer(Servicer()) as server:
        yield from clients_at(server.host)


@pytest.fixture(scope="session")
def official() -> Iterator[ClientOf]:
    try:
        emulator = OfficialEmulator(FIRESTORE)
    except NotInstalledError as error:
        pytest.skip(f"Google's Firestore emulator: {error}")
    with emulator:
        yield from clients_at(emulator.host)
