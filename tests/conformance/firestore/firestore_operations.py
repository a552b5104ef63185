"""Operations of one client on a Firestore, as data, and their answers in a form that two servers can be compared by.

Times become T1, T2, … in the order in which they first appear, so what is compared is which of them are equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from google.api_core.exceptions import GoogleAPICallError
from google.cloud import firestore
from google.cloud.firestore_v1 import GeoPoint
from google.cloud.firestore_v1.base_query import BaseFilter
from google.cloud.firestore_v1.types import firestore as messages
from google.cloud.firestore_v1.vector import Vector

Answer = Any
"""JSON: numbers, texts, lists and maps."""

RECENT = datetime(2026, 1, 1, tzinfo=UTC)
"""Timestamps in documents after this are the server's own; cases use earlier ones."""


@dataclass(frozen=True)
class Ref:
    """A reference to a document, in the data of an operation."""

    path: str


class Times:
    """Names for times."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def name(self, time: datetime | None) -> str | None:
        if time is None:
            return None
        return self._names.setdefault(time.isoformat(), f"T{len(self._names) + 1}")


@dataclass
class Session:
    """One case on one server: its client, its transactions by name, its times."""

    client: firestore.Client
    transactions: dict[str, firestore.Transaction] = field(default_factory=dict)
    times: Times = field(default_factory=Times)

    def data(self, value: Any) -> Any:
        """Data with real references."""
        if isinstance(value, Ref):
            return self.client.document(value.path)
        if isinstance(value, firestore.ArrayUnion | firestore.ArrayRemove):
            return type(value)(self.data(list(value.values)))
        if isinstance(value, Mapping):
            return {name: self.data(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.data(inner) for inner in value]
        return value

    def snapshot(self, snapshot: firestore.DocumentSnapshot) -> Answer:
        if not snapshot.exists:
            return None
        times = [self.times.name(snapshot.create_time), self.times.name(snapshot.update_time)]
        return {"fields": shown(snapshot.to_dict()), "times": times}

    def written(self, result: Any) -> Answer:
        time = result.update_time
        return self.times.name(time if time and time.timestamp() > 0 else None)


def shown(value: Any) -> Answer:
    """A value as JSON that tells all types apart."""
    if isinstance(value, float):
        return {"double": "NaN" if math.isnan(value) else repr(value)}
    if isinstance(value, datetime):
        return {"timestamp": "request time" if value > RECENT else value.isoformat()}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, GeoPoint):
        return {"point": [value.latitude, value.longitude]}
    if isinstance(value, Vector):
        return {"vector": list(value)}
    if isinstance(value, firestore.DocumentReference):
        return {"reference": value.path}
    if isinstance(value, Mapping):
        return {"map": {name: shown(value[name]) for name in sorted(value)}}
    if isinstance(value, list | tuple):
        return [shown(inner) for inner in value]
    return value


class Operation:
    """Something a client does."""

    def run(self, session: Session) -> Answer:
        raise NotImplementedError


class WriteOperation(Operation):
    """An operation that can also be part of a batch or a transaction."""

    def add_to(self, batch: Any, session: Session) -> None:
        raise NotImplementedError

    def run(self, session: Session) -> Answer:
        batch = session.client.batch()
        self.add_to(batch, session)
        return [session.written(result) for result in batch.commit()]


@dataclass(frozen=True)
class Set(WriteOperation):
    path: str
    data: Mapping[str, Any]
    merge: bool | Sequence[str] = False

    def add_to(self, batch: Any, session: Session) -> None:
        merge = self.merge if isinstance(self.merge, bool) else list(self.merge)
        batch.set(session.client.document(self.path), session.data(self.data), merge=merge)


@dataclass(frozen=True)
class Create(WriteOperation):
    path: str
    data: Mapping[str, Any]

    def add_to(self, batch: Any, session: Session) -> None:
        batch.create(session.client.document(self.path), session.data(self.data))


def _option(session: Session, path: str, exists: bool | None, since: str | None) -> Any:
    if exists is not None:
        return session.client.write_option(exists=exists)
    if since == "now":
        return session.client.write_option(last_update_time=session.client.document(path).get().update_time)
    if since == "long ago":
        return session.client.write_option(last_update_time=datetime(2020, 1, 1, tzinfo=UTC))
    return None


@dataclass(frozen=True)
class Update(WriteOperation):
    """`since`: the document must be unchanged since `now` or `long ago`."""

    path: str
    data: Mapping[str, Any]
    since: str | None = None

    def add_to(self, batch: Any, session: Session) -> None:
        option = _option(session, self.path, None, self.since)
        batch.update(session.client.document(self.path), session.data(self.data), option=option)


@dataclass(frozen=True)
class Delete(WriteOperation):
    path: str
    exists: bool | None = None
    since: str | None = None

    def add_to(self, batch: Any, session: Session) -> None:
        option = _option(session, self.path, self.exists, self.since)
        batch.delete(session.client.document(self.path), option=option)


@dataclass(frozen=True)
class Batch(Operation):
    """All writes or none."""

    writes: Sequence[WriteOperation]

    def run(self, session: Session) -> Answer:
        batch = session.client.batch()
        for write in self.writes:
            write.add_to(batch, session)
        return [session.written(result) for result in batch.commit()]


@dataclass(frozen=True)
class Bulk(Operation):
    """Each write on its own, in one request."""

    writes: Sequence[WriteOperation]

    def run(self, session: Session) -> Answer:
        batch = session.client.batch()
        for write in self.writes:
            write.add_to(batch, session)
        response = session.client._firestore_api.batch_write(
            request={"database": session.client._database_string, "writes": batch._write_pbs},
            metadata=session.client._rpc_metadata,
        )
        pairs = zip(response.write_results, response.status, strict=True)
        return [session.written(result) if not status.code else f"status {status.code}" for result, status in pairs]


@dataclass(frozen=True)
class Get(Operation):
    path: str
    fields: Sequence[str] | None = None

    def run(self, session: Session) -> Answer:
        return session.snapshot(session.client.document(self.path).get(field_paths=self.fields))


@dataclass(frozen=True)
class GetAll(Operation):
    paths: Sequence[str]

    def run(self, session: Session) -> Answer:
        found = session.client.get_all([session.client.document(path) for path in self.paths])
        return {snapshot.reference.path: session.snapshot(snapshot) for snapshot in found}


@dataclass(frozen=True)
class Query(Operation):
    """`order` has names, with `-` before those that go down. Cursors are values in that order, or a document's path."""

    collection: str
    where: Sequence[tuple[str, str, Any] | BaseFilter] = ()
    order: Sequence[str] = ()
    group: bool = False
    limit: int | None = None
    last: int | None = None
    offset: int | None = None
    select: Sequence[str] | None = None
    start_at: Any = None
    start_after: Any = None
    end_at: Any = None
    end_before: Any = None

    def built(self, session: Session) -> Any:
        client = session.client
        query: Any = client.collection_group(self.collection) if self.group else client.collection(self.collection)
        for condition in self.where:
            if isinstance(condition, tuple):
                name, operator, value = condition
                condition = firestore.FieldFilter(name, operator, session.data(value))
            query = query.where(filter=condition)
        for name in self.order:
            down = name.startswith("-")
            direction = firestore.Query.DESCENDING if down else firestore.Query.ASCENDING
            query = query.order_by(name.removeprefix("-"), direction=direction)
        for method in ("start_at", "start_after", "end_at", "end_before"):
            position = getattr(self, method)
            if position is not None:
                query = getattr(query, method)(self._position(position, session))
        query = query if self.limit is None else query.limit(self.limit)
        query = query if self.last is None else query.limit_to_last(self.last)
        query = query if self.offset is None else query.offset(self.offset)
        return query if self.select is None else query.select(self.select)

    def _position(self, position: Any, session: Session) -> Any:
        if isinstance(position, str):
            return session.client.document(position).get()
        return session.data(list(position))

    def run(self, session: Session) -> Answer:
        return [[snapshot.reference.path, shown(snapshot.to_dict())] for snapshot in self.built(session).get()]


@dataclass(frozen=True)
class Paths(Query):
    """Like a query, but only the paths are of interest."""

    def run(self, session: Session) -> Answer:
        return [snapshot.reference.path for snapshot in self.built(session).get()]


@dataclass(frozen=True)
class Aggregate(Operation):
    """Alias to (measure, field); a count has no field."""

    query: Query
    measures: Mapping[str, tuple[str, str | None]]

    def run(self, session: Session) -> Answer:
        query = self.query.built(session)
        for alias, (measure, name) in self.measures.items():
            query = query.count(alias=alias) if name is None else getattr(query, measure)(name, alias=alias)
        [results] = query.get()
        return {result.alias: shown(result.value) for result in sorted(results, key=lambda result: result.alias)}


@dataclass(frozen=True)
class Documents(Operation):
    """The ids in a collection, those of missing documents with something below them too."""

    collection: str

    def run(self, session: Session) -> Answer:
        return sorted(reference.path for reference in session.client.collection(self.collection).list_documents())


@dataclass(frozen=True)
class Collections(Operation):
    """The ids of collections below a document, or at the root."""

    path: str | None = None

    def run(self, session: Session) -> Answer:
        client = session.client
        found = client.collections() if self.path is None else client.document(self.path).collections()
        return sorted(collection.id for collection in found)


@dataclass(frozen=True)
class Begin(Operation):
    name: str
    read_only: bool = False

    def run(self, session: Session) -> Answer:
        transaction = session.client.transaction(read_only=self.read_only)
        transaction._begin()
        session.transactions[self.name] = transaction
        return "begun"


@dataclass(frozen=True)
class ReadIn(Operation):
    name: str
    path: str

    def run(self, session: Session) -> Answer:
        transaction = session.transactions[self.name]
        return session.snapshot(session.client.document(self.path).get(transaction=transaction))


@dataclass(frozen=True)
class QueryIn(Operation):
    name: str
    query: Query

    def run(self, session: Session) -> Answer:
        found = self.query.built(session).get(transaction=session.transactions[self.name])
        return [snapshot.reference.path for snapshot in found]


def _in_transaction(session: Session, name: str, method: str, **request: Any) -> Any:
    call: Callable[..., Any] = getattr(session.client._firestore_api, method)
    request |= {"database": session.client._database_string, "transaction": session.transactions[name]._id}
    return call(request=request, metadata=session.client._rpc_metadata)


@dataclass(frozen=True)
class CommitIn(Operation):
    name: str
    writes: Sequence[WriteOperation] = ()

    def run(self, session: Session) -> Answer:
        batch = session.client.batch()
        for write in self.writes:
            write.add_to(batch, session)
        response = _in_transaction(session, self.name, "commit", writes=batch._write_pbs)
        return [session.written(result) for result in response.write_results]


@dataclass(frozen=True)
class RollbackIn(Operation):
    name: str

    def run(self, session: Session) -> Answer:
        _in_transaction(session, self.name, "rollback")
        return "rolled back"


@dataclass(frozen=True)
class Raw(Operation):
    """A commit of writes as the protocol spells them, for what the client would refuse itself."""

    writes: Sequence[Mapping[str, Any]]

    def run(self, session: Session) -> Answer:
        database = session.client._database_string
        request = messages.CommitRequest(
            database=database, writes=[_full_names(write, database) for write in self.writes]
        )
        response = session.client._firestore_api.commit(request=request, metadata=session.client._rpc_metadata)
        return [session.written(result) for result in response.write_results]


def _full_names(write: Mapping[str, Any], database: str) -> dict[str, Any]:
    """Puts the database before the paths of a write."""
    full = dict(write)
    if "update" in full:
        full["update"] = full["update"] | {"name": f"{database}/documents/{full['update']['name']}"}
    if "delete" in full:
        full["delete"] = f"{database}/documents/{full['delete']}"
    return full


@dataclass(frozen=True)
class Case:
    """Documents that are there, and what is done then; each step has an answer."""

    name: str
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    steps: Sequence[Operation] = ()


def answers(case: Case, client: firestore.Client) -> list[Answer]:
    """What a server answers to the steps of a case; a refusal is answered by its status."""
    session = Session(client)
    for path, data in case.given.items():
        client.document(path).set(session.data(data))
    return [_answer(step, session) for step in case.steps]


def _answer(step: Operation, session: Session) -> Answer:
    try:
        return step.run(session)
    except GoogleAPICallError as error:
        return {"refused": getattr(error.grpc_status_code, "name", None)}
