"""Google's own clients, connected to an embedded Firestore."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1.base_client import BaseClient
from google.cloud.firestore_v1.services.firestore import FirestoreAsyncClient, FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import (
    FirestoreGrpcAsyncIOTransport,
    FirestoreGrpcTransport,
)

from harness.cloud.channel import InProcessChannel
from harness.cloud.firestore.aio_channel import InProcessAioChannel
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.servicer import Servicer

PROJECT = "embedded"
EMULATOR_HOST = "FIRESTORE_EMULATOR_HOST"


def client(servicer: Servicer, project: str = PROJECT, database: str | None = None) -> firestore.Client:
    """A synchronous client on the in-process channel."""
    made = firestore.Client(project=project, credentials=_anonymous(), database=database)
    transport = FirestoreGrpcTransport(channel=InProcessChannel(servicer, METHODS))
    made._firestore_api_internal = FirestoreClient(transport=transport)
    return made


def async_client(servicer: Servicer, project: str = PROJECT, database: str | None = None) -> firestore.AsyncClient:
    """An asynchronous client on the in-process channel; to be made where the event loop runs."""
    made = firestore.AsyncClient(project=project, credentials=_anonymous(), database=database)
    transport = FirestoreGrpcAsyncIOTransport(channel=InProcessAioChannel(servicer))
    made._firestore_api_internal = FirestoreAsyncClient(transport=transport)
    return made


def _anonymous() -> Any:
    return AnonymousCredentials()  # type: ignore[no-untyped-call]


@contextmanager
def embedded_clients(servicer: Servicer) -> Iterator[None]:
    """Every client that code makes for itself inside this context is connected to the servicer.

    The clients think that they speak to an emulator, so they need no credentials. Clients made before
    keep their connection.
    """

    def channel(_: BaseClient, transport: type[Any]) -> Any:
        if issubclass(transport, FirestoreGrpcAsyncIOTransport):
            return InProcessAioChannel(servicer)
        return InProcessChannel(servicer, METHODS)

    with (
        mock.patch.object(BaseClient, "_emulator_channel", channel),
        mock.patch.dict(os.environ, {EMULATOR_HOST: "in-process"}),
    ):
        yield
