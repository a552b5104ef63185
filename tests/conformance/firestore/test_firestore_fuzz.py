"""Random writes and queries get the same answers from the embedded Firestore and from Google's emulator."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from firestore_connections import ClientOf
from firestore_operations import (
    Aggregate,
    Batch,
    Case,
    Create,
    Delete,
    Get,
    Operation,
    Query,
    Ref,
    Set,
    Update,
    answers,
)
from google.cloud.firestore import (
    DELETE_FIELD,
    And,
    ArrayRemove,
    ArrayUnion,
    FieldFilter,
    Increment,
    Maximum,
    Minimum,
    Or,
)
from google.cloud.firestore_v1 import GeoPoint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATHS = [f"c/{name}" for name in "abcd"]
FIELDS = ["f", "g", "m.x", "m.y"]

numbers = st.sampled_from([-1, 0, 1, 2, 1.0, 1.5, -0.0, float("inf"), float("nan"), 2**53 + 1, 2**63 - 1, 9e15])
scalars = (
    numbers
    | st.none()
    | st.booleans()
    | st.sampled_from(["", "a", "ab", "é", "z"])
    | st.sampled_from([b"", b"a"])
    | st.sampled_from([datetime(2023, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)])
    | st.sampled_from([Ref("c/a"), Ref("c/b"), Ref("d/a/e/f")])
    | st.sampled_from([GeoPoint(1, 2), GeoPoint(1, 3)])
)
maps = st.dictionaries(st.sampled_from(["x", "y", "z"]), scalars, max_size=2)
arrays = st.lists(scalars | maps, max_size=3)
values = scalars | arrays | maps
documents = st.fixed_dictionaries({}, optional={"f": values, "g": values, "m": maps | values})

comparable = values.filter(lambda value: value is not None and value == value)
lists = st.lists(values, min_size=1, max_size=3)
elements = st.lists(
    scalars | maps, min_size=1, max_size=3
)  # the emulator stores arrays in arrays, if a union adds them
conditions = (
    st.tuples(st.sampled_from(FIELDS), st.sampled_from(["<", "<=", ">", ">="]), comparable)
    | st.tuples(st.sampled_from(FIELDS), st.sampled_from(["==", "!="]), values)
    | st.tuples(st.sampled_from(FIELDS), st.sampled_from(["in", "not-in", "array_contains_any"]), lists)
    | st.tuples(st.sampled_from(FIELDS), st.just("array_contains"), comparable)
)
orders = st.lists(
    st.sampled_from([*FIELDS, *(f"-{name}" for name in FIELDS)]), max_size=2, unique_by=lambda o: o.strip("-")
)


def as_filter(condition: tuple[str, str, Any]) -> FieldFilter | None:
    """A condition as the client's filter; data with references would need a client."""
    name, operator, value = condition
    return None if "Ref(" in repr(value) else FieldFilter(name, operator, value)


filters = conditions.map(as_filter).filter(lambda one: one is not None)
composites = st.recursive(
    filters,
    lambda inner: (
        st.builds(And, st.lists(inner, min_size=1, max_size=2)) | st.builds(Or, st.lists(inner, min_size=1, max_size=3))
    ),
    max_leaves=4,
)
measures = st.dictionaries(
    st.sampled_from(["x", "y", "z"]),
    st.just(("count", None)) | st.tuples(st.sampled_from(["sum", "avg"]), st.sampled_from(FIELDS)),
    min_size=1,
    max_size=3,
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    order = draw(orders)
    cursor = draw(st.sampled_from([None, "start_at", "start_after", "end_at", "end_before"])) if order else None
    options: dict[str, Any] = {}
    if cursor:
        options[cursor] = draw(st.lists(values, min_size=1, max_size=len(order)))
    return Query(
        "c",
        where=draw(st.lists(conditions, max_size=2) | st.lists(composites, min_size=1, max_size=1)),
        order=order,
        limit=draw(st.none() | st.integers(0, 3)),
        offset=draw(st.none() | st.integers(0, 2)),
        select=draw(st.none() | st.lists(st.sampled_from(FIELDS), min_size=1, max_size=2, unique=True)),
        **options,
    )


transforms = (
    st.builds(Increment, numbers)
    | st.builds(Maximum, numbers)
    | st.builds(Minimum, numbers)
    | st.builds(ArrayUnion, elements)
    | st.builds(ArrayRemove, elements)
)
changes: st.SearchStrategy[Mapping[str, Any]] = st.dictionaries(
    st.sampled_from(["f", "g", "m.x"]), values | transforms | st.just(DELETE_FIELD), min_size=1, max_size=2
)
writes = (
    st.builds(Set, st.sampled_from(PATHS), documents)
    | st.builds(Set, st.sampled_from(PATHS), documents.filter(bool), st.just(True))
    | st.builds(Create, st.sampled_from(PATHS), documents)
    | st.builds(Update, st.sampled_from(PATHS), changes)
    | st.builds(Delete, st.sampled_from(PATHS), st.sampled_from([None, None, True]))
)
steps: st.SearchStrategy[list[Operation]] = st.lists(
    writes | st.builds(Batch, st.lists(writes, min_size=1, max_size=3)), max_size=6
)
PROJECTS = itertools.count()


def same(case: Case, one: ClientOf, other: ClientOf) -> None:
    project = f"fuzz-{next(PROJECTS)}"
    pairs = zip(case.steps, answers(case, one(project)), answers(case, other(project)), strict=True)
    differences = [(step, ours, theirs) for step, ours, theirs in pairs if ours != theirs]
    assert not differences, (case.given, differences)


fuzz = settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False
)


@pytest.mark.nightly
@fuzz
@given(written=steps)
def test_writes(in_process: ClientOf, official: ClientOf, written: list[Operation]) -> None:
    same(Case("fuzz", steps=[*written, *(Get(path) for path in PATHS)]), in_process, official)


aggregates = st.builds(Aggregate, queries(), measures)


@pytest.mark.nightly
@fuzz
@given(
    stored=st.lists(documents, min_size=3, max_size=8), asked=st.lists(queries() | aggregates, min_size=1, max_size=8)
)
def test_queries(
    in_process: ClientOf, official: ClientOf, stored: list[dict[str, Any]], asked: list[Operation]
) -> None:
    present = {f"c/{number}": data for number, data in enumerate(stored)}
    same(Case("fuzz", present, asked), in_process, official)
