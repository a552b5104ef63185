"""The protobuf classes of the service, and its methods."""

from __future__ import annotations

from typing import Any

from google.cloud.firestore_v1.types import document, firestore, query, write
from google.protobuf import empty_pb2

from harness.cloud.methods import Method

SERVICE = "google.firestore.v1.Firestore"


def _method(name: str, response: Any = None, *, streams: bool = False, both: bool = False) -> Method:
    request = getattr(firestore, f"{name}Request")
    wrapped = response or getattr(firestore, f"{name}Response")
    return Method(SERVICE, name, request.pb(), wrapped.pb(), wrapped, both, streams or both)


def _without_answer(name: str) -> Method:
    return Method(SERVICE, name, getattr(firestore, f"{name}Request").pb(), empty_pb2.Empty, None)


METHODS = {
    method.name: method
    for method in (
        _method("GetDocument", document.Document),
        _method("ListDocuments"),
        _method("CreateDocument", document.Document),
        _method("UpdateDocument", document.Document),
        _without_answer("DeleteDocument"),
        _method("BatchGetDocuments", streams=True),
        _method("BeginTransaction"),
        _method("Commit"),
        _without_answer("Rollback"),
        _method("RunQuery", streams=True),
        _method("RunAggregationQuery", streams=True),
        _method("ExecutePipeline", streams=True),
        _method("PartitionQuery"),
        _method("ListCollectionIds"),
        _method("BatchWrite"),
        _method("Write", both=True),
        _method("Listen", both=True),
    )
}

DocumentMessage: Any = document.Document.pb()
ValueMessage: Any = document.Value.pb()
CursorMessage: Any = query.Cursor.pb()
WriteResultMessage: Any = write.WriteResult.pb()
ListenResponse: Any = firestore.ListenResponse.pb()
WriteResponse: Any = firestore.WriteResponse.pb()
