"""Cases of transactions that do not meet; contention has its own tests, since the oracle settles it otherwise."""

from __future__ import annotations

from firestore_operations import (
    Begin,
    Case,
    CommitIn,
    Create,
    Delete,
    Get,
    Paths,
    QueryIn,
    ReadIn,
    RollbackIn,
    Set,
    Update,
)
from google.cloud.firestore import Increment

GIVEN = {"a/b": {"n": 1}, "a/c": {"n": 2}}

CASES = [
    Case(
        "a transaction reads and writes",
        GIVEN,
        [
            Begin("t"),
            ReadIn("t", "a/b"),
            CommitIn("t", [Update("a/b", {"n": 2})]),
            Get("a/b"),
        ],
    ),
    Case(
        "a transaction writes several",
        GIVEN,
        [
            Begin("t"),
            ReadIn("t", "a/b"),
            ReadIn("t", "a/x"),
            CommitIn("t", [Delete("a/b"), Create("a/x", {"n": 9})]),
            Get("a/b"),
            Get("a/x"),
        ],
    ),
    Case("a transaction writes nothing", GIVEN, [Begin("t"), ReadIn("t", "a/b"), CommitIn("t"), Get("a/b")]),
    Case(
        "a transaction without reads",
        GIVEN,
        [Begin("t"), CommitIn("t", [Update("a/b", {"n": Increment(1)})]), Get("a/b")],
    ),
    Case("a rollback leaves nothing", GIVEN, [Begin("t"), ReadIn("t", "a/b"), RollbackIn("t"), Get("a/b")]),
    Case(
        "a refused commit writes nothing",
        GIVEN,
        [
            Begin("t"),
            ReadIn("t", "a/b"),
            CommitIn("t", [Set("a/x", {}), Create("a/b", {})]),
            Get("a/x"),
            RollbackIn("t"),
        ],
    ),
    Case("commit after commit", GIVEN, [Begin("t"), CommitIn("t"), CommitIn("t", [Set("a/b", {})]), Get("a/b")]),
    Case("read after commit", GIVEN, [Begin("t"), CommitIn("t"), ReadIn("t", "a/b")]),
    Case("commit after rollback", GIVEN, [Begin("t"), RollbackIn("t"), CommitIn("t", [Set("a/b", {})]), Get("a/b")]),
    Case("rollback after commit", GIVEN, [Begin("t"), CommitIn("t"), RollbackIn("t")]),
    Case("rollback after rollback", GIVEN, [Begin("t"), RollbackIn("t"), RollbackIn("t")]),
    Case(
        "a query in a transaction",
        GIVEN,
        [
            Begin("t"),
            QueryIn("t", Paths("a", where=[("n", ">", 1)])),
            CommitIn("t", [Update("a/c", {"n": 0})]),
            Get("a/c"),
        ],
    ),
    Case("a plain read beside a transaction", GIVEN, [Begin("t"), ReadIn("t", "a/b"), Get("a/b"), RollbackIn("t")]),
    Case(
        "two transactions read the same",
        GIVEN,
        [
            Begin("t"),
            Begin("u"),
            ReadIn("t", "a/b"),
            ReadIn("u", "a/b"),
            RollbackIn("t"),
            CommitIn("u", [Update("a/b", {"n": 5})]),
            Get("a/b"),
        ],
    ),
    Case(
        "two transactions with nothing in common",
        GIVEN,
        [
            Begin("t"),
            Begin("u"),
            ReadIn("t", "a/b"),
            ReadIn("u", "a/c"),
            CommitIn("u", [Update("a/c", {"n": 5})]),
            CommitIn("t", [Update("a/b", {"n": 6})]),
            Get("a/b"),
            Get("a/c"),
        ],
    ),
    Case(
        "a transaction that only wrote gives no way to conflict",
        GIVEN,
        [
            Begin("t"),
            Begin("u"),
            CommitIn("u", [Update("a/b", {"n": 5})]),
            CommitIn("t", [Update("a/b", {"n": 6})]),
            Get("a/b"),
        ],
    ),
    Case(
        "a read-only transaction stays at its time",
        GIVEN,
        [
            Begin("t", read_only=True),
            ReadIn("t", "a/b"),
            Set("a/b", {"n": 9}),
            ReadIn("t", "a/b"),
            Get("a/b"),
            CommitIn("t"),
        ],
    ),
    Case(
        "a read-only transaction does not write",
        GIVEN,
        [
            Begin("t", read_only=True),
            ReadIn("t", "a/b"),
            CommitIn("t", [Set("a/b", {})]),
            Get("a/b"),
        ],
    ),
    Case(
        "a read-only transaction queries",
        GIVEN,
        [
            Begin("t", read_only=True),
            QueryIn("t", Paths("a")),
            Set("a/d", {}),
            QueryIn("t", Paths("a")),
            RollbackIn("t"),
        ],
    ),
]
