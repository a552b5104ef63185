"""What tests of the embedded Pub/Sub set up: a clock moved by hand, one topic with one subscription, short ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.pubsub_v1 import PublisherClient as PublisherMethods

from harness.cloud.pubsub.clients import publisher, subscriber
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.faults import DeliveryFaults, NoFaults
from harness.cloud.pubsub.options import Choose, EngineOptions, first
from harness.cloud.pubsub.servicer import Servicer

LONG_S = 20.0
"""Longer than anything here takes; only a broken test gets there."""

PROJECT = "projects/embedded"
TOPIC = f"{PROJECT}/topics/top"
SUBSCRIPTION = f"{PROJECT}/subscriptions/sub"
DEAD_TOPIC = f"{PROJECT}/topics/dead"
DEAD_SUBSCRIPTION = f"{PROJECT}/subscriptions/dead"
DEAD_LETTERS = {"dead_letter_policy": {"dead_letter_topic": DEAD_TOPIC, "max_delivery_attempts": 5}}


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.instant = datetime(2024, 1, 15, 17, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


def servicer(clock: HandClock, faults: DeliveryFaults | None = None, choose: Choose = first) -> Servicer:
    return Servicer(Engine(EngineOptions(clock=clock, faults=faults or NoFaults(), choose=choose)))


@dataclass
class Stage:
    """A topic with a subscription, and what tests do with them; messages are named by their data."""

    servicer: Servicer
    clock: HandClock
    publisher: PublisherClient
    subscriber: SubscriberClient
    ack_ids: dict[str, str] = field(default_factory=dict)
    """The latest delivery of each message."""

    def subscribe(self, name: str = SUBSCRIPTION, topic: str = TOPIC, **fields: Any) -> None:
        self.subscriber.create_subscription(request={"name": name, "topic": topic, **fields})

    def publish(
        self, *data: str, key: str = "", attributes: Mapping[str, str] | None = None, topic: str = TOPIC
    ) -> None:
        messages = [{"data": one.encode(), "ordering_key": key, "attributes": dict(attributes or {})} for one in data]
        PublisherMethods.publish(self.publisher, request={"topic": topic, "messages": messages})

    def received(self, most: int = 100, name: str = SUBSCRIPTION) -> list[Any]:
        """What there is, as the client gets it."""
        response = self.subscriber.pull(request={"subscription": name, "max_messages": most})
        for one in response.received_messages:
            self.ack_ids[one.message.data.decode()] = one.ack_id
        return list(response.received_messages)

    def pull(self, most: int = 100, name: str = SUBSCRIPTION) -> list[str]:
        """The data of what there is."""
        return [one.message.data.decode() for one in self.received(most, name)]

    def ack(self, *data: str, name: str = SUBSCRIPTION) -> None:
        ids = [self.ack_ids[one] for one in data]
        self.subscriber.acknowledge(request={"subscription": name, "ack_ids": ids})

    def extend(self, *data: str, seconds: int, name: str = SUBSCRIPTION) -> None:
        request = {
            "subscription": name,
            "ack_ids": [self.ack_ids[one] for one in data],
            "ack_deadline_seconds": seconds,
        }
        self.subscriber.modify_ack_deadline(request=request)

    def nack(self, *data: str) -> None:
        self.extend(*data, seconds=0)

    def after(self, seconds: float) -> list[str]:
        """Lets time pass, and pulls."""
        self.clock.advance(seconds)
        return self.pull()


def stage(faults: DeliveryFaults | None = None, choose: Choose = first, **subscription: Any) -> Stage:
    """A stage whose subscription has these fields; a topic for dead letters with a subscription is there too."""
    clock = HandClock()
    made = servicer(clock, faults, choose)
    built = Stage(made, clock, publisher(made), subscriber(made))
    for topic in (TOPIC, DEAD_TOPIC):
        built.publisher.create_topic(name=topic)
    built.subscribe(DEAD_SUBSCRIPTION, DEAD_TOPIC)
    built.subscribe(**subscription)
    return built
