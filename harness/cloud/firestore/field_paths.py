"""Field paths: `a.b`, with back-ticks around segments that are no plain names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, TypeAlias

from harness.cloud.errors import StatusError, invalid
from harness.cloud.firestore.values import Fields, Value

FieldPath: TypeAlias = "tuple[str, ...]"

DOCUMENT_NAME: Final = ("__name__",)
"""The path by which queries call the document itself."""

_SEGMENT = re.compile(r"(?:`((?:[^`\\]|\\.)+)`|([a-zA-Z_][a-zA-Z_0-9]*))(\.|$)", re.DOTALL)


class Missing:
    """The type of `MISSING`: there is no such field, which is not the same as null."""


MISSING: Final = Missing()


@lru_cache(maxsize=4096)
def parse_field_path(text: str) -> FieldPath:
    """The segments of a field path.

    Raises:
        StatusError: INVALID_ARGUMENT, the text is no field path.
    """
    segments: list[str] = []
    position = 0
    while position < len(text) or not segments:
        found = _SEGMENT.match(text, position)
        if found is None:
            raise _invalid_path(text)
        quoted, plain, dot = found.groups()
        segments.append(plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL))
        position = found.end()
        if dot and position == len(text):
            raise _invalid_path(text)
    return tuple(segments)


def _invalid_path(text: str) -> StatusError:
    return invalid(
        f'Invalid property path "{text}". Unquoted property paths must match regex ([a-zA-Z_][a-zA-Z_0-9]*), '
        r"and quoted property paths must match regex (`(?:[^`\\]|(?:\\.))+`)"
    )


def lookup(fields: Fields, path: FieldPath) -> Value | Missing:
    """The value at a path, or `MISSING`."""
    value: Value = fields
    for segment in path:
        if not isinstance(value, Mapping) or segment not in value:
            return MISSING
        value = value[segment]
    return value


def replaced(fields: Fields, path: FieldPath, value: Value | Missing) -> Fields:
    """The fields with another value at a path; maps on the way are made, other values on the way give place.

    `MISSING` as the value takes the field away, and leaves alone what is not there.
    """
    head, *rest = path
    changed = dict(fields)
    if rest:
        inner = changed.get(head)
        if isinstance(value, Missing) and not isinstance(inner, Mapping):
            return fields
        changed[head] = replaced(inner if isinstance(inner, Mapping) else {}, tuple(rest), value)
    elif isinstance(value, Missing):
        changed.pop(head, None)
    else:
        changed[head] = value
    return changed


def projected(fields: Fields, paths: Iterable[FieldPath]) -> Fields:
    """Only the fields at the given paths; those that are missing stay missing."""
    result: Fields = {}
    for path in paths:
        value = lookup(fields, path)
        if not isinstance(value, Missing):
            result = replaced(result, path, value)
    return result
