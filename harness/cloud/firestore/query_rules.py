"""What the service refuses in a query, whatever the data."""

from __future__ import annotations

from collections import Counter
from math import prod

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.field_paths import DOCUMENT_NAME
from harness.cloud.firestore.filters import (
    LISTS,
    NEGATIONS,
    RANGES,
    AllOf,
    AnyOf,
    FieldFilter,
    Filter,
    Operator,
    comparisons,
)
from harness.cloud.firestore.queries import Query
from harness.cloud.firestore.values import Reference, Value

MOST_DISJUNCTIONS = 30
MOST_NOT_IN = 10
MOST_INEQUALITY_FIELDS = 10


def check_query(query: Query) -> None:
    """
    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    if query.limit is not None and query.limit < 0:
        raise invalid("limit is negative")
    if query.offset < 0:
        raise invalid("offset is negative")
    parts = list(comparisons(query.where))
    for part in parts:
        _check_comparison(part)
    _check_together(query.where, parts)
    _check_order(query, parts)
    _check_cursors(query)


def _check_comparison(part: FieldFilter) -> None:
    if part.operator in LISTS:
        _check_list(part)
    if part.path == DOCUMENT_NAME:
        operands: tuple[Value, ...] = (part.operand,)
        if part.operator in LISTS and isinstance(part.operand, tuple):
            operands = part.operand
        if not all(isinstance(operand, Reference) for operand in operands):
            raise invalid("__key__ filter value must be a Key")


def _check_list(part: FieldFilter) -> None:
    name = part.operator.name
    if not isinstance(part.operand, tuple) or not part.operand:
        raise invalid(f"'{name}' requires an non-empty ArrayValue.")
    most = MOST_NOT_IN if part.operator is Operator.NOT_IN else MOST_DISJUNCTIONS
    if len(part.operand) > most:
        raise invalid(f"'{name}' supports up to {most} comparison values.")


def _check_together(condition: Filter | None, parts: list[FieldFilter]) -> None:
    count = Counter(part.operator for part in parts)
    if sum(count[operator] for operator in NEGATIONS) > 1:
        raise invalid("Only a single 'NOT_EQUAL', 'NOT_IN', 'IS_NOT_NAN', or 'IS_NOT_NULL' filter allowed per query.")
    disjoined = count[Operator.IN] + count[Operator.ARRAY_CONTAINS_ANY] > 0 or _has_or(condition)
    if count[Operator.NOT_IN] and disjoined:
        raise invalid("'NOT_IN' cannot be used in the same query with 'IN', 'ARRAY_CONTAINS_ANY' or 'OR'.")
    disjunctions = _disjunctions(condition)
    if disjunctions > MOST_DISJUNCTIONS:
        raise invalid(
            f"Too many disjunctions after normalization. Result had {disjunctions} disjunctions "
            f"which is more than the maximum of {MOST_DISJUNCTIONS}"
        )
    if _array_filters(condition) > 1:
        raise invalid("A maximum of 1 'ARRAY_CONTAINS' filter is allowed per disjunction.")
    if len({part.path for part in parts if part.operator in RANGES | NEGATIONS}) > MOST_INEQUALITY_FIELDS:
        raise invalid(f"A query has inequalities on at most {MOST_INEQUALITY_FIELDS} fields.")


def _check_order(query: Query, parts: list[FieldFilter]) -> None:
    if any(order.path == DOCUMENT_NAME for order in query.full_order[:-1]):
        raise invalid("order by clause cannot contain more fields after the key")
    only_names = len(query.full_order) == 1 and all(part.path == DOCUMENT_NAME for part in parts)
    if only_names and query.full_order[0].descending:
        # There is no index over names alone that goes down.
        raise StatusError(Status.FAILED_PRECONDITION, "Firestore does not support descending key scans")


def _has_or(condition: Filter | None) -> bool:
    if isinstance(condition, AnyOf):
        return True
    return isinstance(condition, AllOf) and any(map(_has_or, condition.filters))


def _disjunctions(condition: Filter | None) -> int:
    """The number of conjunctions in the normal form."""
    if isinstance(condition, AnyOf):
        return sum(map(_disjunctions, condition.filters))
    if isinstance(condition, AllOf):
        return prod(map(_disjunctions, condition.filters))
    if condition is not None and condition.operator in {Operator.IN, Operator.ARRAY_CONTAINS_ANY}:
        return len(condition.operand) if isinstance(condition.operand, tuple) else 1
    return 1


def _array_filters(condition: Filter | None) -> int:
    """The most array filters that stand together in one conjunction."""
    if isinstance(condition, AnyOf):
        return max(map(_array_filters, condition.filters), default=0)
    if isinstance(condition, AllOf):
        different = [inner for n, inner in enumerate(condition.filters) if inner not in condition.filters[:n]]
        return sum(map(_array_filters, different))
    return int(condition is not None and condition.operator in {Operator.ARRAY_CONTAINS, Operator.ARRAY_CONTAINS_ANY})


def _check_cursors(query: Query) -> None:
    for cursor in (query.start, query.end):
        if cursor is None:
            continue
        if len(cursor.values) > len(query.full_order):
            raise _too_many()
        for order, value in zip(query.full_order, cursor.values, strict=False):
            if order.path == DOCUMENT_NAME and not isinstance(value, Reference):
                raise invalid("Cursor position is outside the range of the original query.")


def _too_many() -> StatusError:
    return invalid("Cursor has too many values.")
