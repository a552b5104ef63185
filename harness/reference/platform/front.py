"""`python -m harness.reference.platform.front`: one address for several workers, as a service's URL stands for them.

It passes bytes on and reads none of them. A connection goes to the worker with the fewest; one whose last answer is a
while ago is closed, so that a worker that has come back gets its share. No worker, no connection.
"""

from __future__ import annotations

import argparse
import asyncio
import signal
from collections import Counter
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"
IDLE_S = 5.0
"""A connection is closed so long after the last answer went through it; its next request would take a new one."""
_CHUNK = 65_536


@dataclass
class Front:
    """`backends` are host:port."""

    backends: tuple[str, ...]
    open: Counter[str] = field(default_factory=Counter)

    async def pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until either side ends it."""
        found = await self._connected()
        if found is None:
            await _closed(writer)
            return
        backend, there, out = found
        try:
            await _Exchange(reader, out, there, writer).run()
        finally:
            self.open[backend] -= 1
            await _closed(out)
            await _closed(writer)

    async def _connected(self) -> tuple[str, asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The backend with the fewest connections of those that take one; it is counted from here on."""
        for backend in sorted(self.backends, key=lambda one: self.open[one]):
            host, _, port = backend.rpartition(":")
            self.open[backend] += 1
            try:
                reader, writer = await asyncio.open_connection(host, int(port))
            except OSError:  # it is not there; the next one may be
                self.open[backend] -= 1
                continue
            return backend, reader, writer
        return None


@dataclass
class _Exchange:
    """The two directions of a connection; `answered` says which of them spoke last."""

    asking: asyncio.StreamReader
    to_worker: asyncio.StreamWriter
    answering: asyncio.StreamReader
    to_client: asyncio.StreamWriter
    answered: bool = True

    async def run(self) -> None:
        both = [asyncio.create_task(self._ask()), asyncio.create_task(self._answer())]
        await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)

    async def _ask(self) -> None:
        while True:
            try:
                async with asyncio.timeout(IDLE_S):
                    chunk = await self.asking.read(_CHUNK)
            except TimeoutError:
                if self.answered:
                    return
                continue  # the worker is still at it
            except ConnectionError:
                return
            if not chunk:
                return
            self.answered = False
            if not await _passed(chunk, self.to_worker):
                return

    async def _answer(self) -> None:
        while True:
            try:
                chunk = await self.answering.read(_CHUNK)
            except ConnectionError:
                return
            if not chunk:
                return
            self.answered = True
            if not await _passed(chunk, self.to_client):
                return


async def _passed(chunk: bytes, writer: asyncio.StreamWriter) -> bool:
    try:
        writer.write(chunk)
        await writer.drain()
    except ConnectionError:
        return False
    return True


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError:
        return  # the other side was faster


async def serve(backends: tuple[str, ...], port: int) -> None:
    """Listen until SIGTERM or SIGINT."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    server = await asyncio.start_server(Front(backends).pass_on, LOOPBACK, port)
    print(f"ready front http://{LOOPBACK}:{server.sockets[0].getsockname()[1]}", flush=True)
    await told.wait()
    server.close()


def main() -> None:
    """Serve what the command line names."""
    asked = argparse.ArgumentParser(prog="python -m harness.reference.platform.front", description=__doc__)
    asked.add_argument("--backend", action="append", required=True, metavar="HOST:PORT", help="may be repeated")
    asked.add_argument("--port", type=int, default=0, help="0 takes a free one")
    found = asked.parse_args()
    asyncio.run(serve(tuple(found.backend), found.port))


if __name__ == "__main__":
    main()
