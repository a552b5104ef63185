"""The kinds of messages and documents, as a night holds samples against them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from contracts.documents import catalog as documents
from contracts.messages import catalog as messages
from contracts.messages.envelope import EnvelopeError, decode
from harness.samples import DocumentKinds, MessageKind, Refusals

_ENVELOPE = {"message", "subscription", "deliveryAttempt"}


def message_kinds() -> tuple[MessageKind, ...]:
    """Every kind of message, held against what its sender declares and what each of its readers needs."""
    return tuple(
        MessageKind(
            kind.name,
            {"as it is sent": partial(_refused, kind.name, None)}
            | {f"as {one.reader} needs it": partial(_refused, kind.name, one.reader) for one in kind.needed},
        )
        for kind in messages.kinds()
    )


def _refused(kind: str, reader: str | None, line: object) -> Refusals:
    """What is wrong with a payload, or with the push envelope around it."""
    if isinstance(line, Mapping) and "message" in line and line.keys() <= _ENVELOPE:
        try:
            line = decode(line).data
        except EnvelopeError as error:
            return ((error.where, error.what),)
    return messages.violations(kind, line, reader)


def document_kinds() -> DocumentKinds:
    """Every kind of document, by the path at which it is kept."""
    names = tuple(kind.name for kind in documents.kinds())
    return DocumentKinds(names, _kind_at, documents.violations, documents.WITHOUT_A_MODEL)


def _kind_at(path: str) -> str | None:
    place = documents.kind_at(path)
    return None if place is None else place.name
