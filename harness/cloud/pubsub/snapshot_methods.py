"""The methods of snapshots, free of any transport: protobuf in, protobuf out."""

from __future__ import annotations

from typing import Any

from harness.cloud.errors import Status, StatusError
from harness.cloud.pages import page
from harness.cloud.pubsub.engine import Engine, check_attached
from harness.cloud.pubsub.masks import copied, updated
from harness.cloud.pubsub.names import checked, checked_project, exists_already
from harness.cloud.pubsub.proto_messages import Empty, ListSnapshotsResponse, SnapshotMessage
from harness.cloud.pubsub.state import Snapshot, in_project
from harness.cloud.timestamps import SECOND_US, set_timestamp

# The reference of Snapshot.expire_time.
LIFE_US = 7 * 24 * 3600 * SECOND_US
LEAST_LIFE_US = 3600 * SECOND_US
MUTABLE = frozenset({"labels"})


class SnapshotMethods:
    """Snapshots of what a subscription has not acked."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._state = engine.state

    def create_snapshot(self, request: Any) -> list[Any]:
        name = checked(request.name, "snapshots")
        with self._engine.lock:
            self._engine.tick()
            subscription = self._state.subscription(checked(request.subscription, "subscriptions"))
            check_attached(subscription)
            if name in self._state.snapshots:
                raise exists_already(name)
            if subscription.topic is None:
                raise StatusError(Status.FAILED_PRECONDITION, "The topic of the subscription was deleted.")
            now = self._engine.now()
            messages = subscription.backlog.unacked()
            expires = LIFE_US + min([now, *(message.publish_time for message in messages)])
            if expires < now + LEAST_LIFE_US:
                raise StatusError(Status.FAILED_PRECONDITION, "The snapshot would last less than an hour.")
            declared = SnapshotMessage(name=name, topic=subscription.topic.name, labels=request.labels)
            set_timestamp(declared.expire_time, expires)
            made = Snapshot(name, declared, subscription.topic, messages, expires)
            self._state.snapshots[name] = subscription.topic.snapshots[name] = made
            return [copied(declared)]

    def get_snapshot(self, request: Any) -> list[Any]:
        with self._engine.lock:
            return [copied(self._named(request.snapshot).declared)]

    def _named(self, name: str) -> Snapshot:
        self._engine.tick()  # what has expired is gone
        return self._state.snapshot(checked(name, "snapshots"))

    def update_snapshot(self, request: Any) -> list[Any]:
        with self._engine.lock:
            snapshot = self._named(request.snapshot.name)
            snapshot.declared = updated(snapshot.declared, request.snapshot, request.update_mask.paths, MUTABLE)
            return [copied(snapshot.declared)]

    def list_snapshots(self, request: Any) -> list[Any]:
        with self._engine.lock:
            self._engine.tick()
            known = in_project(self._state.snapshots, checked_project(request.project))
            found, token = page(known, request.page_size, request.page_token)
            return [ListSnapshotsResponse(snapshots=[one.declared for one in found], next_page_token=token)]

    def delete_snapshot(self, request: Any) -> list[Any]:
        with self._engine.lock:
            self._state.remove_snapshot(self._named(request.snapshot))
        return [Empty()]
