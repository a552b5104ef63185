"""Filters of a query, and which documents satisfy them.

The rules beyond plain comparison: values compare only within their type, and NaN lies in no range; `!=` and
`not in` never hold for a field that is missing or null; null and NaN in the list of an `in`, or in the
operand of an array filter, match nothing; null in the list of a `not in` makes it match nothing, NaN in it
excludes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from harness.cloud.firestore.field_paths import DOCUMENT_NAME, FieldPath, Missing, lookup
from harness.cloud.firestore.ordering import order_key
from harness.cloud.firestore.values import Document, Reference, Value

Predicate: TypeAlias = Callable[[Document], bool]


class Operator(Enum):
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="
    EQUAL = "=="
    NOT_EQUAL = "!="
    ARRAY_CONTAINS = "array_contains"
    IN = "in"
    ARRAY_CONTAINS_ANY = "array_contains_any"
    NOT_IN = "not-in"
    IS_NULL = "is null"
    IS_NOT_NULL = "is not null"
    IS_NAN = "is nan"
    IS_NOT_NAN = "is not nan"


RANGES = frozenset({Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL})
NEGATIONS = frozenset({Operator.NOT_EQUAL, Operator.NOT_IN, Operator.IS_NOT_NULL, Operator.IS_NOT_NAN})
INEQUALITIES = RANGES | NEGATIONS
LISTS = frozenset({Operator.IN, Operator.NOT_IN, Operator.ARRAY_CONTAINS_ANY})


@dataclass(frozen=True, slots=True)
class FieldFilter:
    """One comparison; the operand is a tuple for the operators that take a list."""

    path: FieldPath
    operator: Operator
    operand: Value = None


@dataclass(frozen=True, slots=True)
class AllOf:
    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    filters: tuple[Filter, ...]


Filter: TypeAlias = "FieldFilter | AllOf | AnyOf"


def comparisons(condition: Filter | None) -> Iterator[FieldFilter]:
    """Every comparison in a condition, from left to right."""
    if isinstance(condition, FieldFilter):
        yield condition
    elif condition is not None:
        for inner in condition.filters:
            yield from comparisons(inner)


def field_of(document: Document, path: FieldPath) -> Value | Missing:
    """A field of the document; its name counts as a field called `__name__`."""
    return Reference(document.name) if path == DOCUMENT_NAME else lookup(document.fields, path)


def predicate(condition: Filter | None) -> Predicate:
    """A function that says whether a document satisfies the condition."""
    if condition is None:
        return lambda document: True
    if isinstance(condition, FieldFilter):
        return _comparison(condition)
    parts = [predicate(inner) for inner in condition.filters]
    if isinstance(condition, AllOf):
        return lambda document: all(part(document) for part in parts)
    return lambda document: any(part(document) for part in parts)


def _comparison(condition: FieldFilter) -> Predicate:
    path = condition.path
    holds = _test_of(condition.operator, condition.operand)

    def satisfied(document: Document) -> bool:
        value = field_of(document, path)
        return not isinstance(value, Missing) and holds(value)

    return satisfied


def _is_nan(value: Value) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _findable(value: Value) -> bool:
    return value is not None and not _is_nan(value)


def _items(operand: Value) -> tuple[Value, ...]:
    return operand if isinstance(operand, tuple) else ()


def _test_of(operator: Operator, operand: Value) -> Callable[[Value], bool]:
    if operator in RANGES:
        return _range(operator, operand)
    match operator:
        case Operator.IS_NULL:
            return lambda value: value is None
        case Operator.IS_NOT_NULL:
            return lambda value: value is not None
        case Operator.IS_NAN:
            return _is_nan
        case Operator.IS_NOT_NAN:
            return _findable
        case Operator.IN:
            keys = {order_key(item) for item in _items(operand) if _findable(item)}
            return lambda value: order_key(value) in keys
        case Operator.NOT_IN:
            return _not_in(_items(operand))
        case Operator.ARRAY_CONTAINS | Operator.ARRAY_CONTAINS_ANY:
            wanted = _items(operand) if operator is Operator.ARRAY_CONTAINS_ANY else (operand,)
            return _contains_any(wanted)
    key = order_key(operand)
    if operator is Operator.EQUAL:
        return lambda value: order_key(value) == key
    return lambda value: value is not None and order_key(value) != key


def _range(operator: Operator, operand: Value) -> Callable[[Value], bool]:
    kind, key = order_key(operand)

    def holds(value: Value) -> bool:
        other, own = order_key(value)
        if other != kind or _is_nan(value):
            return False
        match operator:
            case Operator.LESS:
                return bool(own < key)
            case Operator.LESS_OR_EQUAL:
                return bool(own <= key)
            case Operator.GREATER:
                return bool(own > key)
        return bool(own >= key)

    return holds


def _not_in(items: tuple[Value, ...]) -> Callable[[Value], bool]:
    if None in items:
        return lambda value: False
    keys = {order_key(item) for item in items if _findable(item)}
    return lambda value: value is not None and order_key(value) not in keys


def _contains_any(wanted: tuple[Value, ...]) -> Callable[[Value], bool]:
    keys = {order_key(item) for item in wanted if _findable(item)}
    return lambda value: isinstance(value, tuple) and any(order_key(item) in keys for item in value)
