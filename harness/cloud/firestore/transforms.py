"""Field transforms: what the service computes from a field's present value."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from harness.cloud.errors import invalid
from harness.cloud.firestore.field_paths import FieldPath, Missing, lookup, replaced
from harness.cloud.firestore.ordering import is_short_text, order_key
from harness.cloud.firestore.values import LARGEST_INTEGER, SMALLEST_INTEGER, Fields, Timestamp, Value

MILLISECOND_US = 1000


class Operation(Enum):
    SERVER_TIMESTAMP = auto()
    INCREMENT = auto()
    MAXIMUM = auto()
    MINIMUM = auto()
    ARRAY_UNION = auto()
    ARRAY_REMOVE = auto()


@dataclass(frozen=True, slots=True)
class Transform:
    """One operation on one field; `operand` is a number, or the array's elements, or nothing."""

    path: FieldPath
    operation: Operation
    operand: Value = None


def apply_transforms(
    fields: Fields, transforms: Iterable[Transform], commit_time: int
) -> tuple[Fields, tuple[Value, ...]]:
    """The fields after all transforms in their order, and the result of each (null for arrays).

    Raises:
        StatusError: INVALID_ARGUMENT, an operand does not fit its operation.
    """
    results: list[Value] = []
    for transform in transforms:
        value = _applied(transform, lookup(fields, transform.path), commit_time)
        fields = replaced(fields, transform.path, value)
        results.append(None if isinstance(value, tuple) else value)
    return fields, tuple(results)


def request_time(commit_time: int) -> int:
    """What the server-timestamp transform writes: the commit's time with the precision of a millisecond."""
    return commit_time // MILLISECOND_US * MILLISECOND_US


def _applied(transform: Transform, present: Value | Missing, commit_time: int) -> Value:
    operand = transform.operand
    match transform.operation:
        case Operation.SERVER_TIMESTAMP:
            return Timestamp(request_time(commit_time))
        case Operation.ARRAY_UNION:
            return _union(present, operand)
        case Operation.ARRAY_REMOVE:
            return _without(present, operand)
        case operation:
            number = _number(operand)
            if number is None:
                raise invalid("Input must be int64 or double.")
            return _computed(operation, _number(present), number)


def _number(value: Value | Missing) -> int | float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _computed(operation: Operation, present: int | float | None, operand: int | float) -> int | float:
    # A field that is missing or no number is set to the operand.
    if present is None:
        return operand
    if operation is Operation.INCREMENT:
        return _sum(present, operand)
    # NaN wins both ways; of equal values the present one stays, with its type.
    for number in (present, operand):
        if math.isnan(number):
            return number
    larger = operand > present
    smaller = operand < present
    return operand if (larger if operation is Operation.MAXIMUM else smaller) else present


def _sum(present: int | float, operand: int | float) -> int | float:
    if isinstance(present, int) and isinstance(operand, int):
        return max(SMALLEST_INTEGER, min(LARGEST_INTEGER, present + operand))
    return float(present) + float(operand)


def _elements(value: Value | Missing) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else ()


def _union(present: Value | Missing, operand: Value) -> Value:
    """The present elements as they are, then those of the operand that are not there yet, each once."""
    elements, wanted = _elements(present), _elements(operand)
    # A short text is its own key; to make the keys of hundreds of players for one more would cost the most of it.
    texts = all(map(is_short_text, wanted))
    known: set[object]
    known = {one for one in elements if isinstance(one, str)} if texts else {order_key(one) for one in elements}
    added: list[Value] = []
    for element in wanted:
        key: object = element if texts else order_key(element)
        if key not in known:
            known.add(key)
            added.append(element)
    return (*elements, *added) if added else elements


def _without(present: Value | Missing, operand: Value) -> Value:
    unwanted = {order_key(element) for element in _elements(operand)}
    return tuple(element for element in _elements(present) if order_key(element) not in unwanted)
