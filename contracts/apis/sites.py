"""Places in a recorded answer, each with what its contract says of them: where an answer can be corrupted.

The walk is the corruptions' own; it shares nothing with the checker that they test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from contracts.apis.documents import Schema
from contracts.apis.rules import Path


@dataclass(frozen=True, slots=True)
class Site:
    """One value of an answer.

    Attributes:
        path: where it stands, by fields and indexes.
        name: the name of its field or column; empty for an item of a list and for the whole.
        owner: the schema of the object or row that it is in.
        schema: its own.
        column: for a value of a positional result set, which column; its `path` is (…, set, "rowSet", row, column).
        order_key: whether its list is ordered by it.
    """

    path: Path
    name: str
    owner: Schema
    schema: Schema
    value: Any
    column: int | None = None
    order_key: bool = False

    @property
    def set_path(self) -> Path:
        """Of a column: where its result set stands."""
        return self.path[:-3]

    @property
    def always(self) -> bool:
        """Whether it may not be left out."""
        return bool(self.name) and self.name not in self.owner.get("x-sometimes", ())

    @property
    def needed(self) -> bool:
        return self.name in self.owner.get("required", ())

    @property
    def types(self) -> tuple[str, ...]:
        declared = self.schema.get("type", ())
        return (declared,) if isinstance(declared, str) else tuple(declared)


def random_sites(random: Random, schema: Schema, content: object) -> tuple[Site, ...]:
    """The values on one random way from the whole answer to a leaf."""
    return tuple(_descend(random, Site((), "", {}, schema, content), None))


def _descend(random: Random, site: Site, ordered_by: str | None) -> Iterator[Site]:
    yield site
    value, schema = site.value, site.schema
    if "x-columns" in schema:
        yield from _columns(random, site)
    elif isinstance(value, dict):
        known = sorted(name for name in schema.get("properties", {}) if name in value)
        if known:
            name = random.choice(known)
            inner = Site((*site.path, name), name, schema, schema["properties"][name], value[name])
            yield from _descend(random, _ordering(inner, name == ordered_by), None)
    elif isinstance(value, list) and value and "items" in schema:
        index = random.randrange(len(value))
        inner = Site((*site.path, index), "", schema, schema["items"], value[index])
        yield from _descend(random, inner, schema.get("x-ordered-by"))


def _ordering(site: Site, order_key: bool) -> Site:
    return Site(site.path, site.name, site.owner, site.schema, site.value, site.column, order_key)


def _columns(random: Random, site: Site) -> Iterator[Site]:
    declared = site.schema["x-columns"]["properties"]
    filled = [
        index for index, one in enumerate(site.value) if one["rowSet"] and "items" in declared.get(one["name"], {})
    ]
    if filled:
        index = random.choice(filled)
        one = site.value[index]
        row, column = random.randrange(len(one["rowSet"])), random.randrange(len(one["headers"]))
        name, owner = one["headers"][column], declared[one["name"]]["items"]
        path = (*site.path, index, "rowSet", row, column)
        yield Site(path, name, owner, owner["properties"][name], one["rowSet"][row][column], column)
