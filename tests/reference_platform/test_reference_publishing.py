"""A publish comes to an end, and one that did not go out is heard of."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future

import pytest
from google.cloud.pubsub_v1 import PublisherClient
from platform_stage import PROJECT

from harness.cloud.pubsub.clients import publisher
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.servicer import Servicer
from harness.reference.safeguards import ALL_ON
from harness.reference.services.publishing import NotPublishedError, Publisher

TOPIC = "prediction-ready-prod"


class WaitsForEverError(Exception):
    """Somebody waits without a bound for what does not come."""


class Unanswered(Future[str]):
    """A confirmation that does not come."""

    def result(self, timeout: float | None = None) -> str:
        if timeout is None:
            raise WaitsForEverError
        return super().result(timeout=0)


class Deaf(PublisherClient):
    """Google's client in front of somebody who never answers; `bounds` are what its calls were bounded by."""

    def __init__(self) -> None:
        self.bounds: list[object] = []

    def publish(self, topic: str, data: bytes, **options: object) -> Future[str]:  # type: ignore[override]
        self.bounds.append(options["timeout"])
        return Unanswered()

    def stop(self) -> None:
        """There is nothing to be sent."""


@pytest.fixture
def embedded() -> Iterator[PublisherClient]:
    with publisher(Servicer(Engine())) as client:
        yield client


def test_bounded_publish() -> None:
    deaf = Deaf()
    with pytest.raises(NotPublishedError, match="1 of 1 messages for prediction-ready-prod were not confirmed"):
        Publisher(PROJECT, client=deaf, pause=lambda seconds: None).publish(TOPIC, b"{}")
    assert deaf.bounds == [5.0, 5.0, 5.0]
    unsafe = Publisher(PROJECT, client=deaf, pause=lambda seconds: None, safeguards=ALL_ON.without("bounded_publish"))
    with pytest.raises(WaitsForEverError):
        unsafe.publish(TOPIC, b"{}")
    assert deaf.bounds[-1] is None


def test_publish_errors_surface(embedded: PublisherClient) -> None:
    with pytest.raises(NotPublishedError, match="NotFound"):
        Publisher(PROJECT, client=embedded, pause=lambda seconds: None).publish(TOPIC, b"{}")
    unsafe = Publisher(
        PROJECT, client=embedded, pause=lambda seconds: None, safeguards=ALL_ON.without("publish_errors_surface")
    )
    assert unsafe.publish(TOPIC, b"{}") == ""
