"""Values and documents between protobuf and the engine. Both ways copy, so no message is shared with the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from harness.cloud.errors import invalid
from harness.cloud.firestore.names import document_name
from harness.cloud.firestore.values import Document, Fields, GeoPoint, Reference, Timestamp, Value
from harness.cloud.timestamps import NANOS_PER_MICRO, micros_of, set_timestamp


def aligned_micros_of(timestamp: Any, what: str) -> int:
    """
    Raises:
        StatusError: INVALID_ARGUMENT, the timestamp is finer than a microsecond.
    """
    if timestamp.nanos % NANOS_PER_MICRO:
        raise invalid(f"{what}: timestamp cannot have more than microseconds precision")
    return micros_of(timestamp)


def _point(message: Any) -> GeoPoint:
    point = message.geo_point_value
    for name, degrees, most in (("latitude", point.latitude, 90.0), ("longitude", point.longitude, 180.0)):
        if not -most <= degrees <= most:
            raise invalid(f"Geo point {name} '{degrees}' outside permitted range -{most} to {most}.")
    return GeoPoint(point.latitude, point.longitude)


_DECODERS: dict[str, Callable[[Any], Value]] = {
    "null_value": lambda message: None,
    "boolean_value": lambda message: bool(message.boolean_value),
    "integer_value": lambda message: int(message.integer_value),
    "double_value": lambda message: float(message.double_value),
    "timestamp_value": lambda message: Timestamp(micros_of(message.timestamp_value)),
    "string_value": lambda message: str(message.string_value),
    "bytes_value": lambda message: bytes(message.bytes_value),
    "reference_value": lambda message: Reference(document_name(message.reference_value)),
    "geo_point_value": _point,
    "array_value": lambda message: tuple(decode(item) for item in message.array_value.values),
    "map_value": lambda message: decode_fields(message.map_value.fields),
}


def decode(message: Any) -> Value:
    """
    Raises:
        StatusError: INVALID_ARGUMENT, there is no value or one that a document cannot hold.
    """
    decoder = _DECODERS.get(message.WhichOneof("value_type"))
    if decoder is None:
        kind = message.WhichOneof("value_type")
        if kind is None:
            raise invalid("Cannot convert firestore.v1.Value with type unset.")
        raise invalid(f"Value type is not supported: {kind.upper()}")
    return decoder(message)


def decode_fields(fields: Any) -> Fields:
    # Protobuf's maps have another order in every process; documents are the same in all.
    return {name: decode(fields[name]) for name in sorted(fields)}


def encode(value: Value, target: Any) -> None:
    """Writes a value into an empty `Value` message."""
    if isinstance(value, str):
        target.string_value = value
    elif value is None:
        target.null_value = 0
    elif isinstance(value, bool):
        target.boolean_value = value
    elif isinstance(value, int):
        target.integer_value = value
    elif isinstance(value, float):
        target.double_value = value
    elif isinstance(value, Timestamp):
        target.timestamp_value.SetInParent()
        set_timestamp(target.timestamp_value, value.micros)
    elif isinstance(value, Mapping):
        target.map_value.SetInParent()
        encode_fields(value, target.map_value.fields)
    elif isinstance(value, tuple):
        target.array_value.SetInParent()
        _encode_items(value, target.array_value.values)
    else:
        _encode_rare(value, target)


def _encode_items(items: Iterable[Value], target: Any) -> None:
    for item in items:
        encode(item, target.add())


def _encode_rare(value: Value, target: Any) -> None:
    if isinstance(value, bytes):
        target.bytes_value = value
    elif isinstance(value, Reference):
        target.reference_value = value.name
    elif isinstance(value, GeoPoint):
        target.geo_point_value.SetInParent()
        target.geo_point_value.latitude = value.latitude
        target.geo_point_value.longitude = value.longitude


def encode_fields(fields: Fields, target: Any) -> None:
    for name, value in fields.items():
        encode(value, target[name])


def encode_document(document: Document, target: Any) -> None:
    """Writes a document into an empty `Document` message."""
    target.name = document.name
    encode_fields(document.fields, target.fields)
    set_timestamp(target.create_time, document.create_time)
    set_timestamp(target.update_time, document.update_time)
