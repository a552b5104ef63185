"""The documents with their recent past: every version of it, by name, collection and collection group."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from harness.cloud.firestore.names import collection_of, database_of, id_of
from harness.cloud.firestore.values import Document


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to one document."""

    name: str
    before: Document | None
    after: Document | None


class Store:
    """Committed documents; a time of None means now, others are microseconds since 1970 within the kept past."""

    def __init__(self, history_us: int) -> None:
        self.history_us = history_us
        self._latest: dict[str, Document] = {}
        self._past: dict[str, list[tuple[int, Document | None]]] = {}
        self._collections: dict[str, dict[str, None]] = {}
        self._groups: dict[tuple[str, str], dict[str, None]] = {}
        self._deleted: deque[tuple[int, str]] = deque()

    def get(self, name: str, at: int | None = None) -> Document | None:
        """The document as it is, or as it was at a time."""
        if at is None:
            return self._latest.get(name)
        versions = self._past.get(name, [])
        position = bisect_right(versions, at, key=lambda version: version[0])
        return versions[position - 1][1] if position else None

    def apply(self, changes: Iterable[Change], commit_time: int) -> None:
        """Stores what a commit left of its documents."""
        for change in changes:
            self._register(change.name)
            if change.after is None:
                self._latest.pop(change.name, None)
            else:
                self._latest[change.name] = change.after
            versions = self._past.setdefault(change.name, [])
            versions.append((commit_time, change.after))
            while len(versions) > 1 and versions[1][0] <= commit_time - self.history_us:
                del versions[0]
            if change.after is None:
                self._deleted.append((commit_time, change.name))
        self._forget_deleted(commit_time - self.history_us)

    def _register(self, name: str) -> None:
        if name in self._past:
            return
        collection = collection_of(name)
        self._collections.setdefault(collection, {})[name] = None
        self._groups.setdefault((database_of(name), id_of(collection)), {})[collection] = None

    def _forget_deleted(self, horizon: int) -> None:
        """Drops all trace of documents that no read can see any more."""
        while self._deleted and self._deleted[0][0] <= horizon:
            _, name = self._deleted.popleft()
            versions = self._past.get(name)
            if versions and versions[-1][0] <= horizon and versions[-1][1] is None:
                del self._past[name]
                del self._collections[collection_of(name)][name]

    def in_collection(self, collection: str, at: int | None = None) -> Iterator[Document]:
        """The documents directly in a collection, in no order."""
        for name in self._collections.get(collection, ()):
            document = self.get(name, at)
            if document is not None:
                yield document

    def in_group(self, parent: str, collection_id: str, at: int | None = None) -> Iterator[Document]:
        """The documents of all collections with this id below a parent, in no order."""
        for collection in self._groups.get((database_of(parent), collection_id), ()):
            if collection.startswith(parent + "/"):
                yield from self.in_collection(collection, at)

    def below(self, parent: str, at: int | None = None) -> Iterator[Document]:
        """Every document at any depth below a document or the root, in no order."""
        for collection in self._collections:
            if collection.startswith(parent + "/"):
                yield from self.in_collection(collection, at)
