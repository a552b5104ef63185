"""One client's connection and the one to the server, with the faults that it is under.

Whom a fault hits: a connection is drawn once for each fault, when the fault begins or, if that is later, when it opens.
After a fault no byte is held back any more. A connection that lost bytes, or its server, to a fault is reset when the
fault ends, since nothing that comes after could be right; one that lost nothing goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from chaos.proxy.effects import Effect
from chaos.proxy.exchange import Exchange
from chaos.proxy.flow import Ending, Flow
from chaos.proxy.parameters import (
    Direction,
    HalfOpen,
    HalfOpenMode,
    RequestAim,
    TlsRefusal,
    TlsRefused,
)
from chaos.proxy.side import Side, nowhere

_CLIENT_HELLO = b"\x16\x03"
"""RFC 8446, 5.1: a record of type handshake, and the first byte of its version."""
_PLAIN = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 32\r\nConnection: close\r\n\r\n"
    b"This port speaks HTTP, not TLS.\n"
)


class Proxy(Protocol):
    """What a connection needs of its proxy."""

    @property
    def effects(self) -> Sequence[Effect]:
        """The faults that are on."""

    @property
    def messages(self) -> bool:
        """The connection carries HTTP/1.1."""

    def dial(self, connection: Connection) -> None:
        """Connect the server's side."""

    def closed(self, connection: Connection) -> None:
        """Both sides are gone."""


class Connection:
    """Begins with its client's side. All in the loop's thread."""

    def __init__(self, proxy: Proxy, number: int, loop: asyncio.AbstractEventLoop) -> None:
        self._proxy, self.number = proxy, number
        self.client, self.server = Side(self, loop), Side(self, loop)
        self.up = Flow(Direction.TO_SERVER, sink=self.server, above=self, loop=loop, name=f"{number} up")
        self.down = Flow(Direction.TO_CLIENT, sink=self.client, above=self, loop=loop, name=f"{number} down")
        self._exchange = Exchange(self, up=self.up, down=self.down) if proxy.messages else None
        self._hit_by: dict[Effect, bool] = {}
        self._maimed_by: set[Effect] = set()
        self._resetting = False
        self.client.carry = self._first
        self.server.carry = self.down.feed if self._exchange is None else self._exchange.from_server

    @property
    def is_maimed(self) -> bool:
        return bool(self._maimed_by)

    @property
    def unhurt(self) -> int:
        """Answers that a fault was meant for and that could not be altered."""
        return self._exchange.unhurt if self._exchange is not None else 0

    @property
    def requests(self) -> int:
        return self._exchange.requests if self._exchange is not None else 0

    def effects(self) -> Sequence[Effect]:
        """For the exchange: the faults of requests that are on."""
        on = self._proxy.effects
        return on and [effect for effect in on if isinstance(effect.parameters, RequestAim)]

    def refresh(self, *, opening: bool = False) -> None:
        """The faults that are on are others now."""
        on = [effect for effect in self._proxy.effects if not isinstance(effect.parameters, (RequestAim, TlsRefused))]
        self._hit_by = {effect: self._is_hit(effect, opening) for effect in on}
        if not all(effect.on for effect in self._maimed_by):
            self.reset(at_once=True)
            return
        hit = [effect for effect, is_hit in self._hit_by.items() if is_hit]
        self.up.under(hit)
        self.down.under(hit)
        for effect in hit:
            if isinstance(effect.parameters, HalfOpen):
                self.maimed(effect)
                self.server.close()

    def _is_hit(self, effect: Effect, opening: bool) -> bool:
        known = self._hit_by.get(effect)
        if known is not None:
            return known
        told = effect.parameters
        if isinstance(told, HalfOpen) and told.mode is HalfOpenMode.SILENT and not opening:
            return False
        return effect.meets()

    def opened(self, side: Side) -> None:
        if side is self.server:
            if self.client.gone or self._resetting:
                side.reset()
            else:
                self.client.hold("no server yet", on=False)
            return
        side.hold("no server yet", on=True)
        self.refresh(opening=True)
        if self._resetting:
            return
        if self._maimed_by:
            side.hold("no server yet", on=False)
        else:
            self._proxy.dial(self)

    def unreachable(self) -> None:
        """The server did not take the connection; a client without a proxy would have been refused."""
        self.server.gone = True
        self.client.reset(at_once=True)

    def _first(self, data: bytes) -> None:
        """The client's first bytes say whether it speaks TLS."""
        self.client.carry = self.up.feed if self._exchange is None else self._exchange.from_client
        if data.startswith(_CLIENT_HELLO):
            for effect in self._proxy.effects:
                if isinstance(effect.parameters, TlsRefused) and effect.meets():
                    if effect.parameters.mode is TlsRefusal.PLAIN:
                        self.down.feed(_PLAIN)
                    self.close()
                    return
        self.client.carry(data)

    def ended(self, side: Side) -> None:
        if self._exchange is not None:
            (self._exchange.client_ended if side is self.client else self._exchange.server_ended)()
        else:
            (self.up if side is self.client else self.down).end(Ending.END)

    def lost(self, side: Side, error: Exception | None) -> None:
        if self.client.gone and (self.server.gone or not self.server.is_open):
            self.up.stop()
            self.down.stop()
            self._proxy.closed(self)
        elif error is not None:
            (self.up if side is self.client else self.down).end(Ending.RESET)

    def full(self, side: Side, *, on: bool) -> None:
        other = self.server if side is self.client else self.client
        other.hold("the other side is full", on=on)

    def hold(self, direction: Direction, *, on: bool) -> None:
        (self.client if direction is Direction.TO_SERVER else self.server).hold("held back", on=on)

    def hold_client(self, *, on: bool) -> None:
        """For the exchange: no further request for now."""
        self.client.hold("one request at a time", on=on)

    def maimed(self, effect: Effect) -> None:
        self._maimed_by.add(effect)

    def healed(self, effect: Effect) -> None:
        """For the exchange: the request that this fault hit is over and done."""
        self._maimed_by.discard(effect)

    def reset(self, *, at_once: bool = False) -> None:
        if at_once or not self._resetting:
            self._resetting = True
            self.up.stop()
            self.down.stop()
            self.client.reset(at_once=at_once)
            self.server.reset(at_once=at_once)

    def abort(self) -> None:
        """At once, whatever has not been sent."""
        self.up.stop()
        self.down.stop()
        self.client.abort()
        self.server.abort()

    def close(self) -> None:
        """FIN to the client after what is on its way, and the server is let go."""
        self.server.carry = self.client.carry = nowhere
        self.server.close()
        self.down.end(Ending.CLOSE)
