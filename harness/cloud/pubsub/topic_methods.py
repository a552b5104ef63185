"""The methods of topics, free of any transport: protobuf in, protobuf out."""

from __future__ import annotations

from typing import Any

from harness.cloud.pages import page
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.masks import copied, updated
from harness.cloud.pubsub.messages import Draft
from harness.cloud.pubsub.names import DELETED_TOPIC, checked, checked_project, exists_already
from harness.cloud.pubsub.proto_messages import (
    DetachSubscriptionResponse,
    Empty,
    ListTopicSnapshotsResponse,
    ListTopicsResponse,
    ListTopicSubscriptionsResponse,
    PublishResponse,
)
from harness.cloud.pubsub.proto_settings import topic_retention
from harness.cloud.pubsub.state import Topic, in_project

MUTABLE = frozenset({"labels", "message_storage_policy", "message_retention_duration"})


class TopicMethods:
    """What the service Publisher has."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._state = engine.state

    def create_topic(self, request: Any) -> list[Any]:
        name = checked(request.name, "topics")
        retention = topic_retention(request)
        declared = copied(request)
        with self._engine.lock:
            if name in self._state.topics:
                raise exists_already(name)
            self._state.topics[name] = Topic(name, declared, retention)
        return [copied(declared)]

    def get_topic(self, request: Any) -> list[Any]:
        with self._engine.lock:
            return [copied(self._state.topic(checked(request.topic, "topics")).declared)]

    def update_topic(self, request: Any) -> list[Any]:
        with self._engine.lock:
            topic = self._state.topic(checked(request.topic.name, "topics"))
            declared = updated(topic.declared, request.topic, request.update_mask.paths, MUTABLE)
            topic.retention = topic_retention(declared)
            topic.declared = declared
            if topic.retention is None:
                topic.log.clear()
            return [copied(declared)]

    def list_topics(self, request: Any) -> list[Any]:
        with self._engine.lock:
            topics = in_project(self._state.topics, checked_project(request.project))
            found, token = page(topics, request.page_size, request.page_token)
            return [ListTopicsResponse(topics=[topic.declared for topic in found], next_page_token=token)]

    def list_topic_subscriptions(self, request: Any) -> list[Any]:
        with self._engine.lock:
            names = sorted(self._state.topic(checked(request.topic, "topics")).subscriptions)
            found, token = page(names, request.page_size, request.page_token)
            return [ListTopicSubscriptionsResponse(subscriptions=found, next_page_token=token)]

    def list_topic_snapshots(self, request: Any) -> list[Any]:
        with self._engine.lock:
            names = sorted(self._state.topic(checked(request.topic, "topics")).snapshots)
            found, token = page(names, request.page_size, request.page_token)
            return [ListTopicSnapshotsResponse(snapshots=found, next_page_token=token)]

    def delete_topic(self, request: Any) -> list[Any]:
        """The subscriptions stay, with what they still have to deliver."""
        with self._engine.lock:
            topic = self._state.topic(checked(request.topic, "topics"))
            del self._state.topics[topic.name]
            for subscription in topic.subscriptions.values():
                subscription.topic = None
                subscription.declared.topic = DELETED_TOPIC
            for snapshot in topic.snapshots.values():
                snapshot.declared.topic = DELETED_TOPIC
        return [Empty()]

    def detach_subscription(self, request: Any) -> list[Any]:
        self._engine.detach(checked(request.subscription, "subscriptions"))
        return [DetachSubscriptionResponse()]

    def publish(self, request: Any) -> list[Any]:
        drafts = [Draft(one.data, dict(one.attributes), one.ordering_key) for one in request.messages]
        ids = self._engine.publish(checked(request.topic, "topics"), drafts, request.ByteSize())
        return [PublishResponse(message_ids=ids)]
