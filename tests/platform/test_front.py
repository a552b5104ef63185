"""One address for several workers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from platform_processes import LONG_S, Launch

FRONT = "harness.reference.platform.front"


class Worker:
    """Answers with its name."""

    def __init__(self, name: str) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(name.encode() + body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
                """Nothing on the console."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.host = f"127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()


@pytest.fixture
def workers() -> Iterator[tuple[Worker, Worker]]:
    both = Worker("a"), Worker("b")
    yield both
    for one in both:
        one.close()


def answers(url: str, requests_: int) -> list[str]:
    return [requests.post(url, data=b"!" * 100_000, timeout=LONG_S).text[0] for _ in range(requests_)]


def test_who_is_gone_is_passed_over(workers: tuple[Worker, Worker], launch: Launch) -> None:
    front = launch(FRONT, "--backend", workers[0].host, "--backend", workers[1].host)
    front.await_ready(LONG_S)
    assert answers(front.url, 2) == ["a", "a"]
    workers[0].close()
    assert answers(front.url, 2) == ["b", "b"]
    workers[1].close()
    with pytest.raises(requests.ConnectionError):
        requests.post(front.url, data=b"", timeout=LONG_S)
    assert front.stop(LONG_S) == 0


def test_a_second_connection_goes_to_the_other_one(workers: tuple[Worker, Worker], launch: Launch) -> None:
    front = launch(FRONT, "--backend", workers[0].host, "--backend", workers[1].host)
    front.await_ready(LONG_S)
    host, _, port = front.host.partition(":")
    import http.client

    first = http.client.HTTPConnection(host, int(port), timeout=LONG_S)
    first.connect()
    first.putrequest("POST", "/")
    first.putheader("Content-Length", "1")
    first.endheaders()  # its worker is at it
    assert answers(front.url, 3) == ["b", "b", "b"]
    first.send(b"!")
    assert first.getresponse().read() == b"a!"
    first.close()
