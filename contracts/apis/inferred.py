"""The shape of one answer, inferred from its values, and how two of one operation differ.

What a contract declares is not asked here again: `contracts.apis.drift.against_contract` asks it of each answer. Here
two answers speak of each other, so that what no contract declares, and kinds that have none, drift visibly too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contracts.apis.documents import Operation, Schema
from contracts.apis.positional import ResultSets, is_result_set, moved, put_between, sets_at
from contracts.apis.renames import Added, JsonType, Missing, declared_types, json_type, told
from contracts.apis.rules import RULES, Difference, Path, every_path, json_path

FEWEST_VALUES = 5
"""From so many values on, none of them null, a field that holds nothing but null now says something."""


@dataclass(slots=True)
class Seen:
    """What was seen at one path: how often each type, and where first."""

    place: str
    types: dict[JsonType, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.types.values())

    @property
    def kinds(self) -> frozenset[JsonType]:
        """Types but for null."""
        return frozenset(self.types) - {"null"}


@dataclass(slots=True)
class Shape:
    """What an answer is made of.

    Attributes:
        seen: by path for all items (`$.data[*].id`).
        fields: the names of the fields of the objects at a path, in their order.
        columns: the columns of each result set, by the path of its rows.
    """

    seen: dict[str, Seen] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sets: set[str] = field(default_factory=set)


def inferred(content: object) -> Shape:
    """The shape of a JSON value; result sets by position are read by the names of their columns."""
    shape = Shape()
    _look(shape, content, (), None)
    return shape


def between(older: object, newer: object, operation: Operation | None = None) -> tuple[Difference, ...]:
    """How the newer of two answers of one operation differs from the older.

    What the contract of the operation allows to come and go, or to be null, is no difference.
    """
    old, new = inferred(older), inferred(newer)
    allowed = _Allowed(operation.schema if operation else None)
    found = [*_fields(old, new, allowed), *_values(old, new, allowed), *_order(old, new)]
    return tuple(sorted(found, key=lambda one: (-one.rule.severity, one.rule.id, one.path)))


def _look(shape: Shape, value: object, path: Path, sets: ResultSets | None) -> None:
    inner = path[len(sets.at) :] if sets else ()
    every, place = (sets.every_path(inner), sets.json_path(inner)) if sets else (every_path(path), json_path(path))
    seen = shape.seen.setdefault(every, Seen(place))
    seen.types[json_type(value)] = seen.types.get(json_type(value), 0) + 1
    if isinstance(value, dict):
        names = shape.fields.setdefault(every, [])
        names += [name for name in value if name not in names]
        for name, item in value.items():
            _look(shape, item, (*path, name), sets)
    elif isinstance(value, list) and value and all(is_result_set(one) for one in value) and sets is None:
        read, records, _ = sets_at(value, path)
        shape.sets.add(every)
        _look(shape, records, path, read)
        for name, columns in read.columns.items():
            owner = f"{read.every_path((name,))}.rowSet[*]"
            shape.columns[owner] = columns
            # Headers say which columns there are where no row does.
            shape.fields[owner] = list(columns)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _look(shape, item, (*path, index), sets)


class _Allowed:
    """What a contract says of a path for all items; nothing, where there is none."""

    def __init__(self, schema: Schema | None) -> None:
        self._objects: dict[str, Schema] = {}
        if schema is not None:
            self._declare(schema, "$")

    def _declare(self, schema: Schema, path: str) -> None:
        self._objects[path] = schema
        for name, inner in schema.get("properties", {}).items():
            self._declare(inner, f"{path}{every_path((name,))[1:]}")
        for name, rows in schema.get("x-columns", {}).get("properties", {}).items():
            self._declare(rows.get("items", {}), f"{path}[{name}].rowSet[*]")
        if isinstance(schema.get("items"), dict):
            self._declare(schema["items"], f"{path}[*]")

    def comes_and_goes(self, owner: str, name: str) -> bool:
        return name in self._objects.get(owner, {}).get("x-sometimes", ())

    def needed(self, owner: str, name: str) -> bool:
        return name in self._objects.get(owner, {}).get("required", ())

    def types(self, path: str) -> frozenset[JsonType]:
        return declared_types(self._objects.get(path, {}).get("type"))


def _fields(old: Shape, new: Shape, allowed: _Allowed) -> Iterator[Difference]:
    missing: list[Missing] = []
    added: list[Added] = []
    for owner in old.fields.keys() & new.fields.keys():
        before, after = old.fields[owner], new.fields[owner]
        for name in before:
            path = _of(owner, name, old)
            always = owner in old.columns or old.seen[path].count == old.seen[owner].types.get("object")
            if name not in after and always and not allowed.comes_and_goes(owner, name):
                types = old.seen[path].kinds if path in old.seen else frozenset[str]()
                place = new.seen[owner].place if owner in new.seen else owner
                missing.append(Missing(owner, name, place, allowed.needed(owner, name), types))
        for name in after:
            path = _of(owner, name, new)
            if name not in before and not allowed.comes_and_goes(owner, name):
                types_seen = set(new.seen[path].types) if path in new.seen else set()
                place = new.seen[path].place if path in new.seen else path
                between_columns = owner in new.columns and put_between(after, before, name)
                added.append(Added(owner, name, place, types_seen, between_columns))
    yield from told(missing, added, old.sets)


def _of(owner: str, name: str, shape: Shape) -> str:
    return f"{owner}[{name}]" if owner in shape.sets else f"{owner}{every_path((name,))[1:]}"


def _values(old: Shape, new: Shape, allowed: _Allowed) -> Iterator[Difference]:
    for path in old.seen.keys() & new.seen.keys():
        before, after = old.seen[path], new.seen[path]
        other = after.kinds - before.kinds - allowed.types(path)
        if other and before.kinds:
            yield _told("S006", path, after, "/".join(sorted(before.kinds)), "/".join(sorted(other)))
        elif before.kinds and not after.kinds and before.count >= FEWEST_VALUES <= after.count:
            yield _told("S017", path, after, f"{before.count} values", f"{after.count} times null")
        elif "null" in after.types and "null" not in before.types and "null" not in allowed.types(path):
            yield _told("S018", path, after, "a value", "null")


def _told(rule: str, path: str, seen: Seen, expected: str, now: str) -> Difference:
    return Difference(RULES[rule], path, seen.place, expected, now)


def _order(old: Shape, new: Shape) -> Iterator[Difference]:
    for owner in old.columns.keys() & new.columns.keys():
        before, after = list(old.columns[owner]), list(new.columns[owner])
        for name in moved(before, after):
            expected, seen = f"column {before.index(name) + 1}", f"column {after.index(name) + 1}"
            yield Difference(RULES["S013"], f"{owner}.{name}", owner, expected, seen)
