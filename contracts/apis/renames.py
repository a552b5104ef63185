"""Fields that are missing and fields that nobody declared: which of them are one that was renamed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from contracts.apis.rules import RULES, Difference
from contracts.compatibility.compare import ALIKE, likeness
from harness.ingest.problems import shown

JsonType = str
"""`object`, `array`, `string`, `number`, `boolean` or `null`; an integer is a number."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(slots=True)
class Missing:
    """A field that its objects should have. `needed`: the platform reads it. `types`: what its values may be."""

    owner: str
    name: str
    place: str
    needed: bool
    types: frozenset[JsonType]
    count: int = 1


@dataclass(slots=True)
class Added:
    """A field that is not declared. `between`: a column that stands before declared ones."""

    owner: str
    name: str
    place: str
    types: set[JsonType] = field(default_factory=set)
    between: bool = False
    count: int = 1


def json_type(value: object) -> JsonType:
    """The type of a JSON value; `bool` before numbers, since Python's bool is an int."""
    if value is None:
        return "null"
    for types, name in (((bool,), "boolean"), ((int, float), "number"), ((str,), "string"), ((dict,), "object")):
        if isinstance(value, types):
            return name
    return "array"


def declared_types(types: object) -> frozenset[JsonType]:
    """Of the keyword `type`: one name, a list, or nothing for any type."""
    listed = [types] if isinstance(types, str) else list(types) if isinstance(types, list) else []
    return frozenset("number" if one == "integer" else str(one) for one in listed)


def told(missing: Iterable[Missing], added: Iterable[Added], inside: Collection[str]) -> Iterator[Difference]:
    """Each of them as a difference; a missing and an added field of one object that are alike are one rename.

    `inside` are the owners whose columns are told by the name of the set, without a dot.
    """
    gone, new = list(missing), list(added)
    for one, other in _renames(gone, new):
        gone.remove(one)
        new.remove(other)
        rule = RULES["S004" if one.needed else "S005"]
        yield Difference(rule, _path(one, inside), other.place, shown(one.name), shown(other.name), one.count)
    for one in gone:
        rule = RULES["S003" if one.needed else "S002"]
        yield Difference(rule, _path(one, inside), one.place, "a field", "none", one.count)
    for other in new:
        rule = RULES["S014" if other.between else "S001"]
        yield Difference(rule, _path(other, inside), other.place, "", "/".join(sorted(other.types)), other.count)


def _path(one: Missing | Added, inside: Collection[str]) -> str:
    return f"{one.owner}[{one.name}]" if one.owner in inside else f"{one.owner}.{one.name}"


def _renames(missing: list[Missing], added: list[Added]) -> Iterator[tuple[Missing, Added]]:
    scores = sorted(
        (
            (likeness(_snake(one.name), _snake(other.name)), one, other)
            for one in missing
            for other in added
            if one.owner == other.owner and _fits(one, other)
        ),
        key=lambda score: (-score[0], score[1].name, score[2].name),
    )
    taken: set[int] = set()
    for score, one, other in scores:
        if score >= ALIKE and id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            yield one, other


def _fits(one: Missing, other: Added) -> bool:
    # A field that is null wherever it was seen may be of any type.
    return not one.types or not (other.types - {"null"}) - one.types


def _snake(name: str) -> str:
    """`homeTeam` as `home_team`, so that their words are seen to be the same."""
    return _HUMP.sub("_", name).lower()
