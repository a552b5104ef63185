"""A document's values as Firestore's REST API writes them, made plain: {"integerValue": "3"} is 3.

The forms are those of the API's reference (firestore/docs/reference/rest/v1/Value).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import datetime


class TypedValueError(ValueError):
    """A value is none of the API's forms; the message says where."""


def plain_document(fields: object) -> dict[str, object]:
    """The fields of a document as the client library gives them: instants are aware datetimes.

    Raises:
        TypedValueError: a value has none of the forms.
    """
    return _map(fields, "fields")


def _map(fields: object, where: str) -> dict[str, object]:
    if not isinstance(fields, Mapping):
        raise TypedValueError(f"{where} is no object of typed values")
    return {str(name): _value(value, f"{where}.{name}") for name, value in fields.items()}


def _value(value: object, where: str) -> object:
    if not isinstance(value, Mapping) or len(value) != 1:
        raise TypedValueError(f"{where} is no typed value such as {{'stringValue': …}}")
    ((kind, content),) = value.items()
    if kind == "mapValue":
        return _map(_within(content, "fields", {}), where)
    if kind == "arrayValue":
        members = _within(content, "values", [])
        if not isinstance(members, list):
            raise TypedValueError(f"{where} has no list of values")
        return [_value(member, f"{where}[{number}]") for number, member in enumerate(members)]
    read = _LEAVES.get(str(kind))
    if read is None:
        raise TypedValueError(f"{where} is of no known type: {kind}")
    try:
        return read(content)
    except (TypeError, ValueError, binascii.Error) as error:
        raise TypedValueError(f"{where} is no {kind}: {content!r}") from error


def _within(content: object, name: str, absent: object) -> object:
    """The API leaves out what is empty."""
    return content.get(name, absent) if isinstance(content, Mapping) else None


def _exactly(kind: type) -> Callable[[object], object]:
    def read(content: object) -> object:
        if type(content) is not kind:
            raise TypeError(f"not {kind.__name__}")
        return content

    return read


def _integer(content: object) -> int:
    if not isinstance(content, str | int) or isinstance(content, bool):
        raise TypeError("not a number in a text")
    return int(content)


def _double(content: object) -> float:
    if isinstance(content, bool) or not isinstance(content, str | int | float):
        raise TypeError("not a number")
    return float(content)


def _instant(content: object) -> datetime:
    if not isinstance(content, str):
        raise TypeError("not a text")
    # The API writes nanoseconds; the client library keeps microseconds.
    whole, dot, rest = content.removesuffix("Z").partition(".")
    found = datetime.fromisoformat(f"{whole}{dot}{rest[:6].ljust(6, '0') if dot else ''}+00:00")
    if not content.endswith("Z"):
        raise ValueError("not in UTC")
    return found


_LEAVES: Mapping[str, Callable[[object], object]] = {
    "nullValue": lambda _: None,
    "booleanValue": _exactly(bool),
    "integerValue": _integer,
    "doubleValue": _double,
    "timestampValue": _instant,
    "stringValue": _exactly(str),
    "bytesValue": lambda content: base64.b64decode(str(content), validate=True),
    "referenceValue": _exactly(str),
    "geoPointValue": _exactly(dict),
}
