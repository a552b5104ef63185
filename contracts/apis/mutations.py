"""Single corruptions of a recorded answer, each with the rule that must tell of it.

The rule follows from what is corrupted and from what the schema says of that place, never from the checker. A
corruption of which no contract could know has no rule: that it is silent is right.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from contracts.apis.documents import Schema
from contracts.apis.rules import Path, json_path
from contracts.apis.sites import Site, random_sites

WAYS = 40
"""Random ways into an answer before it is given up for a kind of corruption."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One corrupted answer. `rule` is None where nothing can be told of it."""

    kind: str
    place: str
    rule: str | None
    data: bytes


Apply = Callable[[Random, Site, Any], tuple[str | None, Any] | None]
"""The rule and the corrupted answer; None where this place cannot be corrupted so."""


def mutate(random: Random, kind: str, schema: Schema, content: object) -> Mutation | None:
    """One corruption of a kind somewhere in an answer; None where it has no place for it."""
    if kind in _OF_TEXT:
        text = json.dumps(content)
        rule, data = _OF_TEXT[kind](random, text)
        return Mutation(kind, "$", rule, data)
    apply = _OF_VALUES[kind]
    for _ in range(WAYS):
        sites = list(random_sites(random, schema, content))
        random.shuffle(sites)
        for site in sites:
            done = apply(random, site, content)
            if done is not None:
                return Mutation(kind, json_path(site.path), done[0], json.dumps(done[1]).encode())
    return None


# Fields.


def _drop(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not site.name:
        return None
    rule = ("S003" if site.needed else "S002") if site.always else None
    if len(site.path) == 1 and len(content) == 1:
        rule = "S021"  # nothing is left of the answer
    column = site.column
    if column is not None:
        return rule, _each_row(content, site, lambda row: row.pop(column))
    return rule, _each_owner(random, content, site, lambda owner: owner.pop(site.name, None))


def _rename(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    new = random.choice(_ALIKE)(site.name)
    if not site.always or new == site.name or new in site.owner["properties"]:
        return None
    rule = "S004" if site.needed else "S005"
    if site.column is not None:
        return rule, _changed(content, (*site.set_path, "headers", site.column), lambda _: new)

    def renamed(owner: dict[str, object]) -> None:
        if site.name in owner:
            owner[new] = owner.pop(site.name)

    return rule, _each_owner(random, content, site, renamed)


def _snake_or_camel(name: str) -> str:
    if "_" in name.strip("_"):
        first, *rest = name.lower().split("_")
        return first + "".join(word.capitalize() for word in rest)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


_ALIKE: tuple[Callable[[str], str], ...] = (
    _snake_or_camel,
    lambda name: name.lower() if name.isupper() else name.upper(),
    lambda name: f"{name}s",
    lambda name: f"{name}_value",
)
"""How providers rename: another style, other letters, the plural, a word more."""


def _add_field(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not isinstance(site.value, dict) or not site.schema.get("properties"):
        return None
    return "S001", _changed(content, site.path, lambda value: {**value, "unheard_of": 1})


def _add_column(last: bool, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if site.column is None:
        return None
    place = len(site.owner["properties"]) if last else site.column
    return "S001" if last else "S014", _each_row(content, site, lambda row: row.insert(place, "unheard_of"))


# Values.


def _retype(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not site.types or site.value is None:
        return None
    others: list[object] = ["7"] if "string" not in site.types else []
    others += [7] if not {"integer", "number"} & {*site.types} else []
    others += [7.5] if "integer" in site.types and "number" not in site.types else []
    others += [True] if "boolean" not in site.types else []
    others += [[]] if "array" not in site.types else []
    others += [{"value": site.value}] if "object" not in site.types else []
    other = random.choice(others)
    return "S006", _changed(content, site.path, lambda _: other)


def _null(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not site.types or site.value is None or not site.path:
        return None
    return None if "null" in site.types else "S007", _changed(content, site.path, lambda _: None)


def _not_listed(keyword: str, rule: str, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if keyword not in site.schema or site.value is None:
        return None
    whole = isinstance(site.value, int | float)
    other = max(one for one in site.schema[keyword] if one is not None) + 90 if whole else "Unlisted"
    return rule, _changed(content, site.path, lambda _: other)


def _out_of_range(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if isinstance(site.value, bool) or not isinstance(site.value, int | float) or site.order_key:
        return None
    beyond = [site.schema["minimum"] - 1] if "minimum" in site.schema else []
    beyond += [site.schema["maximum"] + 1] if "maximum" in site.schema else []
    if not beyond:
        return None
    other = random.choice(beyond)
    return "S010", _changed(content, site.path, lambda _: other)


def _break_format(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not isinstance(site.value, str):
        return None
    broken = _BROKEN.get(site.schema.get("format", ""), ())
    pattern = site.schema.get("pattern")
    if pattern is not None:
        broken = (*broken, f"{site.value}x", f" {site.value}", "n/a", site.value[1:])
        broken = tuple(one for one in broken if not re.search(pattern, one))
    if not broken:
        return None
    other = random.choice(broken)
    return "S011", _changed(content, site.path, lambda _: other)


_BROKEN: Mapping[str, tuple[str, ...]] = {
    "date": ("01/15/2024", "2024-13-01", "20240115"),
    "date-time": ("2024-01-15 19:00:00", "2024-01-15T19:00:00", "1705345200"),
    "uuid": ("926a442f8c1f", "none"),
}


def _too_few_or_many(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not isinstance(site.value, list):
        return None
    least, most = site.schema.get("minItems"), site.schema.get("maxItems")
    ways: list[list[object]] = [site.value[: least - 1]] if least else []
    if most is not None and site.value:
        ways.append(site.value + site.value[-1:] * (most + 1 - len(site.value)))
    if not ways:
        return None
    other = random.choice(ways)
    return "S012", _changed(content, site.path, lambda _: other)


# Order.


def _move_column(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    column = site.column
    if column is None or len(site.owner["properties"]) < 2:
        return None
    place = random.choice([one for one in range(len(site.owner["properties"])) if one != column])
    return "S013", _each_row(content, site, lambda row: row.insert(place, row.pop(column)))


def _move_item(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    name = site.schema.get("x-ordered-by")
    steps = [] if name is None else [i for i in range(1, len(site.value or ())) if _rises(site.value, i, name)]
    if not steps:
        return None
    step = random.choice(steps)

    def swapped(items: list[object]) -> list[object]:
        return [*items[: step - 1], items[step], items[step - 1], *items[step + 1 :]]

    return "S016", _changed(content, site.path, swapped)


def _rises(items: list[Any], index: int, name: str) -> bool:
    return bool(items[index - 1][name] < items[index][name])


def _reorder_keys(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if not isinstance(site.value, dict) or len(site.value) < 2:
        return None
    # JSON objects have no order; there is nothing to tell.
    return None, _changed(content, site.path, lambda value: dict(reversed(value.items())))


def _shorten_row(random: Random, site: Site, content: Any) -> tuple[str | None, Any] | None:
    if site.column is None:
        return None
    return "S015", _changed(content, site.path[:-1], lambda row: row[:-1])


# The whole answer.


def _cut_off(random: Random, text: str) -> tuple[str, bytes]:
    return "S023", text[: random.randrange(1, len(text))].encode()


def _web_page(random: Random, text: str) -> tuple[str, bytes]:
    page = random.choice(
        ("<!DOCTYPE html><html><body>Access Denied</body></html>", "\n<html></html>", "<?xml?><Error/>")
    )
    return "S022", page.encode()


def _empty(random: Random, text: str) -> tuple[str, bytes]:
    return "S021", random.choice((b"", b"\n", b"null", b"{}" if text.startswith("{") else b"null"))


def _no_json(random: Random, text: str) -> tuple[str, bytes]:
    return "S024", random.choice((text.replace(":", "=", 1), f"callback({text})", text.replace('"', "'", 2))).encode()


def _each_row(content: Any, site: Site, change: Callable[[list[Any]], object]) -> Any:
    def changed(one: dict[str, Any]) -> dict[str, Any]:
        headers, rows = [*one["headers"]], [[*row] for row in one["rowSet"]]
        for row in (headers, *rows):
            change(row)
        return {**one, "headers": headers, "rowSet": rows}

    return _changed(content, site.set_path, changed)


def _each_owner(random: Random, content: Any, site: Site, change: Callable[[dict[str, object]], object]) -> Any:
    """Change the object that has the field; every second time all objects of its list."""
    owner = site.path[:-1]
    in_list = bool(owner) and isinstance(owner[-1], int)

    def one(value: dict[str, object]) -> dict[str, object]:
        copied = dict(value)
        change(copied)
        return copied

    if in_list and random.random() < 0.5:
        return _changed(content, owner[:-1], lambda items: [one(item) for item in items])
    return _changed(content, owner, one)


def _changed(content: Any, path: Path, change: Callable[[Any], object]) -> Any:
    """The answer with another value at a path; the rest is shared, not copied."""
    if not path:
        return change(content)
    copied = content.copy()
    copied[path[0]] = _changed(content[path[0]], path[1:], change)
    return copied


_OF_VALUES: Mapping[str, Apply] = {
    "drop a field": _drop,
    "rename a field": _rename,
    "add a field": _add_field,
    "add a column at the end": lambda random, site, content: _add_column(True, site, content),
    "put a column in between": lambda random, site, content: _add_column(False, site, content),
    "another type": _retype,
    "null": _null,
    "value outside a closed list": lambda random, site, content: _not_listed("enum", "S008", site, content),
    "value new in a growing list": lambda random, site, content: _not_listed("x-known-values", "S009", site, content),
    "number out of range": _out_of_range,
    "format broken": _break_format,
    "too few or too many items": _too_few_or_many,
    "move a column": _move_column,
    "move an item of an ordered list": _move_item,
    "shorten a row": _shorten_row,
    "reorder the fields of an object": _reorder_keys,
}
_OF_TEXT: Mapping[str, Callable[[Random, str], tuple[str, bytes]]] = {
    "cut off": _cut_off,
    "a web page instead": _web_page,
    "nothing": _empty,
    "no JSON": _no_json,
}
KINDS = (*_OF_VALUES, *_OF_TEXT)
"""What can be done to an answer."""
