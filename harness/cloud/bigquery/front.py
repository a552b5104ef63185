"""Stands before the emulator's app, and puts requests through the faults that are on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from harness.cloud.bigquery.exchanges import Around, Asked, Proceed, Reply, asked_of, method_of
from harness.cloud.bigquery.jobs import Jobs
from harness.control.board import Board

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

_OF_JOBS = frozenset({"jobs.insert", "jobs.get", "jobs.query", "jobs.getQueryResults"})


@dataclass(frozen=True, slots=True)
class Front:
    """An ASGI app before another. At rest it reads nothing but paths, and notes where rows are streamed to."""

    app: App
    board: Board[Around]
    jobs: Jobs

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method, _ = method_of(scope["method"], scope["path"])
        on = self.board.effects()
        noted = method == "tabledata.insertAll" or (method in _OF_JOBS and not self.jobs.idle)
        if not on and not noted:
            await self.app(scope, receive, send)
            return
        body = await _body(receive)
        asked = asked_of(scope["method"], scope["path"], body, _query(scope))
        reply = await _through([*on, self.jobs], asked, lambda: _carried_out(self.app, scope, body))
        await send({"type": "http.response.start", "status": reply.status, "headers": _headers(reply)})
        await send({"type": "http.response.body", "body": reply.body})


def _query(scope: Mapping[str, Any]) -> dict[str, str]:
    return dict(parse_qsl(scope.get("query_string", b"").decode("ascii", "replace")))


async def _body(receive: Receive) -> bytes:
    whole = bytearray()
    while True:
        message = await receive()
        whole += message.get("body", b"")
        if message["type"] != "http.request" or not message.get("more_body", False):
            return bytes(whole)


async def _through(around: Sequence[Around], asked: Asked, carry_out: Proceed) -> Reply:
    proceed = carry_out
    for one in reversed(around):
        proceed = _step(one, asked, proceed)
    return await proceed()


def _step(around: Around, asked: Asked, proceed: Proceed) -> Proceed:
    return lambda: around(asked, proceed)


@dataclass(slots=True)
class _Answer:
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)

    async def take(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], [(bytes(k), bytes(v)) for k, v in message["headers"]]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


async def _carried_out(app: App, scope: MutableMapping[str, Any], body: bytes) -> Reply:
    answer, messages = _Answer(), iter([{"type": "http.request", "body": body, "more_body": False}])

    async def receive() -> Message:
        return next(messages, {"type": "http.disconnect"})

    await app(scope, receive, answer.take)
    return Reply(answer.status, bytes(answer.body), tuple(answer.headers))


def _headers(reply: Reply) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in reply.headers if name.lower() != b"content-length"]
    return [*kept, (b"content-length", str(len(reply.body)).encode())]
