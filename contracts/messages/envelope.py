"""The push envelope: what Pub/Sub posts to a service, and the message in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NoReturn

_RFC3339 = re.compile(r"^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$")


class Reason(StrEnum):
    """Why an envelope is refused."""

    BODY_NOT_UTF8 = "body is not UTF-8"
    BODY_NOT_JSON = "body is not JSON"
    BODY_NOT_AN_OBJECT = "body is not an object"
    NO_MESSAGE = "no message"
    NO_DATA = "no data"
    NOT_BASE64 = "data is not base64"
    DATA_NOT_UTF8 = "data is not UTF-8"
    DATA_NOT_JSON = "data is not JSON"
    DATA_NOT_AN_OBJECT = "data is not an object"
    WRONG_TYPE = "wrong type"


class EnvelopeError(ValueError):
    """An envelope that holds no message: what is wrong, where, and what to do."""

    def __init__(self, reason: Reason, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.reason = reason
        self.where = where
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Decoded:
    """One delivery. What the envelope leaves out is None; `data` is the message itself."""

    data: Mapping[str, Any]
    attributes: Mapping[str, str] = field(default_factory=dict)
    message_id: str | None = None
    publish_time: datetime | None = None
    subscription: str | None = None
    delivery_attempt: int | None = None


def decode(body: bytes | str | Mapping[str, Any]) -> Decoded:
    """The message in a push envelope. Pub/Sub writes names of two words both ways; either will do.

    Raises:
        EnvelopeError: it is no envelope, or there is no JSON object in it.
    """
    envelope = body if isinstance(body, Mapping) else _parsed(body, "body", _OUTSIDE)
    if not isinstance(envelope, Mapping):
        _refuse(Reason.BODY_NOT_AN_OBJECT, "body", f"is {_kind(envelope)}", "post {message, subscription}")
    message = envelope.get("message")
    if not isinstance(message, Mapping) or not message:
        what = "is not there" if message is None else "is empty" if message == {} else f"is {_kind(message)}"
        _refuse(Reason.NO_MESSAGE, "message", what, "post {message: {data, messageId, publishTime}, subscription}")
    return Decoded(
        data=_data(message.get("data")),
        attributes=_attributes(message.get("attributes")),
        message_id=_text(message, "message.", "messageId", "message_id"),
        publish_time=_instant(_text(message, "message.", "publishTime", "publish_time")),
        subscription=_text(envelope, "", "subscription"),
        delivery_attempt=_attempt(envelope.get("deliveryAttempt")),
    )


def encode(
    data: Mapping[str, Any],
    *,
    message_id: str = "1",
    publish_time: datetime = datetime(2026, 1, 1, tzinfo=UTC),
    subscription: str = "projects/test/subscriptions/test",
    attributes: Mapping[str, str] | None = None,
    ordering_key: str | None = None,
    delivery_attempt: int | None = None,
) -> dict[str, Any]:
    """The envelope in which Pub/Sub would deliver `data`, as plain JSON data.

    Raises:
        TypeError: `data` holds what JSON does not know.
        ValueError: it holds a number that JSON does not know, or `publish_time` has no zone.
    """
    if publish_time.utcoffset() is None:
        raise ValueError(f"publish time {publish_time} has no zone; give one in UTC")
    written = json.dumps(dict(data), allow_nan=False).encode()
    message: dict[str, Any] = {
        "data": base64.b64encode(written).decode(),
        "messageId": message_id,
        "publishTime": publish_time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }
    if attributes:
        message["attributes"] = dict(attributes)
    if ordering_key is not None:
        message["orderingKey"] = ordering_key
    envelope: dict[str, Any] = {"message": message, "subscription": subscription}
    if delivery_attempt is not None:
        envelope["deliveryAttempt"] = delivery_attempt
    return envelope


_OUTSIDE = (Reason.BODY_NOT_UTF8, Reason.BODY_NOT_JSON)
_INSIDE = (Reason.DATA_NOT_UTF8, Reason.DATA_NOT_JSON)


def _refuse(reason: Reason, where: str, what: str, remedy: str) -> NoReturn:
    raise EnvelopeError(reason, where, what, remedy)


def _parsed(written: bytes | str, where: str, reasons: tuple[Reason, Reason]) -> Any:
    not_utf8, not_json = reasons
    try:
        text = written if isinstance(written, str) else written.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse(not_utf8, where, f"has no UTF-8 at byte {error.start}", "encode the JSON as UTF-8")
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        what = f"has no JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        _refuse(not_json, where, what, "send one JSON object")
    except (ValueError, RecursionError) as error:
        _refuse(not_json, where, f"has no JSON: {error}", "send one JSON object")


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


def _data(data: object) -> Mapping[str, Any]:
    where = "message.data"
    if data is None or data == "":
        what = "is not there" if data is None else "is empty"
        _refuse(Reason.NO_DATA, where, what, "publish a JSON object; attributes alone are no message here")
    if not isinstance(data, str):
        _refuse(Reason.NOT_BASE64, where, f"is {_kind(data)}", "send the JSON as base64 text")
    try:
        written = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError) as error:
        _refuse(Reason.NOT_BASE64, where, f"is no base64 ({error})", "send it padded, in the standard alphabet")
    found = _parsed(written, where, _INSIDE)
    if not isinstance(found, dict):
        _refuse(Reason.DATA_NOT_AN_OBJECT, where, f"holds {_kind(found)}", "put it into an object, under a name")
    return found


def _attributes(found: object) -> Mapping[str, str]:
    if found is None:
        return {}
    where = "message.attributes"
    if not isinstance(found, Mapping):
        _refuse(Reason.WRONG_TYPE, where, f"is {_kind(found)}", "send an object of texts")
    for name, value in found.items():
        if not isinstance(value, str):
            _refuse(Reason.WRONG_TYPE, f"{where}.{name}", f"is {_kind(value)}", "send a text")
    return dict(found)


def _text(holder: Mapping[str, Any], prefix: str, *names: str) -> str | None:
    for name in names:
        value = holder.get(name)
        if isinstance(value, str):
            return value
        if value is not None:
            _refuse(Reason.WRONG_TYPE, f"{prefix}{name}", f"is {_kind(value)}", "send a text")
    return None


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text.upper()) if _RFC3339.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        remedy = "send RFC 3339, like 2026-02-03T16:40:11Z"
        _refuse(Reason.WRONG_TYPE, "message.publishTime", f"{text!r} is no instant", remedy)
    return found


def _attempt(found: object) -> int | None:
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        _refuse(Reason.WRONG_TYPE, "deliveryAttempt", f"is {found!r}", "send a whole number from 1 on")
    return found


def _kind(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "a list"
    return (
        "a text" if isinstance(value, str) else "a number" if isinstance(value, int | float) else type(value).__name__
    )
