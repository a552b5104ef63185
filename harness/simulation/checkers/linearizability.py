"""Whether operations that overlapped could have happened one after the other.

The search of Wing and Gong with the memory of Lowe: an order of the operations that keeps what came before what in
real time, and in which a sequential model gives the results that were seen. Operations on different keys are judged
apart, which is sound for linearizability and keeps the search small.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from harness.simulation.history import History, Operation
from harness.simulation.verdicts import Invariant

ANYTHING = object()
"""The result of an operation that nobody knows the result of."""


@dataclass(frozen=True, slots=True)
class Model:
    """A sequential object. `apply(state, name, argument)` gives the new state and the right result."""

    name: str
    initial: Hashable
    apply: Callable[[Any, str, Any], tuple[Any, Any]]


def _register(state: Any, name: str, argument: Any) -> tuple[Any, Any]:
    match name:
        case "read":
            return state, state
        case "write":
            return argument, None
        case "compare and set":
            expected, new = argument
            return (new, True) if state == expected else (state, False)
    raise ValueError(f"a register has read, write and compare and set, not {name!r}")


def _counter(state: int, name: str, argument: Any) -> tuple[int, Any]:
    match name:
        case "read":
            return state, state
        case "add":
            return state + argument, None
        case "add and get":
            return state + argument, state + argument
    raise ValueError(f"a counter has read, add and add and get, not {name!r}")


def _set(state: frozenset[Any], name: str, argument: Any) -> tuple[frozenset[Any], Any]:
    match name:
        case "read":
            return state, state
        case "add":
            return state | {argument}, None
        case "remove":
            return state - {argument}, None
        case "contains":
            return state, argument in state
    raise ValueError(f"a set has read, add, remove and contains, not {name!r}")


REGISTER = Model("register", None, _register)
COUNTER = Model("counter", 0, _counter)
SET = Model("set", frozenset(), _set)


def linearizable(history: History, model: Model, *, sentence: str = "") -> Invariant:
    """The history's operations (`history.operation`) are those of one sequential object a key."""

    def broken() -> str | None:
        by_key: dict[str, list[Operation]] = {}
        for operation in history.operations:
            by_key.setdefault(operation.key, []).append(operation)
        for key, operations in by_key.items():
            stuck = unexplained(operations, model)
            if stuck is not None:
                told = ", ".join(map(_told, stuck))
                return f"no order of these explains the results{f' for {key}' if key else ''}: {told}"
        return None

    return Invariant(sentence or f"the {model.name} behaves as if its operations came one after the other", broken)


def unexplained(operations: Sequence[Operation], model: Model) -> Sequence[Operation] | None:
    """None if some order explains all results; else the operations, cut at the first whose result nothing explains.

    An operation that has not ended, or that raised, may have taken effect at any time after its beginning, or never.
    """
    ordered = sorted(operations, key=lambda operation: operation.began)
    if _has_an_order(ordered, model):
        return None
    for count in range(1, len(ordered)):
        if not _has_an_order(ordered[:count], model):
            return ordered[:count]
    return ordered


def _has_an_order(operations: Sequence[Operation], model: Model) -> bool:
    certain = frozenset(number for number, one in enumerate(operations) if one.ended is not None and not one.failed)
    start = (frozenset(range(len(operations))), model.initial)
    ahead: list[tuple[frozenset[int], Any]] = [start]
    seen = {start}
    while ahead:
        left, state = ahead.pop()
        if not left & certain:
            return True
        first_end = min(operations[number].ended or 0 for number in left & certain)
        for number in sorted(left):
            operation = operations[number]
            if operation.began > first_end:
                continue  # it began after another one had ended that is not placed yet
            after, right = model.apply(state, operation.name, operation.argument)
            if number in certain and operation.result is not ANYTHING and operation.result != right:
                continue
            following = (left - {number}, after)
            if following not in seen:
                seen.add(following)
                ahead.append(following)
    return False


def _told(operation: Operation) -> str:
    argument = "" if operation.argument is None else repr(operation.argument)
    result = "?" if operation.ended is None or operation.failed else repr(operation.result)
    return f"{operation.process}: {operation.name}({argument}) = {result}"
