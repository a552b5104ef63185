"""Requests and answers of one connection of HTTP/1.1: carried as they are, and where a fault aims at one, not.

Borders of messages are followed all the time, so that a fault hits the next request of a connection that was open
before it. A request that comes before the last one is answered waits for its turn. A connection that speaks something
else, or changes to it (101, CONNECT), is carried as plain bytes from there on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from chaos.proxy.answers import CONTINUE, MOST_BYTES, corrupted, is_json, status_answer
from chaos.proxy.effects import Effect
from chaos.proxy.flow import Delay, Ending, Flow
from chaos.proxy.framing import End, Head, Messages, NotHttpError, Response, dechunked
from chaos.proxy.parameters import CorruptedJson, CutOff, LateAnswer, RequestAim, Status, Truncated
from chaos.proxy.underway import Route, Underway

MOST_BODY = 1 << 20
"""A body that is longer is not searched."""


class Above(Protocol):
    """The connection."""

    def effects(self) -> Sequence[Effect]: ...

    def hold_client(self, *, on: bool) -> None: ...

    def maimed(self, effect: Effect) -> None: ...

    def healed(self, effect: Effect) -> None: ...

    def reset(self) -> None: ...

    def close(self) -> None: ...


class Exchange:
    """Stands between the two sides and the two flows."""

    def __init__(self, above: Above, *, up: Flow, down: Flow) -> None:
        self._above, self._up, self._down = above, up, down
        self._requests, self._responses = Messages(requests=True), Messages(requests=False)
        self._now: Underway | None = None
        self._plain = self._closed = self._holding = self._server_ended = False
        self.requests = 0
        self.unhurt = 0

    def from_client(self, data: bytes) -> None:
        """The next bytes of the client."""
        if self._plain:
            self._up.feed(data)
            return
        self._requests.give(data)
        self._take_requests()

    def from_server(self, data: bytes) -> None:
        """The next bytes of the server."""
        if self._plain:
            self._down.feed(data)
            return
        self._responses.give(data)
        out: list[bytes] = []
        try:
            while not (self._plain or self._closed) and (part := self._responses.take()) is not None:
                self._part_of_answer(part, out)
        except NotHttpError:
            _send(self._down, out)
            self._carry_plain()
        _send(self._down, out)
        if self._plain or self._now is None:
            self._take_requests()

    def client_ended(self) -> None:
        """The client sends no more."""
        if self._now is not None and self._now.route is Route.KEEP:
            _send(self._up, [self._now.body.all()])
        _send(self._up, [self._requests.let_go()])
        self._up.end(Ending.END)

    def server_ended(self) -> None:
        """The server sends no more."""
        now, out = self._now, list[bytes]()
        if now is not None and now.route is Route.DROP:
            self._server_ended = True  # the answer comes from here, and it has not come yet
            return
        if now is not None and now.response is not None and not now.answered:
            if self._responses.close() or now.answer_route is Route.DROP:
                self._answer_ends(now, out)
            else:
                out.append(now.answer.all())
        _send(self._down, out)
        self._carry_plain()  # what waits for an answer waits no more
        self._take_requests()
        self._down.end(Ending.END)

    def _take_requests(self) -> None:
        out: list[bytes] = []
        try:
            while not (self._plain or self._closed or self._is_answering):
                part = self._requests.take()
                if part is None:
                    break
                self._part_of_request(part, out)
        except NotHttpError:
            _send(self._up, out)
            self._carry_plain()
        _send(self._up, out)
        holding = self._is_answering and bool(self._requests.kept)
        if holding is not self._holding:
            self._holding = holding
            self._above.hold_client(on=holding)

    @property
    def _is_answering(self) -> bool:
        return self._now is not None and self._now.sent and not self._plain

    def _carry_plain(self) -> None:
        """No messages any more; what is kept goes on."""
        self._plain = True
        now, self._now = self._now, None
        if now is not None and now.route is Route.DROP:
            self._above.reset()
            return
        if now is not None:
            self._over(now)
            _send(self._up, [now.body.all()])
            _send(self._down, [now.answer.all()])
        _send(self._up, [self._requests.let_go()])
        _send(self._down, [self._responses.let_go()])

    def _part_of_request(self, part: Head | bytes | End, out: list[bytes]) -> None:
        if isinstance(part, Head):
            try:
                self._now = Underway(self._requests.request(part))
            except NotHttpError:
                out.append(part.raw)
                raise
            self._request_begins(self._now, out)
        elif (now := self._now) is None:
            raise AssertionError("a body came before its head")
        elif part is End.END:
            self._request_ends(now, out)
        elif isinstance(part, bytes):
            if now.route is Route.PASS:
                out.append(part)
            elif now.route is Route.KEEP:
                now.body.add(part)
                if now.body.size > MOST_BODY:
                    self._decide(now, None, out)

    def _request_begins(self, now: Underway, out: list[bytes]) -> None:
        request = now.request
        self.requests += 1
        effects = self._above.effects()
        if not effects:
            out.append(request.head.raw)
            return
        told = [effect.parameters for effect in effects if isinstance(effect.parameters, RequestAim)]
        if not any(one.body for one in told if one.may_fit(request.method, request.target)):
            now.body.add(request.head.raw)
            self._decide(now, None, out)
            return
        now.route = Route.KEEP
        if request.waits:
            # The body decides, so it has to be asked for from here; the server must not ask once more.
            self._down.feed(CONTINUE)
            now.body.add(request.head.without(b"expect"))
        else:
            now.body.add(request.head.raw)

    def _decide(self, now: Underway, body: bytes | None, out: list[bytes]) -> None:
        """Which fault hits the request: the oldest of those that fit."""
        request = now.request
        for effect in self._above.effects():
            aim = effect.parameters
            if isinstance(aim, RequestAim) and aim.fits(request.method, request.target, body) and effect.meets():
                now.hit = effect
                break
        told = now.hit.parameters if now.hit is not None else None
        if now.hit is not None and not isinstance(told, LateAnswer):
            self._above.maimed(now.hit)
        if isinstance(told, (Status, CutOff)) and not told.carried_out:
            waits = request.waits and now.route is Route.PASS
            now.route = Route.DROP
            now.body.all()
            if waits:  # the body will not come
                self._answer_instead(now)
            return
        now.route = Route.PASS
        out.append(now.body.all())

    def _request_ends(self, now: Underway, out: list[bytes]) -> None:
        if now.route is Route.KEEP:
            whole = b"".join(now.body.parts[1:])
            chunked = now.request.head.values(b"transfer-encoding")
            self._decide(now, dechunked(whole) if chunked else whole, out)
        now.sent = True
        if now.route is Route.DROP:
            self._answer_instead(now)
        elif now.answered:
            self._over(now)

    def _answer_instead(self, now: Underway) -> None:
        told = now.hit.parameters if now.hit is not None else None
        if not isinstance(told, Status):
            self._closed = True
            self._above.reset()
            return
        alive = now.request.keeps_alive and now.sent and not self._server_ended
        if now.response is not None:
            alive = alive and b"close" not in now.response.head.values(b"connection") and not self._responses.close()
        self._down.feed(
            status_answer(told, method=now.request.method, keeps_alive=alive, now=datetime.now(UTC)),
        )
        self._over(now)
        if not alive:
            self._close()

    def _over(self, now: Underway) -> None:
        if now.hit is not None:
            self._above.healed(now.hit)
        self._now = None

    def _close(self) -> None:
        self._closed = True
        self._above.close()

    def _part_of_answer(self, part: Head | bytes | End, out: list[bytes]) -> None:
        now = self._now
        if isinstance(part, Head):
            if now is None or now.route is not Route.PASS or now.answered:
                out.append(part.raw)
                raise NotHttpError("nobody asked")
            try:
                response = self._responses.response(part, method=now.request.method)
            except NotHttpError:
                out.append(part.raw)
                raise
            self._answer_begins(now, response, out)
        elif now is None:
            raise AssertionError("an answer went on after its end")
        elif part is End.END:
            self._answer_ends(now, out)
        elif isinstance(part, bytes):
            self._body_of_answer(now, part, out)

    def _answer_begins(self, now: Underway, response: Response, out: list[bytes]) -> None:
        if response.status < 200 or (now.request.method == "CONNECT" and response.status < 300):
            out.append(response.head.raw)
            if response.status >= 200 or response.status == 101:
                _send(self._down, out)
                self._carry_plain()
            return
        now.response = response
        told = now.hit.parameters if now.hit is not None else None
        if isinstance(told, Status):
            now.answer_route = Route.DROP
        elif isinstance(told, CutOff):
            self._answer_instead(now)
        elif isinstance(told, CorruptedJson) and is_json(response):
            now.answer_route = Route.KEEP
            now.answer.add(response.head.raw)
        elif isinstance(told, LateAnswer) and now.hit is not None:
            _send(self._down, out)
            seconds = now.hit.jittered_s(told.delay_ms, told.jitter_ms, name=f"answer {now.hit.span.hits}")()
            self._down.feed(response.head.raw, after=Delay(now.hit, seconds))
        else:
            out.append(response.head.raw)
            now.left = told.after_bytes if isinstance(told, Truncated) else None
            self.unhurt += isinstance(told, CorruptedJson)

    def _body_of_answer(self, now: Underway, part: bytes, out: list[bytes]) -> None:
        if now.answer_route is Route.KEEP:
            now.answer.add(part)
            if now.answer.size > MOST_BYTES:
                now.answer_route = Route.PASS
                out.append(now.answer.all())
                self.unhurt += 1
        elif now.answer_route is Route.PASS:
            if now.left is not None and len(part) > now.left:
                _send(self._down, [*out, part[: now.left]])
                out.clear()
                self._over(now)
                self._close()
                return
            if now.left is not None:
                now.left -= len(part)
            out.append(part)

    def _answer_ends(self, now: Underway, out: list[bytes]) -> None:
        now.answered = True
        told = now.hit.parameters if now.hit is not None else None
        if now.answer_route is Route.DROP:
            _send(self._down, out)
            self._answer_instead(now)
            return
        if now.answer_route is Route.KEEP and now.response is not None and isinstance(told, CorruptedJson):
            altered = corrupted(told, now.response.head, b"".join(now.answer.parts[1:]))
            self.unhurt += altered is None
            out.append(now.answer.all() if altered is None else altered)
        self.unhurt += now.left is not None
        if now.sent:
            self._over(now)


def _send(flow: Flow, parts: list[bytes]) -> None:
    """As one piece; the list is empty afterwards."""
    whole = parts[0] if len(parts) == 1 else b"".join(parts)
    parts.clear()
    if whole:
        flow.feed(whole)
