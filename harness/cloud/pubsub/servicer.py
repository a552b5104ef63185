"""Both services: every method by name, through the interceptors, to the engine. Transports stand on this."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from harness.cloud.firestore.errors import Status, StatusError
from harness.cloud.firestore.interception import Call, Interceptor, Responses, intercepted
from harness.cloud.pubsub.delivery_methods import DeliveryMethods
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.snapshot_methods import SnapshotMethods
from harness.cloud.pubsub.streams import Emit, PullStream
from harness.cloud.pubsub.subscription_methods import SubscriptionMethods
from harness.cloud.pubsub.topic_methods import TopicMethods
from harness.cloud.pubsub.waiting import NoWaiting, PullWaiting


class Servicer:
    """Answers calls; `interceptors` may be changed at any time, the first one is outermost.

    `waiting` is for pulls that find nothing.
    """

    def __init__(
        self,
        engine: Engine | None = None,
        interceptors: Iterable[Interceptor] = (),
        waiting: PullWaiting | None = None,
    ) -> None:
        self.engine = engine or Engine()
        self.interceptors = list(interceptors)
        topics = TopicMethods(self.engine)
        subscriptions = SubscriptionMethods(self.engine)
        deliveries = DeliveryMethods(self.engine, waiting or NoWaiting())
        snapshots = SnapshotMethods(self.engine)
        self._methods: dict[str, Callable[[Any], list[Any]]] = {
            "CreateTopic": topics.create_topic,
            "GetTopic": topics.get_topic,
            "UpdateTopic": topics.update_topic,
            "ListTopics": topics.list_topics,
            "ListTopicSubscriptions": topics.list_topic_subscriptions,
            "ListTopicSnapshots": topics.list_topic_snapshots,
            "DeleteTopic": topics.delete_topic,
            "DetachSubscription": topics.detach_subscription,
            "Publish": topics.publish,
            "CreateSubscription": subscriptions.create_subscription,
            "GetSubscription": subscriptions.get_subscription,
            "UpdateSubscription": subscriptions.update_subscription,
            "ListSubscriptions": subscriptions.list_subscriptions,
            "DeleteSubscription": subscriptions.delete_subscription,
            "ModifyPushConfig": subscriptions.modify_push_config,
            "Pull": deliveries.pull,
            "Acknowledge": deliveries.acknowledge,
            "ModifyAckDeadline": deliveries.modify_ack_deadline,
            "Seek": deliveries.seek,
            "CreateSnapshot": snapshots.create_snapshot,
            "GetSnapshot": snapshots.get_snapshot,
            "UpdateSnapshot": snapshots.update_snapshot,
            "ListSnapshots": snapshots.list_snapshots,
            "DeleteSnapshot": snapshots.delete_snapshot,
        }

    def answer(self, call: Call) -> Responses:
        """The messages of the answer.

        Raises:
            StatusError: the call is refused.
        """
        method = self._methods.get(call.method)
        if method is None:
            raise StatusError(Status.UNIMPLEMENTED, f"{call.method} is not part of the embedded Pub/Sub")
        return intercepted(tuple(self.interceptors), call, lambda: method(call.request))

    def open(self, emit: Emit) -> PullStream:
        """A streaming pull, whose responses go to `emit`."""
        return PullStream(self.engine, emit)

    def receive(self, stream: PullStream, call: Call) -> None:
        """Hands one request of a stream on, through the interceptors.

        Raises:
            StatusError: the stream ends with this status.
        """

        def carry_out() -> Responses:
            stream.receive(call.request)
            return []

        intercepted(tuple(self.interceptors), call, carry_out)
