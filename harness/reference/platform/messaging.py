"""Topics and subscriptions of the platform, made in an embedded Pub/Sub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import grpc
from google.api_core.exceptions import AlreadyExists
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

ACK_DEADLINE_S = 600
"""As long as a service is given for a request; a push is not sent again before."""
ATTEMPTS = 30
"""Before a message is a dead letter. One whose worker died is claimed for 660 s (harness/reference/deduplication.py);
pushed again after 0.1 s, 0.2 s and so on to 60 s, it is free for attempt 20.
"""
DEAD = "-dlq"

TOPICS = (
    "nba-phase1-scrapers-complete",
    "nba-phase2-raw-complete",
    "nba-phase3-trigger",
    "nba-phase3-analytics-complete",
    "nba-phase4-trigger",
    "nba-phase4-processor-complete",
    "nba-phase4-precompute-complete",
    "nba-predictions-trigger",
    "prediction-request-prod",
    "prediction-ready-prod",
    "prediction-batch-complete",
    "nba-phase5-predictions-complete",
    "nba-phase6-export-trigger",
    "nba-phase6-export-complete",
    "nba-grading-trigger",
    "nba-grading-complete",
    "nba-phase2-fallback-trigger",
    "nba-phase3-fallback-trigger",
)
DEAD_LETTERED = ("nba-phase1-scrapers-complete", "nba-phase2-raw-complete", "prediction-request-prod")
"""Topics whose push gives up a message after so many attempts; it goes to <topic>-dlq then."""


@dataclass(frozen=True, slots=True)
class Push:
    """A push subscription: the service that it goes to, and the path there. A `keyed` one shows the API key."""

    topic: str
    service: str
    path: str
    keyed: bool = False

    @property
    def name(self) -> str:
        return f"{self.topic}-sub"


PUSHES = (
    Push("nba-phase2-raw-complete", "phases", "/phase2-to-phase3"),
    Push("nba-phase3-analytics-complete", "phases", "/phase3-to-phase4"),
    Push("nba-phase4-precompute-complete", "phases", "/phase4-to-phase5"),
    Push("nba-predictions-trigger", "coordinator", "/start", keyed=True),
    Push("prediction-request-prod", "worker", "/predict"),
    Push("prediction-ready-prod", "coordinator", "/complete", keyed=True),
    Push("nba-phase5-predictions-complete", "phases", "/phase5-to-phase6"),
)
"""A day in its order. Phases 1, 3, 4 and 6 have no service here: their topics have no subscription."""


@dataclass(frozen=True, slots=True)
class _Clients:
    project: str
    publisher: PublisherClient
    subscriber: SubscriberClient

    def topic(self, name: str) -> str:
        return f"projects/{self.project}/topics/{name}"

    def subscription(self, name: str) -> str:
        return f"projects/{self.project}/subscriptions/{name}"


@contextmanager
def _clients(host: str, project: str) -> Iterator[_Clients]:
    with grpc.insecure_channel(host) as channel:
        yield _Clients(
            project,
            PublisherClient(transport=PublisherGrpcTransport(channel=channel)),
            SubscriberClient(transport=SubscriberGrpcTransport(channel=channel)),
        )


def make_topics(host: str, project: str) -> None:
    """All topics, and for each of dead letters a subscription to pull them by. Those that are there already stay."""
    with _clients(host, project) as clients:
        for name in (*TOPICS, *(f"{one}{DEAD}" for one in DEAD_LETTERED)):
            _made(clients.publisher.create_topic, {"name": clients.topic(name)})
        for name in DEAD_LETTERED:
            dead = {"name": clients.subscription(f"{name}{DEAD}-sub"), "topic": clients.topic(f"{name}{DEAD}")}
            _made(clients.subscriber.create_subscription, dead)


def make_pushes(
    host: str, project: str, urls: Mapping[str, str], api_key: str, *, ack_deadline_s: int = ACK_DEADLINE_S
) -> None:
    """The push subscriptions to the services at these URLs; Pub/Sub keeps the key as part of the endpoint."""
    with _clients(host, project) as clients:
        for push in PUSHES:
            endpoint = f"{urls[push.service]}{push.path}"
            request: dict[str, Any] = {
                "name": clients.subscription(push.name),
                "topic": clients.topic(push.topic),
                "ack_deadline_seconds": ack_deadline_s,
                "push_config": {"push_endpoint": f"{endpoint}?key={quote(api_key)}" if push.keyed else endpoint},
            }
            if push.topic in DEAD_LETTERED:
                topic = clients.topic(f"{push.topic}{DEAD}")
                request["dead_letter_policy"] = {"dead_letter_topic": topic, "max_delivery_attempts": ATTEMPTS}
            _made(clients.subscriber.create_subscription, request)


def _made(create: Any, request: dict[str, Any]) -> None:
    try:
        create(request=request)
    except AlreadyExists:
        return  # of an earlier start
