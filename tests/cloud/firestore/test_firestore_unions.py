"""The union of arrays: what is added, and that the short way for texts adds the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.cloud.firestore.ordering import INDEXED_BYTES, is_short_text, order_key
from harness.cloud.firestore.transforms import Operation, Transform, apply_transforms
from harness.cloud.firestore.values import Value

TEXTS = st.sampled_from(["", "a", "b", "ä", "\U0001f3c0", "p1", "p2"])
VALUES = st.one_of(TEXTS, st.sampled_from([None, True, 1, 1.0, 2, float("nan"), b"a", {"a": 1}]))
LONGEST = "\U0001f3c0" * (INDEXED_BYTES // 4)
"""A text of 4 bytes a character that just fills what is indexed."""


def union(present: tuple[Value, ...], wanted: tuple[Value, ...]) -> tuple[Value, ...]:
    fields, results = apply_transforms({"f": present}, [Transform(("f",), Operation.ARRAY_UNION, wanted)], 0)
    assert results == (None,)
    found = fields["f"]
    assert isinstance(found, tuple)
    return found


@given(st.lists(VALUES, max_size=6), st.lists(TEXTS, max_size=4))
def test_texts_are_added_as_any_value_is(present: list[Value], wanted: list[Value]) -> None:
    expected = list(present)
    for value in wanted:
        if order_key(value) not in {order_key(one) for one in expected}:
            expected.append(value)
    assert list(map(repr, union(tuple(present), tuple(wanted)))) == list(map(repr, expected))


def test_what_is_there_already_changes_nothing() -> None:
    present = ("a", "b")
    assert union(present, ("b", "a")) is present


@pytest.mark.parametrize(("present", "wanted"), [(1, 1.0), (LONGEST + "x", LONGEST + "y"), ({"a": 1}, {"a": 1})])
def test_equal_is_what_orders_equal(present: Value, wanted: Value) -> None:
    assert union((present,), (wanted,)) == (present,)


def test_short_is_a_text_whose_key_no_longer_text_has() -> None:
    assert is_short_text(LONGEST[:-1])
    assert not is_short_text(LONGEST)
    assert not is_short_text(b"a")
