"""The checker against histories whose answer is known, and against a brute-force one on small random histories."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.simulation.checkers import COUNTER, REGISTER, SET, Model, linearizable
from harness.simulation.checkers.linearizability import unexplained
from harness.simulation.history import History, Operation


def operation(
    process: str, name: str, argument: object, result: object, began: int, ended: int | None, *, failed: bool = False
) -> Operation:
    return Operation(process, name, argument, began, began, result=result, ended=ended, ended_ns=ended, failed=failed)


RIGHT: list[tuple[str, Model, list[Operation]]] = [
    ("one after the other", REGISTER, [operation("a", "write", 1, None, 1, 2), operation("b", "read", None, 1, 3, 4)]),
    ("overlapping", REGISTER, [operation("a", "write", 1, None, 1, 4), operation("b", "read", None, None, 2, 3)]),
    (
        "a write that nobody knows the end of may show later",
        REGISTER,
        [
            operation("a", "write", 1, None, 1, None),
            operation("b", "read", None, None, 2, 3),
            operation("b", "read", None, 1, 4, 5),
        ],
    ),
    (
        "a failed write may have happened",
        REGISTER,
        [operation("a", "write", 1, None, 1, 2, failed=True), operation("b", "read", None, 1, 3, 4)],
    ),
    ("counter", COUNTER, [operation("a", "add and get", 2, 5, 1, 4), operation("b", "add and get", 3, 3, 2, 3)]),
    ("set", SET, [operation("a", "add", "x", None, 1, 4), operation("b", "contains", "x", True, 2, 3)]),
]
WRONG: list[tuple[str, Model, list[Operation]]] = [
    ("stale read", REGISTER, [operation("a", "write", 1, None, 1, 2), operation("b", "read", None, None, 3, 4)]),
    (
        "reads go back",
        REGISTER,
        [
            operation("a", "write", 1, None, 1, 9),
            operation("b", "read", None, 1, 2, 3),
            operation("b", "read", None, None, 4, 5),
        ],
    ),
    (
        "two get the same number",
        COUNTER,
        [operation("a", "add and get", 1, 1, 1, 4), operation("b", "add and get", 1, 1, 2, 3)],
    ),
    (
        "an element is lost",
        SET,
        [operation("a", "add", "x", None, 1, 2), operation("b", "read", None, frozenset(), 3, 4)],
    ),
]


@pytest.mark.parametrize(("name", "model", "operations"), RIGHT, ids=lambda v: v if isinstance(v, str) else "")
def test_a_right_history_is_explained(name: str, model: Model, operations: list[Operation]) -> None:
    assert unexplained(operations, model) is None


@pytest.mark.parametrize(("name", "model", "operations"), WRONG, ids=lambda v: v if isinstance(v, str) else "")
def test_a_wrong_history_is_not(name: str, model: Model, operations: list[Operation]) -> None:
    assert unexplained(operations, model) is not None


def test_keys_are_judged_apart_and_the_wrong_one_is_named() -> None:
    history = History()
    for key, read in (("x", 1), ("y", None)):
        write, again = operation("a", "write", 1, None, 1, 2), operation("b", "read", None, read, 3, 4)
        write.key = again.key = key
        history.operations += [write, again]
    told = linearizable(history, REGISTER).broken()
    assert told is not None
    assert "for y" in told
    assert "b: read() = None" in told


def explained_by_brute_force(operations: list[Operation]) -> bool:
    for order in permutations(range(len(operations))):
        place = {number: at for at, number in enumerate(order)}
        in_time = all(
            place[one] < place[other]
            for one in order
            for other in order
            if (operations[one].ended or 0) < operations[other].began
        )
        state: object = None
        right = in_time
        for number in order if in_time else ():
            state, wanted = REGISTER.apply(state, operations[number].name, operations[number].argument)
            right = right and operations[number].result == wanted
        if right:
            return True
    return False


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Up to five operations of a register, each with a beginning and an end at places of their own."""
    count = draw(st.integers(1, 5))
    places = draw(st.permutations(range(1, 2 * count + 1)))
    made = []
    for number in range(count):
        began, ended = sorted(places[2 * number : 2 * number + 2])
        if draw(st.booleans()):
            made.append(operation("p", "write", draw(st.integers(1, 2)), None, began, ended))
        else:
            made.append(operation("p", "read", None, draw(st.sampled_from([None, 1, 2])), began, ended))
    return made


@given(histories())
@settings(max_examples=300, deadline=None)
def test_it_agrees_with_trying_every_order(operations: list[Operation]) -> None:
    assert (unexplained(operations, REGISTER) is None) == explained_by_brute_force(operations)
