"""The end of a service: nothing that came in is lost, and nothing more comes in."""

from __future__ import annotations

import http.client
import json
import logging
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, Response
from loopback_stage import LONG_S

from harness.reference.services.draining import DrainedTooLateError, DrainingServer
from harness.reference.services.logs import JsonLines


class Slow:
    """An app whose answers wait until they are released."""

    def __init__(self) -> None:
        self.entered, self.released = threading.Semaphore(0), threading.Event()
        self.app = Flask("slow", static_folder=None)
        self.app.add_url_rule("/", "slow", self._answer)
        self.app.add_url_rule("/at-once", "at_once", lambda: Response("now"))

    def _answer(self) -> Response:
        self.entered.release()
        self.released.wait(LONG_S)
        return Response("late" * 100_000)


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.released.set()


def get(port: int, path: str = "/") -> tuple[int, str | None, int]:
    """Status, the Connection header and the length of the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG_S)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.getheader("Connection"), len(response.read())
    finally:
        connection.close()


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=LONG_S).close()
    except (ConnectionRefusedError, ConnectionResetError):  # reset where it stops listening just then
        return True
    return False


def test_what_came_in_before_the_end_is_answered_whole(slow: Slow) -> None:
    # Two threads for four requests: two of them wait in the queue when the end comes.
    server = DrainingServer(slow.app, name="slow", threads=2)
    server.start()
    with ThreadPoolExecutor(5) as pool:
        answers = [pool.submit(get, server.port) for _ in range(4)]
        for _ in range(2):
            assert slow.entered.acquire(timeout=LONG_S)
        while len(server._server.active_channels) < 4 or len(server._server.task_dispatcher.queue) < 2:
            pass
        ended = pool.submit(server.drain, LONG_S)
        while not refuses(server.port):
            assert not ended.done()
        slow.released.set()
        found = [one.result(LONG_S) for one in answers]
        assert [(status, length) for status, _, length in found] == [(200, 400_000)] * 4
        # Those from the queue know that they are the last ones of their connection.
        assert [kept for _, kept, _ in found].count("close") == 2
        ended.result(LONG_S)


def test_a_connection_that_was_kept_open_is_let_go(slow: Slow) -> None:
    server = DrainingServer(slow.app, name="slow")
    server.start()
    kept = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LONG_S)
    kept.request("GET", "/at-once")
    assert kept.getresponse().read() == b"now"
    server.drain(LONG_S)
    assert kept.sock is not None
    assert kept.sock.recv(1) == b""
    kept.close()


def test_a_request_that_does_not_end_in_time_is_told(slow: Slow) -> None:
    server = DrainingServer(slow.app, name="slow")
    server.start()
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(get, server.port)
        assert slow.entered.acquire(timeout=LONG_S)
        threading.Timer(0.3, slow.released.set).start()
        with pytest.raises(DrainedTooLateError, match=r"1 connections were not done within 0\.1 s"):
            server.drain(0.1)
        asked.result(LONG_S)


def test_a_log_is_one_object_a_line_with_what_its_writer_added() -> None:
    record = logging.makeLogRecord(
        {"name": "n", "levelname": "WARNING", "msg": "a %s\nb", "args": ("x",), "created": 0.0, "published": 7}
    )
    line = JsonLines(service="s", revision="r").format(record)
    assert "\n" not in line
    assert json.loads(line) == {
        "severity": "WARNING", "time": "1970-01-01T00:00:00+00:00", "message": "a x\nb", "logger": "n",
        "service": "s", "revision": "r", "published": 7,
    }  # fmt: skip
