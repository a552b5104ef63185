"""The service: every method by name, through the interceptors, to the engine. Transports stand on this."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from harness.cloud.errors import Status, StatusError
from harness.cloud.firestore.commit_methods import CommitMethods
from harness.cloud.firestore.document_methods import DocumentMethods
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.identities import Identities
from harness.cloud.firestore.query_methods import QueryMethods
from harness.cloud.firestore.streams import ListenStream, WriteStream
from harness.cloud.interception import Call, Interceptor, Responses
from harness.cloud.servicer import Answers, EmbeddedServicer, Emit, Stream


class Servicer(EmbeddedServicer):
    """Answers the calls of Firestore."""

    product = "Firestore"
    label = "firestore"

    def __init__(self, engine: Engine | None = None, interceptors: Iterable[Interceptor] = ()) -> None:
        self.engine = engine or Engine()
        self._identities = Identities()
        documents = DocumentMethods(self.engine, self._identities)
        queries = QueryMethods(self.engine)
        commits = CommitMethods(self.engine)
        answers: Answers = {
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
        super().__init__(answers, interceptors)

    def answer(self, call: Call) -> Responses:
        try:
            return super().answer(call)
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
