"""The methods that read documents by name or list them, and the unary writes."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.firestore.engine import Engine, View
from harness.cloud.firestore.field_paths import DOCUMENT_NAME, parse_field_path, projected
from harness.cloud.firestore.identities import Identities
from harness.cloud.firestore.limits import check_name
from harness.cloud.firestore.names import database_of, path_key
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.proto_values import aligned_micros_of, decode_fields, encode_document
from harness.cloud.firestore.proto_writes import mask_of, precondition_of
from harness.cloud.firestore.queries import Order, Query
from harness.cloud.firestore.values import Document
from harness.cloud.firestore.views import view_of
from harness.cloud.firestore.writes import Precondition, Write
from harness.cloud.pages import page
from harness.cloud.timestamps import set_timestamp


class DocumentMethods:
    """GetDocument, BatchGetDocuments, ListDocuments, ListCollectionIds, Create-, Update- and DeleteDocument."""

    def __init__(self, engine: Engine, identities: Identities) -> None:
        self._engine = engine
        self._identities = identities

    def get_document(self, request: Any) -> list[Any]:
        check_name(request.name, self._engine.options.limits)
        view, _ = view_of(self._engine, request)
        [document], _ = self._engine.read([request.name], view)
        if document is None:
            raise StatusError(Status.NOT_FOUND, f'Document "{request.name}" not found.')
        return [_message(document, request)]

    def batch_get_documents(self, request: Any) -> list[Any]:
        names = list(dict.fromkeys(request.documents))
        for name in names:
            check_name(name, self._engine.options.limits)
            if database_of(name) != request.database:
                raise invalid(f'Document name "{name}" is not in database "{request.database}".')
        view, begun = view_of(self._engine, request)
        documents, read_time = self._engine.read(names, view)
        response_class = METHODS["BatchGetDocuments"].response
        responses = [response_class(transaction=begun)] if begun else []
        for name, document in zip(names, documents, strict=True):
            response = response_class()
            set_timestamp(response.read_time, read_time)
            if document is None:
                response.missing = name
            else:
                encode_document(_masked(document, request), response.found)
            responses.append(response)
        return responses

    def list_documents(self, request: Any) -> list[Any]:
        """In the order asked for, or by name; `show_missing` adds names that only have documents below them."""
        if request.show_missing and request.order_by:
            raise invalid("show_missing does not go with order_by.")
        view, _ = view_of(self._engine, request)
        query = Query(request.parent, request.collection_id or None, orders=_orders_of(request.order_by))
        documents, _ = self._engine.query(query, view)
        if request.show_missing:
            documents = self._with_missing(documents, request, view)
        response = METHODS["ListDocuments"].response()
        shown, response.next_page_token = page(documents, request.page_size, request.page_token)
        for document in shown:
            if document.create_time:
                encode_document(_masked(document, request), response.documents.add())
            else:
                response.documents.add().name = document.name
        return [response]

    def _with_missing(self, documents: list[Document], request: Any, view: View) -> list[Document]:
        below, _ = self._engine.query(Query(request.parent, None, all_descendants=True), view)
        start = f"{request.parent}/{request.collection_id}/" if request.collection_id else f"{request.parent}/"
        depth = start.count("/") + (0 if request.collection_id else 1)
        names = {"/".join(d.name.split("/")[: depth + 1]) for d in below if d.name.startswith(start)}
        missing = names - {document.name for document in documents}
        return sorted([*documents, *(Document(name, {}, 0, 0) for name in missing)], key=lambda d: path_key(d.name))

    def list_collection_ids(self, request: Any) -> list[Any]:
        past = request.WhichOneof("consistency_selector") == "read_time"
        view = View(read_time=aligned_micros_of(request.read_time, "read_time") if past else None)
        below, _ = self._engine.query(Query(request.parent, None, all_descendants=True), view)
        start = len(request.parent) + 1
        collections = sorted({document.name[start:].split("/", 1)[0] for document in below})
        response = METHODS["ListCollectionIds"].response()
        shown, response.next_page_token = page(collections, request.page_size, request.page_token)
        response.collection_ids.extend(shown)
        return [response]

    def create_document(self, request: Any) -> list[Any]:
        identity = request.document_id or self._identities.document_id()
        name = f"{request.parent}/{request.collection_id}/{identity}"
        fields = decode_fields(request.document.fields)
        return [self._written(Write(name, fields, precondition=Precondition(exists=False)), request)]

    def update_document(self, request: Any) -> list[Any]:
        write = Write(
            name=request.document.name,
            fields=decode_fields(request.document.fields),
            mask=mask_of(request.update_mask) if request.HasField("update_mask") else None,
            precondition=precondition_of(request.current_document),
        )
        return [self._written(write, request)]

    def delete_document(self, request: Any) -> list[Any]:
        self._engine.commit([Write(request.name, None, precondition=precondition_of(request.current_document))])
        return [METHODS["DeleteDocument"].response()]

    def _written(self, write: Write, request: Any) -> Any:
        committed = self._engine.commit([write])
        [document], _ = self._engine.read([write.name], View(read_time=committed.commit_time))
        if document is None:
            raise StatusError(Status.INTERNAL, f'Document "{write.name}" was written but is not there.')
        return _message(document, request)


def _message(document: Document, request: Any) -> Any:
    message = METHODS["GetDocument"].response()
    encode_document(_masked(document, request), message)
    return message


def _masked(document: Document, request: Any) -> Document:
    if not request.HasField("mask"):
        return document
    fields = projected(document.fields, mask_of(request.mask))
    return Document(document.name, fields, document.create_time, document.update_time)


def _orders_of(text: str) -> tuple[Order, ...]:
    """`priority desc, __name__ desc` as orders."""
    orders = []
    for part in filter(None, map(str.strip, text.split(","))):
        path, _, direction = part.partition(" ")
        orders.append(Order(parse_field_path(path), direction.strip().lower() == "desc"))
    return tuple(orders) or (Order(DOCUMENT_NAME),)
