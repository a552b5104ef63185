"""The proxy: listens, connects each client to the server, and keeps the faults that are on.

One loop of asyncio carries everything. Beside it were measured, on two cores, 200 bytes there and back, and 64 MiB:
`select.epoll` with `recv_into`, and with `splice` through a pipe. Their median was 10 µs lower, at the same throughput,
which the two ends limit. Timers, flow control and half-closed connections come with asyncio.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

from chaos.proxy.address import Address
from chaos.proxy.connection import Connection
from chaos.proxy.effects import Carried, Effect, kinds
from chaos.proxy.parameters import Aim
from chaos.proxy.side import Side
from chaos.proxy.statistics import Statistics
from harness.control.board import Board
from harness.control.faults import Span

_Result = TypeVar("_Result")

LOOPBACK = "127.0.0.1"
DIAL_S = 10.0
_BACKLOG = 1024
_APPLIED_S = 10.0
"""So long the loop may take to put a fault into effect; it takes milliseconds."""


class Proxy:
    """Between `with` and its end it listens at `port`; the loop has a thread of its own."""

    def __init__(self, to: Address, *, carried: Carried, port: int = 0) -> None:
        self._to, self._asked_port = to, port
        self.messages = carried is Carried.HTTP
        self.board: Board[Effect] = Board(kinds(carried, self._begin))
        self.effects: tuple[Effect, ...] = ()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        self._server: asyncio.Server | None = None
        self._open: set[Connection] = set()
        self._dialling: set[asyncio.Task[None]] = set()
        self._past: Counter[str] = Counter()
        self._hits: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        except OSError:
            self._stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._stop()

    @property
    def port(self) -> int:
        if self._server is None:
            raise RuntimeError("the proxy does not listen yet")
        return int(self._server.sockets[0].getsockname()[1])

    def statistics(self) -> Statistics:
        """As it stands now; from any thread but the loop's."""
        return self._in_loop(self._statistics)

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._accepted, LOOPBACK, self._asked_port, backlog=_BACKLOG)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for connection in tuple(self._open):
            connection.abort()
        while self._dialling:
            await asyncio.wait(tuple(self._dialling))
        await asyncio.sleep(0)  # so that what was aborted closes its sockets

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _accepted(self) -> Side:
        self._past["accepted"] += 1
        connection = Connection(self, self._past["accepted"], self._loop)
        self._open.add(connection)
        return connection.client

    def dial(self, connection: Connection) -> None:
        task = self._loop.create_task(self._dial(connection))
        self._dialling.add(task)
        task.add_done_callback(self._dialling.discard)

    async def _dial(self, connection: Connection) -> None:
        try:
            async with asyncio.timeout(DIAL_S):
                await self._loop.create_connection(lambda: connection.server, self._to.host, self._to.port)
        except OSError:  # also when it took too long
            self._past["unreachable"] += 1
            connection.unreachable()

    def closed(self, connection: Connection) -> None:
        if connection in self._open:
            self._open.discard(connection)
            self._past.update(_carried(connection))

    def _begin(self, kind: str, parameters: Aim, span: Span) -> Effect:
        """In a thread of the control API; back when the loop has put the fault into effect."""
        effect = Effect(kind, parameters, span)
        self._in_loop(lambda: self._changed((*self.effects, effect)))
        span.at_end(lambda: self._over(effect))
        return effect

    def _over(self, effect: Effect) -> None:
        def end() -> None:
            effect.on = False
            self._hits[effect.kind] += effect.span.hits
            self._changed(tuple(other for other in self.effects if other is not effect))

        self._in_loop(end)

    def _changed(self, effects: tuple[Effect, ...]) -> None:
        self.effects = effects
        for connection in sorted(self._open, key=lambda connection: connection.number):
            connection.refresh()

    def _in_loop(self, act: Callable[[], _Result]) -> _Result:
        async def run() -> _Result:
            return act()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(_APPLIED_S)

    def _statistics(self) -> Statistics:
        total, hits = Counter(self._past), Counter(self._hits)
        for connection in self._open:
            total.update(_carried(connection))
        for effect in self.effects:
            hits[effect.kind] += effect.span.hits
        return Statistics(
            open=len(self._open),
            accepted=total["accepted"],
            unreachable=total["unreachable"],
            maimed=sum(connection.is_maimed for connection in self._open),
            bytes_to_server=total["to server"],
            bytes_to_client=total["to client"],
            lost_bytes=total["lost"],
            held_bytes=sum(one.up.held_bytes + one.down.held_bytes for one in self._open),
            requests=total["requests"],
            unhurt=total["unhurt"],
            on=len(self.effects),
            hits=dict(hits),
        )


def _carried(connection: Connection) -> dict[str, int]:
    return {
        "to server": connection.client.received_bytes,
        "to client": connection.server.received_bytes,
        "lost": connection.up.lost_bytes + connection.down.lost_bytes,
        "requests": connection.requests,
        "unhurt": connection.unhurt,
    }
