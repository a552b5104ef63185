"""Both services: every method by name, through the interceptors, to the engine. Transports stand on this."""

from __future__ import annotations

from collections.abc import Iterable

from harness.cloud.interception import Interceptor
from harness.cloud.pubsub.delivery_methods import DeliveryMethods
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.snapshot_methods import SnapshotMethods
from harness.cloud.pubsub.streams import PullStream
from harness.cloud.pubsub.subscription_methods import SubscriptionMethods
from harness.cloud.pubsub.topic_methods import TopicMethods
from harness.cloud.pubsub.waiting import NoWaiting, PullWaiting
from harness.cloud.servicer import Answers, EmbeddedServicer, Emit


class Servicer(EmbeddedServicer):
    """Answers the calls of publishers and subscribers; `waiting` is for pulls that find nothing."""

    product = "Pub/Sub"
    label = "pubsub"

    def __init__(
        self,
        engine: Engine | None = None,
        interceptors: Iterable[Interceptor] = (),
        waiting: PullWaiting | None = None,
    ) -> None:
        self.engine = engine or Engine()
        topics = TopicMethods(self.engine)
        subscriptions = SubscriptionMethods(self.engine)
        deliveries = DeliveryMethods(self.engine, waiting or NoWaiting())
        snapshots = SnapshotMethods(self.engine)
        answers: Answers = {
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
        super().__init__(answers, interceptors)

    def open(self, method: str, emit: Emit) -> PullStream:
        """A streaming pull, the one method that streams."""
        return PullStream(self.engine, emit)
