"""What a request wants to read from, as its message says it."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import invalid
from harness.cloud.firestore.engine import Engine, View
from harness.cloud.firestore.proto_values import aligned_micros_of
from harness.cloud.firestore.transactions import Mode

_MODES = {0: None, 1: Mode.OPTIMISTIC, 2: Mode.PESSIMISTIC}


def begin_of(engine: Engine, options: Any, default: Mode | None) -> bytes:
    """Opens a transaction as `TransactionOptions` ask for it."""
    match options.WhichOneof("mode"):
        case "read_only":
            past = options.read_only.HasField("read_time")
            read_time = aligned_micros_of(options.read_only.read_time, "read_time") if past else None
            return engine.begin(Mode.READ_ONLY, read_time=read_time)
        case "read_write":
            mode = _MODES.get(options.read_write.concurrency_mode)
            return engine.begin(mode, options.read_write.retry_transaction or None)
    return engine.begin(default)


def view_of(engine: Engine, request: Any) -> tuple[View, bytes]:
    """The view of a reading request, and the id of the transaction that it opened (empty if none)."""
    match request.WhichOneof("consistency_selector"):
        case "transaction":
            if not request.transaction:
                raise invalid("Invalid transaction.")
            return View(transaction=request.transaction), b""
        case "new_transaction":
            # Unlike BeginTransaction, a read opens a read-only transaction if nothing is said.
            begun = begin_of(engine, request.new_transaction, Mode.READ_ONLY)
            return View(transaction=begun), begun
        case "read_time":
            return View(read_time=aligned_micros_of(request.read_time, "read_time")), b""
    return View(), b""
