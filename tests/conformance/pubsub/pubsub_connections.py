"""Connections of the real clients to a Pub/Sub, and the clock that it goes by."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

import grpc
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

_UNLIMITED = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]


class Passing(Protocol):
    """A clock that can be made to go on."""

    def now(self) -> datetime: ...

    def advance(self, seconds: float) -> None: ...


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = datetime(2024, 1, 15, 17, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


class WallClock:
    """The clock of Google's emulator, which nobody can move: time has to pass."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def advance(self, seconds: float) -> None:
        threading.Event().wait(seconds)


@dataclass(frozen=True)
class Connection:
    """Both clients of one server."""

    publisher: PublisherClient
    subscriber: SubscriberClient
    clock: Passing


@contextmanager
def connected(host: str, clock: Passing) -> Iterator[Connection]:
    """Clients that share one connection to a gRPC server."""
    with grpc.insecure_channel(host, options=_UNLIMITED) as channel:
        yield Connection(
            PublisherClient(transport=PublisherGrpcTransport(channel=channel)),
            SubscriberClient(transport=SubscriberGrpcTransport(channel=channel)),
            clock,
        )
