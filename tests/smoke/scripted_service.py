"""A service on loopback whose every answer is written down; it keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

Reply = tuple[int, dict[str, Any]]
Script = dict[str, Reply | Callable[[dict[str, Any]], Reply]]
"""`METHOD /path`: status and body, or what makes them of the request's body."""


@dataclass
class Asked:
    """Requests in their order, and where to send them."""

    url: str
    requests: list[str] = field(default_factory=list)


@contextmanager
def scripted(script: Script) -> Iterator[Asked]:
    asked = Asked("")

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")
            name = f"{self.command} {urlsplit(self.path).path}"
            asked.requests.append(name)
            reply = script.get(name, (404, {"reason": "Not Found"}))
            status, told = reply if isinstance(reply, tuple) else reply(body)
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = answer  # noqa: N815 - the base class's names

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base's
            """Nothing on the console."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    asked.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
