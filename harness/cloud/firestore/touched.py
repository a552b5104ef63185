"""Which collections a request to Firestore is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.cloud.firestore.names import path_segments
from harness.cloud.interception import Call


def touched(call: Call) -> set[str]:
    """Paths below the root of the documents and collections that the request names; none for one that names none.

    A document as `batches/b1`, a collection as `batches`. A transaction is begun and rolled back without naming any.
    """
    request = call.request
    match call.method:
        case "GetDocument" | "DeleteDocument":
            names = [request.name]
        case "UpdateDocument":
            names = [request.document.name]
        case "BatchGetDocuments":
            names = list(request.documents)
        case "Commit" | "BatchWrite" | "Write":
            names = [_written(write) for write in request.writes]
        case "ListDocuments" | "CreateDocument":
            names = [f"{request.parent}/{request.collection_id}"]
        case "RunQuery" | "PartitionQuery":
            names = list(_queried(request.parent, request.structured_query))
        case "RunAggregationQuery":
            names = list(_queried(request.parent, request.structured_aggregation_query.structured_query))
        case "Listen":
            target = request.add_target
            names = [*target.documents.documents, *_queried(target.query.parent, target.query.structured_query)]
        case _:
            names = []
    return {"/".join(path_segments(name)) for name in names}


def _written(write: Any) -> str:
    match write.WhichOneof("operation"):
        case "update":
            return str(write.update.name)
        case "delete":
            return str(write.delete)
        case _:
            return str(write.transform.document)


def _queried(parent: str, query: Any) -> Iterator[str]:
    """The parent of a query of all collections is the root or a document."""
    for source in query.from_:
        yield f"{parent}/{source.collection_id}"
