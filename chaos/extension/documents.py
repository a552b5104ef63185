"""Documents of an embedded Firestore, read by its address and not by a variable of this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import grpc
from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore_v1 import _helpers
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport

from chaos.extension.readings import UnknownError

ANSWER_S = 10.0
BATCHES = "prediction_batches"


class Documents:
    """One project's documents, read only."""

    def __init__(self, client: FirestoreClient, project: str) -> None:
        self._client = client
        self._root = f"projects/{project}/databases/(default)/documents"

    def of(self, collection: str) -> dict[str, dict[str, Any]]:
        """Those of a collection, as `prediction_batches` or `prediction_batches/<id>/completions`, by their ids.

        Raises:
            UnknownError: Firestore does not answer.
        """
        above, _, name = collection.rpartition("/")
        request = {"parent": f"{self._root}/{above}".rstrip("/"), "collection_id": name, "page_size": 300}
        try:
            found = list(self._client.list_documents(request, timeout=ANSWER_S, retry=None))
        except GoogleAPIError as error:
            raise UnknownError(f"{collection} cannot be read: {error}") from error
        return {one.name.rpartition("/")[2]: _fields(one) for one in found}


def _fields(document: Any) -> dict[str, Any]:
    found: Any = _helpers.decode_dict(document.fields, None)
    return dict(found)


@contextmanager
def documents(host: str, project: str) -> Iterator[Documents]:
    """The documents at an address, as `127.0.0.1:8080`."""
    with grpc.insecure_channel(host) as channel:
        yield Documents(FirestoreClient(transport=FirestoreGrpcTransport(channel=channel)), project)


def batches_of(found: Documents) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows of `firestore.prediction_batches` and `firestore.batch_completions`."""
    batches = [
        {**fields, "batch_id": name, "game_date": date.fromisoformat(str(fields["game_date"])[:10])}
        for name, fields in found.of(BATCHES).items()
    ]
    completions = [
        {**fields, "batch_id": batch["batch_id"], "game_date": batch["game_date"]}
        for batch in batches
        for fields in found.of(f"{BATCHES}/{batch['batch_id']}/completions").values()
    ]
    return batches, completions
