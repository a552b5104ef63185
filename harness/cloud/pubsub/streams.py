"""Streaming pull, free of any transport: requests go in, responses are emitted."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.pubsub.delivery_methods import encode
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.messages import Received
from harness.cloud.pubsub.names import checked
from harness.cloud.pubsub.proto_messages import StreamingPullResponse
from harness.cloud.pubsub.proto_settings import ACK_DEADLINE_S
from harness.cloud.pubsub.state import Receiver
from harness.cloud.servicer import Emit
from harness.cloud.timestamps import SECOND_US


class PullStream:
    """One streaming pull, from its first request on."""

    def __init__(self, engine: Engine, emit: Emit) -> None:
        self._engine = engine
        self._emit = emit
        self._subscription = ""
        self._receiver: Receiver | None = None

    def close(self) -> None:
        """The client has gone."""
        if self._receiver is not None:
            self._engine.part(self._subscription, self._receiver)

    def receive(self, request: Any) -> None:
        """Takes one request of the client.

        Raises:
            StatusError: the stream ends with this status.
        """
        if len(request.modify_deadline_ack_ids) != len(request.modify_deadline_seconds):
            raise invalid("modify_deadline_ack_ids and modify_deadline_seconds must have the same size.")
        with self._engine.lock:
            if self._receiver is None:
                self._open(request)
            else:
                self._check_later(request)
            self._change(request)

    def _open(self, request: Any) -> None:
        if not request.subscription:
            raise invalid("The first request of a stream must set subscription.")
        name = checked(request.subscription, "subscriptions")
        subscription = self._engine.state.subscription(name)
        if subscription.backlog.settings.push is not None:
            raise StatusError(Status.FAILED_PRECONDITION, f"{name} delivers by push.")
        self._subscription = name
        receiver = Receiver(
            ack_deadline=_deadline(request.stream_ack_deadline_seconds),
            most_messages=_most(request.max_outstanding_messages),
            most_octets=_most(request.max_outstanding_bytes),
            deliver=self._deliver,
            end=self._emit,
        )
        self._engine.attach(name, receiver)
        self._receiver = receiver

    def _check_later(self, request: Any) -> None:
        if request.subscription:
            raise invalid("subscription may only be set in the first request of a stream.")
        if request.max_outstanding_messages or request.max_outstanding_bytes:
            raise invalid("The flow control of a stream may only be set in its first request.")
        if request.stream_ack_deadline_seconds and self._receiver is not None:
            self._receiver.ack_deadline = _deadline(request.stream_ack_deadline_seconds)

    def _change(self, request: Any) -> None:
        if request.ack_ids:
            self._engine.acknowledge(self._subscription, request.ack_ids)
        if request.modify_deadline_ack_ids:
            ids, seconds = request.modify_deadline_ack_ids, request.modify_deadline_seconds
            self._engine.modify_ack_deadline(self._subscription, ids, seconds)

    def _deliver(self, received: list[Received]) -> None:
        settings = self._engine.state.subscription(self._subscription).backlog.settings
        response = StreamingPullResponse()
        encode(received, response.received_messages, counted=settings.dead_letters is not None)
        response.subscription_properties.message_ordering_enabled = settings.ordered
        self._emit(response)


def _deadline(seconds: int) -> int:
    """Microseconds of the ack deadline of a stream."""
    least, most = ACK_DEADLINE_S
    if not least <= seconds <= most:
        raise invalid(f"stream_ack_deadline_seconds is {least} to {most}, not {seconds}.")
    return seconds * SECOND_US


def _most(wanted: int) -> float:
    """A limit of the client's flow control; without one there is none."""
    return wanted if wanted > 0 else float("inf")
