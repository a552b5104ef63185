"""The documented limits of a document and of a commit (quota page of Firestore), as numbers that can be changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from harness.cloud.errors import invalid
from harness.cloud.firestore.names import document_name, path_segments
from harness.cloud.firestore.values import Fields, GeoPoint, Reference, Timestamp, Value

_RESERVED = re.compile(r"__.*__", re.DOTALL)
_MAY_BE_RESERVED = frozenset({"__type__"})  # marks a vector

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; depths in levels."""

    document_bytes: int = MIB
    value_bytes: int = 1_048_487
    name_bytes: int = 6 * 1024
    id_bytes: int = 1500
    field_name_bytes: int = 1500
    value_depth: int = 20
    collection_depth: int = 100
    request_bytes: int = 10 * MIB
    transforms_per_document: int = 500


def text_size(text: str) -> int:
    """A text is stored as UTF-8 with one byte at its end."""
    return (len(text) if text.isascii() else len(text.encode())) + 1


def name_size(name: str) -> int:
    """The storage size of a document's name."""
    return 16 + sum(text_size(segment) for segment in path_segments(name))


def value_size(value: Value) -> int:
    """The storage size of a value (storage-size page of Firestore; an empty array or map takes a byte, as measured)."""
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, str):
        return text_size(value)
    if isinstance(value, int | float | Timestamp):
        return 8
    if isinstance(value, bytes):
        return len(value)
    if isinstance(value, tuple):
        return sum(map(value_size, value)) or 1
    if isinstance(value, Reference):
        return name_size(value.name)
    return 16 if isinstance(value, GeoPoint) else fields_size(value) or 1


def fields_size(fields: Fields) -> int:
    """The storage size of a map's names and values."""
    return sum(text_size(name) + value_size(value) for name, value in fields.items())


def document_size(name: str, fields: Fields) -> int:
    """What the 1 MiB limit counts: name, fields, and 32 bytes."""
    return name_size(name) + fields_size(fields) + 32


def check_name(name: str, limits: Limits) -> None:
    """The name of a document keeps to the rules.

    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    segments = path_segments(document_name(name))
    if len(segments) > 2 * limits.collection_depth:
        raise invalid(f"Document name lies deeper than {limits.collection_depth} collections.")
    if len(name) * 4 > limits.name_bytes and len(name.encode()) > limits.name_bytes:
        raise invalid(f"Document name is longer than {limits.name_bytes} bytes.")
    for position, segment in enumerate(segments):
        _check_id(name, segment, "Resource" if position % 2 else "Collection", limits)


def _check_id(name: str, segment: str, kind: str, limits: Limits) -> None:
    if segment in {"", ".", ".."}:
        raise invalid(f'Document name "{name}" contains a resource id "{segment}".')
    if segment.startswith("__") and _RESERVED.fullmatch(segment):
        raise invalid(f'{kind} id "{segment}" is invalid because it is reserved.')
    if len(segment) * 4 > limits.id_bytes and len(segment.encode()) > limits.id_bytes:
        raise invalid(f"The key path element name is longer than {limits.id_bytes} bytes.")


def check_fields(fields: Fields, limits: Limits, depth: int = 1) -> None:
    """Names and values of fields keep to the rules, at every depth.

    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    for name, value in fields.items():
        if not name:
            raise invalid("The property.name is the empty string.")
        if name.startswith("__") and name not in _MAY_BE_RESERVED and _RESERVED.fullmatch(name):
            raise invalid(f"field name {name} is reserved")
        if len(name) * 4 > limits.field_name_bytes and len(name.encode()) > limits.field_name_bytes:
            raise invalid(f"The property.name is longer than {limits.field_name_bytes} bytes.")
        _check_value(name, value, limits, depth)


def _check_value(name: str, value: Value, limits: Limits, depth: int) -> None:
    if isinstance(value, str):
        if len(value) * 4 > limits.value_bytes and text_size(value) - 1 > limits.value_bytes:
            raise invalid(f'The value of property "{name}" is longer than {limits.value_bytes} bytes.')
    elif value is None or isinstance(value, int | float):
        return
    elif isinstance(value, bytes):
        if len(value) > limits.value_bytes:
            raise invalid(f'The value of property "{name}" is longer than {limits.value_bytes} bytes.')
    elif isinstance(value, tuple | Mapping):
        if depth > limits.value_depth:
            raise invalid(f"Property {name} contains an invalid nested entity.")
        if isinstance(value, Mapping):
            check_fields(value, limits, depth + 1)
        else:
            _check_items(name, value, limits, depth)


def _check_items(name: str, items: tuple[Value, ...], limits: Limits, depth: int) -> None:
    for item in items:
        if isinstance(item, tuple):
            raise invalid("Cannot convert an array value in an array value.")
        _check_value(name, item, limits, depth + 1)


def check_document(name: str, fields: Fields, limits: Limits) -> None:
    """A document as it would be stored keeps to the rules of fields and of size.

    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    check_fields(fields, limits)
    size = document_size(name, fields)
    if size > limits.document_bytes:
        raise invalid(
            f"Document '{name}' cannot be written because its size ({size:,} bytes) "
            f"exceeds the maximum allowed size of {limits.document_bytes:,} bytes."
        )
