"""A service behind a proxy that carries HTTP; it remembers what it was asked."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from proxy_stage import PATIENCE_S, RawServer, Stage

from chaos.proxy.address import Address
from chaos.proxy.client import Control
from chaos.proxy.control import ProxyDoor
from chaos.proxy.effects import Carried
from chaos.proxy.proxy import LOOPBACK, Proxy

GAME = {"game_id": "0022300561", "players": [{"player": "lebronjames", "points": 27}]}


@dataclass
class Asked:
    """What the service was asked: method, path and body."""

    requests: list[tuple[str, str, bytes]] = field(default_factory=list)

    def of(self, path: str) -> list[tuple[str, str, bytes]]:
        return [one for one in self.requests if one[1] == path]


class Service(ThreadingHTTPServer):
    """Answers with GAME: as it is, in chunks at /chunked, packed at /packed, as a page at /page."""

    block_on_close = False
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__((LOOPBACK, 0), _Handler)
        self.asked = Asked()

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that a fault has cut is no error of the service."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Service

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.requests.append((self.command, self.path, body))
        content = json.dumps(GAME).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path == "/page" else "application/json")
        if self.path == "/chunked":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            half = len(content) // 2
            for part in (content[:half], content[half:], b""):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))
            return
        if self.path == "/packed":
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_POST = do_HEAD = do_PUT = do_GET  # noqa: N815 - the base class's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


@dataclass
class HttpStage(Stage):
    """A stage with the service behind it."""

    asked: Asked = field(default_factory=Asked)


@contextmanager
def http_staged() -> Iterator[HttpStage]:
    service = Service()
    thread = threading.Thread(target=service.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with (
            RawServer() as unused,
            Proxy(Address(LOOPBACK, service.server_port), carried=Carried.HTTP) as proxy,
            ProxyDoor(proxy) as door,
            Control(door.url) as control,
        ):
            yield HttpStage(proxy, control, unused, f"http://{LOOPBACK}:{proxy.port}", asked=service.asked)
    finally:
        service.shutdown()
        thread.join(PATIENCE_S)
        service.server_close()
