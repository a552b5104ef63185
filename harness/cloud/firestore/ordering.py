"""The order of values.

null < booleans < numbers < timestamps < strings < bytes < references < points < arrays < vectors < maps.
Every value has a key that Python can compare; equal keys mean values that a query holds for equal
(3 and 3.0, NaN and NaN). Strings and bytes count with their first 1,500 bytes only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, TypeAlias

from harness.cloud.firestore.names import path_key
from harness.cloud.firestore.values import Fields, GeoPoint, Reference, Timestamp, Value

INDEXED_BYTES = 1500

Key: TypeAlias = "tuple[int, Any]"


class Kind(IntEnum):
    """The types in their order; values of different types never compare by content."""

    NULL = 0
    BOOLEAN = 1
    NUMBER = 2
    TIMESTAMP = 3
    STRING = 4
    BYTES = 5
    REFERENCE = 6
    GEO_POINT = 7
    ARRAY = 8
    VECTOR = 9
    MAP = 10


def order_key(value: Value) -> Key:
    """A key that sorts as the service does; a number's key is (is it no NaN, the number)."""
    if isinstance(value, str):
        return (Kind.STRING, _first_bytes(value))
    if value is None:
        return (Kind.NULL, 0)
    if isinstance(value, bool):
        return (Kind.BOOLEAN, value)
    if isinstance(value, int | float):
        return (Kind.NUMBER, (0, 0) if isinstance(value, float) and math.isnan(value) else (1, value))
    if isinstance(value, Timestamp):
        return (Kind.TIMESTAMP, value.micros)
    if isinstance(value, tuple):
        return (Kind.ARRAY, tuple(order_key(item) for item in value))
    if isinstance(value, Mapping):
        return _map_key(value)
    if isinstance(value, bytes):
        return (Kind.BYTES, value[:INDEXED_BYTES])
    if isinstance(value, Reference):
        return (Kind.REFERENCE, path_key(value.name))
    if isinstance(value, GeoPoint):
        return (Kind.GEO_POINT, (value.latitude, value.longitude))
    raise TypeError(f"{type(value).__name__} is no type of a Firestore value")


def is_short_text(value: Value) -> bool:
    """Whether it is a text that orders by all it has; then no value but itself is equal to it."""
    return isinstance(value, str) and len(value) * 4 < INDEXED_BYTES


def _first_bytes(text: str) -> str:
    # The order of code points is the order of their UTF-8 bytes, so only long texts need to be encoded.
    if len(text) * 4 <= INDEXED_BYTES:
        return text
    encoded = text.encode()
    return text if len(encoded) <= INDEXED_BYTES else encoded[:INDEXED_BYTES].decode(errors="replace")


def _map_key(value: Fields) -> Key:
    vector = value.get("value")
    if value.get("__type__") == "__vector__" and isinstance(vector, tuple):
        return (Kind.VECTOR, (len(vector), tuple(order_key(item) for item in vector)))
    return (Kind.MAP, tuple((name, order_key(value[name])) for name in sorted(value)))
