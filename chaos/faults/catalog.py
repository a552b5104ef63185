"""Which faults there are, by kind. A module is imported when one of its faults is asked for."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import cast

from chaos.faults.fault import Fault, FaultError

FAULTS: dict[str, str] = {
    "process.kill": "chaos.faults.processes:KILL",
    "process.terminate": "chaos.faults.processes:TERMINATE",
    "process.pause": "chaos.faults.processes:PAUSE",
    "process.restart": "chaos.faults.processes:RESTART",
    "process.missing_dependency": "chaos.faults.starting:MISSING_DEPENDENCY",
    "process.refused_start": "chaos.faults.starting:REFUSED_START",
    "process.port_taken": "chaos.faults.starting:PORT_TAKEN",
    "clock.skew": "chaos.faults.clock:SKEW",
    "clock.step": "chaos.faults.clock:STEP",
    "limit.descriptors": "chaos.faults.limits:DESCRIPTORS",
    "limit.memory": "chaos.faults.limits:MEMORY",
    "limit.file_size": "chaos.faults.limits:FILE_SIZE",
    "disk.full": "chaos.faults.disk:FULL",
    "firestore.aborted": "chaos.faults.firestore:ABORTED",
    "firestore.unavailable": "chaos.faults.firestore:UNAVAILABLE",
    "firestore.lost_reply": "chaos.faults.firestore:LOST_REPLY",
    "firestore.slow": "chaos.faults.firestore:SLOW",
    "firestore.permission_denied": "chaos.faults.firestore:PERMISSION_DENIED",
    "pubsub.duplicate": "chaos.faults.pubsub:DUPLICATE",
    "pubsub.reorder": "chaos.faults.pubsub:REORDER",
    "pubsub.delay": "chaos.faults.pubsub:DELAY",
    "pubsub.drop": "chaos.faults.pubsub:DROP",
    "pubsub.dead_letter": "chaos.faults.pubsub:DEAD_LETTER",
    "pubsub.unavailable": "chaos.faults.pubsub:UNAVAILABLE",
    "bigquery.serialization_conflict": "chaos.faults.bigquery:SERIALIZATION_CONFLICT",
    "bigquery.quota": "chaos.faults.bigquery:QUOTA",
    "bigquery.unavailable": "chaos.faults.bigquery:UNAVAILABLE",
    "bigquery.answer_withheld": "chaos.faults.bigquery:ANSWER_WITHHELD",
    "bigquery.streaming_buffer": "chaos.faults.bigquery:STREAMING_BUFFER",
    "bigquery.slow": "chaos.faults.bigquery:SLOW",
    "provider.schema_drift": "chaos.faults.provider:SCHEMA_DRIFT",
    "provider.html_for_json": "chaos.faults.provider:HTML_FOR_JSON",
    "provider.empty": "chaos.faults.provider:EMPTY",
    "provider.stale": "chaos.faults.provider:STALE",
    "provider.partial": "chaos.faults.provider:PARTIAL",
    "provider.truncated": "chaos.faults.provider:TRUNCATED",
    "provider.slow": "chaos.faults.provider:SLOW",
    "provider.refused": "chaos.faults.provider:REFUSED",
    "provider.too_many_requests": "chaos.faults.provider:TOO_MANY_REQUESTS",
    "proxy.latency": "chaos.faults.proxied:LATENCY",
    "proxy.bandwidth": "chaos.faults.proxied:BANDWIDTH",
    "proxy.reset": "chaos.faults.proxied:RESET",
    "proxy.half_open": "chaos.faults.proxied:HALF_OPEN",
    "proxy.black_hole": "chaos.faults.proxied:BLACK_HOLE",
    "proxy.tls_refused": "chaos.faults.proxied:TLS_REFUSED",
    "proxy.status": "chaos.faults.proxied:STATUS",
    "proxy.truncated": "chaos.faults.proxied:TRUNCATED",
    "proxy.corrupted_json": "chaos.faults.proxied:CORRUPTED_JSON",
    "proxy.late_answer": "chaos.faults.proxied:LATE_ANSWER",
    "proxy.cut_off": "chaos.faults.proxied:CUT_OFF",
}
"""`module:name` of each."""

ALIASES: dict[str, str] = {
    "kill -9": "process.kill",
    "sigstop": "process.pause",
    "restart mid-batch": "process.restart",
    "missing dependency at import": "process.missing_dependency",
    "refused start": "process.refused_start",
    "clock skew": "clock.skew",
    "clock step": "clock.step",
    "disk full": "disk.full",
    "descriptor limit": "limit.descriptors",
    "memory limit": "limit.memory",
    "aborted": "firestore.aborted",
    "lost reply after commit": "firestore.lost_reply",
    "permission denied": "firestore.permission_denied",
    "firestore unavailable": "firestore.unavailable",
    "firestore slow": "firestore.slow",
    "duplicate": "pubsub.duplicate",
    "reorder": "pubsub.reorder",
    "delay": "pubsub.delay",
    "drop": "pubsub.drop",
    "dead letter": "pubsub.dead_letter",
    "serialization conflict": "bigquery.serialization_conflict",
    "quota": "bigquery.quota",
    "503 then success": "bigquery.unavailable",
    "client timeout with the job still running": "bigquery.answer_withheld",
    "rows in the streaming buffer": "bigquery.streaming_buffer",
    "schema drift": "provider.schema_drift",
    "html for json": "provider.html_for_json",
    "empty": "provider.empty",
    "stale": "provider.stale",
    "partial": "provider.partial",
    "provider slow": "provider.slow",
}
"""What people call them."""


def kinds() -> tuple[str, ...]:
    """All, sorted."""
    return tuple(sorted(FAULTS))


def fault(name: str) -> Fault:
    """The fault of this kind, or of this alias in any case.

    Raises:
        FaultError: there is none, or its module cannot be imported; the text has the closest, or what is missing.
    """
    kind = ALIASES.get(name.lower(), name)
    if kind not in FAULTS:
        near = ", ".join(get_close_matches(kind, [*FAULTS, *ALIASES], n=3)) or "none is close"
        raise FaultError(f"there is no fault {name!r}; did you mean: {near}")
    module, _, attribute = FAULTS[kind].partition(":")
    try:
        return cast("Fault", getattr(import_module(module), attribute))
    except ImportError as error:
        raise FaultError(f"{kind} cannot be loaded: {error}; it may need the extras chaos and emulators") from error
