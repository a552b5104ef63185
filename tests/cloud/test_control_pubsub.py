"""Faults inside Pub/Sub, switched on from another process: what its clients see, and the end of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import grpc
import pytest
from control_stage import LONG_S, Door
from google.api_core.exceptions import ServiceUnavailable
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport
from pydantic import JsonValue

from harness.cloud.pubsub.faults import Fault, Moment, NoFaults, SeededFaults, Step
from harness.cloud.pubsub.messages import Draft, Message
from harness.cloud.pubsub.switched_faults import KINDS, SwitchedDeliveries
from harness.control.board import Asked, Board
from harness.reference.platform.processes import Child


@dataclass
class Mail:
    """A topic with a subscription and dead letters, in a project of its own."""

    publisher: PublisherClient
    subscriber: SubscriberClient
    project: str

    def topic(self, name: str = "news") -> str:
        return f"{self.project}/topics/{name}"

    def publish(self, *data: str, topic: str = "news") -> None:
        messages = [{"data": one.encode()} for one in data]
        self.publisher.publish(request={"topic": self.topic(topic), "messages": messages}, retry=None, timeout=LONG_S)

    def pull(self, name: str = "news") -> list[str]:
        """What there is; waits up to 5 s where there is nothing."""
        request = {"subscription": f"{self.project}/subscriptions/{name}", "max_messages": 10}
        received = self.subscriber.pull(request=request, retry=None, timeout=LONG_S).received_messages
        return [one.message.data.decode() for one in received]


@pytest.fixture
def mail(processes: Mapping[str, Child]) -> Iterator[Mail]:
    with grpc.insecure_channel(processes["pubsub"].host) as channel:
        made = Mail(
            PublisherClient(transport=PublisherGrpcTransport(channel=channel)),
            SubscriberClient(transport=SubscriberGrpcTransport(channel=channel)),
            f"projects/p-{uuid.uuid4().hex[:8]}",
        )
        for name in ("dead", "news", "gossip"):
            made.publisher.create_topic(name=made.topic(name))
            dead = {"dead_letter_topic": made.topic("dead"), "max_delivery_attempts": 5}
            request = {"name": f"{made.project}/subscriptions/{name}", "topic": made.topic(name)}
            made.subscriber.create_subscription(
                request=request | ({"dead_letter_policy": dead} if name == "news" else {})
            )
        yield made


@pytest.fixture
def at_pubsub(doors: Mapping[str, Door]) -> Door:
    return doors["pubsub"]


@pytest.mark.parametrize(
    ("kind", "parameters", "pulled"),
    [
        ("duplicate", {}, ["a", "b", "a"]),
        ("reorder", {}, ["b", "a"]),
        ("delay", {"delay_s": 600, "jitter_s": 1}, ["b"]),
        ("drop", {}, ["b"]),
        ("dead_letter", {}, ["b"]),
    ],
)
def test_a_fault_of_deliveries_hits_the_first(
    mail: Mail, at_pubsub: Door, kind: str, parameters: dict[str, Any], pulled: list[str]
) -> None:
    fault = at_pubsub.on(kind, first=1, subscription="news", **parameters)
    mail.publish("a", "b")
    assert mail.pull() == pulled
    assert at_pubsub.state(fault)["hits"] == 1


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [("duplicate", {}), ("reorder", {}), ("delay", {"delay_s": 600}), ("drop", {}), ("dead_letter", {})],
)
def test_each_fault_of_deliveries_leaves_others_and_ends(
    mail: Mail, at_pubsub: Door, kind: str, parameters: dict[str, Any]
) -> None:
    fault = at_pubsub.on(kind, subscription="news", **parameters)
    mail.publish("a", "b", topic="gossip")
    assert mail.pull("gossip") == ["a", "b"]
    at_pubsub.off(fault)
    mail.publish("a", "b")
    assert mail.pull() == ["a", "b"]
    at_pubsub.ends_by_itself(at_pubsub.on(kind, seconds=0.05, subscription="news", **parameters))
    mail.publish("c", "d")
    assert mail.pull() == ["c", "d"]


def test_a_delayed_message_comes(mail: Mail, at_pubsub: Door) -> None:
    at_pubsub.on("delay", first=1, delay_s=0.5)
    mail.publish("a", "b")
    assert mail.pull() == ["b"]
    assert mail.pull() == ["a"]


def test_a_dead_letter_is_in_the_topic_for_them(mail: Mail, at_pubsub: Door) -> None:
    at_pubsub.on("dead_letter", first=1)
    mail.publish("a", "b")
    assert mail.pull() == ["b"]
    assert mail.pull("dead") == ["a"]


def test_publishing_to_a_topic_is_unavailable(mail: Mail, at_pubsub: Door) -> None:
    fault = at_pubsub.on("unavailable", topic="news")
    with pytest.raises(ServiceUnavailable):
        mail.publish("a")
    mail.publish("b", topic="gossip")
    at_pubsub.off(fault)
    mail.publish("c")
    assert mail.pull() == ["c"]
    at_pubsub.ends_by_itself(at_pubsub.on("unavailable", seconds=0.05))
    mail.publish("d")


def test_faults_from_the_start_go_on_beside_those_switched_on() -> None:
    board = Board(KINDS)
    deliveries = SwitchedDeliveries(board, SeededFaults(0, {Fault.DUPLICATE: 1.0}))
    message = Message("1", 0, Draft(b"", {}))
    moment = Moment(Step.DELIVERY, "projects/p/subscriptions/news", message, 1)
    assert deliveries.decide(moment).fault is Fault.DUPLICATE
    board.turn_on(Asked(kind="drop", id="f1", seconds=LONG_S, parameters={"subscription": "news"}))
    assert deliveries.decide(moment).fault is Fault.DROP
    elsewhere = replace(moment, subscription="projects/p/subscriptions/gossip")
    assert deliveries.decide(elsewhere).fault is Fault.DUPLICATE
    ack = replace(moment, step=Step.ACK)
    assert deliveries.decide(ack).fault is Fault.NONE


def test_a_delay_is_drawn_for_each_message() -> None:
    board = Board(KINDS)
    deliveries = SwitchedDeliveries(board, NoFaults())
    parameters: dict[str, JsonValue] = {"delay_s": 10, "jitter_s": 4}
    board.turn_on(Asked(kind="delay", id="f1", seconds=LONG_S, parameters=parameters))
    drawn = [
        deliveries.decide(Moment(Step.DELIVERY, "s", Message(str(number), 0, Draft(b"", {})), 1)).delay_s
        for number in range(50)
    ]
    assert min(drawn) < 8 < 12 < max(drawn)
    assert all(6 <= one <= 14 for one in drawn)
