"""Result sets by position ({name, headers, rowSet}) → records by column name, the one place that does it.

`[{"name": "LineScore", "headers": ["GAME_ID", "PTS"], "rowSet": [["0022300555", 115]]}]`
→ `{"LineScore": [{"GAME_ID": "0022300555", "PTS": 115}]}`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from contracts.apis.documents import Schema
from contracts.apis.rules import RULES, Difference, Path, every_path, json_path
from harness.ingest.problems import shown


@dataclass(frozen=True, slots=True)
class ResultSets:
    """The result sets at one place: in which order they stand, and their columns."""

    at: Path
    columns: Mapping[str, tuple[str, ...]]

    def every_path(self, inner: Path) -> str:
        """`("LineScore", 3, "PTS")` → `$.resultSets[LineScore].rowSet[*].PTS`."""
        if not inner:
            return every_path(self.at)
        told = f"{every_path(self.at)}[{inner[0]}]"
        if len(inner) == 1:
            return told
        return f"{told}.rowSet{every_path(inner[1:])[1:]}"

    def json_path(self, inner: Path) -> str:
        """`("LineScore", 3, "PTS")` → `$.resultSets[1].rowSet[3][22]`."""
        place = [*self.at]
        if inner and inner[0] in self.columns:
            name = str(inner[0])
            place.append(list(self.columns).index(name))
            place += ["rowSet", *inner[1:2]] if len(inner) > 1 else []
            place += [self.columns[name].index(str(column)) for column in inner[2:3]]
        return json_path(tuple(place))


def is_result_set(value: object) -> bool:
    """Whether a value is a result set that can be read by column name."""
    if not isinstance(value, dict) or not isinstance(value.get("name"), str):
        return False
    headers, rows = value.get("headers"), value.get("rowSet")
    return (
        isinstance(headers, list)
        and all(isinstance(one, str) for one in headers)
        and isinstance(rows, list)
        and all(isinstance(row, list) for row in rows)
    )


def sets_at(value: Any, at: Path) -> tuple[ResultSets, dict[str, list[dict[str, object]]], tuple[Difference, ...]]:
    """The records of result sets, and what stands in their way: rows that do not fit, names that stand twice.

    A set that cannot be read has no columns and no records, under its name where it has one.
    """
    columns: dict[str, tuple[str, ...]] = {}
    records: dict[str, list[dict[str, object]]] = {}
    unfit: list[Difference] = []
    for index, one in enumerate(value):
        if not is_result_set(one):
            named = one.get("name") if isinstance(one, dict) else None
            name = named if isinstance(named, str) else f"set {index + 1}"
            columns[name], records[name] = (), []
            continue
        name, headers = one["name"], one["headers"]
        path = f"{every_path(at)}[{name}]"
        twice = sorted({header for header in headers if headers.count(header) > 1})
        if name in columns or twice:
            seen = ", ".join(shown(header) for header in twice) or shown(name)
            unfit.append(
                Difference(RULES["S015"], path, json_path((*at, index)), "each name once", f"{seen} stands twice")
            )
        wrong = [(row, values) for row, values in enumerate(one["rowSet"]) if len(values) != len(headers)]
        if wrong:
            row, values = wrong[0]
            expected, seen = f"{len(headers)} values, as headers", f"{len(values)} values"
            place = json_path((*at, index, "rowSet", row))
            unfit.append(Difference(RULES["S015"], f"{path}.rowSet[*]", place, expected, seen, len(wrong)))
        columns[name] = tuple(headers)
        # A row of another length keeps no value: none of them can be told its column.
        records[name] = [
            dict(zip(headers, row, strict=True)) if len(row) == len(headers) else {} for row in one["rowSet"]
        ]
    return ResultSets(at, columns), records, tuple(unfit)


def misplaced(sets: ResultSets, declared: Mapping[str, Sequence[str]]) -> Iterator[Difference]:
    """Sets and columns that stand elsewhere than declared, and columns that were put between declared ones."""
    for name in moved(list(declared), list(sets.columns)):
        place = sets.json_path((name,))
        yield Difference(RULES["S013"], sets.every_path((name,)), place, "another place", f"set {name}")
    for name, columns in sets.columns.items():
        if name not in declared:
            continue
        known = list(declared[name])
        for column in moved(known, list(columns)):
            place = f"{sets.json_path((name,))}.headers[{columns.index(column)}]"
            expected, seen = f"column {known.index(column) + 1}", f"column {columns.index(column) + 1}"
            yield Difference(RULES["S013"], sets.every_path((name, 0, column)), place, expected, seen)


def put_between(columns: Sequence[str], known: Sequence[str], column: str) -> bool:
    """Whether a column that is not known stands before one that is."""
    return any(later in known for later in columns[list(columns).index(column) + 1 :])


def moved(before: list[str], after: list[str]) -> list[str]:
    """What both have, where the order differs: the fewest that explain it."""
    old = [name for name in before if name in after]
    new = [name for name in after if name in set(old)]
    stayed: set[str] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        stayed.update(old[block.a : block.a + block.size])
    return [name for name in dict.fromkeys(new) if name not in stayed]


def places_of(schema: Schema, keyword: str) -> tuple[tuple[Path, Schema], ...]:
    """Where a schema has a keyword, as paths into instances (`-1` for every item), each with the schema there."""
    return tuple(_places(schema, keyword, ()))


def _places(schema: Schema, keyword: str, path: Path) -> Iterator[tuple[Path, Schema]]:
    if keyword in schema:
        yield path, schema
    for name, inner in schema.get("properties", {}).items():
        yield from _places(inner, keyword, (*path, name))
    if isinstance(schema.get("items"), dict):
        yield from _places(schema["items"], keyword, (*path, -1))


def values_at(value: object, path: Path, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The values at a path of `places_of`, each with where exactly it stands."""
    if not path:
        yield at, value
    elif path[0] == -1:
        for index, item in enumerate(value if isinstance(value, list) else ()):
            yield from values_at(item, path[1:], (*at, index))
    elif isinstance(value, dict) and path[0] in value:
        yield from values_at(value[path[0]], path[1:], (*at, path[0]))
