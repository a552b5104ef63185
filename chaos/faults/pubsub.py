"""Faults inside the embedded Pub/Sub. What each takes is in harness/cloud/pubsub/switched_faults.py."""

from __future__ import annotations

import uuid

import grpc
from google.api_core.exceptions import GoogleAPICallError
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

from chaos.faults.doors import PATIENCE_S, ProbeError, at_doors
from harness.cloud.pubsub.switched_faults import KINDS

_PROJECT = "projects/chaos-probe"
"""No platform has a project of this name."""


def probed(address: str) -> str:
    """Sends itself two messages over a topic of its own: they come at once, in order, and once each."""
    name = f"probe-{uuid.uuid4().hex}"
    with grpc.insecure_channel(address.removeprefix("http://")) as channel:
        publisher = PublisherClient(transport=PublisherGrpcTransport(channel=channel))
        subscriber = SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))
        try:
            received = _sent(publisher, subscriber, f"{_PROJECT}/topics/{name}", f"{_PROJECT}/subscriptions/{name}")
        except GoogleAPICallError as error:
            raise ProbeError(f"a message cannot be sent: {error}") from error
    if received != [b"first", b"second"]:
        raise ProbeError(f"of two messages {len(received)} came, as {[one.decode() for one in received]}")
    return "two messages came in order, once each"


def _sent(publisher: PublisherClient, subscriber: SubscriberClient, topic: str, subscription: str) -> list[bytes]:
    publisher.create_topic(request={"name": topic}, retry=None, timeout=PATIENCE_S)
    try:
        subscriber.create_subscription(request={"name": subscription, "topic": topic}, retry=None, timeout=PATIENCE_S)
        publisher.publish(
            request={"topic": topic, "messages": [{"data": b"first"}, {"data": b"second"}]},
            retry=None,
            timeout=PATIENCE_S,
        )
        answer = subscriber.pull(
            request={"subscription": subscription, "max_messages": 10}, retry=None, timeout=PATIENCE_S
        )
        subscriber.delete_subscription(request={"subscription": subscription}, retry=None, timeout=PATIENCE_S)
    finally:
        publisher.delete_topic(request={"topic": topic}, retry=None, timeout=PATIENCE_S)
    return [one.message.data for one in answer.received_messages]


_FAULTS = at_doors("pubsub", "pubsub", KINDS, probed)

DUPLICATE = _FAULTS["duplicate"]
REORDER = _FAULTS["reorder"]
DELAY = _FAULTS["delay"]
DROP = _FAULTS["drop"]
DEAD_LETTER = _FAULTS["dead_letter"]
UNAVAILABLE = _FAULTS["unavailable"]
