"""The service: every method by name, through the interceptors, to the engine. Transports stand on this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from harness.cloud.firestore.commit_methods import CommitMethods
from harness.cloud.firestore.document_methods import DocumentMethods
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.errors import Status, StatusError
from harness.cloud.firestore.identities import Identities
from harness.cloud.firestore.interception import Call, Interceptor, Responses, intercepted
from harness.cloud.firestore.query_methods import QueryMethods
from harness.cloud.firestore.streams import Emit, ListenStream, Stream, WriteStream


class Servicer:
    """Answers calls; `interceptors` may be changed at any time, the first one is outermost."""

    def __init__(self, engine: Engine | None = None, interceptors: Iterable[Interceptor] = ()) -> None:
        self.engine = engine or Engine()
        self.interceptors = list(interceptors)
        self._identities = Identities()
        documents = DocumentMethods(self.engine, self._identities)
        queries = QueryMethods(self.engine)
        commits = CommitMethods(self.engine)
        self._methods: dict[str, Callable[[Any], list[Any]]] = {
            "GetDocument": documents.get_document,
            "BatchGetDocuments": documents.batch_get_documents,
            "ListDocuments": documents.list_documents,
            "ListCollectionIds": documents.list_collection_ids,
            "CreateDocument": documents.create_document,
            "UpdateDocument": documents.update_document,
            "DeleteDocument": documents.delete_document,
            "RunQuery": queries.run_query,
            "RunAggregationQuery": queries.run_aggregation_query,
            "PartitionQuery": queries.partition_query,
            "BeginTransaction": commits.begin_transaction,
            "Commit": commits.commit,
            "Rollback": commits.rollback,
            "BatchWrite": commits.batch_write,
        }

    def answer(self, call: Call) -> Responses:
        """The messages of the answer.

        Raises:
            StatusError: the call is refused.
        """
        method = self._methods.get(call.method)
        if method is None:
            raise StatusError(Status.UNIMPLEMENTED, f"{call.method} is not part of the embedded Firestore")
        try:
            return intercepted(tuple(self.interceptors), call, lambda: method(call.request))
        except StatusError as error:
            if error.status is Status.ABORTED:
                self._abort(getattr(call.request, "transaction", b""))
            raise

    def _abort(self, transaction: bytes) -> None:
        """A transaction that is told ABORTED is over, also if an interceptor says so; else its locks would stay."""
        if transaction:
            with suppress(StatusError):
                self.engine.rollback(transaction)

    def open(self, method: str, emit: Emit) -> Stream:
        """A stream of the method `Listen` or `Write`, whose responses go to `emit`."""
        if method == "Listen":
            return ListenStream(self.engine, emit)
        return WriteStream(self.engine, emit, self._identities)

    def receive(self, stream: Stream, call: Call) -> None:
        """Hands one request of a stream on, through the interceptors.

        Raises:
            StatusError: the stream ends with this status.
        """

        def carry_out() -> Responses:
            stream.receive(call.request)
            return []

        intercepted(tuple(self.interceptors), call, carry_out)
