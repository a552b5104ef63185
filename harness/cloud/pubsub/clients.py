"""Google's own clients, connected to an embedded Pub/Sub."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

from harness.cloud.channel import InProcessChannel
from harness.cloud.pubsub.proto_messages import METHODS
from harness.cloud.pubsub.servicer import Servicer

EMULATOR_HOST = "PUBSUB_EMULATOR_HOST"


def publisher(servicer: Servicer, **options: Any) -> PublisherClient:
    """A publisher on the in-process channel; `options` are the client's own, such as batch_settings."""
    return PublisherClient(transport=PublisherGrpcTransport(channel=InProcessChannel(servicer, METHODS)), **options)


def subscriber(servicer: Servicer, **options: Any) -> SubscriberClient:
    """A subscriber on the in-process channel; `options` are the client's own."""
    return SubscriberClient(transport=SubscriberGrpcTransport(channel=InProcessChannel(servicer, METHODS)), **options)


@contextmanager
def embedded_clients(servicer: Servicer) -> Iterator[None]:
    """Every client that code makes for itself inside this context is connected to the servicer.

    The clients think that they speak to an emulator, so they need no credentials. Clients made before
    keep their connection; asynchronous ones are not concerned.
    """
    with ExitStack() as patches:
        for transport in (PublisherGrpcTransport, SubscriberGrpcTransport):
            patches.enter_context(mock.patch.object(transport, "__init__", _connecting(transport, servicer)))
        patches.enter_context(mock.patch.dict(os.environ, {EMULATOR_HOST: "in-process"}))
        yield


def _connecting(transport: type[Any], servicer: Servicer) -> Any:
    original = transport.__init__

    def connect(self: Any, **options: Any) -> None:
        channel = options.pop("channel", None)
        if not isinstance(channel, InProcessChannel):
            if channel is not None:
                channel.close()  # the one to the emulator's address
            channel = InProcessChannel(servicer, METHODS)
        original(self, channel=channel, **options)

    return connect
