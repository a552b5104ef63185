"""What a request says and how it was answered, in a line each, for diagrams."""

from __future__ import annotations

from typing import Any

from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.proto_values import decode, decode_fields
from harness.cloud.firestore.values import Timestamp
from harness.cloud.interception import Call, Responses
from harness.cloud.timestamps import EPOCH, MICROSECOND

SHOWN = 60
"""Characters of a document's values in a line; the rest stands in the trace's document."""


def _short(name: str) -> str:
    return name.partition("/documents/")[2] or name


def _values(fields: Any) -> str:
    told = ", ".join(f"{name} {_value(value)}" for name, value in sorted(decode_fields(fields).items()))
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"


def _write(write: Any) -> str:
    match write.WhichOneof("operation"):
        case "delete":
            told = f"delete {_short(write.delete)}"
        case "transform":
            told = f"transform {_short(write.transform.document)}"
        case _:
            verb = "update" if write.HasField("update_mask") else "set"
            told = f"{verb} {_short(write.update.name)} {_values(write.update.fields)}"
    for transform in write.update_transforms:
        kind = str(transform.WhichOneof("transform_type"))
        value = f" {decode(transform.increment)!r}" if kind == "increment" else ""
        told += f" {transform.field_path} {kind.replace('_', ' ')}{value}"
    return told


def request_of(call: Call) -> str:
    """The request as a reader of the code under test would name it."""
    request = call.request
    transaction: bytes = getattr(request, "transaction", b"")
    inside = f" in {int(transaction)}" if transaction.isdigit() else ""
    match call.method:
        case "BatchGetDocuments":
            return f"get {', '.join(map(_short, request.documents))}{inside}"
        case "GetDocument":
            return f"get {_short(request.name)}{inside}"
        case "BeginTransaction":
            return "begin"
        case "Rollback":
            return f"rollback{inside}"
        case "Commit" | "BatchWrite":
            writes = "; ".join(map(_write, request.writes)) or "nothing"
            return f"commit{inside}: {writes}" if inside else writes
        case "RunQuery":
            sources = getattr(request.structured_query, "from")
            return f"query {', '.join(source.collection_id for source in sources)}{inside}"
        case _:
            return f"{call.method}{inside}"


def outcome_of(call: Call, responses: Responses) -> str:
    """What came back, where it tells something."""
    match call.method:
        case "BatchGetDocuments":
            return "; ".join(
                _values(answer.found.fields) if answer.HasField("found") else "missing"
                for answer in responses
                if answer.WhichOneof("result")
            )
        case "BeginTransaction":
            return str(int(responses[0].transaction))
        case "RunQuery":
            return f"{sum(answer.HasField('document') for answer in responses)} documents"
        case _:
            return "ok"


def documents_of(call: Call, responses: Responses, engine: Engine) -> tuple[tuple[str, str], ...]:
    """The documents that were read, or as the writes have left them, whole."""
    if call.method == "BatchGetDocuments":
        found = [answer.found for answer in responses if answer.HasField("found")]
        return tuple((_short(one.name), _whole(decode_fields(one.fields))) for one in found)
    if call.method in ("Commit", "BatchWrite"):
        names = list(dict.fromkeys(w.update.name or w.delete or w.transform.document for w in call.request.writes))
        documents, _ = engine.read(names)
        return tuple(
            (_short(name), "missing" if document is None else _whole(document.fields))
            for name, document in zip(names, documents, strict=True)
        )
    return ()


def _whole(fields: Any) -> str:
    return ", ".join(f"{name}: {_value(value)}" for name, value in sorted(fields.items()))


def _value(value: Any) -> str:
    """A value of the database; times as the clock of a reader shows them."""
    if isinstance(value, Timestamp):
        return (EPOCH + value.micros * MICROSECOND).strftime("%H:%M:%S.%f")[:-3]
    return repr(value)
