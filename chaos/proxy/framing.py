"""Where a message of HTTP/1.1 begins and ends in a stream of bytes (RFC 9112), every byte as it came.

A parser such as h11 gives the meaning of a message, and writes another text of the same meaning. Here the bytes have to
go on as they are, also where they are not quite as they should be; so only the borders are found. What is not
understood is `NotHttpError`, and its stream is carried on as plain bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

MOST_HEAD_BYTES = 64 << 10
_MOST_LINE_BYTES = 4 << 10
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_REQUEST = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) (\S+) HTTP/1\.([01])")
_RESPONSE = re.compile(rb"HTTP/1\.([01]) ([1-5]\d\d)(?: .*)?")
_REQUEST_BEGINS = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}(?: [^\r\n]*\r?)?")
_RESPONSE_BEGINS = re.compile(rb"H(?:T(?:T(?:P(?:/(?:1(?:\.[^\r\n]*\r?)?)?)?)?)?)?")
_NO_BODY = frozenset({204, 304})


class NotHttpError(Exception):
    """These bytes are no message of HTTP/1.1."""


class End(Enum):
    """A message is over."""

    END = auto()


class _At(Enum):
    HEAD = auto()
    BODY = auto()
    UNTIL_CLOSE = auto()
    CHUNK_SIZE = auto()
    CHUNK = auto()
    CHUNK_END = auto()
    TRAILER = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Head:
    """The first line and the fields. `fields` in order, names in lower case; `raw` is all of it, its empty line too."""

    raw: bytes
    line: bytes
    fields: tuple[tuple[bytes, bytes], ...]

    def values(self, name: bytes) -> list[bytes]:
        """Of every field of this name, lists taken apart, in lower case."""
        texts = [value for known, value in self.fields if known == name]
        return [part.strip().lower() for text in texts for part in text.split(b",") if part.strip()]

    def without(self, *names: bytes, adding: tuple[bytes, ...] = ()) -> bytes:
        """The head without these fields, and with other lines at its end."""
        lines = self.raw.rstrip(b"\r\n").split(b"\n")
        kept = [line for line in lines if line.partition(b":")[0].strip().lower() not in names]
        return b"\n".join([*(line.rstrip(b"\r") + b"\r" for line in (*kept, *adding)), b"\r\n"])


@dataclass(frozen=True, slots=True)
class Request:
    """What a request's head says."""

    head: Head
    method: str
    target: str
    keeps_alive: bool
    waits: bool
    """It has `Expect: 100-continue`."""


@dataclass(frozen=True, slots=True)
class Response:
    """What an answer's head says."""

    head: Head
    status: int
    has_body: bool


class Messages:
    """Cuts one direction of a connection. `give` it bytes, then `take` until None.

    After a head, `request` or `response` says how its body is delimited.
    """

    def __init__(self, *, requests: bool) -> None:
        self._requests = requests
        self._kept = b""
        self._at = _At.HEAD
        self._left = 0

    @property
    def kept(self) -> bytes:
        """What was given and not taken."""
        return self._kept

    def let_go(self) -> bytes:
        """What was given and not taken; it is not kept any more."""
        kept, self._kept = self._kept, b""
        return kept

    def give(self, data: bytes) -> None:
        self._kept = self._kept + data if self._kept else data

    def take(self) -> Head | bytes | End | None:
        """The next head; bytes of a body as they were sent; the end of a message; None if more is needed.

        Raises:
            NotHttpError: what it has is no message. `kept` still has it.
        """
        if self._at is _At.END:
            self._at = _At.HEAD
            return End.END
        if not self._kept:
            return None
        if self._at is _At.HEAD:
            return self._head()
        if self._at is _At.BODY:
            return self._body()
        if self._at is _At.UNTIL_CLOSE:
            return self._cut(len(self._kept))
        return self._chunks()

    def close(self) -> bool:
        """The stream has ended; whether that is the end of a message."""
        return self._at is _At.UNTIL_CLOSE

    def request(self, head: Head) -> Request:
        """
        Raises:
            NotHttpError: its first line is none of a request, or its length is contradictory.
        """
        found = _REQUEST.fullmatch(head.line)
        if found is None:
            raise NotHttpError("no request line")
        self._delimit(head, otherwise=_At.END)
        connection = head.values(b"connection")
        alive = b"close" not in connection if found[3] == b"1" else b"keep-alive" in connection
        waits = b"100-continue" in head.values(b"expect") and self._at is not _At.END
        return Request(head, found[1].decode(), found[2].decode("latin-1"), alive, waits)

    def response(self, head: Head, *, method: str) -> Response:
        """`method` is the request's.

        Raises:
            NotHttpError: its first line is none of an answer, or its length is contradictory.
        """
        found = _RESPONSE.fullmatch(head.line)
        if found is None:
            raise NotHttpError("no status line")
        status = int(found[2])
        if status < 200:
            self._at = _At.HEAD
            return Response(head, status, has_body=False)
        if method == "HEAD" or status in _NO_BODY:
            self._at = _At.END
        else:
            self._delimit(head, otherwise=_At.UNTIL_CLOSE)
        return Response(head, status, has_body=self._at is not _At.END)

    def _delimit(self, head: Head, *, otherwise: _At) -> None:
        """RFC 9112, 6.3."""
        codings = head.values(b"transfer-encoding")
        lengths = set(head.values(b"content-length"))
        if codings:
            if codings[-1] != b"chunked" or lengths:
                raise NotHttpError("its length is told in two ways")
            self._at = _At.CHUNK_SIZE
        elif lengths:
            text = lengths.pop()
            if lengths or not text.isdigit() or len(text) > 18:
                raise NotHttpError("its Content-Length is no number")
            self._left = int(text)
            self._at = _At.BODY if self._left else _At.END
        else:
            self._at = otherwise

    def _head(self) -> Head | None:
        end = _HEAD_END.search(self._kept)
        if end is None:
            first, is_whole, _ = self._kept.partition(b"\n")
            begins = _REQUEST_BEGINS if self._requests else _RESPONSE_BEGINS
            known = _REQUEST if self._requests else _RESPONSE
            if len(self._kept) > MOST_HEAD_BYTES or not begins.fullmatch(first):
                raise NotHttpError("no head")
            if is_whole and not known.fullmatch(first.rstrip(b"\r")):
                raise NotHttpError("no first line")
            return None
        raw = self._kept[: end.end()]
        line, *rest = raw.rstrip(b"\r\n").split(b"\n")
        fields = tuple(
            (name.strip().lower(), value.strip()) for name, _, value in (one.partition(b":") for one in rest)
        )
        head = Head(raw, line.rstrip(b"\r"), fields)
        known = _REQUEST if self._requests else _RESPONSE
        if known.fullmatch(head.line) is None:
            raise NotHttpError("no first line")
        self._kept = self._kept[end.end() :]
        return head

    def _body(self) -> bytes:
        part = self._cut(self._left)
        self._left -= len(part)
        if not self._left:
            self._at = _At.END
        return part

    def _cut(self, at: int) -> bytes:
        if at >= len(self._kept):
            part, self._kept = self._kept, b""
        else:
            part, self._kept = self._kept[:at], self._kept[at:]
        return part

    def _chunks(self) -> bytes | None:
        """As far as it goes; RFC 9112, 7.1."""
        at = 0
        while at < len(self._kept) and self._at is not _At.END:
            if self._at is _At.CHUNK:
                step = min(self._left, len(self._kept) - at)
                self._left -= step
                at += step
                if not self._left:
                    self._at = _At.CHUNK_END
                continue
            end = self._kept.find(b"\n", at)
            if end < 0:
                if len(self._kept) - at > _MOST_LINE_BYTES:
                    raise NotHttpError("a line of a chunk has no end")
                break
            self._line(self._kept[at:end].strip())
            at = end + 1
        return self._cut(at) if at else None

    def _line(self, line: bytes) -> None:
        if self._at is _At.CHUNK_END:
            if line:
                raise NotHttpError("a chunk is longer than it said")
            self._at = _At.CHUNK_SIZE
        elif self._at is _At.TRAILER:
            if not line:
                self._at = _At.END
        else:
            size = line.partition(b";")[0].strip()
            if not re.fullmatch(rb"[0-9A-Fa-f]{1,15}", size):
                raise NotHttpError("a chunk has no size")
            self._left = int(size, 16)
            self._at = _At.CHUNK if self._left else _At.TRAILER


def dechunked(raw: bytes) -> bytes:
    """What a whole body in chunks holds.

    Raises:
        NotHttpError: it is not whole.
    """
    content: list[bytes] = []
    at = 0
    while True:
        end = raw.find(b"\n", at)
        size = int(raw[at:end].partition(b";")[0].strip(), 16) if end >= 0 else 0
        after = raw.find(b"\n", end + 1 + size) if size else end
        if end < 0 or after < 0:
            raise NotHttpError("the body ends within its chunks")
        if not size:
            return b"".join(content)
        content.append(raw[end + 1 : end + 1 + size])
        at = after + 1
