"""Order, storage sizes, field paths and names: the parts that need no client."""

from __future__ import annotations

import math
from typing import Any

import pytest
from google.cloud.firestore_v1.order import Order
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.cloud.errors import StatusError
from harness.cloud.firestore.field_paths import MISSING, lookup, parse_field_path, projected, replaced
from harness.cloud.firestore.limits import Limits, check_document, check_name, document_size
from harness.cloud.firestore.names import path_key
from harness.cloud.firestore.ordering import order_key
from harness.cloud.firestore.proto_messages import ValueMessage
from harness.cloud.firestore.proto_values import decode, encode
from harness.cloud.firestore.values import GeoPoint, Reference, Timestamp, Value, identical

ROOT = "projects/p/databases/(default)/documents"

unhurried = settings(deadline=None)

scalars: st.SearchStrategy[Value] = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=5)
    | st.binary(max_size=5)
    | st.builds(Timestamp, st.integers(0, 2**50))
    | st.builds(GeoPoint, st.floats(-90, 90), st.floats(-180, 180))
    | st.sampled_from(["a/b", "a/c", "a-b/c", "a/b/c/d"]).map(lambda path: Reference(f"{ROOT}/{path}"))
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text("ab", min_size=1), inner, max_size=3)
    ),
    max_leaves=6,
)


def message(value: Value) -> Any:
    made = ValueMessage()
    encode(value, made)
    return made


@unhurried
@given(values)
def test_values_survive_protobuf(value: Value) -> None:
    assert identical(decode(message(value)), value)


@unhurried
@given(values, values)
def test_the_order_is_that_of_google_s_client(left: Value, right: Value) -> None:
    ours = (order_key(left) > order_key(right)) - (order_key(left) < order_key(right))
    assert ours == Order.compare(message(left), message(right))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [(1, 1.0, False), (True, 1, False), (0.0, -0.0, False), (math.nan, math.nan, True), ((1, "a"), (1, "a"), True)],
)
def test_identical_is_about_storage_not_about_queries(left: Value, right: Value, same: bool) -> None:
    assert identical(left, right) is same


def test_texts_count_with_their_first_1500_bytes() -> None:
    assert order_key("é" * 750 + "a") == order_key("é" * 750 + "b")
    assert order_key("x" * 1499 + "a") < order_key("x" * 1499 + "b")


def test_names_are_ordered_by_their_segments() -> None:
    assert path_key(f"{ROOT}/a/b") < path_key(f"{ROOT}/a-c/b")
    assert f"{ROOT}/a/b" > f"{ROOT}/a-c/b"


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("a", ("a",)),
        ("a.b_1.C", ("a", "b_1", "C")),
        ("`a.b`.c", ("a.b", "c")),
        (r"`a\`b`", ("a`b",)),
        (r"`a\\b`", ("a\\b",)),
        ("__name__", ("__name__",)),
    ],
)
def test_field_paths(text: str, segments: tuple[str, ...]) -> None:
    assert parse_field_path(text) == segments


@pytest.mark.parametrize("text", ["", ".", "a.", ".a", "a..b", "1a", "a b", "`a", "a`b`", "``"])
def test_no_field_paths(text: str) -> None:
    with pytest.raises(StatusError, match="Invalid property path"):
        parse_field_path(text)


def test_fields_are_replaced_in_a_copy() -> None:
    fields = {"a": {"b": 1}, "c": 2}
    assert replaced(fields, ("a", "d"), 3) == {"a": {"b": 1, "d": 3}, "c": 2}
    assert replaced(fields, ("c", "d"), 3) == {"a": {"b": 1}, "c": {"d": 3}}
    assert replaced(fields, ("a", "b"), MISSING) == {"a": {}, "c": 2}
    assert replaced(fields, ("c", "d"), MISSING) == fields
    assert fields == {"a": {"b": 1}, "c": 2}
    assert lookup(fields, ("a", "x")) is MISSING
    assert projected(fields, [("a", "b"), ("x",)]) == {"a": {"b": 1}}


@pytest.mark.parametrize(
    ("fields", "room"),
    [
        # The room for text that Google's emulator leaves beside these fields in the document coll/docid.
        ({}, 1_048_511),
        ({"n": 1}, 1_048_501),
        ({"n": None}, 1_048_508),
        ({"n": True}, 1_048_508),
        ({"n": Timestamp(0)}, 1_048_501),
        ({"n": GeoPoint(1, 1)}, 1_048_493),
        ({"n": Reference(f"{ROOT}/abc/def")}, 1_048_485),
        ({"n": b"123"}, 1_048_506),
        ({"n": (1, "a", None)}, 1_048_498),
        ({"n": {"k": 1, "l": {"m": "é"}}}, 1_048_492),
        ({"n": (), "m": {}}, 1_048_505),
        ({"é": "é"}, 1_048_505),
    ],
)
def test_a_document_has_room_for_a_mebibyte(fields: dict[str, Value], room: int) -> None:
    half = room // 2
    full = {**fields, "a": "x" * half, "b": "x" * (room - half)}
    assert document_size(f"{ROOT}/coll/docid", full) == 2**20
    check_document(f"{ROOT}/coll/docid", full, Limits())
    with pytest.raises(StatusError, match=r"its size \(1,048,577 bytes\) exceeds the maximum allowed size"):
        check_document(f"{ROOT}/coll/docid", {**full, "b": "x" * (room - half + 1)}, Limits())


def test_names_are_at_most_100_collections_deep_and_6_kib_long() -> None:
    check_name(ROOT + "/c/d" * 100, Limits())
    with pytest.raises(StatusError, match="deeper than 100 collections"):
        check_name(ROOT + "/c/d" * 101, Limits())
    head = f"{ROOT}/" + "/".join(["x" * 1500] * 3 + ["y" * 500, "z"]) + "/"
    check_name(head + "x" * (6144 - len(head)), Limits())
    with pytest.raises(StatusError, match="longer than 6144 bytes"):
        check_name(head + "x" * (6145 - len(head)), Limits())


@pytest.mark.parametrize("name", ["", "a/b", "projects/p", f"{ROOT}", f"{ROOT}/a", f"{ROOT}/a/b/c", f"{ROOT}//b"])
def test_no_names(name: str) -> None:
    with pytest.raises(StatusError, match="INVALID_ARGUMENT"):
        check_name(name, Limits())
