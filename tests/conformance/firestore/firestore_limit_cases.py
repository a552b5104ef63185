"""Cases at both sides of the documented limits."""

from __future__ import annotations

from typing import Any

from firestore_operations import Batch, Case, Create, Get, Paths, Raw, Set, Update
from google.cloud.firestore import Increment

TEXT_LIMIT = 1_048_487


def nested(depth: int) -> Any:
    return {"m": nested(depth - 1)} if depth else 1


def write(path: str, fields: dict[str, Any]) -> Raw:
    return Raw([{"update": {"name": path, "fields": fields}}])


ONE = {"integer_value": 1}
ARRAY = {"array_value": {"values": [{"array_value": {"values": [ONE]}}]}}

CASES = [
    Case("a text of the largest size", steps=[Set("a/b", {"t": "x" * (TEXT_LIMIT)})]),
    Case("a text too large", steps=[Set("a/b", {"t": "x" * (TEXT_LIMIT + 1)}), Get("a/b")]),
    Case("bytes too large", steps=[Set("a/b", {"t": b"x" * (TEXT_LIMIT + 1)})]),
    Case("a document too large", steps=[Set("a/b", {str(n): "x" * 1000 for n in range(1050)}), Get("a/b")]),
    Case("a document just small enough", steps=[Set("a/b", {str(n): "x" * 1000 for n in range(1040)})]),
    Case(
        "an update that makes a document too large",
        {"a/b": {"s": "x" * 600_000}},
        [Update("a/b", {"t": "x" * 600_000})],
    ),
    Case("more than 500 writes", steps=[Batch([Set(f"a/{n}", {}) for n in range(501)])]),
    Case("500 transforms of a document", steps=[Set("a/b", {f"n{n}": Increment(1) for n in range(500)})]),
    Case("501 transforms of a document", steps=[Set("a/b", {f"n{n}": Increment(1) for n in range(501)})]),
    Case("twenty levels", steps=[Set("a/b", nested(20))]),
    Case("twenty-one levels", steps=[Set("a/b", nested(21))]),
    Case("twenty-two levels", steps=[Set("a/b", nested(22))]),
    Case("a reserved field name", steps=[write("a/b", {"__n__": ONE})]),
    Case("an empty field name", steps=[write("a/b", {"": ONE})]),
    Case("a reserved field name in a map", steps=[write("a/b", {"m": {"map_value": {"fields": {"__n__": ONE}}}})]),
    Case("a field name that is only nearly reserved", steps=[write("a/b", {"__n": ONE})]),
    Case("a field name of 1,500 bytes", steps=[write("a/b", {"n" * 1500: ONE})]),
    Case("a field name of 1,501 bytes", steps=[write("a/b", {"n" * 1501: ONE})]),
    Case("an array in an array", steps=[write("a/b", {"a": ARRAY})]),
    Case("an array in a map in an array", steps=[Set("a/b", {"a": [{"b": [1]}]})]),
    Case("a reserved id", steps=[Set("a/__b__", {})]),
    Case("a reserved collection", steps=[Set("__a__/b", {})]),
    Case("an id of a dot", steps=[Set("a/.", {})]),
    Case("an id of two dots", steps=[Set("a/..", {})]),
    Case("an id of 1,500 bytes", steps=[Create("a/" + "b" * 1500, {})]),
    Case("an id of 1,501 bytes", steps=[Create("a/" + "b" * 1501, {})]),
    Case("a name with spaces and signs", steps=[Create("a/b c#%?+", {"n": 1}), Get("a/b c#%?+")]),
    Case("a name without an id", steps=[write("a", {})]),
    Case("a reference to nowhere", steps=[write("a/b", {"r": {"reference_value": "nonsense"}})]),
    Case("a point off the Earth", steps=[write("a/b", {"p": {"geo_point_value": {"latitude": 91.0}}})]),
    Case("a negative limit", steps=[Paths("a", limit=-1)]),
    Case("a negative offset", steps=[Paths("a", offset=-1)]),
    Case(
        "precondition on both sides of a microsecond",
        {"a/b": {}},
        [
            Raw([{"update": {"name": "a/b"}, "current_document": {"update_time": {"seconds": 1, "nanos": 1}}}]),
        ],
    ),
]
