"""Cases of writing and reading documents by name."""

from __future__ import annotations

from datetime import UTC, datetime

from firestore_operations import (
    Batch,
    Bulk,
    Case,
    Collections,
    Create,
    Delete,
    Documents,
    Get,
    GetAll,
    Raw,
    Ref,
    Set,
    Update,
)
from google.cloud.firestore import DELETE_FIELD, SERVER_TIMESTAMP
from google.cloud.firestore_v1 import GeoPoint
from google.cloud.firestore_v1.vector import Vector

BATCH = {"batches/b": {"expected": 3, "done": ["ann"], "by": {"ann": {"made": 7}}, "open": True}}
INSTANT = datetime(2024, 1, 15, 17, 30, 0, 123456, tzinfo=UTC)

CASES = [
    Case("get of a document that is not there", steps=[Get("batches/b")]),
    Case("set makes a document", steps=[Set("batches/b", {"n": 1}), Get("batches/b")]),
    Case("set replaces all fields", BATCH, [Set("batches/b", {"n": 1}), Get("batches/b")]),
    Case("set of nothing leaves an empty document", BATCH, [Set("batches/b", {}), Get("batches/b")]),
    Case("set with merge keeps other fields", BATCH, [Set("batches/b", {"n": 1}, merge=True), Get("batches/b")]),
    Case(
        "merge goes into maps and replaces arrays",
        BATCH,
        [Set("batches/b", {"by": {"bob": {"made": 5}}, "done": ["bob"]}, merge=True), Get("batches/b")],
    ),
    Case(
        "merge of named fields leaves the rest",
        BATCH,
        [Set("batches/b", {"expected": 9, "open": False}, merge=["expected"]), Get("batches/b")],
    ),
    Case("merge makes a document", steps=[Set("batches/b", {"a": {"b": 1}}, merge=True), Get("batches/b")]),
    Case(
        "merge can delete a field",
        BATCH,
        [Set("batches/b", {"open": DELETE_FIELD}, merge=True), Get("batches/b", ["open", "expected"])],
    ),
    Case("create makes a document", steps=[Create("batches/b", {"n": 1}), Get("batches/b")]),
    Case("create of what is there is refused", BATCH, [Create("batches/b", {"n": 1}), Get("batches/b", ["n"])]),
    Case("create after a delete", BATCH, [Delete("batches/b"), Create("batches/b", {"n": 1}), Get("batches/b")]),
    Case("update changes named fields", BATCH, [Update("batches/b", {"expected": 4}), Get("batches/b")]),
    Case("update of a nested field", BATCH, [Update("batches/b", {"by.bob.made": 5}), Get("batches/b")]),
    Case("update replaces a whole map", BATCH, [Update("batches/b", {"by": {"bob": 1}}), Get("batches/b")]),
    Case("update deletes a field", BATCH, [Update("batches/b", {"open": DELETE_FIELD}), Get("batches/b")]),
    Case(
        "update deletes a nested field",
        BATCH,
        [Update("batches/b", {"by.ann.made": DELETE_FIELD}), Get("batches/b")],
    ),
    Case(
        "update deletes what is not there",
        BATCH,
        [Update("batches/b", {"by.bob.made": DELETE_FIELD}), Get("batches/b")],
    ),
    Case("update below a field that is no map", BATCH, [Update("batches/b", {"open.a": 1}), Get("batches/b")]),
    Case("update of a document that is not there", steps=[Update("batches/b", {"n": 1}), Get("batches/b")]),
    Case("update with a quoted field name", BATCH, [Update("batches/b", {"by.`a-b c`": 1}), Get("batches/b")]),
    Case("update of what has not changed since", BATCH, [Update("batches/b", {"n": 1}, since="now"), Get("batches/b")]),
    Case("update of what has changed since", BATCH, [Update("batches/b", {"n": 1}, since="long ago")]),
    Case("update of what is not there, since", steps=[Update("batches/b", {"n": 1}, since="long ago")]),
    Case("delete takes a document away", BATCH, [Delete("batches/b"), Get("batches/b")]),
    Case("delete of what is not there", steps=[Delete("batches/b")]),
    Case("delete of what has to be there", steps=[Delete("batches/b", exists=True)]),
    Case("delete of what is there and has to be", BATCH, [Delete("batches/b", exists=True)]),
    Case("delete of what has changed since", BATCH, [Delete("batches/b", since="long ago"), Get("batches/b", ["n"])]),
    Case("delete of what has not changed since", BATCH, [Delete("batches/b", since="now"), Get("batches/b")]),
    Case("delete keeps documents below", {"a/b": {}, "a/b/c/d": {"n": 1}}, [Delete("a/b"), Get("a/b/c/d")]),
    Case(
        "a write that changes nothing keeps the update time",
        steps=[Set("a/b", {"n": 1}), Set("a/b", {"n": 1}), Update("a/b", {"n": 1}), Get("a/b")],
    ),
    Case(
        "an integer over an equal double is a change",
        steps=[Set("a/b", {"n": 1}), Set("a/b", {"n": 1.0}), Get("a/b")],
    ),
    Case(
        "a merge that changes nothing keeps the update time",
        steps=[Set("a/b", {"n": 1, "m": {"x": [1]}}), Set("a/b", {"m": {"x": [1]}}, merge=True), Get("a/b")],
    ),
    Case(
        "update time moves, create time stays",
        steps=[Set("a/b", {"n": 1}), Get("a/b"), Set("a/b", {"n": 2}), Get("a/b")],
    ),
    Case(
        "all types of values come back",
        steps=[
            Set(
                "a/b",
                {
                    "null": None,
                    "yes": True,
                    "no": False,
                    "whole": 2**53 + 1,
                    "least": -(2**63),
                    "double": 2.5,
                    "zero": -0.0,
                    "nan": float("nan"),
                    "inf": float("inf"),
                    "instant": INSTANT,
                    "text": "Dončić\n",
                    "empty": "",
                    "bytes": b"\x00\xff",
                    "ref": Ref("c/d"),
                    "point": GeoPoint(40.5, -73.9),
                    "array": [1, "a", {"b": []}],
                    "map": {"a": {}, "b": [None]},
                    "vector": Vector([1.0, 2.0]),
                },
            ),
            Get("a/b"),
        ],
    ),
    Case("fields of a get", BATCH, [Get("batches/b", ["by.ann", "nothing"])]),
    Case("no fields of a get", BATCH, [Get("batches/b", ["nothing"])]),
    Case("get of several", {"a/b": {"n": 1}, "a/c": {"n": 2}}, [GetAll(["a/b", "a/x", "a/c", "a/b"])]),
    Case(
        "a batch writes all",
        BATCH,
        [
            Batch([Set("a/b", {"n": 1}), Update("batches/b", {"n": 2}), Delete("a/x"), Create("a/c", {})]),
            GetAll(["a/b", "batches/b", "a/c"]),
        ],
    ),
    Case(
        "a batch writes nothing if one is refused",
        BATCH,
        [
            Batch([Set("a/b", {"n": 1}), Create("batches/b", {})]),
            Get("a/b"),
        ],
    ),
    Case(
        "writes of a batch follow one another",
        steps=[
            Batch([Create("a/b", {"n": 1}), Update("a/b", {"m": 2}), Set("a/b", {"k": 3}, merge=True)]),
            Get("a/b"),
        ],
    ),
    Case("a batch that makes and deletes", steps=[Batch([Create("a/b", {"n": 1}), Delete("a/b")]), Get("a/b")]),
    Case(
        "a batch that deletes and makes",
        {"a/b": {"n": 1}},
        [
            Get("a/b"),
            Batch([Delete("a/b"), Create("a/b", {"n": 1})]),
            Get("a/b"),
        ],
    ),
    Case("an empty batch", steps=[Batch([])]),
    Case(
        "a bulk writes what it can",
        BATCH,
        [
            Bulk([Create("batches/b", {}), Set("a/b", {"n": 1}), Update("a/x", {"n": 1})]),
            Get("a/b"),
        ],
    ),
    Case("a bulk with a document twice", steps=[Bulk([Set("a/b", {"n": 1}), Set("a/b", {"n": 2})]), Get("a/b")]),
    Case("server time in a set", steps=[Set("a/b", {"at": SERVER_TIMESTAMP, "n": 1}), Get("a/b")]),
    Case("server time in a nested update", BATCH, [Update("batches/b", {"by.at": SERVER_TIMESTAMP}), Get("batches/b")]),
    Case("documents of a collection", {"a/b": {}, "a/c/d/e": {}, "x/y": {}}, [Documents("a"), Documents("x")]),
    Case("collections", {"a/b": {}, "a/c/d/e": {}, "x/y": {}}, [Collections(), Collections("a/c"), Collections("a/b")]),
    Case("a write without an operation", steps=[Raw([{}])]),
    Case(
        "a mask with nothing in it",
        BATCH,
        [
            Raw([{"update": {"name": "batches/b"}, "update_mask": {"field_paths": []}}]),
            Get("batches/b"),
        ],
    ),
    Case(
        "an empty mask makes a document",
        steps=[
            Raw([{"update": {"name": "a/b"}, "update_mask": {"field_paths": []}}]),
            Get("a/b"),
        ],
    ),
    Case(
        "a mask with no path",
        BATCH,
        [Raw([{"update": {"name": "batches/b"}, "update_mask": {"field_paths": ["a..b"]}}])],
    ),
    Case(
        "a delete with a mask-like precondition",
        BATCH,
        [
            Raw([{"delete": "batches/b", "current_document": {"exists": False}}]),
            Get("batches/b", ["n"]),
        ],
    ),
    Case("a value without a type", steps=[Raw([{"update": {"name": "a/b", "fields": {"n": {}}}}]), Get("a/b")]),
]
