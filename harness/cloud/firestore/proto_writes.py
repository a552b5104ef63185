"""Writes from protobuf, their results to protobuf."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import invalid
from harness.cloud.firestore.field_paths import FieldPath, parse_field_path
from harness.cloud.firestore.names import database_of
from harness.cloud.firestore.proto_values import aligned_micros_of, decode, decode_fields, encode
from harness.cloud.firestore.transforms import Operation, Transform
from harness.cloud.firestore.writes import ANYTHING, Precondition, Write, WriteResult
from harness.cloud.timestamps import set_timestamp

_NUMBERS = {"increment": Operation.INCREMENT, "maximum": Operation.MAXIMUM, "minimum": Operation.MINIMUM}
_ARRAYS = {"append_missing_elements": Operation.ARRAY_UNION, "remove_all_from_array": Operation.ARRAY_REMOVE}
_REQUEST_TIME = 1


def mask_of(message: Any) -> tuple[FieldPath, ...]:
    """The field paths of a `DocumentMask`."""
    return tuple(parse_field_path(path) for path in message.field_paths)


def precondition_of(message: Any) -> Precondition:
    match message.WhichOneof("condition_type"):
        case "exists":
            return Precondition(exists=message.exists)
        case "update_time":
            return Precondition(update_time=aligned_micros_of(message.update_time, "update_time"))
    return ANYTHING


def write_of(message: Any, database: str) -> Write:
    """
    Raises:
        StatusError: INVALID_ARGUMENT, the write is incomplete or for another database.
    """
    precondition = precondition_of(message.current_document)
    match message.WhichOneof("operation"):
        case "update":
            write = Write(
                name=message.update.name,
                fields=decode_fields(message.update.fields),
                mask=mask_of(message.update_mask) if message.HasField("update_mask") else None,
                transforms=tuple(map(_transform_of, message.update_transforms)),
                precondition=precondition,
            )
        case "delete":
            write = Write(message.delete, None, precondition=precondition)
        case "transform":
            transforms = tuple(map(_transform_of, message.transform.field_transforms))
            write = Write(message.transform.document, {}, (), transforms, precondition)
        case _:
            raise invalid("empty write operation")
    if database_of(write.name) != database:
        raise invalid(f'Document name "{write.name}" is not in database "{database}".')
    return write


def _transform_of(message: Any) -> Transform:
    path = parse_field_path(message.field_path)
    kind = message.WhichOneof("transform_type")
    if kind in _NUMBERS:
        return Transform(path, _NUMBERS[kind], decode(getattr(message, kind)))
    if kind in _ARRAYS:
        return Transform(path, _ARRAYS[kind], tuple(decode(item) for item in getattr(message, kind).values))
    if kind == "set_to_server_value" and message.set_to_server_value == _REQUEST_TIME:
        return Transform(path, Operation.SERVER_TIMESTAMP)
    raise invalid("Operation type must be specified for field transformation.")


def encode_result(result: WriteResult, target: Any) -> None:
    """Writes a result into an empty `WriteResult` message; no update time after a delete."""
    if result.update_time is not None:
        set_timestamp(target.update_time, result.update_time)
    for value in result.transform_results:
        encode(value, target.transform_results.add())
