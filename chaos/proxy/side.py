"""One socket of a connection: the client's or the server's."""

from __future__ import annotations

import asyncio
import fcntl
import socket
import struct
from collections.abc import Callable
from typing import Protocol, cast

from chaos.proxy.flow import Ending

_READ_BYTES = 256 << 10
# One for all: the loop reads and tells within one step, and what was read is copied before the next.
_BUFFER = bytearray(_READ_BYTES)
_VIEW = memoryview(_BUFFER)
_RST = struct.pack("ii", 1, 0)
_SIOCOUTQNSD = 0x894B  # linux/sockios.h: bytes that have not been sent
_LINGER_S = 2.0
"""So long a side that was closed on may take to close too."""
_SEND_S = 5.0
"""So long what was written may take to be sent before a reset; then the reader does not read."""
_SEND_LOOK_S = 0.001


class Owner(Protocol):
    """The connection of a side."""

    def opened(self, side: Side) -> None: ...

    def ended(self, side: Side) -> None:
        """It has sent all that it will."""

    def lost(self, side: Side, error: Exception | None) -> None:
        """It is gone; the error is None where it was closed from here."""

    def full(self, side: Side, *, on: bool) -> None:
        """It cannot take more for now, or can again."""


class Side(asyncio.BufferedProtocol):
    """Reads whenever nothing speaks against it, and hands what it read to `carry`."""

    def __init__(self, owner: Owner, loop: asyncio.AbstractEventLoop) -> None:
        self._owner, self._loop = owner, loop
        self._transport: asyncio.Transport | None = None
        self._held_for: set[str] = set()
        self._read_all = self._written_all = False
        self.carry: Callable[[bytes], None] = nowhere
        self.gone = False
        self.received_bytes = 0

    @property
    def is_open(self) -> bool:
        return self._transport is not None and not self.gone

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        if self._held_for:
            self._transport.pause_reading()
        self._owner.opened(self)

    def get_buffer(self, sizehint: int) -> bytearray:
        return _BUFFER

    def buffer_updated(self, nbytes: int) -> None:
        self.received_bytes += nbytes
        # A copy: a transport may keep what it could not send at once (it does from Python 3.12 on).
        self.carry(bytes(_VIEW[:nbytes]))

    def eof_received(self) -> bool:
        # Whoever is read from again after its end ends again.
        if not self._read_all:
            self._read_all = True
            self._owner.ended(self)
            self._close_if_done()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone = True
        self._owner.lost(self, exc)

    def pause_writing(self) -> None:
        self._owner.full(self, on=True)

    def resume_writing(self) -> None:
        self._owner.full(self, on=False)

    def hold(self, why: str, *, on: bool) -> None:
        """Not to be read from for this reason, or not for this one any more."""
        (self._held_for.add if on else self._held_for.discard)(why)
        if self._transport is None:
            return
        if self._held_for:
            self._transport.pause_reading()
        else:
            self._transport.resume_reading()

    def write(self, data: bytes) -> None:
        """To be sent, unless it is closed."""
        if self._transport is not None and not self._written_all and not self._transport.is_closing():
            self._transport.write(data)

    def finish(self, ending: Ending) -> None:
        """Nothing more will be written."""
        if self._transport is None or self._transport.is_closing():
            return
        if ending is Ending.RESET:
            self.reset()
            return
        if not self._written_all:
            self._written_all = True
            self._transport.write_eof()
        self._close_if_done()
        if ending is Ending.CLOSE and not self._read_all:
            # Closing while the other still sends would be a reset, which can overtake the last bytes.
            self.carry = nowhere
            self._held_for.clear()
            self._transport.resume_reading()
            self._loop.call_later(_LINGER_S, self.close)

    def _close_if_done(self) -> None:
        if self._read_all and self._written_all:
            self.close()

    def close(self) -> None:
        """FIN, after what was written."""
        if self._transport is not None:
            self._transport.close()

    def abort(self) -> None:
        """Without sending what was written."""
        if self._transport is not None:
            self._transport.abort()

    def reset(self, *, at_once: bool = False) -> None:
        """RST; where not at once, after what was written has left."""
        self.hold("reset", on=True)
        self._reset_when_sent(self._loop.time() + (0.0 if at_once else _SEND_S))

    def _reset_when_sent(self, at_last: float) -> None:
        transport = self._transport
        if transport is None or self.gone:
            return
        sock: socket.socket = transport.get_extra_info("socket")
        unsent = transport.get_write_buffer_size() or _unsent(sock)
        if unsent and self._loop.time() < at_last:
            self._loop.call_later(_SEND_LOOK_S, self._reset_when_sent, at_last)
            return
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST)
        transport.abort()


def _unsent(sock: socket.socket) -> int:
    if sock.fileno() < 0:
        return 0
    return int(struct.unpack("i", fcntl.ioctl(sock.fileno(), _SIOCOUTQNSD, b"\0" * 4))[0])


def nowhere(data: bytes) -> None:
    """Bytes that nobody waits for."""
