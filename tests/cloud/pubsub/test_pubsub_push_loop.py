"""Push that goes on by itself: several at once, within its bound, and one of a key."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pubsub_stage import LONG_S, SUBSCRIPTION, Stage, stage

from harness.cloud.pubsub.envelopes import PushRequest
from harness.cloud.pubsub.push import Pusher
from harness.cloud.pubsub.push_loop import PushLoop

PUSH = {"push_config": {"push_endpoint": "http://worker.test/predict"}}
NEVER_S = 3600.0


class Service:
    """Takes the place of HTTP: requests stay open until they are let go; those to `free` are answered at once."""

    def __init__(self, free: str = "") -> None:
        self.begun = threading.Semaphore(0)
        self.go = threading.Semaphore(0)
        self.done = threading.Semaphore(0)
        self.most_open = 0
        self.texts: list[str] = []
        self._free = free
        self._open = 0
        self._lock = threading.Lock()

    def __call__(self, request: PushRequest) -> int:
        with self._lock:
            self._open += 1
            self.most_open = max(self.most_open, self._open)
            self.texts.append(base64.b64decode(json.loads(request.body)["message"]["data"]).decode())
        self.begun.release()
        if request.endpoint != self._free:
            assert self.go.acquire(timeout=LONG_S)
        with self._lock:
            self._open -= 1
        self.done.release()
        return 204

    def finish(self, requests: int) -> None:
        """Lets requests go one by one and sees them through."""
        for _ in range(requests):
            self.go.release()
            assert self.done.acquire(timeout=LONG_S)


@contextmanager
def pushing(scene: Stage, service: Service, most: int = 3) -> Iterator[PushLoop]:
    loop = PushLoop(Pusher(scene.servicer.engine, service), most=most, every_s=NEVER_S)
    scene.servicer.interceptors.append(loop.wakes)
    with loop:
        yield loop


def begun(service: Service, requests: int) -> None:
    for _ in range(requests):
        assert service.begun.acquire(timeout=LONG_S)


def test_as_many_are_open_as_are_allowed_and_the_rest_follows() -> None:
    scene, service = stage(**PUSH), Service()
    with pushing(scene, service):
        scene.publish(*"abcdefgh")
        begun(service, 3)
        service.finish(8)
    assert sorted(service.texts) == list("abcdefgh")
    assert service.most_open == 3
    scene.clock.advance(NEVER_S)
    assert Pusher(scene.servicer.engine, service).step() == []


def test_a_service_that_does_not_answer_holds_up_no_other() -> None:
    other = "http://coordinator.test/complete"
    scene, service = stage(**PUSH), Service(free=other)
    scene.subscribe(f"{SUBSCRIPTION}-2", push_config={"push_endpoint": other})
    with pushing(scene, service, most=2):
        scene.publish("a", "b", "c")
        for _ in range(3):
            assert service.done.acquire(timeout=LONG_S)
        service.finish(3)
    assert sorted(service.texts) == ["a", "a", "b", "b", "c", "c"]


def test_of_a_key_one_is_open_at_a_time() -> None:
    scene, service = stage(enable_message_ordering=True, **PUSH), Service()
    with pushing(scene, service):
        scene.publish("1", "2", "3", key="k")
        service.finish(3)
    assert service.texts == ["1", "2", "3"]
    assert service.most_open == 1
    pusher = Pusher(scene.servicer.engine, service)
    scene.publish("4", "5", key="k")
    scene.publish("6", key="l")
    assert [one.received.message.draft.data for one in pusher.take(SUBSCRIPTION, most=9)] == [b"4", b"6"]


def test_stopping_waits_for_what_is_open() -> None:
    scene, service = stage(**PUSH), Service()
    loop = PushLoop(Pusher(scene.servicer.engine, service), every_s=NEVER_S).start()
    scene.servicer.interceptors.append(loop.wakes)
    scene.publish("a")
    begun(service, 1)
    stopping = threading.Thread(target=loop.stop)
    stopping.start()
    stopping.join(0.1)  # it has no reason to end, however long it is given
    assert stopping.is_alive()
    service.finish(1)
    stopping.join(LONG_S)
    assert not stopping.is_alive()
    scene.clock.advance(NEVER_S)
    assert Pusher(scene.servicer.engine, service).step() == []


def test_what_breaks_a_push_is_told_at_the_stop() -> None:
    def broken(request: PushRequest) -> int:
        raise LookupError("no such endpoint")

    scene = stage(**PUSH)
    loop = PushLoop(Pusher(scene.servicer.engine, broken), every_s=0.001).start()
    scene.publish("a")
    loop._thread.join(LONG_S)
    with pytest.raises(LookupError, match="no such endpoint"):
        loop.stop()
