"""A message is confirmed, or its sender hears that it is not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from loopback_stage import PROJECT, Clouds, failing

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure, Loss
from harness.reference.services.publishing import Message, NotPublishedError, Publisher

TOPIC = "prediction-request-prod"
PUBLISH = frozenset({"Publish"})


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def publisher(clouds: Clouds, pauses: list[float]) -> Iterator[Publisher]:
    made = Publisher(PROJECT, pause=pauses.append)
    yield made
    made.close()


@pytest.fixture
def heard(clouds: Clouds, request: pytest.FixtureRequest) -> Callable[[], list[int]]:
    """The numbers in the messages that are out by now."""
    subscription = clouds.subscription(TOPIC, f"of-{abs(hash(request.node.name))}")
    return lambda: sorted(message["n"] for message in clouds.received(subscription))


def numbers(count: int) -> list[Message]:
    return [Message(json.dumps({"n": number}).encode(), {"a": "b"}) for number in range(count)]


def test_all_are_out_when_it_returns(publisher: Publisher, heard: Callable[[], list[int]]) -> None:
    ids = publisher.publish_all(TOPIC, numbers(250))
    assert len(set(ids)) == 250
    assert heard() == list(range(250))


def test_a_refused_try_is_repeated_after_a_second_and_then_two(
    clouds: Clouds, publisher: Publisher, pauses: list[float], heard: Callable[[], list[int]]
) -> None:
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=PUBLISH, times=2))):
        publisher.publish(TOPIC, b'{"n": 1}')
    assert pauses == [1.0, 2.0]
    assert heard() == [1]


def test_after_three_tries_the_sender_hears_of_it(
    clouds: Clouds, publisher: Publisher, pauses: list[float], heard: Callable[[], list[int]]
) -> None:
    refusing = Failure(Status.UNAVAILABLE, Aim(methods=PUBLISH, times=None))
    with (
        failing(clouds.messages, refusing),
        pytest.raises(NotPublishedError, match="1 of 1 messages for prediction-request-prod"),
    ):
        publisher.publish(TOPIC, b'{"n": 1}')
    assert (refusing.aim.hits, pauses, heard()) == (3, [1.0, 2.0], [])


def test_only_what_was_not_confirmed_is_sent_again(
    clouds: Clouds, publisher: Publisher, heard: Callable[[], list[int]]
) -> None:
    # 150 messages go out in two requests; the second is refused once.
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=PUBLISH, skip=1))):
        ids = publisher.publish_all(TOPIC, numbers(150))
    assert len(set(ids)) == 150
    assert heard() == list(range(150))


def test_a_lost_reply_sends_twice_and_loses_nothing(
    clouds: Clouds, publisher: Publisher, heard: Callable[[], list[int]]
) -> None:
    with failing(clouds.messages, Failure(Status.UNAVAILABLE, Aim(methods=PUBLISH), Loss.REPLY)):
        publisher.publish(TOPIC, b'{"n": 1}')
    assert heard() == [1, 1]
