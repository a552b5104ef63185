"""A WSGI server on loopback that ends without losing a request it has begun to read."""

from __future__ import annotations

import select
import threading
import time
from typing import Any

# waitress ships no types.
import waitress.channel  # type: ignore[import-untyped]
import waitress.server  # type: ignore[import-untyped]
import waitress.wasyncore  # type: ignore[import-untyped]
from flask import Flask

_TICK_SECONDS = 0.02
_WORKERS_END_SECONDS = 5.0


class DrainedTooLateError(Exception):
    """Requests were still under way when the time for draining was over."""


class _Channel(waitress.channel.HTTPChannel):  # type: ignore[misc]
    """A connection. While the server drains, its answers say `Connection: close` and are the last ones."""

    def service(self) -> None:
        if self.server.accepting is False:
            self.requests[0].headers["CONNECTION"] = "close"
        super().service()


class DrainingServer:
    """Listens from the start, serves from `start`, and ends with `drain`."""

    def __init__(self, app: Flask, *, name: str, port: int = 0, threads: int = 8) -> None:
        # The server's sockets by file number; its loop ends when none is left.
        self._sockets: dict[int, Any] = {}
        self._server = waitress.server.create_server(
            app, map=self._sockets, host="127.0.0.1", port=port, threads=threads, ident=name, connection_limit=1000
        )
        self._server.channel_class = _Channel
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, name=f"{name} {self.port}", daemon=True)

    def start(self) -> None:
        """Begin to serve, in a thread."""
        self._thread.start()

    def drain(self, seconds: float) -> None:
        """Take no connection more, finish every request that came in, then end.

        Raises:
            DrainedTooLateError: some were not finished within `seconds`; five more, and they are cut off.
        """
        deadline = time.monotonic() + seconds
        self._in_loop(self._stop_listening)
        empty = threading.Event()
        while not empty.wait(_TICK_SECONDS) and time.monotonic() < deadline:
            self._in_loop(lambda: self._close_idle(empty))
        left = len(self._server.active_channels)
        # The workers first: one that still answers would wake a loop whose sockets are gone.
        self._server.task_dispatcher.shutdown(timeout=_WORKERS_END_SECONDS)
        self._in_loop(self._close_all)
        self._thread.join(_WORKERS_END_SECONDS)
        if not empty.is_set():
            raise DrainedTooLateError(f"{left} connections were not done within {seconds:g} s")

    def _in_loop(self, work: Any) -> None:
        """Have the server's own loop do it, so that nothing is closed under its hands."""
        self._server.trigger.pull_trigger(work)

    def _stop_listening(self) -> None:
        self._server.accepting = False
        waitress.wasyncore.dispatcher.close(self._server)

    def _close_idle(self, empty: threading.Event) -> None:
        for channel in list(self._server.active_channels.values()):
            if not (channel.requests or channel.request or channel.total_outbufs_len or _has_more(channel.socket)):
                channel.handle_close()
        if not self._server.active_channels:
            empty.set()

    def _close_all(self) -> None:
        for socket in list(self._sockets.values()):
            socket.close()


def _has_more(socket: Any) -> bool:
    """There are bytes that the loop has not read: a request that came in just now."""
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return bool(waiting.poll(0))
