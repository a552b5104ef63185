"""Cases of field transforms."""

from __future__ import annotations

from firestore_operations import Batch, Case, Get, Set, Update
from google.cloud.firestore import SERVER_TIMESTAMP, ArrayRemove, ArrayUnion, Increment, Maximum, Minimum

NAN = float("nan")
LARGEST = 2**63 - 1


def after(name: str, present: object, transform: object) -> Case:
    """A transform of a field that holds `present`; None means that there is no such field."""
    given = {"a/b": {"other": 1} if present is None else {"f": present}}
    return Case(name, given, [Update("a/b", {"f": transform}), Get("a/b")])


CASES = [
    after("increment of an integer", 5, Increment(2)),
    after("increment by a negative number", 5, Increment(-7)),
    after("increment of an integer by a double", 5, Increment(0.5)),
    after("increment of a double by an integer", 2.5, Increment(1)),
    after("increment of a missing field", None, Increment(3)),
    after("increment of a text", "five", Increment(3)),
    after("increment of a boolean", True, Increment(3)),
    after("increment over the largest integer", LARGEST - 1, Increment(5)),
    after("increment under the least integer", -LARGEST, Increment(-5)),
    after("increment of NaN", NAN, Increment(1)),
    after("increment by zero", 5, Increment(0)),
    after("maximum that is larger", 5, Maximum(9)),
    after("maximum that is smaller", 5, Maximum(3)),
    after("maximum of equal numbers of different types", 5, Maximum(5.0)),
    after("maximum of a double and an integer", 5.5, Maximum(6)),
    after("maximum of a missing field", None, Maximum(6)),
    after("maximum of a text", "a", Maximum(6)),
    after("maximum with NaN", 5, Maximum(NAN)),
    after("maximum of NaN", NAN, Maximum(5)),
    after("minimum that is smaller", 5, Minimum(3)),
    after("minimum that is larger", 5, Minimum(9)),
    after("minimum of equal numbers of different types", 5.0, Minimum(5)),
    after("minimum of a missing field", None, Minimum(6)),
    after("minimum with NaN", 5, Minimum(NAN)),
    after("union adds what is not there", ["ann"], ArrayUnion(["bob", "ann", "cid"])),
    after("union of what is there changes nothing", ["ann", "bob"], ArrayUnion(["bob"])),
    after("union keeps doubles that are there twice", [1, 1], ArrayUnion([2])),
    after("union finds 3 and 3.0 equal", [3], ArrayUnion([3.0, 4.0, 4])),
    after("union finds NaN equal", [NAN, None], ArrayUnion([NAN, None])),
    after("union of maps", [{"a": 1}], ArrayUnion([{"a": 1.0}, {"a": 2}])),
    after("union of a missing field", None, ArrayUnion([1, 1, 2])),
    after("union of a field that is no array", 7, ArrayUnion([1])),
    after("union of an array", [1], ArrayUnion([[1]])),
    after("remove takes all equals", [1, 2, 1.0, 3], ArrayRemove([1])),
    after("remove of several", ["a", "b", "c"], ArrayRemove(["c", "a", "x"])),
    after("remove of what is not there", ["a"], ArrayRemove(["x"])),
    after("remove of null and NaN", [None, NAN, 1], ArrayRemove([NAN, None])),
    after("remove from a missing field", None, ArrayRemove([1])),
    after("remove from a field that is no array", "a", ArrayRemove([1])),
    Case(
        "transforms of one field follow one another in a batch",
        {"a/b": {"n": 1}},
        [
            Batch(
                [
                    Update("a/b", {"n": Increment(1)}),
                    Update("a/b", {"n": Increment(1)}),
                    Update("a/b", {"n": Maximum(9)}),
                ]
            ),
            Get("a/b"),
        ],
    ),
    Case(
        "a set with transforms replaces the rest",
        {"a/b": {"n": 1, "m": 1}},
        [
            Set("a/b", {"n": Increment(5), "k": 0}),
            Get("a/b"),
        ],
    ),
    Case(
        "a merge with transforms sees the present value",
        {"a/b": {"n": 1, "m": 1}},
        [
            Set("a/b", {"n": Increment(5), "k": 0}, merge=True),
            Get("a/b"),
        ],
    ),
    Case(
        "a merge with transforms makes a document",
        steps=[
            Set("a/b", {"n": Increment(5), "list": ArrayUnion([1])}, merge=True),
            Get("a/b"),
        ],
    ),
    Case("an update with transforms of a document that is not there", steps=[Update("a/b", {"n": Increment(5)})]),
    Case(
        "nested transforms",
        {"a/b": {"m": {"n": 1}}},
        [Update("a/b", {"m.n": Increment(1), "m.k.l": Increment(2)}), Get("a/b")],
    ),
    Case(
        "transforms that change nothing keep the update time",
        steps=[
            Set("a/b", {"n": 1, "l": [1]}),
            Update("a/b", {"n": Increment(0), "l": ArrayUnion([1])}),
            Get("a/b"),
        ],
    ),
    Case(
        "the server time is the same for all fields",
        steps=[
            Set("a/b", {"x": SERVER_TIMESTAMP, "y": {"z": SERVER_TIMESTAMP}}),
            Get("a/b"),
        ],
    ),
]
