"""Faults inside the embedded Firestore. What each takes is in harness/cloud/firestore/switched_faults.py."""

from __future__ import annotations

from typing import Any

import grpc

from chaos.faults.doors import PATIENCE_S, ProbeError, at_doors
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.switched_faults import KINDS

_DATABASE = "projects/chaos-probe/databases/(default)"
"""No platform has a project of this name."""


def probed(address: str) -> str:
    """An empty commit and a read of a document that is not there: both pass through everything and touch nothing."""
    with grpc.insecure_channel(address.removeprefix("http://")) as channel:
        _answered(channel, "Commit", {"database": _DATABASE})
        document = f"{_DATABASE}/documents/probes/none"
        _answered(channel, "BatchGetDocuments", {"database": _DATABASE, "documents": [document]})
    return "a commit and a read are answered"


def _answered(channel: grpc.Channel, name: str, fields: dict[str, Any]) -> None:
    method = METHODS[name]
    make = channel.unary_stream if method.response_streaming else channel.unary_unary
    call = make(
        method.path,
        request_serializer=method.request.SerializeToString,
        response_deserializer=method.response.FromString,
    )
    try:
        answer = call(method.request(**fields), timeout=PATIENCE_S)
        if method.response_streaming:
            list(answer)
    except grpc.RpcError as error:
        raise ProbeError(f"{name} is answered with {error.code().name}") from error


_FAULTS = at_doors("firestore", "firestore", KINDS, probed)

ABORTED = _FAULTS["aborted"]
UNAVAILABLE = _FAULTS["unavailable"]
LOST_REPLY = _FAULTS["lost_reply"]
SLOW = _FAULTS["slow"]
PERMISSION_DENIED = _FAULTS["permission_denied"]
