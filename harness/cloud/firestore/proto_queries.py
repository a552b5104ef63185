"""Queries and aggregations from protobuf."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.aggregations import Aggregation, Measure
from harness.cloud.firestore.field_paths import FieldPath, parse_field_path
from harness.cloud.firestore.filters import AllOf, AnyOf, FieldFilter, Filter, Operator
from harness.cloud.firestore.proto_values import decode
from harness.cloud.firestore.queries import Cursor, Order, Query
from harness.cloud.firestore.query_rules import check_query

_AND, _OR = 1, 2
_DESCENDING = 2
_FIELD_OPERATORS = {
    1: Operator.LESS,
    2: Operator.LESS_OR_EQUAL,
    3: Operator.GREATER,
    4: Operator.GREATER_OR_EQUAL,
    5: Operator.EQUAL,
    6: Operator.NOT_EQUAL,
    7: Operator.ARRAY_CONTAINS,
    8: Operator.IN,
    9: Operator.ARRAY_CONTAINS_ANY,
    10: Operator.NOT_IN,
}
_UNARY_OPERATORS = {2: Operator.IS_NAN, 3: Operator.IS_NULL, 4: Operator.IS_NOT_NAN, 5: Operator.IS_NOT_NULL}


def query_of(parent: str, message: Any) -> Query:
    """A `StructuredQuery` below a parent, checked.

    Raises:
        StatusError: INVALID_ARGUMENT, or UNIMPLEMENTED for vector search.
    """
    if message.HasField("find_nearest"):
        raise StatusError(Status.UNIMPLEMENTED, "find_nearest is not part of the embedded Firestore")
    selectors = list(message.from_)
    if len(selectors) != 1:
        raise invalid("A query needs exactly one collection selector.")
    query = Query(
        parent=parent,
        collection_id=selectors[0].collection_id or None,
        all_descendants=selectors[0].all_descendants,
        where=_filter_of(message.where) if message.HasField("where") else None,
        orders=tuple(Order(_path_of(order.field), order.direction == _DESCENDING) for order in message.order_by),
        start=_cursor_of(message.start_at) if message.HasField("start_at") else None,
        end=_cursor_of(message.end_at) if message.HasField("end_at") else None,
        offset=message.offset,
        limit=message.limit.value if message.HasField("limit") else None,
        select=tuple(map(_path_of, message.select.fields)) if message.HasField("select") else None,
    )
    check_query(query)
    return query


def _path_of(message: Any) -> FieldPath:
    return parse_field_path(message.field_path)


def _cursor_of(message: Any) -> Cursor:
    return Cursor(tuple(decode(value) for value in message.values), message.before)


def _filter_of(message: Any) -> Filter:
    match message.WhichOneof("filter_type"):
        case "composite_filter":
            composite = message.composite_filter
            filters = tuple(_filter_of(inner) for inner in composite.filters)
            if not filters:
                raise invalid("A composite filter needs at least one filter.")
            if composite.op not in (_AND, _OR):
                raise invalid("A composite filter needs an operator: AND or OR.")
            return AllOf(filters) if composite.op == _AND else AnyOf(filters)
        case "field_filter":
            field = message.field_filter
            operator = _FIELD_OPERATORS.get(field.op)
            operand = decode(field.value)
        case "unary_filter":
            field = message.unary_filter
            operator = _UNARY_OPERATORS.get(field.op)
            operand = None
        case _:
            raise invalid("A filter needs a type.")
    if operator is None:
        raise invalid("A filter needs an operator.")
    return FieldFilter(_path_of(field.field), operator, operand)


def aggregations_of(message: Any) -> tuple[Aggregation, ...]:
    """The aggregations of a `StructuredAggregationQuery`; those without an alias are numbered."""
    return tuple(_aggregation_of(item, number) for number, item in enumerate(message.aggregations, start=1))


def _aggregation_of(message: Any, number: int) -> Aggregation:
    alias = message.alias or f"field_{number}"
    match message.WhichOneof("operator"):
        case "count":
            up_to = message.count.up_to.value if message.count.HasField("up_to") else None
            return Aggregation(alias, Measure.COUNT, up_to=up_to)
        case "sum":
            return Aggregation(alias, Measure.SUM, _path_of(message.sum.field))
        case "avg":
            return Aggregation(alias, Measure.AVERAGE, _path_of(message.avg.field))
    raise invalid("An aggregation needs an operator: count, sum or avg.")
