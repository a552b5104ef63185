"""Count, sum and average over the answer of a query."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from harness.cloud.errors import invalid
from harness.cloud.firestore.field_paths import FieldPath, lookup
from harness.cloud.firestore.queries import Query
from harness.cloud.firestore.values import LARGEST_INTEGER, SMALLEST_INTEGER, Document, Value

MOST_AGGREGATIONS = 5


class Measure(Enum):
    COUNT = "count"
    SUM = "sum"
    AVERAGE = "avg"


@dataclass(frozen=True, slots=True)
class Aggregation:
    """`path` is the field of a sum or an average; `up_to` caps a count."""

    alias: str
    measure: Measure
    path: FieldPath = ()
    up_to: int | None = None


def check_aggregations(aggregations: Sequence[Aggregation]) -> None:
    """
    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    if not 1 <= len(aggregations) <= MOST_AGGREGATIONS:
        raise invalid(f"A query has 1 to {MOST_AGGREGATIONS} aggregations, not {len(aggregations)}.")
    if len({aggregation.alias for aggregation in aggregations}) < len(aggregations):
        raise invalid("Aggregation aliases must be unique.")
    if any(aggregation.up_to is not None and aggregation.up_to <= 0 for aggregation in aggregations):
        raise invalid("up_to must be greater than zero.")


def aggregated(query: Query, aggregations: Sequence[Aggregation]) -> Query:
    """The query whose answer is aggregated.

    Only documents that have every aggregated field belong to it, since the service reads one index over all of them.

    Raises:
        StatusError: INVALID_ARGUMENT, the query selects fields though some are aggregated.
    """
    paths = tuple(dict.fromkeys(aggregation.path for aggregation in aggregations if aggregation.path))
    if paths and query.select is not None:
        for path in paths:
            if path not in query.select:
                name = ".".join(path)
                raise invalid(f"The aggregation property {name} is not present in the base query's property mask.")
        raise invalid("Cannot apply property masks when aggregation fields are present.")
    return replace(query, present=paths)


def aggregate(documents: Sequence[Document], aggregations: Sequence[Aggregation]) -> dict[str, Value]:
    """One value per alias."""
    return {aggregation.alias: _measured(documents, aggregation) for aggregation in aggregations}


def _measured(documents: Sequence[Document], aggregation: Aggregation) -> Value:
    if aggregation.measure is Measure.COUNT:
        return len(documents) if aggregation.up_to is None else min(len(documents), aggregation.up_to)
    numbers = [
        value
        for value in (lookup(document.fields, aggregation.path) for document in documents)
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]
    if aggregation.measure is Measure.SUM:
        return _sum(numbers)
    return float(_sum(numbers)) / len(numbers) if numbers else None


def _sum(numbers: Sequence[int | float]) -> int | float:
    """An integer while all numbers are integers and their sum fits into 64 bits; else a double."""
    whole = sum(number for number in numbers if isinstance(number, int))
    doubles = [number for number in numbers if isinstance(number, float)]
    if not doubles and SMALLEST_INTEGER <= whole <= LARGEST_INTEGER:
        return whole
    if any(map(math.isinf, doubles)) or any(map(math.isnan, doubles)):
        return sum(doubles)
    return math.fsum([float(whole), *doubles])
