"""A server that answers as its script says: after a fixed time that costs no CPU, and not at all while it stalls.

    python tests/load/scripted_server.py --think-s 0.025 --stall-at-s 4 --stall-s 1

Prints its port once it listens, and ends with its standard input. Times count from the first request. Every answer is
`ok`; at `/count` it is how many requests came before. With --think-s 0 it answers as fast as it can.
"""

from __future__ import annotations

import argparse
import asyncio
import selectors
import sys
from dataclasses import dataclass

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
OK = HEAD + b"2\r\n\r\nok"


@dataclass
class Script:
    think_s: float
    stall_at_s: float
    stall_s: float
    began_at: float | None = None
    requests: int = 0

    def answers_at(self, now: float) -> float:
        if self.began_at is None:
            self.began_at = now
        answer_s = now - self.began_at + self.think_s
        if self.stall_at_s <= answer_s < self.stall_at_s + self.stall_s:
            answer_s = self.stall_at_s + self.stall_s
        return self.began_at + answer_s


class Answers(asyncio.Protocol):
    def __init__(self, script: Script, loop: asyncio.AbstractEventLoop) -> None:
        self._script, self._loop = script, loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        # The requests of the tests have no body and come one at a time on a connection.
        script = self._script
        if data.startswith(b"GET /count "):
            body = str(script.requests).encode()
            self._transport.write(HEAD + str(len(body)).encode() + b"\r\n\r\n" + body)
            return
        script.requests += 1
        if script.think_s or script.stall_s:
            self._loop.call_at(script.answers_at(self._loop.time()), self._answer)
        else:
            self._transport.write(OK)

    def _answer(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(OK)


async def serve(script: Script) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answers(script, loop), "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--think-s", "--stall-at-s", "--stall-s"):
        options.add_argument(name, type=float, default=0.0)
    given = options.parse_args()
    script = Script(given.think_s, given.stall_at_s, given.stall_s)
    # select(2) waits to the microsecond, epoll to the millisecond; a stalled run has less than its 1024 connections.
    selector = selectors.SelectSelector() if script.think_s else None
    loop = asyncio.SelectorEventLoop(selector)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(serve(script))


if __name__ == "__main__":
    main()
