"""The methods that open and end transactions, and write."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import StatusError, invalid
from harness.cloud.firestore.commits import Committed
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.proto_writes import encode_result, write_of
from harness.cloud.firestore.views import begin_of
from harness.cloud.timestamps import set_timestamp


class CommitMethods:
    """BeginTransaction, Commit, Rollback, BatchWrite."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin_transaction(self, request: Any) -> list[Any]:
        begun = begin_of(self._engine, request.options, None)
        return [METHODS["BeginTransaction"].response(transaction=begun)]

    def commit(self, request: Any) -> list[Any]:
        self._require_size(request)
        writes = [write_of(write, request.database) for write in request.writes]
        committed = self._engine.commit(writes, request.transaction or None)
        response = METHODS["Commit"].response()
        encode_committed(committed, response)
        return [response]

    def rollback(self, request: Any) -> list[Any]:
        self._engine.rollback(request.transaction)
        return [METHODS["Rollback"].response()]

    def batch_write(self, request: Any) -> list[Any]:
        """Each write on its own: those that fail do not keep the others back."""
        self._require_size(request)
        writes = [write_of(write, request.database) for write in request.writes]
        if len({write.name for write in writes}) < len(writes):
            raise invalid("the same document cannot be written more than once in a single request")
        response = METHODS["BatchWrite"].response()
        for write in writes:
            result, status = response.write_results.add(), response.status.add()
            try:
                [outcome] = self._engine.commit([write]).results
            except StatusError as error:
                status.code, status.message = int(error.status), error.message
            else:
                encode_result(outcome, result)
        return [response]

    def _require_size(self, request: Any) -> None:
        limit = self._engine.options.limits.request_bytes
        if request.ByteSize() > limit:
            raise invalid(f"Request payload size exceeds the limit: {limit} bytes.")


def encode_committed(committed: Committed, target: Any) -> None:
    """Writes the results and the time of a commit into a `CommitResponse` or `WriteResponse`."""
    set_timestamp(target.commit_time, committed.commit_time)
    for result in committed.results:
        encode_result(result, target.write_results.add())
