"""Streaming pull: the real SubscriberClient in process and over gRPC, and single streams by the protocol."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import grpc
import pytest
from google.api_core.exceptions import GoogleAPICallError
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.cloud.pubsub_v1.subscriber.message import Message
from google.cloud.pubsub_v1.types import FlowControl, PublisherOptions
from google.pubsub_v1 import StreamingPullRequest
from pubsub_stage import DEAD_LETTERS, LONG_S, SUBSCRIPTION, TOPIC, Stage, stage

from harness.cloud.interception import Call, Proceed, Responses
from harness.cloud.pubsub.clients import EMULATOR_HOST
from harness.cloud.pubsub.server import PubSubServer

Listen = Callable[..., Any]


@pytest.fixture(params=["in process", "over gRPC"])
def subscribing(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Stage, SubscriberClient]]:
    """A stage, and a subscriber that is connected to it in one of the two ways."""
    scene = stage()
    if request.param == "in process":
        with scene.subscriber:
            yield scene, scene.subscriber
        return
    with PubSubServer(scene.servicer, tick_s=0.01) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        with SubscriberClient() as remote:
            yield scene, remote


class Inbox:
    """A callback of the client that keeps what it got."""

    def __init__(self, react: Callable[[Message], None] = Message.ack) -> None:
        self._react = react
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()

    def __call__(self, message: Message) -> None:
        self._react(message)
        self._messages.put(message)

    def take(self, count: int) -> list[str]:
        return [self._messages.get(timeout=LONG_S).data.decode() for _ in range(count)]


def stop(future: Any) -> None:
    future.cancel()
    future.result(timeout=LONG_S)


def test_a_callback_gets_what_was_there_and_what_comes(subscribing: tuple[Stage, SubscriberClient]) -> None:
    scene, client = subscribing
    scene.publish("a")
    inbox = Inbox()
    future = client.subscribe(SUBSCRIPTION, inbox)
    assert inbox.take(1) == ["a"]
    scene.publish("b", "c")
    assert sorted(inbox.take(2)) == ["b", "c"]
    stop(future)
    scene.clock.advance(3600)
    assert scene.pull() == []


def test_a_nack_of_a_callback_brings_it_again(subscribing: tuple[Stage, SubscriberClient]) -> None:
    scene, client = subscribing
    seen: list[str] = []

    def react(message: Message) -> None:
        (message.ack if message.message_id in seen else message.nack)()
        seen.append(message.message_id)

    inbox = Inbox(react)
    future = client.subscribe(SUBSCRIPTION, inbox)
    scene.publish("a")
    assert inbox.take(2) == ["a", "a"]
    stop(future)


def test_a_deleted_subscription_ends_the_stream(subscribing: tuple[Stage, SubscriberClient]) -> None:
    scene, client = subscribing
    inbox = Inbox()
    future = client.subscribe(SUBSCRIPTION, inbox)
    scene.publish("a")
    inbox.take(1)
    scene.subscriber.delete_subscription(subscription=SUBSCRIPTION)
    with pytest.raises(GoogleAPICallError, match=r"Resource not found \(resource=sub\)"):
        future.result(timeout=LONG_S)


def test_flow_control_of_the_client_holds_the_rest_back(subscribing: tuple[Stage, SubscriberClient]) -> None:
    scene, client = subscribing
    held: list[Message] = []
    inbox = Inbox(held.append)
    scene.publish("a", "b", "c")
    future = client.subscribe(SUBSCRIPTION, inbox, flow_control=FlowControl(max_messages=2))
    inbox.take(2)
    assert len(scene.pull()) == 1
    for message in held:
        message.ack()
    stop(future)


class Line:
    """One streaming pull, request by request."""

    def __init__(self, client: SubscriberClient, **first: Any) -> None:
        self._requests: queue.SimpleQueue[StreamingPullRequest | None] = queue.SimpleQueue()
        self.send(subscription=SUBSCRIPTION, stream_ack_deadline_seconds=10, **first)
        self._call = client.streaming_pull(requests=iter(self._requests.get, None), retry=None)
        self._responses: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        try:
            for response in self._call:
                self._responses.put(response)
        except GoogleAPICallError as error:
            self._responses.put(error.grpc_status_code)

    def send(self, **request: Any) -> None:
        self._requests.put(StreamingPullRequest(request))

    def next(self) -> Any:
        return self._responses.get(timeout=LONG_S)

    def texts(self) -> list[str]:
        return [one.message.data.decode() for one in self.next().received_messages]

    def quiet(self) -> bool:
        """Nothing has come, as far as one can tell without waiting."""
        return self._responses.empty()

    def end(self) -> None:
        self._requests.put(None)
        self._reader.join(LONG_S)
        assert not self._reader.is_alive()


@pytest.fixture
def opened() -> Iterator[Callable[..., Line]]:
    """Opens a stream and waits until the service has its first request."""
    lines: list[Line] = []
    handled = threading.Semaphore(0)

    def tell(call: Call, proceed: Proceed) -> Responses:
        responses = proceed()
        if call.method == "StreamingPull":
            handled.release()
        return responses

    def open_line(scene: Stage, **first: Any) -> Line:
        if tell not in scene.servicer.interceptors:
            scene.servicer.interceptors.append(tell)
        lines.append(Line(scene.subscriber, **first))
        assert handled.acquire(timeout=LONG_S)
        return lines[-1]

    yield open_line
    for line in lines:
        line.end()


def test_a_stream_sends_no_more_than_the_client_takes(opened: Callable[..., Line]) -> None:
    scene = stage()
    scene.publish("a", "b", "c", "d")
    line = opened(scene, max_outstanding_messages=2)
    response = line.next()
    assert [one.message.data for one in response.received_messages] == [b"a", b"b"]
    line.send(ack_ids=[response.received_messages[0].ack_id])
    assert line.texts() == ["c"]


def test_a_stream_sends_no_more_bytes_than_the_client_takes(opened: Callable[..., Line]) -> None:
    scene = stage()
    scene.publish("12345", "12345", "12345")
    line = opened(scene, max_outstanding_bytes=6)
    response = line.next()
    assert [one.message.data for one in response.received_messages] == [b"12345", b"12345"]
    scene.publish("x")
    line.send(ack_ids=[response.received_messages[0].ack_id])
    assert line.texts() == ["12345"]


def test_what_a_stream_has_comes_again_after_its_deadline_when_the_engine_ticks(opened: Callable[..., Line]) -> None:
    scene = stage(**DEAD_LETTERS)
    scene.publish("a")
    line = opened(scene)
    assert line.texts() == ["a"]
    scene.clock.advance(9)
    scene.servicer.engine.tick()
    assert line.quiet()
    scene.clock.advance(1)
    scene.servicer.engine.tick()
    [again] = line.next().received_messages
    assert (again.message.data, again.delivery_attempt) == (b"a", 2)


def test_a_server_ticks_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = stage()
    scene.publish("a")
    with PubSubServer(scene.servicer, tick_s=0.01) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        with SubscriberClient() as remote:
            line = Line(remote)
            assert line.texts() == ["a"]
            scene.clock.advance(10)
            assert line.texts() == ["a"]
            line.end()


def test_streams_take_turns(opened: Callable[..., Line]) -> None:
    scene = stage()
    one, other = opened(scene), opened(scene)
    scene.publish("first")  # may go to either
    scene.publish("second")
    assert {one.texts()[0], other.texts()[0]} == {"first", "second"}


def test_a_key_stays_with_its_stream(opened: Callable[..., Line]) -> None:
    scene = stage(enable_message_ordering=True)
    scene.publish("1", key="k")
    one = opened(scene)
    assert one.texts() == ["1"]
    other = opened(scene)
    scene.publish("2", key="k")
    assert one.texts() == ["2"]
    scene.publish("a", key="l")
    assert other.texts() == ["a"]
    assert one.quiet()


def test_a_response_says_whether_there_is_order(opened: Callable[..., Line]) -> None:
    scene = stage(enable_message_ordering=True)
    scene.publish("1", key="k")
    properties = opened(scene).next().subscription_properties
    assert properties.message_ordering_enabled
    assert not properties.exactly_once_delivery_enabled


def test_flow_control_may_not_be_changed_later(opened: Callable[..., Line]) -> None:
    line = opened(stage())
    line.send(max_outstanding_messages=5)
    assert line.next() is grpc.StatusCode.INVALID_ARGUMENT


def test_a_stream_that_detaches_ends(opened: Callable[..., Line]) -> None:
    scene = stage()
    scene.publish("a")
    line = opened(scene)
    line.next()
    scene.publisher.detach_subscription(request={"subscription": SUBSCRIPTION})
    assert line.next() is grpc.StatusCode.FAILED_PRECONDITION


def test_a_publisher_that_orders_over_grpc(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = stage(enable_message_ordering=True)
    with PubSubServer(scene.servicer) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        publishing = PublisherClient(publisher_options=PublisherOptions(enable_message_ordering=True))
        futures = [publishing.publish(TOPIC, f"{number}".encode(), ordering_key="k") for number in range(50)]
        ids = [future.result(timeout=LONG_S) for future in futures]
        publishing.stop()
        publishing.transport.close()
    assert ids == [str(number) for number in range(1, 51)]
    assert scene.pull() == [str(number) for number in range(50)]
