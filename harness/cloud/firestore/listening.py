"""Targets of listeners: what each answers, and how its answer differs from the last one told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.cloud.firestore.queries import Query, run
from harness.cloud.firestore.store import Change, Store
from harness.cloud.firestore.values import Document


@dataclass(frozen=True, slots=True)
class Difference:
    """`changed` documents are new or different; `gone` names have left the answer."""

    changed: tuple[Document, ...]
    gone: tuple[str, ...]


@dataclass
class Target:
    """Documents by name, or a query; `told` is the answer that the client knows."""

    number: int
    names: tuple[str, ...] = ()
    query: Query | None = None
    once: bool = False
    told: dict[str, Document] = field(default_factory=dict)

    def concerned(self, changes: Iterable[Change]) -> bool:
        """The answer may be another one after these changes."""
        return any(self._concerned(change) for change in changes)

    def _concerned(self, change: Change) -> bool:
        if self.query is None:
            return change.name in self.names
        return self.query.sees(change.before) or self.query.sees(change.after)

    def answer(self, store: Store, at: int | None = None) -> dict[str, Document]:
        if self.query is not None:
            return {document.name: document for document in run(self.query, store, at)}
        found = (store.get(name, at) for name in self.names)
        return {document.name: document for document in found if document is not None}

    def advance(self, store: Store) -> Difference:
        """What is new since the last answer told; it counts as told from now on."""
        answer = self.answer(store)
        changed = tuple(document for name, document in answer.items() if self.told.get(name) is not document)
        gone = tuple(name for name in self.told if name not in answer)
        self.told = answer
        return Difference(changed, gone)
