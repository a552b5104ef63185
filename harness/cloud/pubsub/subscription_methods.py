"""The methods that make, change and remove subscriptions, free of any transport: protobuf in, protobuf out."""

from __future__ import annotations

from typing import Any

from harness.cloud.pages import page
from harness.cloud.pubsub.engine import Engine
from harness.cloud.pubsub.masks import copied, updated
from harness.cloud.pubsub.names import checked, checked_project, exists_already, not_found
from harness.cloud.pubsub.proto_messages import Empty, ListSubscriptionsResponse, SubscriptionMessage
from harness.cloud.pubsub.proto_settings import complete, settings_of
from harness.cloud.pubsub.settings import DeliverySettings
from harness.cloud.pubsub.state import Subscription, in_project

MUTABLE = frozenset(
    {
        "ack_deadline_seconds",
        "dead_letter_policy",
        "enable_exactly_once_delivery",
        "expiration_policy",
        "labels",
        "message_retention_duration",
        "push_config",
        "retain_acked_messages",
        "retry_policy",
    }
)


class SubscriptionMethods:
    """Configuration of subscriptions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._state = engine.state

    def create_subscription(self, request: Any) -> list[Any]:
        name = checked(request.name, "subscriptions")
        declared = copied(request)
        for output_only in ("detached", "state", "topic_message_retention_duration"):
            declared.ClearField(output_only)
        with self._engine.lock:
            settings = self._settings(declared)
            topic = self._state.topic(checked(request.topic, "topics"))
            if name in self._state.subscriptions:
                raise exists_already(name)
            made = Subscription(name, declared, self._engine.backlog(settings), topic)
            self._state.subscriptions[name] = topic.subscriptions[name] = made
            return [_shown(made)]

    def _settings(self, declared: Any) -> DeliverySettings:
        """Completes and checks a configuration."""
        complete(declared)
        settings = settings_of(declared, self._engine.options.limits)
        if settings.dead_letters is not None and settings.dead_letters.topic not in self._state.topics:
            raise not_found(settings.dead_letters.topic)
        return settings

    def get_subscription(self, request: Any) -> list[Any]:
        with self._engine.lock:
            return [_shown(self._named(request.subscription))]

    def _named(self, name: str) -> Subscription:
        return self._state.subscription(checked(name, "subscriptions"))

    def update_subscription(self, request: Any) -> list[Any]:
        with self._engine.lock:
            subscription = self._named(request.subscription.name)
            self._change(
                subscription,
                updated(subscription.declared, request.subscription, request.update_mask.paths, MUTABLE),
            )
            return [_shown(subscription)]

    def _change(self, subscription: Subscription, declared: Any) -> None:
        subscription.backlog.settings = self._settings(declared)
        subscription.declared = declared

    def modify_push_config(self, request: Any) -> list[Any]:
        with self._engine.lock:
            subscription = self._named(request.subscription)
            wanted = SubscriptionMessage(push_config=request.push_config)
            self._change(subscription, updated(subscription.declared, wanted, ["push_config"], MUTABLE))
        return [Empty()]

    def list_subscriptions(self, request: Any) -> list[Any]:
        with self._engine.lock:
            known = in_project(self._state.subscriptions, checked_project(request.project))
            found, token = page(known, request.page_size, request.page_token)
            return [ListSubscriptionsResponse(subscriptions=map(_shown, found), next_page_token=token)]

    def delete_subscription(self, request: Any) -> list[Any]:
        """Open streams of the subscription end with NOT_FOUND."""
        with self._engine.lock:
            subscription = self._named(request.subscription)
            del self._state.subscriptions[subscription.name]
            if subscription.topic is not None:
                del subscription.topic.subscriptions[subscription.name]
            for receiver in subscription.receivers:
                receiver.end(not_found(subscription.name))
        return [Empty()]


def _shown(subscription: Subscription) -> Any:
    """The subscription as Get answers, with the retention of its topic."""
    shown = copied(subscription.declared)
    if subscription.topic is not None and subscription.topic.declared.HasField("message_retention_duration"):
        shown.topic_message_retention_duration.CopyFrom(subscription.topic.declared.message_retention_duration)
    return shown
