"""Messages over Pub/Sub: sends some, receives them as the faults let them come, and works each through.

What cannot be worked through is not acknowledged, and comes again until it is a dead letter.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import grpc
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

from chaos.workloads.program import LOOK_EVERY_S, StoodInVainError

ANSWER_S, COMING_S = 5.0, 60.0
MOST_AT_ONCE = 10
ATTEMPTS = 5
"""The fewest that Pub/Sub takes for a dead letter."""


class RefusedError(Exception):
    """A message cannot be worked through; it is to come again."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One topic with its subscription, and one for its dead letters."""

    publisher: PublisherClient
    subscriber: SubscriberClient
    project: str
    name: str

    @property
    def dead(self) -> str:
        """The name of the dead letters' topic and subscription."""
        return f"{self.name}-dlq"

    def make(self) -> None:
        """Topic and subscription of both."""
        for name in (self.dead, self.name):
            self.publisher.create_topic(request={"name": self._topic(name)}, timeout=ANSWER_S)
            request: dict[str, Any] = {"name": self._subscription(name), "topic": self._topic(name)}
            if name == self.name:
                policy = {"dead_letter_topic": self._topic(self.dead), "max_delivery_attempts": ATTEMPTS}
                request["dead_letter_policy"] = policy
            self.subscriber.create_subscription(request=request, timeout=ANSWER_S)

    def send(self, messages: Sequence[dict[str, object]]) -> None:
        """All in one request, so that all of them wait when the first is received."""
        encoded = [{"data": json.dumps(message).encode()} for message in messages]
        self.publisher.publish(request={"topic": self._topic(self.name), "messages": encoded}, timeout=ANSWER_S)

    def receive(
        self,
        work: Callable[[dict[str, Any]], None],
        *,
        deliveries: int,
        name: str | None = None,
        one_by_one: bool = False,
    ) -> None:
        """Works so many deliveries through, those that are refused counted too.

        Raises:
            StoodInVainError: fewer came.
        """
        subscription = self._subscription(name or self.name)
        deadline, came = time.monotonic() + COMING_S, 0
        while came < deliveries:
            if time.monotonic() > deadline:
                raise StoodInVainError(f"{came} of {deliveries} deliveries came within {COMING_S:g} s")
            most = 1 if one_by_one else MOST_AT_ONCE
            request = {"subscription": subscription, "max_messages": most, "return_immediately": True}
            received = self.subscriber.pull(request=request, timeout=ANSWER_S).received_messages
            for one in received:
                self._worked_through(subscription, one, work)
            came += len(received)
            time.sleep(0 if received else LOOK_EVERY_S)

    def _worked_through(self, subscription: str, received: Any, work: Callable[[dict[str, Any]], None]) -> None:
        answer: dict[str, Any] = {"subscription": subscription, "ack_ids": [received.ack_id]}
        try:
            work(json.loads(received.message.data))
        except RefusedError:
            self.subscriber.modify_ack_deadline(request=answer | {"ack_deadline_seconds": 0}, timeout=ANSWER_S)
        else:
            self.subscriber.acknowledge(request=answer, timeout=ANSWER_S)

    def _topic(self, name: str) -> str:
        return f"projects/{self.project}/topics/{name}"

    def _subscription(self, name: str) -> str:
        return f"projects/{self.project}/subscriptions/{name}"


@contextmanager
def mailbox(host: str, project: str, name: str) -> Iterator[Mailbox]:
    """A mailbox at an embedded Pub/Sub, as `127.0.0.1:8085`."""
    with grpc.insecure_channel(host) as channel:
        made = Mailbox(
            PublisherClient(transport=PublisherGrpcTransport(channel=channel)),
            SubscriberClient(transport=SubscriberGrpcTransport(channel=channel)),
            project,
            name,
        )
        made.make()
        yield made
