"""The methods that take, ack and nack messages and that seek, free of any transport: protobuf in, protobuf out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.messages import Received
from harness.cloud.pubsub.names import checked
from harness.cloud.pubsub.proto_messages import Empty, PullResponse, SeekResponse
from harness.cloud.pubsub.waiting import NoWaiting, PullWaiting
from harness.cloud.timestamps import micros_of, set_timestamp


class DeliveryMethods:
    """What a subscriber does with messages."""

    def __init__(self, engine: Engine, waiting: PullWaiting) -> None:
        self._engine = engine
        self._waiting = waiting

    def pull(self, request: Any) -> list[Any]:
        """Waits for a message as `waiting` says, unless the request does not want that."""
        if request.max_messages <= 0:
            raise invalid("max_messages must be more than 0.")
        name = checked(request.subscription, "subscriptions")
        response = PullResponse()
        waiting = NoWaiting() if request.return_immediately else self._waiting
        waiting.until(lambda: self._pull(name, request.max_messages, response.received_messages))
        return [response]

    def _pull(self, name: str, most: int, target: Any) -> bool:
        with self._engine.lock:
            settings = self._engine.state.subscription(name).backlog.settings
            if settings.push is not None:
                raise StatusError(Status.FAILED_PRECONDITION, f"{name} delivers by push.")
            received = self._engine.pull(name, most)
            encode(received, target, counted=settings.dead_letters is not None)
            return bool(received)

    def acknowledge(self, request: Any) -> list[Any]:
        self._check_size(request)
        self._engine.acknowledge(checked(request.subscription, "subscriptions"), request.ack_ids)
        return [Empty()]

    def modify_ack_deadline(self, request: Any) -> list[Any]:
        self._check_size(request)
        name = checked(request.subscription, "subscriptions")
        seconds = [request.ack_deadline_seconds] * len(request.ack_ids)
        self._engine.modify_ack_deadline(name, request.ack_ids, seconds)
        return [Empty()]

    def _check_size(self, request: Any) -> None:
        most = self._engine.options.limits.ack_request_bytes
        if request.ByteSize() > most:
            raise invalid(f"Request payload size exceeds the limit: {most} bytes.")

    def seek(self, request: Any) -> list[Any]:
        name = checked(request.subscription, "subscriptions")
        match request.WhichOneof("target"):
            case "time":
                self._engine.seek_to_time(name, micros_of(request.time))
            case "snapshot":
                with self._engine.lock:
                    self._engine.state.subscription(name)
                    snapshot = self._engine.state.snapshot(checked(request.snapshot, "snapshots"))
                    self._engine.seek_to_snapshot(name, snapshot)
            case _:
                raise invalid("A seek needs a time or a snapshot.")
        return [SeekResponse()]


def encode(received: Iterable[Received], target: Any, *, counted: bool) -> None:
    """Adds deliveries to a repeated field; attempts are told only where a dead-letter policy makes them count."""
    for one in received:
        draft = one.message.draft
        added = target.add(ack_id=one.ack_id, delivery_attempt=one.attempt if counted else 0)
        message = added.message
        message.data = draft.data
        message.attributes.update(draft.attributes)
        message.ordering_key = draft.ordering_key
        message.message_id = one.message.id
        set_timestamp(message.publish_time, one.message.publish_time)
