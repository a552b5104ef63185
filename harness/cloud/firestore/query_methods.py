"""The methods that run queries."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.aggregations import aggregate, aggregated, check_aggregations
from harness.cloud.firestore.engine import Engine, View
from harness.cloud.firestore.field_paths import DOCUMENT_NAME
from harness.cloud.firestore.proto_messages import METHODS, CursorMessage
from harness.cloud.firestore.proto_queries import aggregations_of, query_of
from harness.cloud.firestore.proto_values import aligned_micros_of, encode, encode_document
from harness.cloud.firestore.queries import Order, shown
from harness.cloud.firestore.values import Document, Reference
from harness.cloud.firestore.views import view_of
from harness.cloud.pages import page
from harness.cloud.timestamps import set_timestamp


class QueryMethods:
    """RunQuery, RunAggregationQuery, PartitionQuery."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def run_query(self, request: Any) -> list[Any]:
        _refuse_explain(request)
        query = query_of(request.parent, request.structured_query)
        view, begun = view_of(self._engine, request)
        documents, read_time = self._engine.query(query, view)
        response_class = METHODS["RunQuery"].response
        responses = [response_class(transaction=begun)] if begun else []
        for document in documents:
            response = response_class()
            encode_document(shown(query, document), response.document)
            set_timestamp(response.read_time, read_time)
            responses.append(response)
        if not documents:
            # The time of an empty answer is an answer too.
            response = response_class()
            set_timestamp(response.read_time, read_time)
            responses.append(response)
        return responses

    def run_aggregation_query(self, request: Any) -> list[Any]:
        _refuse_explain(request)
        structured = request.structured_aggregation_query
        query = query_of(request.parent, structured.structured_query)
        aggregations = aggregations_of(structured)
        check_aggregations(aggregations)
        view, begun = view_of(self._engine, request)
        documents, read_time = self._engine.query(aggregated(query, aggregations), view)
        response = METHODS["RunAggregationQuery"].response(transaction=begun)
        for alias, value in aggregate(documents, aggregations).items():
            encode(value, response.result.aggregate_fields[alias])
        set_timestamp(response.read_time, read_time)
        return [response]

    def partition_query(self, request: Any) -> list[Any]:
        """Split points at equal distances; queries between them cover the whole answer."""
        query = query_of(request.parent, request.structured_query)
        if query.full_order != (Order(DOCUMENT_NAME),) or query.where or query.limit is not None:
            raise invalid("A query to be partitioned selects documents in the order of their names, without filters.")
        if request.partition_count <= 0:
            raise invalid("partition_count must be greater than zero.")
        past = request.WhichOneof("consistency_selector") == "read_time"
        view = View(read_time=aligned_micros_of(request.read_time, "read_time") if past else None)
        documents, _ = self._engine.query(query, view)
        cursors = [_cursor_before(document) for document in _spread(documents, request.partition_count)]
        response = METHODS["PartitionQuery"].response()
        part, response.next_page_token = page(cursors, request.page_size, request.page_token)
        response.partitions.extend(part)
        return [response]


def _refuse_explain(request: Any) -> None:
    if request.HasField("explain_options"):
        raise StatusError(Status.UNIMPLEMENTED, "explain_options is not part of the embedded Firestore")


def _spread(documents: list[Document], count: int) -> list[Document]:
    parts = min(count + 1, len(documents))
    return [documents[len(documents) * part // parts] for part in range(1, parts)]


def _cursor_before(document: Document) -> Any:
    cursor = CursorMessage(before=True)
    encode(Reference(document.name), cursor.values.add())
    return cursor
