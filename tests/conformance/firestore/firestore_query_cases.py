"""Cases of queries and aggregations."""

from __future__ import annotations

from datetime import UTC, datetime

from firestore_operations import Aggregate, Case, Paths, Query, Ref
from google.cloud.firestore import And, FieldFilter, Or
from google.cloud.firestore_v1 import GeoPoint

NAN = float("nan")
PLAYERS = {
    "players/ann": {"team": "LAL", "points": 20, "tags": ["star", "guard"], "home": {"city": "Reno"}},
    "players/bob": {"team": "LAL", "points": 5, "tags": ["guard"], "home": {"city": "Waco"}},
    "players/cid": {"team": "BOS", "points": 31.5, "tags": [], "home": {"city": "Reno"}},
    "players/dan": {"team": "BOS", "points": 5.0, "tags": ["centre", "star"]},
    "players/eve": {"team": None, "points": NAN},
    "players/fay": {"points": None, "tags": "star"},
    "players/gus": {"team": "DEN", "points": "many", "tags": [None, NAN, 3]},
}
MIXED = {
    f"values/{number:02}": {"v": value}
    for number, value in enumerate(
        [
            None,
            True,
            False,
            NAN,
            -1,
            0,
            1,
            1.5,
            2**53,
            float("inf"),
            float("-inf"),
            datetime(2024, 1, 1, tzinfo=UTC),
            datetime(2023, 1, 1, tzinfo=UTC),
            "",
            "a",
            "b",
            "é",
            "z",
            b"",
            b"a",
            Ref("values/00"),
            Ref("other/zz"),
            GeoPoint(1, 2),
            GeoPoint(0, 5),
            [],
            [1],
            [1, 2],
            ["a"],
            [0],
            {},
            {"a": 1},
            {"a": 2},
            {"b": 0},
            {"a": 1, "b": 1},
        ]
    )
} | {"values/none": {}}
GROUPS = {
    "batches/x/done/ann": {"n": 1},
    "batches/x/done/bob": {"n": 2},
    "batches/y/done/ann": {"n": 3},
    "done/top": {"n": 4},
    "batches/x/undone/ann": {"n": 5},
}


def players(name: str, *where: object, **options: object) -> Case:
    return Case(name, PLAYERS, [Paths("players", where=list(where), **options)])  # type: ignore[arg-type]


def mixed(name: str, *where: object, **options: object) -> Case:
    return Case(name, MIXED, [Paths("values", where=list(where), **options)])  # type: ignore[arg-type]


CASES = [
    Case("a query without conditions is in the order of names", PLAYERS, [Query("players")]),
    Case("a query of an empty collection", PLAYERS, [Paths("nobody")]),
    players("equal to a text", ("team", "==", "LAL")),
    players("equal to a number of either type", ("points", "==", 5)),
    players("equal to null", ("team", "==", None)),
    players("equal to NaN", ("points", "==", NAN)),
    players("equal to a whole array", ("tags", "==", ["guard"])),
    players("equal to a map", ("home", "==", {"city": "Reno"})),
    players("equal below a map", ("home.city", "==", "Reno")),
    players("not equal", ("team", "!=", "LAL")),
    players("not equal to null", ("team", "!=", None)),
    players("not equal to NaN", ("points", "!=", NAN)),
    players("less", ("points", "<", 20)),
    players("less or equal", ("points", "<=", 20)),
    players("greater", ("points", ">", 5)),
    players("greater or equal", ("points", ">=", 5)),
    players("between", ("points", ">", 5), ("points", "<", 31.5)),
    players("greater than a text", ("points", ">", "a")),
    players("in", ("team", "in", ["BOS", "DEN"])),
    players("in with null and NaN", ("points", "in", [None, NAN, 5])),
    players("in with null only", ("team", "in", [None])),
    players("not in", ("team", "not-in", ["BOS"])),
    players("not in with null", ("team", "not-in", ["BOS", None])),
    players("not in with NaN", ("points", "not-in", [NAN])),
    players("array contains", ("tags", "array_contains", "star")),
    players("array contains any", ("tags", "array_contains_any", ["centre", "guard"])),
    players("array contains any of null and 3", ("tags", "array_contains_any", [None, 3.0])),
    players("two conditions", ("team", "==", "LAL"), ("points", ">", 10)),
    players("an or", Or([FieldFilter("team", "==", "DEN"), FieldFilter("points", ">", 30)])),
    players(
        "an or of ands",
        Or(
            [
                And([FieldFilter("team", "==", "LAL"), FieldFilter("points", "<", 10)]),
                And([FieldFilter("team", "==", "BOS"), FieldFilter("points", ">", 10)]),
            ]
        ),
    ),
    players(
        "an or with an inequality on another field leaves out who lacks it",
        Or(
            [
                FieldFilter("home.city", ">", "S"),
                FieldFilter("team", "==", "BOS"),
            ]
        ),
    ),
    players("inequalities on two fields", ("points", ">", 1), ("home.city", ">", "A")),
    players("inequality on one field, order by another", ("points", ">", 1), order=["team"]),
    players("by document name", ("__name__", "==", Ref("players/bob"))),
    players("names from", ("__name__", ">=", Ref("players/dan"))),
    players("names in", ("__name__", "in", [Ref("players/dan"), Ref("players/ann"), Ref("players/zzz")])),
    players("order by a field", order=["points"]),
    players("order down", order=["-points"]),
    players("order by two fields", order=["team", "-points"]),
    players("order by name down", order=["-__name__"]),
    players("order by a nested field", order=["home.city"]),
    players("equality and order", ("team", "==", "BOS"), order=["-points"]),
    players("limit", order=["points"], limit=2),
    players("limit of zero", limit=0),
    players("last of the order", order=["points"], last=2),
    players("offset", order=["points"], offset=2, limit=2),
    players("offset past the end", offset=20),
    players("start at a value", order=["points"], start_at=[5]),
    players("start after a value", order=["points"], start_after=[5]),
    players("end at a value", order=["points"], end_at=[5]),
    players("end before a value", order=["points"], end_before=[20]),
    players("start at a document", order=["points"], start_at="players/dan"),
    players("start after a document", order=["points"], start_after="players/bob"),
    players("start after a document, down", order=["-points"], start_after="players/dan"),
    players("between two documents", order=["points"], start_at="players/bob", end_before="players/cid"),
    players("start with a prefix of the order", order=["team", "points"], start_at=["DEN"]),
    players("start after a prefix of the order", order=["team", "points"], start_after=["BOS"]),
    players("start with all of the order", order=["team", "points"], start_after=["BOS", 5]),
    players("cursor of another type", order=["points"], start_at=["a"]),
    players("cursor with last", order=["points"], start_at=[5], last=2),
    Case("select", PLAYERS, [Query("players", where=[("team", "==", "LAL")], select=["points", "home.city"])]),
    Case("select of what is not there", PLAYERS, [Query("players", limit=1, select=["nothing"])]),
    Case("select of the name", PLAYERS, [Query("players", limit=2, select=["__name__"])]),
    mixed("the order of all types", order=["v"]),
    mixed("the order of all types, down", order=["-v"]),
    mixed("less than a number", ("v", "<", 1)),
    mixed("greater than minus infinity", ("v", ">", float("-inf"))),
    mixed("texts from a", ("v", ">=", "a")),
    mixed("booleans from false", ("v", ">=", False)),
    mixed("timestamps before", ("v", "<", datetime(2024, 1, 1, tzinfo=UTC))),
    mixed("bytes", ("v", ">=", b"")),
    mixed("references", ("v", "<", Ref("values/00"))),
    mixed("points", ("v", ">", GeoPoint(0, 5))),
    mixed("arrays less", ("v", "<", [1, 2])),
    mixed("maps greater", ("v", ">", {"a": 1})),
    mixed("everything but a number", ("v", "!=", 1)),
    mixed("everything but a map", ("v", "!=", {})),
    mixed("NaN is not in a range", ("v", "<=", 0)),
    Case("a collection group", GROUPS, [Query("done", group=True)]),
    Case("a collection group with a condition", GROUPS, [Query("done", group=True, where=[("n", ">", 1)])]),
    Case("a subcollection", GROUPS, [Query("batches/x/done")]),
    Case("count", PLAYERS, [Aggregate(Query("players"), {"all": ("count", None)})]),
    Case(
        "count of a condition", PLAYERS, [Aggregate(Query("players", [("team", "==", "LAL")]), {"n": ("count", None)})]
    ),
    Case("count of nothing", steps=[Aggregate(Query("players"), {"n": ("count", None)})]),
    Case("count with limit", PLAYERS, [Aggregate(Query("players", limit=3), {"n": ("count", None)})]),
    Case(
        "sum of integers and doubles",
        PLAYERS,
        [
            Aggregate(Query("players", [("team", "in", ["LAL", "BOS"])]), {"s": ("sum", "points")}),
        ],
    ),
    Case("sum of integers", {f"n/{n}": {"v": n} for n in range(5)}, [Aggregate(Query("n"), {"s": ("sum", "v")})]),
    Case(
        "sum over the largest integer",
        {f"n/{n}": {"v": 2**62} for n in range(3)},
        [Aggregate(Query("n"), {"s": ("sum", "v")})],
    ),
    Case("sum with NaN", PLAYERS, [Aggregate(Query("players"), {"s": ("sum", "points")})]),
    Case("sum of nothing", steps=[Aggregate(Query("players"), {"s": ("sum", "points")})]),
    Case("sum of texts", {"n/1": {"v": "a"}}, [Aggregate(Query("n"), {"s": ("sum", "v")})]),
    Case("average", {f"n/{n}": {"v": n} for n in range(4)}, [Aggregate(Query("n"), {"a": ("avg", "v")})]),
    Case("average of nothing", steps=[Aggregate(Query("players"), {"a": ("avg", "points")})]),
    Case("average with a text", {"n/1": {"v": 3}, "n/2": {"v": "a"}}, [Aggregate(Query("n"), {"a": ("avg", "v")})]),
    Case(
        "aggregations count documents that have all the fields",
        {
            "n/1": {"v": 1, "w": 1},
            "n/2": {"v": 2},
            "n/3": {"w": 3},
            "n/4": {"v": 4, "w": 4},
        },
        [Aggregate(Query("n"), {"n": ("count", None), "v": ("sum", "v"), "w": ("avg", "w")})],
    ),
    Case("six aggregations", PLAYERS, [Aggregate(Query("players"), {f"n{i}": ("count", None) for i in range(6)})]),
    players("too many values of in", ("team", "in", [str(n) for n in range(31)])),
    players("thirty values of in", ("team", "in", ["LAL", *(str(n) for n in range(29))])),
    players("too many values of not in", ("team", "not-in", [str(n) for n in range(11)])),
    players("no values of in", ("team", "in", [])),
    players("in and not in", ("team", "in", ["LAL"]), ("points", "not-in", [1])),
    players("two not equals", ("team", "!=", "LAL"), ("points", "!=", 1)),
    players("two array contains", ("tags", "array_contains", "star"), ("tags", "array_contains", "guard")),
    players("too many disjunctions", ("team", "in", [str(n) for n in range(6)]), ("points", "in", list(range(6)))),
    players("not in within an or of one", Or([FieldFilter("team", "not-in", ["LAL"])])),
    Case(
        "a limit counts documents that have the summed field",
        PLAYERS,
        [Aggregate(Query("players", limit=4), {"n": ("count", None), "s": ("sum", "home.city")})],
    ),
    Case(
        "sum of a field that is not selected",
        PLAYERS,
        [Aggregate(Query("players", select=["team"]), {"s": ("sum", "points")})],
    ),
    Case(
        "sum of a field that is selected",
        PLAYERS,
        [Aggregate(Query("players", select=["points"]), {"s": ("sum", "points")})],
    ),
    Case("count of a selection", PLAYERS, [Aggregate(Query("players", select=["points"]), {"n": ("count", None)})]),
    players("name equal to a text", ("__name__", "==", 5)),
]
