"""One write to one document: what it asks for, and what it makes of the document that is there."""

from __future__ import annotations

from dataclasses import dataclass

from harness.cloud.errors import Status, StatusError
from harness.cloud.firestore.field_paths import FieldPath, lookup, replaced
from harness.cloud.firestore.limits import Limits, check_document, check_name
from harness.cloud.firestore.transforms import Transform, apply_transforms
from harness.cloud.firestore.values import Document, Fields, Value, identical


@dataclass(frozen=True, slots=True)
class Precondition:
    """What must hold of the stored document; at most one of the two is set."""

    exists: bool | None = None
    update_time: int | None = None

    def require(self, name: str, document: Document | None) -> None:
        """
        Raises:
            StatusError: ALREADY_EXISTS, NOT_FOUND or FAILED_PRECONDITION.
        """
        if self.exists is False and document is not None:
            raise StatusError(Status.ALREADY_EXISTS, f"Document already exists: {name}")
        if self.exists is True and document is None:
            raise StatusError(Status.NOT_FOUND, f"No document to update: {name}")
        stored = 0 if document is None else document.update_time
        if self.update_time is not None and stored != self.update_time:
            raise StatusError(
                Status.FAILED_PRECONDITION,
                f"the stored version ({stored}) does not match the required base version ({self.update_time})",
            )


ANYTHING = Precondition()


@dataclass(frozen=True, slots=True)
class Write:
    """Set, update or delete one document.

    `fields` None deletes it. With a `mask`, only the fields that it names change: those in `fields`
    are set, the others removed. Transforms follow in the same step.
    """

    name: str
    fields: Fields | None
    mask: tuple[FieldPath, ...] | None = None
    transforms: tuple[Transform, ...] = ()
    precondition: Precondition = ANYTHING


@dataclass(frozen=True, slots=True)
class WriteResult:
    """`update_time` is that of the document after the whole commit, None if it is deleted then."""

    update_time: int | None
    transform_results: tuple[Value, ...] = ()


def apply_write(
    write: Write, document: Document | None, commit_time: int, limits: Limits
) -> tuple[Document | None, tuple[Value, ...]]:
    """The document after the write, which is the same object if nothing changes, and the transforms' results.

    Raises:
        StatusError: the precondition does not hold, or the result would break a limit.
    """
    check_name(write.name, limits)
    write.precondition.require(write.name, document)
    if write.fields is None:
        return None, ()
    fields = write.fields if write.mask is None else _merged(write.fields, write.mask, document)
    fields, results = apply_transforms(fields, write.transforms, commit_time)
    if document is not None and identical(document.fields, fields):
        # A write that changes nothing keeps the update time.
        return document, results
    check_document(write.name, fields, limits)
    created = commit_time if document is None else document.create_time
    return Document(write.name, fields, created, commit_time), results


def _merged(fields: Fields, mask: tuple[FieldPath, ...], document: Document | None) -> Fields:
    merged: Fields = {} if document is None else document.fields
    for path in mask:
        merged = replaced(merged, path, lookup(fields, path))
    return merged
