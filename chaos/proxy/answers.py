"""Answers that a server did not give: error statuses, and JSON that is altered."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from typing import Any

from chaos.proxy.framing import Head, NotHttpError, Response, dechunked
from chaos.proxy.parameters import CorruptedJson, Corruption, RetryAfterForm, Status

MOST_BYTES = 16 << 20
"""A body that is longer is not altered."""
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_DELIMITERS = (b"content-length", b"transfer-encoding", b"content-encoding", b"trailer")


def status_answer(told: Status, *, method: str, keeps_alive: bool, now: datetime) -> bytes:
    """The whole answer; without its body where the method is HEAD. `now` is what a date in Retry-After counts from."""
    try:
        phrase = HTTPStatus(told.status).phrase
    except ValueError:
        phrase = "Unknown"
    body = json.dumps({"error": {"code": told.status, "message": phrase}}).encode()
    fields = {
        "Date": format_datetime(now.astimezone(UTC), usegmt=True),
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    if told.retry_after_s is not None:
        fields["Retry-After"] = str(told.retry_after_s)
        if told.retry_after_form is RetryAfterForm.DATE:
            fields["Retry-After"] = format_datetime(_whole(now, told.retry_after_s), usegmt=True)
    if not keeps_alive:
        fields["Connection"] = "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {told.status} {phrase}\r\n{head}\r\n".encode() + (b"" if method == "HEAD" else body)


def _whole(now: datetime, seconds: int) -> datetime:
    """A date has whole seconds; never less than was asked for."""
    up = timedelta(seconds=seconds + (1 if now.microsecond else 0))
    return (now.astimezone(UTC) + up).replace(microsecond=0)


def is_json(response: Response) -> bool:
    """It has a body that can be altered."""
    types = [value.partition(b";")[0].strip() for value in response.head.values(b"content-type")]
    codings = response.head.values(b"content-encoding")
    json_types = any(one == b"application/json" or one.endswith(b"+json") for one in types)
    return response.has_body and json_types and all(one in (b"identity", b"gzip", b"deflate") for one in codings)


def corrupted(told: CorruptedJson, head: Head, raw: bytes) -> bytes | None:
    """The whole answer with its body altered; None where the body is no JSON, or has no such field."""
    try:
        content = _content(head, raw)
        altered = _broken(content) if told.mode is Corruption.BROKEN else _retyped(content, told.field)
    except (NotHttpError, zlib.error, ValueError):
        return None
    if altered is None:
        return None
    return head.without(*_DELIMITERS, adding=(b"Content-Length: %d" % len(altered),)) + altered


def _content(head: Head, raw: bytes) -> bytes:
    content = dechunked(raw) if head.values(b"transfer-encoding") else raw
    for coding in reversed(head.values(b"content-encoding")):
        if coding != b"identity":
            unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
            content = unpacking.decompress(content, MOST_BYTES)
            if unpacking.unconsumed_tail:
                raise ValueError("the body is too long")
    return content


def _broken(content: bytes) -> bytes | None:
    """No JSON ends in a comma."""
    return content.rstrip()[:-1] + b"," if content.strip() else None


def _retyped(content: bytes, name: str | None) -> bytes | None:
    """JSON still. None if nothing in it has that name, or it has no value at all."""
    retyping = _Retyping(name)
    altered = retyping.altered(json.loads(content))
    return json.dumps(altered, separators=(",", ":")).encode() if retyping.done else None


class _Retyping:
    """Every field of one name; or the first value that is not itself a container."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self.done = False

    def altered(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._field(key, inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.altered(inner) for inner in value]
        if self._name is None and not self.done:
            self.done = True
            return _of_another_type(value)
        return value

    def _field(self, key: str, value: Any) -> Any:
        if key != self._name:
            return self.altered(value)
        self.done = True
        return _of_another_type(value)


def _of_another_type(value: Any) -> Any:
    match value:
        case None:
            return "null"
        case bool() | int() | float():
            return json.dumps(value)
        case str():
            return [value]
        case _:
            return json.dumps(value)
