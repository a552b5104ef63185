"""What a document field can hold: immutable Python values, one type each.

Integers and doubles stay apart (3 is not 3.0 in storage, though queries find them equal), and a
timestamp has the service's microseconds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from harness.cloud.timestamps import EPOCH, MICROSECOND

LARGEST_INTEGER = 2**63 - 1
SMALLEST_INTEGER = -(2**63)


@dataclass(frozen=True, slots=True, order=True)
class Timestamp:
    """An instant in microseconds since 1970."""

    micros: int

    @classmethod
    def of(cls, instant: datetime) -> Timestamp:
        return cls((instant - EPOCH) // MICROSECOND)

    def datetime(self) -> datetime:
        return EPOCH + timedelta(microseconds=self.micros)


@dataclass(frozen=True, slots=True)
class Reference:
    """The full resource name of another document."""

    name: str


@dataclass(frozen=True, slots=True)
class GeoPoint:
    """Degrees on Earth."""

    latitude: float
    longitude: float


Value: TypeAlias = (
    "bool | int | float | str | bytes | Timestamp | Reference | GeoPoint"
    " | tuple[Value, ...] | Mapping[str, Value] | None"
)
Fields: TypeAlias = "Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a document.

    `name` is the full resource name; the times are in microseconds since 1970, comparable across
    documents and with read times.
    """

    name: str
    fields: Fields
    create_time: int
    update_time: int


def identical(left: Value, right: Value) -> bool:
    """The same in storage: equal in type and content, so that writing one over the other changes nothing."""
    if left is right:
        return True  # versions share what did not change, so this settles most of a large document
    if type(left) is not type(right):
        return False
    if isinstance(left, float) and isinstance(right, float):
        if math.isnan(left) or math.isnan(right):
            return math.isnan(left) and math.isnan(right)
        return left == right and math.copysign(1.0, left) == math.copysign(1.0, right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return len(left) == len(right) and all(map(identical, left, right))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(identical(value, right[key]) for key, value in left.items())
    return left == right
