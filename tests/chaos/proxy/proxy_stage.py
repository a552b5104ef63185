"""Servers on loopback to stand behind a proxy, sockets to stand before it, and a proxy with its control."""

from __future__ import annotations

import itertools
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from pydantic import JsonValue

from chaos.proxy.address import Address
from chaos.proxy.client import Control
from chaos.proxy.control import ProxyDoor
from chaos.proxy.effects import Carried
from chaos.proxy.proxy import LOOPBACK, Proxy

PATIENCE_S = 20.0
"""After this a test fails that waits for what does not come."""
_IDENTITIES = itertools.count(1)


def until(seen: Callable[[], bool], what: str) -> None:
    """Asks again until it is seen."""
    deadline = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < deadline, f"never seen: {what}"


class RawServer:
    """Accepts; a test speaks through the accepted sockets itself. With `echo` every byte comes back."""

    def __init__(self, *, echo: bool = False) -> None:
        self._listening = socket.create_server((LOOPBACK, 0), backlog=1024)
        self._echo = echo
        self._threads: list[threading.Thread] = []
        self._stopping = False

    @property
    def address(self) -> Address:
        return Address(LOOPBACK, self._listening.getsockname()[1])

    def __enter__(self) -> Self:
        if self._echo:
            self._start(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopping = True
        if self._echo:
            socket.create_connection((LOOPBACK, self.address.port)).close()
        for thread in self._threads:
            thread.join(PATIENCE_S)
        self._listening.close()

    def accepted(self) -> socket.socket:
        """The next connection; whoever asks closes it."""
        self._listening.settimeout(PATIENCE_S)
        connection, _ = self._listening.accept()
        connection.settimeout(PATIENCE_S)
        return connection

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            if self._stopping:
                connection.close()
                return
            self._start(self._send_back, connection)

    def _send_back(self, connection: socket.socket) -> None:
        with connection:
            try:
                while data := connection.recv(1 << 18):
                    connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                return  # a fault has cut it


@dataclass
class Stage:
    """A proxy, what is behind it, and its control."""

    proxy: Proxy
    control: Control
    server: RawServer
    url: str = ""

    def begin(self, kind: str, *, seconds: float = 60.0, **parameters: JsonValue) -> str:
        """A fault that is on now; its id."""
        identity = f"test-{next(_IDENTITIES)}"
        self.control.begin(kind, identity=identity, seconds=seconds, parameters=parameters)
        return identity

    @contextmanager
    def connected(self) -> Iterator[socket.socket]:
        """A client's socket."""
        with socket.create_connection((LOOPBACK, self.proxy.port), PATIENCE_S) as client:
            yield client

    def pair(self, stack: ExitStack) -> tuple[socket.socket, socket.socket]:
        """A client's socket, and the server's end of the same connection."""
        client = stack.enter_context(self.connected())
        return client, stack.enter_context(self.server.accepted())

    def is_clean(self) -> bool:
        return self.control.statistics().is_clean


@contextmanager
def staged(carried: Carried, *, echo: bool = False, to: Address | None = None) -> Iterator[Stage]:
    with (
        RawServer(echo=echo) as server,
        Proxy(to or server.address, carried=carried) as proxy,
        ProxyDoor(proxy) as door,
        Control(door.url) as control,
    ):
        yield Stage(proxy, control, server, f"http://{LOOPBACK}:{proxy.port}")


def exactly(client: socket.socket, size: int) -> bytes:
    """So many bytes; fewer where the other side closes."""
    got = bytearray()
    while len(got) < size and (part := client.recv(min(size - len(got), 1 << 18))):
        got += part
    return bytes(got)


def rest(client: socket.socket) -> bytes:
    """All until the other side closes."""
    return exactly(client, 1 << 62)


def reset(client: socket.socket) -> None:
    """RST."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()
