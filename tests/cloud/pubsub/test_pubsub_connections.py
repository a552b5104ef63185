"""The ways to reach the embedded Pub/Sub with Google's clients."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator

import grpc
import pytest
from google.api_core.exceptions import InvalidArgument, MethodNotImplemented
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient
from google.pubsub_v1.types import pubsub as messages
from pubsub_stage import LONG_S, PROJECT, SUBSCRIPTION, TOPIC, HandClock, Stage, servicer, stage

from harness.cloud.pubsub.clients import EMULATOR_HOST, embedded_clients, publisher, subscriber
from harness.cloud.pubsub.proto_messages import METHODS
from harness.cloud.pubsub.server import PubSubServer
from harness.cloud.pubsub.servicer import Servicer
from harness.cloud.pubsub.waiting import RealWaiting


@pytest.fixture
def scene() -> Stage:
    return stage()


@pytest.fixture
def remote(scene: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[SubscriberClient]:
    with PubSubServer(scene.servicer) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        with SubscriberClient() as connected:
            yield connected


def test_code_that_makes_its_own_clients_reaches_the_embedded_one(scene: Stage) -> None:
    with embedded_clients(scene.servicer):
        publishing = PublisherClient()
        assert publishing.publish(TOPIC, b"a", sport="nba").result(timeout=LONG_S) == "1"
        publishing.stop()
        with SubscriberClient() as subscribing:
            [received] = subscribing.pull(subscription=SUBSCRIPTION, max_messages=5).received_messages
    assert dict(received.message.attributes) == {"sport": "nba"}
    assert EMULATOR_HOST not in os.environ


def test_a_client_given_to_another_one_stays_there_inside_the_context(scene: Stage) -> None:
    other = servicer(HandClock())
    with embedded_clients(other):
        publisher(scene.servicer).get_topic(topic=TOPIC)


def test_clients_of_the_server_and_in_process_see_the_same(scene: Stage, remote: SubscriberClient) -> None:
    scene.publish("a")
    [received] = remote.pull(subscription=SUBSCRIPTION, max_messages=5).received_messages
    assert scene.pull() == []
    remote.acknowledge(subscription=SUBSCRIPTION, ack_ids=[received.ack_id])
    assert scene.after(3600) == []


def test_a_server_listens_on_loopback_only_and_ends(scene: Stage) -> None:
    before = set(threading.enumerate())
    with PubSubServer(scene.servicer) as server:
        assert server.host == f"127.0.0.1:{server.port}"
        with grpc.insecure_channel(server.host) as channel:
            grpc.channel_ready_future(channel).result(timeout=LONG_S)
    with grpc.insecure_channel(server.host) as channel:
        method = METHODS["GetTopic"]
        stub = channel.unary_unary(
            f"/{method.service}/{method.name}", method.request.SerializeToString, method.response.FromString
        )
        with pytest.raises(grpc.RpcError) as caught:
            stub(method.request(topic=TOPIC), timeout=LONG_S)
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE
    assert not [one.name for one in set(threading.enumerate()) - before if one.name.startswith("pubsub ticking")]


def test_a_method_that_is_not_there_is_unimplemented(scene: Stage, remote: SubscriberClient) -> None:
    for connected in (scene.subscriber, remote):
        with pytest.raises(MethodNotImplemented):
            connected.get_iam_policy(request={"resource": TOPIC})


def test_message_ids_are_the_same_in_every_run_and_unique_over_topics(scene: Stage) -> None:
    other = f"{PROJECT}/topics/other"
    scene.publisher.create_topic(name=other)
    scene.subscribe(f"{PROJECT}/subscriptions/other", other)
    scene.publish("a")
    scene.publish("b", topic=other)
    scene.publish("c")
    assert [one.message.message_id for one in scene.received()] == ["1", "3"]
    assert [one.message.message_id for one in scene.received(name=f"{PROJECT}/subscriptions/other")] == ["2"]


def test_what_a_client_got_is_not_what_is_kept(scene: Stage) -> None:
    for got in (scene.publisher.get_topic(topic=TOPIC), scene.subscriber.get_subscription(subscription=SUBSCRIPTION)):
        got.labels["mine"] = "yes"
    assert not scene.publisher.get_topic(topic=TOPIC).labels
    assert not scene.subscriber.get_subscription(subscription=SUBSCRIPTION).labels


def test_a_refused_update_changes_nothing(scene: Stage) -> None:
    wanted = messages.Subscription(name=SUBSCRIPTION, ack_deadline_seconds=601, labels={"a": "b"})
    with pytest.raises(InvalidArgument, match="ack_deadline_seconds is 10 to 600, not 601"):
        scene.subscriber.update_subscription(
            subscription=wanted, update_mask={"paths": ["labels", "ack_deadline_seconds"]}
        )
    assert not scene.subscriber.get_subscription(subscription=SUBSCRIPTION).labels


def test_threads_publish_and_pull_without_loss(scene: Stage) -> None:
    taken: list[str] = []

    def publish(number: int) -> None:
        for index in range(50):
            scene.publish(f"{number}-{index}")

    def pull() -> None:
        connected = subscriber(scene.servicer)
        while len(taken) < 200:
            received = connected.pull(subscription=SUBSCRIPTION, max_messages=7).received_messages
            if received:
                connected.acknowledge(subscription=SUBSCRIPTION, ack_ids=[one.ack_id for one in received])
                taken.extend(one.message.data.decode() for one in received)

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(4)]
    threads += [threading.Thread(target=pull) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)
    assert sorted(taken) == sorted(f"{number}-{index}" for number in range(4) for index in range(50))


def test_a_pull_waits_for_a_message_if_the_servicer_lets_it(scene: Stage) -> None:
    tried = threading.Event()

    class Telling(RealWaiting):
        def until(self, attempt: Callable[[], bool]) -> None:
            def attempt_and_tell() -> bool:
                found = attempt()
                tried.set()
                return found

            super().until(attempt_and_tell)

    waiting = subscriber(Servicer(scene.servicer.engine, waiting=Telling(LONG_S, every_s=0.001)))
    pulled: list[bytes] = []

    def pull() -> None:
        response = waiting.pull(subscription=SUBSCRIPTION, max_messages=5)
        pulled.extend(one.message.data for one in response.received_messages)

    thread = threading.Thread(target=pull)
    thread.start()
    assert tried.wait(LONG_S)
    scene.publish("a")
    thread.join(LONG_S)
    assert pulled == [b"a"]


def test_a_pull_does_not_wait_for_ever(scene: Stage) -> None:
    waiting = subscriber(Servicer(scene.servicer.engine, waiting=RealWaiting(0.01, every_s=0.001)))
    assert not waiting.pull(subscription=SUBSCRIPTION, max_messages=5).received_messages


def test_a_pull_that_wants_no_waiting_does_not_wait(scene: Stage) -> None:
    class Never:
        def until(self, attempt: Callable[[], bool]) -> None:
            raise AssertionError("it waits")

    impatient = subscriber(Servicer(scene.servicer.engine, waiting=Never()))
    scene.publish("a")
    with pytest.warns(DeprecationWarning, match="return_immediately"):
        response = impatient.pull(request={"subscription": SUBSCRIPTION, "max_messages": 5, "return_immediately": True})
    assert len(response.received_messages) == 1
