"""A query as data, the complete order that it implies, and the answer to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from harness.cloud.firestore.field_paths import DOCUMENT_NAME, FieldPath, Missing, lookup, projected
from harness.cloud.firestore.filters import INEQUALITIES, Filter, Predicate, comparisons, field_of, predicate
from harness.cloud.firestore.names import collection_of, id_of
from harness.cloud.firestore.ordering import Key, order_key
from harness.cloud.firestore.store import Store
from harness.cloud.firestore.values import Document, Value


@dataclass(frozen=True, slots=True)
class Order:
    path: FieldPath
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position just before or just after the given values of a prefix of the order."""

    values: tuple[Value, ...]
    before: bool


@dataclass(frozen=True)
class Query:
    """Documents of one collection, or of all collections with an id below a parent.

    `parent` is the root or a document; `collection_id` None means every collection below it. Documents without
    all of the `present` fields do not belong to the answer.
    """

    parent: str
    collection_id: str | None
    all_descendants: bool = False
    where: Filter | None = None
    orders: tuple[Order, ...] = ()
    start: Cursor | None = None
    end: Cursor | None = None
    offset: int = 0
    limit: int | None = None
    select: tuple[FieldPath, ...] | None = None
    present: tuple[FieldPath, ...] = ()

    @cached_property
    def full_order(self) -> tuple[Order, ...]:
        """The asked order, then the other fields of inequalities by name, then the document's name.

        What is appended goes in the direction of the last order asked for.
        """
        descending = bool(self.orders) and self.orders[-1].descending
        known = {order.path for order in self.orders}
        implied = {part.path for part in comparisons(self.where) if part.operator in INEQUALITIES} - known
        paths = [*sorted(implied - {DOCUMENT_NAME}), *([] if DOCUMENT_NAME in known else [DOCUMENT_NAME])]
        return (*self.orders, *(Order(path, descending) for path in paths))

    @cached_property
    def satisfied(self) -> Predicate:
        """The filter as a function."""
        return predicate(self.where)

    def sees(self, document: Document | None) -> bool:
        """The document is in the scope, satisfies the filter, has all fields of the order, lies within the cursors."""
        if document is None or not self._in_scope(document.name) or not self.satisfied(document):
            return False
        position = position_of(self, document)
        return position is not None and _between(self, position)

    def until(self, last: Document) -> Query:
        """The part of this query that ends with a document of its answer."""
        values = tuple(field_of(last, order.path) for order in self.full_order)
        return replace(self, end=Cursor(tuple(v for v in values if not isinstance(v, Missing)), before=False))

    def _in_scope(self, name: str) -> bool:
        collection = collection_of(name)
        if self.collection_id is None:
            return name.startswith(self.parent + "/") and (self.all_descendants or self._is_child(collection))
        if self.all_descendants:
            return id_of(collection) == self.collection_id and collection.startswith(self.parent + "/")
        return collection == f"{self.parent}/{self.collection_id}"

    def _is_child(self, collection: str) -> bool:
        return collection_of(collection) == self.parent

    def scan(self, store: Store, at: int | None) -> Iterable[Document]:
        """The documents in the scope, in no order."""
        if self.collection_id is None:
            below = store.below(self.parent, at)
            return below if self.all_descendants else filter(lambda d: self._is_child(collection_of(d.name)), below)
        if self.all_descendants:
            return store.in_group(self.parent, self.collection_id, at)
        return store.in_collection(f"{self.parent}/{self.collection_id}", at)


Position: TypeAlias = "tuple[Key, ...]"


def position_of(query: Query, document: Document) -> Position | None:
    """Where the document stands in the order, or None if it lacks a field that it needs."""
    if any(isinstance(lookup(document.fields, path), Missing) for path in query.present):
        return None
    keys: list[Key] = []
    for order in query.full_order:
        value = field_of(document, order.path)
        if isinstance(value, Missing):
            return None
        keys.append(order_key(value))
    return tuple(keys)


def run(query: Query, store: Store, at: int | None = None) -> list[Document]:
    """The answer: filter, order, cursors, offset, limit, in that order; whole documents."""
    found: list[tuple[Position, Document]] = []
    for document in query.scan(store, at):
        if query.satisfied(document):
            position = position_of(query, document)
            if position is not None:
                found.append((position, document))
    # Sorting is stable, so sorting by the last key first gives each key its own direction.
    for index in reversed(range(len(query.full_order))):
        found.sort(key=_nth(index), reverse=query.full_order[index].descending)
    documents = [document for position, document in found if _between(query, position)]
    last = None if query.limit is None else query.offset + query.limit
    return documents[query.offset : last]


def _nth(index: int) -> Callable[[tuple[Position, Document]], Key]:
    def key(entry: tuple[Position, Document]) -> Key:
        return entry[0][index]

    return key


def _between(query: Query, position: Position) -> bool:
    if query.start is not None:
        side = _compare(query, position, query.start)
        if side < 0 or (side == 0 and not query.start.before):
            return False
    if query.end is not None:
        side = _compare(query, position, query.end)
        if side > 0 or (side == 0 and query.end.before):
            return False
    return True


def _compare(query: Query, position: Position, cursor: Cursor) -> int:
    """-1, 0 or 1: the position is before, within or after the prefix that the cursor names."""
    for order, own, value in zip(query.full_order, position, cursor.values, strict=False):
        key = order_key(value)
        if own != key:
            return 1 if (own > key) is not order.descending else -1
    return 0


def shown(query: Query, document: Document) -> Document:
    """The document with the fields that the query selects."""
    if query.select is None:
        return document
    return replace(document, fields=projected(document.fields, query.select))
