"""A commit in preparation: what its writes would change, and how long it may wait for locks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.limits import Limits
from harness.cloud.firestore.store import Change, Store
from harness.cloud.firestore.values import Document, Value, identical
from harness.cloud.firestore.writes import Write, WriteResult, apply_write


@dataclass(frozen=True, slots=True)
class Staged:
    """The writes carried out beside the store: one change a document, one result a write."""

    commit_time: int
    changes: tuple[Change, ...]
    results: tuple[WriteResult, ...]

    @property
    def effective(self) -> tuple[Change, ...]:
        """The changes that leave a document different."""
        return tuple(change for change in self.changes if change.after is not change.before)


@dataclass(frozen=True, slots=True)
class Committed:
    """The time of a commit and the result of each of its writes."""

    commit_time: int
    results: tuple[WriteResult, ...]


def stage(store: Store, writes: Sequence[Write], commit_time: int, limits: Limits) -> Staged:
    """Carries out the writes in their order on a copy of the documents they touch.

    Raises:
        StatusError: a precondition does not hold or a limit is broken; nothing is stored then.
    """
    _check_transforms(writes, limits)
    _check_sequence(writes)
    touched: dict[str, Document | None] = {}
    computed: list[tuple[Value, ...]] = []
    for write in writes:
        document = touched[write.name] if write.name in touched else store.get(write.name)
        touched[write.name], transform_results = apply_write(write, document, commit_time, limits)
        computed.append(transform_results)
    if len(touched) < len(writes):
        touched = {name: _settled(store.get(name), after) for name, after in touched.items()}
    changes = tuple(Change(name, store.get(name), after) for name, after in touched.items())
    results = tuple(_result(touched[write.name], found) for write, found in zip(writes, computed, strict=True))
    return Staged(commit_time, changes, results)


def _settled(before: Document | None, after: Document | None) -> Document | None:
    """Writes that cancel one another leave the document as it was, with its update time."""
    if before is None or after is None or before.create_time != after.create_time:
        return after
    return before if identical(before.fields, after.fields) else after


def _result(document: Document | None, transform_results: tuple[Value, ...]) -> WriteResult:
    return WriteResult(None if document is None else document.update_time, transform_results)


def _check_transforms(writes: Sequence[Write], limits: Limits) -> None:
    count: Counter[str] = Counter()
    for write in writes:
        count[write.name] += len(write.transforms)
        if count[write.name] > limits.transforms_per_document:
            raise invalid(
                f"A commit has at most {limits.transforms_per_document} field transforms for one document: {write.name}"
            )


def _check_sequence(writes: Sequence[Write]) -> None:
    """Writes to one document must not contradict one another: no create after a set, no update after a delete."""
    before: dict[str, str] = {}
    for write in writes:
        kind, present = _kind(write), before.get(write.name)
        needs = write.precondition.exists
        gone = present == "delete"
        if present is not None and ((needs is False and not gone) or (needs is True and gone)):
            raise invalid(f"Cannot {present} then {kind} an entity in the same request.")
        if present is None or gone or kind == "delete":
            before[write.name] = kind


def _kind(write: Write) -> str:
    if write.fields is None:
        return "delete"
    return {None: "upsert", True: "update", False: "insert"}[write.precondition.exists]


class Patience:
    """How long a commit has waited for locks, by the clock or by the waiting itself, whichever is longer.

    Under a clock that stands still only the latter moves. `asked` counts the conflicts decided for this commit.
    """

    def __init__(self, started: int, limit_us: int) -> None:
        self._deadline = started + limit_us
        self._limit_us = limit_us
        self._spent_us = 0
        self.asked = 0

    def left_us(self, now: int, *earlier: int) -> int:
        """Microseconds until the time is up, or until the first of some earlier times."""
        return min(self._deadline - now, self._limit_us - self._spent_us, *(time - now for time in earlier))

    def spend(self, microseconds: int) -> None:
        """So long was waited in vain."""
        self._spent_us += microseconds

    def require(self, now: int) -> None:
        """
        Raises:
            StatusError: ABORTED, the time is up.
        """
        if self.left_us(now) <= 0:
            raise StatusError(Status.ABORTED, "Transaction lock timeout.")
