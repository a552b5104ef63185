"""A revision of a service on loopback: says who it is, fails when it is told to, and waits when it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

LONG_S = 60.0
"""Longer than anything here takes; only a broken test gets there."""
KEYWORDS = ("TODAY", "TOMORROW", "YESTERDAY")
BATCH = "batch_2024-01-15_1705333333"


class RevisionServer:
    """It answers as a coordinator whose batches are done at once, and to these paths:

    /echo   its name, and what was sent
    /held   in two parts; the second one when `let_go` is set
    /broken breaks off in the midst of its answer
    """

    def __init__(self, name: str, *, service: str = "coordinator") -> None:
        self.name, self.service = name, service
        self.fails = 0
        """So many of the next requests are answered with 500."""
        self.ready = True
        self.asked: list[str] = []
        self.holds, self.let_go = threading.Event(), threading.Event()
        revision = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = LONG_S
            disable_nagle_algorithm = True  # head and body are two writes

            def answer(self) -> None:
                revision.answer(self)

            do_GET = do_POST = do_HEAD = answer  # noqa: N815 - the base class's names

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
                """Nothing on the console."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self.let_go.set()
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        sent = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        path = urlsplit(handler.path).path
        self.asked.append(f"{handler.command} {handler.path}")
        if path == "/held":
            return self._in_two_parts(handler)
        if path == "/broken":
            return self._broken_off(handler)
        status, body = self._reply(f"{handler.command} {path}", sent)
        if self.fails:
            self.fails -= 1
            status = 500
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Set-Cookie", "a=1")
        handler.send_header("Set-Cookie", "b=2")
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)
        return None

    def _reply(self, asked: str, sent: bytes) -> tuple[int, bytes]:
        about = {"service": self.service, "revision": self.name}
        if asked.endswith(" /echo"):
            return 200, self.name.encode() + sent
        if asked == "POST /start":
            return self._started(json.loads(sent or b"{}"))
        replies: dict[str, tuple[int, dict[str, Any]]] = {
            "GET /": (200, about),
            "GET /health": (200, about | {"status": "healthy"}),
            "GET /ready": (200, {"status": "ready"}) if self.ready else (503, {"reasons": ["firestore: away"]}),
            "GET /status": (
                200 if "batch_id=" in self.asked[-1] else 401,
                {"status": "consolidated", "progress": {"expected": 1, "completed": 1, "total_predictions": 7}},
            ),
            "POST /complete": (401, {}),
            "POST /check-stalled": (401, {}),
            "GET /instances": (401, {}),
        }
        status, body = replies.get(asked, (404, {"reason": "Not Found"}))
        return status, json.dumps(body).encode()

    def _started(self, body: dict[str, Any]) -> tuple[int, bytes]:
        if not body:
            return 401, b"{}"
        if "min_minutes" in body:
            wrong = "min_minutes" if body["game_date"] in KEYWORDS else "min_minutes; game_date"
            return 400, json.dumps({"reason": wrong}).encode()
        return 202, json.dumps({"batch_id": BATCH}).encode()

    def _in_two_parts(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nfirst\r\n")
        handler.wfile.flush()
        self.holds.set()
        self.let_go.wait(LONG_S)
        handler.wfile.write(b"6\r\nsecond\r\n0\r\n\r\n")

    def _broken_off(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")
        handler.close_connection = True


@contextmanager
def revision(name: str, *, service: str = "coordinator") -> Iterator[RevisionServer]:
    server = RevisionServer(name, service=service)
    try:
        yield server
    finally:
        server.close()
