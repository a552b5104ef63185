"""A server whose capacity is known by construction: so many workers, each busy for a fixed time that costs no CPU.

    python tests/load/capacity_server.py --workers 20 --service-s 0.1 --queue 80

Prints its port once it listens, and ends with its standard input. Its capacity is workers / service-s requests a
second. A request that finds a worker free is answered after service-s, one that finds none waits for its turn, and one
that finds the queue full is answered 503 at once. `/late` says how many of its answers were more than 50 ms late since
it was last asked, as `late of all`: a server that gets no CPU has not its capacity.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import sys
from collections import deque

LATE_S = 0.05
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok"
FULL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nfull"


class Workers:
    """When each worker is free next, and when those that wait will begin."""

    def __init__(self, workers: int, service_s: float, queue: int) -> None:
        self._free_at = [0.0] * workers
        self._service_s, self._queue = service_s, queue
        self._waiting: deque[float] = deque()
        self.answers, self.late = 0, 0

    def answered_at(self, now: float) -> float | None:
        """When a request that comes now is answered; None if the queue is full."""
        while self._waiting and self._waiting[0] <= now:
            self._waiting.popleft()
        begins = max(now, self._free_at[0])
        if begins > now:
            if len(self._waiting) >= self._queue:
                return None
            self._waiting.append(begins)
        heapq.heapreplace(self._free_at, begins + self._service_s)
        return begins + self._service_s


class Answers(asyncio.Protocol):
    def __init__(self, workers: Workers, loop: asyncio.AbstractEventLoop) -> None:
        self._workers, self._loop = workers, loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # The requests of the tests have no body and come one at a time on a connection.
        if data.startswith(b"GET /late "):
            self._tell_late()
            return
        at = self._workers.answered_at(self._loop.time())
        if at is None:
            self._transport.write(FULL)
        else:
            self._loop.call_at(at, self._answer, at)

    def _tell_late(self) -> None:
        body = f"{self._workers.late} of {self._workers.answers}".encode()
        self._workers.answers = self._workers.late = 0
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: " + str(len(body)).encode() + b"\r\n\r\n" + body)

    def _answer(self, at: float) -> None:
        self._workers.answers += 1
        self._workers.late += self._loop.time() - at > LATE_S
        if not self._transport.is_closing():
            self._transport.write(OK)


async def serve(workers: Workers) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answers(workers, loop), "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--workers", type=int, required=True)
    options.add_argument("--service-s", type=float, required=True)
    options.add_argument("--queue", type=int, required=True)
    given = options.parse_args()
    asyncio.run(serve(Workers(given.workers, given.service_s, given.queue)))


if __name__ == "__main__":
    main()
