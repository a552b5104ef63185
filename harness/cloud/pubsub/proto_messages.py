"""The protobuf classes of the two services, and their methods."""

from __future__ import annotations

from typing import Any

from google.protobuf import empty_pb2
from google.pubsub_v1.types import pubsub

from harness.cloud.methods import Method

PUBLISHER = "google.pubsub.v1.Publisher"
SUBSCRIBER = "google.pubsub.v1.Subscriber"


def _method(service: str, name: str, response: Any = None, *, request: Any = None, streaming: bool = False) -> Method:
    asked = request or getattr(pubsub, f"{name}Request")
    wrapped = response or getattr(pubsub, f"{name}Response")
    return Method(service, name, asked.pb(), wrapped.pb(), wrapped, streaming, streaming)


def _without_answer(service: str, name: str) -> Method:
    return Method(service, name, getattr(pubsub, f"{name}Request").pb(), empty_pb2.Empty, None)


METHODS = {
    method.name: method
    for method in (
        _method(PUBLISHER, "CreateTopic", pubsub.Topic, request=pubsub.Topic),
        _method(PUBLISHER, "UpdateTopic", pubsub.Topic),
        _method(PUBLISHER, "Publish"),
        _method(PUBLISHER, "GetTopic", pubsub.Topic),
        _method(PUBLISHER, "ListTopics"),
        _method(PUBLISHER, "ListTopicSubscriptions"),
        _method(PUBLISHER, "ListTopicSnapshots"),
        _without_answer(PUBLISHER, "DeleteTopic"),
        _method(PUBLISHER, "DetachSubscription"),
        _method(SUBSCRIBER, "CreateSubscription", pubsub.Subscription, request=pubsub.Subscription),
        _method(SUBSCRIBER, "GetSubscription", pubsub.Subscription),
        _method(SUBSCRIBER, "UpdateSubscription", pubsub.Subscription),
        _method(SUBSCRIBER, "ListSubscriptions"),
        _without_answer(SUBSCRIBER, "DeleteSubscription"),
        _without_answer(SUBSCRIBER, "ModifyAckDeadline"),
        _without_answer(SUBSCRIBER, "Acknowledge"),
        _method(SUBSCRIBER, "Pull"),
        _method(SUBSCRIBER, "StreamingPull", streaming=True),
        _without_answer(SUBSCRIBER, "ModifyPushConfig"),
        _method(SUBSCRIBER, "GetSnapshot", pubsub.Snapshot),
        _method(SUBSCRIBER, "ListSnapshots"),
        _method(SUBSCRIBER, "CreateSnapshot", pubsub.Snapshot),
        _method(SUBSCRIBER, "UpdateSnapshot", pubsub.Snapshot),
        _without_answer(SUBSCRIBER, "DeleteSnapshot"),
        _method(SUBSCRIBER, "Seek"),
    )
}

Empty: Any = empty_pb2.Empty
DetachSubscriptionResponse: Any = pubsub.DetachSubscriptionResponse.pb()
ListSnapshotsResponse: Any = pubsub.ListSnapshotsResponse.pb()
ListSubscriptionsResponse: Any = pubsub.ListSubscriptionsResponse.pb()
ListTopicSnapshotsResponse: Any = pubsub.ListTopicSnapshotsResponse.pb()
ListTopicSubscriptionsResponse: Any = pubsub.ListTopicSubscriptionsResponse.pb()
ListTopicsResponse: Any = pubsub.ListTopicsResponse.pb()
PublishResponse: Any = pubsub.PublishResponse.pb()
PullResponse: Any = pubsub.PullResponse.pb()
SeekResponse: Any = pubsub.SeekResponse.pb()
SnapshotMessage: Any = pubsub.Snapshot.pb()
StreamingPullResponse: Any = pubsub.StreamingPullResponse.pb()
SubscriptionMessage: Any = pubsub.Subscription.pb()
TopicMessage: Any = pubsub.Topic.pb()
