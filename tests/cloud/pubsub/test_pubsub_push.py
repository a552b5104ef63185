"""Push to an HTTP server on the loopback interface: the envelope, what acks, what comes again and when."""

from __future__ import annotations

import base64
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from google.api_core.exceptions import FailedPrecondition
from pubsub_stage import DEAD_LETTERS, DEAD_SUBSCRIPTION, LONG_S, SUBSCRIPTION, stage

from harness.cloud.pubsub.envelopes import PushRequest
from harness.cloud.pubsub.push import HttpSender, Pushed, Pusher
from harness.cloud.pubsub.ticking import Ticking


@dataclass
class Endpoint:
    """An HTTP server that keeps what is posted to it and answers with the statuses given, then with 204."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def post(self, headers: dict[str, str], body: bytes) -> int:
        self.bodies.append(body)
        self.headers.append(headers)
        self.arrived.release()
        return self.statuses.pop(0) if self.statuses else 204

    def texts(self) -> list[str]:
        """The data of the messages."""
        return [base64.b64decode(json.loads(body)["message"]["data"]).decode() for body in self.bodies]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    kept = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = kept.post(dict(self.headers.items()), body)
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
            """Nothing on the console."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = False
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        kept.url = f"http://127.0.0.1:{server.server_port}/process"
        yield kept
        server.shutdown()
        serving.join()


@pytest.fixture
def sender() -> Iterator[HttpSender]:
    with HttpSender() as made:
        yield made


def outcomes(pushed: list[Pushed]) -> list[tuple[int, int | None]]:
    return [(one.attempt, one.status) for one in pushed]


def test_the_envelope(endpoint: Endpoint, sender: HttpSender) -> None:
    scene = stage(push_config={"push_endpoint": endpoint.url}, **DEAD_LETTERS)
    scene.publish('{"n": 1}', key="k", attributes={"sport": "nba"})
    scene.publish("b")
    [first, second] = Pusher(scene.servicer.engine, sender).step()
    assert (first.subscription, first.status, first.acked) == (SUBSCRIPTION, 204, True)
    assert json.loads(endpoint.bodies[0]) == {
        "message": {
            "data": base64.b64encode(b'{"n": 1}').decode(),
            "messageId": "1",
            "message_id": "1",
            "publishTime": "2024-01-15T17:00:00.000Z",
            "publish_time": "2024-01-15T17:00:00.000Z",
            "attributes": {"sport": "nba"},
            "orderingKey": "k",
        },
        "subscription": SUBSCRIPTION,
        "deliveryAttempt": 1,
    }
    assert endpoint.headers[0]["Content-Type"] == "application/json"
    assert set(json.loads(endpoint.bodies[1])["message"]) == {
        "data",
        "messageId",
        "message_id",
        "publishTime",
        "publish_time",
    }
    assert second.message_id == "2"


def test_attempts_are_not_told_without_a_policy_that_counts_them(endpoint: Endpoint, sender: HttpSender) -> None:
    scene = stage(push_config={"push_endpoint": endpoint.url})
    scene.publish("a")
    Pusher(scene.servicer.engine, sender).step()
    assert "deliveryAttempt" not in json.loads(endpoint.bodies[0])


@pytest.mark.parametrize("status", [200, 201, 202, 204, 226])
def test_any_2xx_acks(endpoint: Endpoint, sender: HttpSender, status: int) -> None:
    scene = stage(push_config={"push_endpoint": endpoint.url})
    scene.publish("a")
    endpoint.statuses = [status]
    pusher = Pusher(scene.servicer.engine, sender)
    assert outcomes(pusher.step()) == [(1, status)]
    scene.clock.advance(3600)
    assert pusher.step() == []


@pytest.mark.parametrize("status", [302, 400, 401, 404, 409, 429, 500, 503])
def test_everything_else_comes_again(endpoint: Endpoint, sender: HttpSender, status: int) -> None:
    scene = stage(push_config={"push_endpoint": endpoint.url})
    scene.publish("a")
    endpoint.statuses = [status]
    pusher = Pusher(scene.servicer.engine, sender)
    assert outcomes(pusher.step()) == [(1, status)]
    assert pusher.step() == []
    scene.clock.advance(0.1)
    assert outcomes(pusher.step()) == [(2, 204)]
    assert endpoint.texts() == ["a", "a"]


def test_nobody_there_is_a_failure_like_others(sender: HttpSender) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        scene = stage(push_config={"push_endpoint": f"http://127.0.0.1:{unused.getsockname()[1]}/"})
        scene.publish("a")
        pusher = Pusher(scene.servicer.engine, sender)
        assert outcomes(pusher.step()) == [(1, None)]
    scene.clock.advance(0.1)
    assert [one.attempt for one in pusher.step()] == [2]


class Answering:
    """Takes the place of HTTP: answers with the statuses given, then with 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.requests: list[PushRequest] = []

    def __call__(self, request: PushRequest) -> int:
        self.requests.append(request)
        return self.statuses.pop(0) if self.statuses else 200


PUSH = {"push_config": {"push_endpoint": "http://worker.test/predict"}}


def test_the_backoff_of_push_goes_from_100_ms_to_a_minute() -> None:
    scene = stage(**PUSH)
    scene.publish("a")
    pusher = Pusher(scene.servicer.engine, Answering(*[500] * 12))
    pusher.step()
    waits = []
    for _ in range(11):
        waited = 0.0
        while not pusher.step():
            scene.clock.advance(0.1)
            waited += 0.1
        waits.append(round(waited, 1))
    assert waits == [0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60.0]


def test_a_retry_policy_holds_for_push_too() -> None:
    backoff = {"minimum_backoff": timedelta(seconds=10), "maximum_backoff": timedelta(seconds=20)}
    scene = stage(retry_policy=backoff, **PUSH)
    scene.publish("a")
    pusher = Pusher(scene.servicer.engine, Answering(500))
    pusher.step()
    scene.clock.advance(9.9)
    assert pusher.step() == []
    scene.clock.advance(0.1)
    assert outcomes(pusher.step()) == [(2, 200)]


def test_pushes_that_fail_become_dead_letters() -> None:
    scene = stage(**PUSH, **DEAD_LETTERS)
    scene.publish("a", "b")
    sender = Answering(500, 200, 500, 500, 500, 500)
    pusher = Pusher(scene.servicer.engine, sender)
    for _ in range(10):
        pusher.step()
        scene.clock.advance(60)
    assert len(sender.requests) == 6
    assert json.loads(sender.requests[-1].body)["deliveryAttempt"] == 5
    assert scene.pull(name=DEAD_SUBSCRIPTION) == ["a"]


def test_a_key_is_pushed_in_order_and_waits_for_a_failure() -> None:
    scene = stage(enable_message_ordering=True, **PUSH)
    scene.publish("1", "2", "3", key="k")
    scene.publish("a", key="l")
    sender = Answering(200, 500)
    pusher = Pusher(scene.servicer.engine, sender)
    assert [one.message_id for one in pusher.step()] == ["1", "2", "4"]
    scene.clock.advance(0.1)
    assert [one.message_id for one in pusher.step()] == ["2", "3"]


def test_the_data_alone_if_that_is_wanted() -> None:
    bare = {"push_endpoint": "http://worker.test/", "no_wrapper": {"write_metadata": True}}
    scene = stage(push_config=bare)
    scene.publish("a", key="k", attributes={"sport": "nba"})
    sender = Answering()
    Pusher(scene.servicer.engine, sender).step()
    [request] = sender.requests
    assert request.body == b"a"
    assert request.headers == {
        "x-goog-pubsub-subscription-name": SUBSCRIPTION,
        "x-goog-pubsub-message-id": "1",
        "x-goog-pubsub-publish-time": "2024-01-15T17:00:00.000Z",
        "x-goog-pubsub-ordering-key": "k",
        "sport": "nba",
    }
    assert request.timeout_s == 10


def test_a_step_pushes_as_many_as_it_says() -> None:
    scene = stage(**PUSH)
    scene.publish("a", "b", "c")
    pusher = Pusher(scene.servicer.engine, Answering())
    assert len(pusher.step(most=2)) == 2
    assert len(pusher.step(most=2)) == 1


def test_push_and_pull_exclude_each_other() -> None:
    scene = stage(**PUSH)
    scene.publish("a")
    with pytest.raises(FailedPrecondition, match="delivers by push"):
        scene.pull()
    scene.subscriber.modify_push_config(request={"subscription": SUBSCRIPTION, "push_config": {}})
    assert Pusher(scene.servicer.engine, Answering()).step() == []
    assert scene.pull() == ["a"]


def test_an_endpoint_may_remove_its_own_subscription() -> None:
    scene = stage(**PUSH)
    scene.publish("a", "b")

    def remove(request: PushRequest) -> int:
        scene.subscriber.delete_subscription(subscription=SUBSCRIPTION)
        return 200

    assert len(Pusher(scene.servicer.engine, remove).step()) == 1


def test_a_loop_pushes_without_being_asked(endpoint: Endpoint, sender: HttpSender) -> None:
    scene = stage(push_config={"push_endpoint": endpoint.url})
    with Ticking(Pusher(scene.servicer.engine, sender).step, every_s=0.01):
        scene.publish("a")
        assert endpoint.arrived.acquire(timeout=LONG_S)
    assert endpoint.texts() == ["a"]


def test_a_loop_tells_what_broke_it() -> None:
    broken = threading.Event()

    def fail() -> None:
        broken.set()
        raise LookupError("no such endpoint")

    ticking = Ticking(fail, every_s=0.001)
    ticking.start()
    assert broken.wait(LONG_S)
    with pytest.raises(LookupError, match="no such endpoint"):
        ticking.stop()
