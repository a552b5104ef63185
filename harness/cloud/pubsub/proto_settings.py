"""Configurations of topics and subscriptions: what is allowed, what is meant where nothing is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.pubsub.filters import parse
from harness.cloud.pubsub.limits import Limits
from harness.cloud.pubsub.settings import AT_ONCE, PUSH_BACKOFF, Backoff, DeadLetters, DeliverySettings, Push
from harness.cloud.timestamps import SECOND_US, micros_of

# The reference of Subscription, Topic, RetryPolicy, DeadLetterPolicy and ExpirationPolicy.
DAY_S = 24 * 3600
RETENTION_S = (600, 31 * DAY_S)
DEFAULT_RETENTION_S = 7 * DAY_S
ACK_DEADLINE_S = (10, 600)
DEFAULT_ACK_DEADLINE_S = 10
MOST_BACKOFF_S = 600
DEFAULT_LEAST_BACKOFF_S = 10
ATTEMPTS = (5, 100)
DEFAULT_ATTEMPTS = 5
LEAST_EXPIRATION_S = DAY_S

_TOPIC_NEEDS = ("schema_settings", "ingestion_data_source_settings", "message_transforms")
_SUBSCRIPTION_NEEDS = (
    "bigquery_config",
    "cloud_storage_config",
    "bigtable_config",
    "message_transforms",
    "enable_exactly_once_delivery",
)


def _refuse_unknown(message: Any, fields: Sequence[str]) -> None:
    """Better no topic or subscription than one that does not do what it says."""
    there = {field.name for field, _ in message.ListFields()}
    for field in fields:
        if field in there:
            raise StatusError(Status.UNIMPLEMENTED, f"{field} is not part of the embedded Pub/Sub")


def check_retention(duration: Any) -> int:
    """Microseconds of a retention.

    Raises:
        StatusError: INVALID_ARGUMENT, shorter or longer than allowed.
    """
    least, most = RETENTION_S
    micros = micros_of(duration)
    if not least * SECOND_US <= micros <= most * SECOND_US:
        raise invalid(f"message_retention_duration is {least} to {most} seconds, not {micros / SECOND_US:g}.")
    return micros


def topic_retention(topic: Any) -> int | None:
    """Checks a topic; its retention in microseconds, if it has one.

    Raises:
        StatusError: INVALID_ARGUMENT, or UNIMPLEMENTED.
    """
    _refuse_unknown(topic, _TOPIC_NEEDS)
    return check_retention(topic.message_retention_duration) if topic.HasField("message_retention_duration") else None


def complete(subscription: Any) -> None:
    """Writes the defaults into a subscription, where nothing is said."""
    subscription.ack_deadline_seconds = subscription.ack_deadline_seconds or DEFAULT_ACK_DEADLINE_S
    subscription.push_config.SetInParent()
    if not subscription.HasField("message_retention_duration"):
        subscription.message_retention_duration.seconds = DEFAULT_RETENTION_S
    if subscription.HasField("dead_letter_policy"):
        policy = subscription.dead_letter_policy
        policy.max_delivery_attempts = policy.max_delivery_attempts or DEFAULT_ATTEMPTS
    if subscription.HasField("retry_policy"):
        retry = subscription.retry_policy
        if not retry.HasField("minimum_backoff"):
            retry.minimum_backoff.seconds = DEFAULT_LEAST_BACKOFF_S
        if not retry.HasField("maximum_backoff"):
            retry.maximum_backoff.seconds = MOST_BACKOFF_S


def settings_of(subscription: Any, limits: Limits) -> DeliverySettings:
    """What a complete subscription means.

    Raises:
        StatusError: INVALID_ARGUMENT or OUT_OF_RANGE for a value that is not allowed; UNIMPLEMENTED.
    """
    _refuse_unknown(subscription, _SUBSCRIPTION_NEEDS)
    least, most = ACK_DEADLINE_S
    if not least <= subscription.ack_deadline_seconds <= most:
        raise invalid(f"ack_deadline_seconds is {least} to {most}, not {subscription.ack_deadline_seconds}.")
    ttl = subscription.expiration_policy
    if ttl.HasField("ttl") and ttl.ttl.seconds < LEAST_EXPIRATION_S:
        raise invalid("expiration_policy.ttl is a day at least.")
    push = _push_of(subscription.push_config)
    return DeliverySettings(
        ack_deadline=subscription.ack_deadline_seconds * SECOND_US,
        retention=check_retention(subscription.message_retention_duration),
        accepts=parse(subscription.filter, limits.filter_bytes),
        ordered=subscription.enable_message_ordering,
        retain_acked=subscription.retain_acked_messages,
        backoff=_backoff_of(subscription, PUSH_BACKOFF if push else AT_ONCE),
        dead_letters=_dead_letters_of(subscription),
        push=push,
    )


def _backoff_of(subscription: Any, default: Backoff) -> Backoff:
    if not subscription.HasField("retry_policy"):
        return default
    policy = subscription.retry_policy
    found = Backoff(micros_of(policy.minimum_backoff), micros_of(policy.maximum_backoff))
    for name, value in (("minimum_backoff", found.least), ("maximum_backoff", found.most)):
        if not 0 <= value <= MOST_BACKOFF_S * SECOND_US:
            raise invalid(f"{name} is 0 to {MOST_BACKOFF_S} seconds, not {value / SECOND_US:g}.")
    if found.most < found.least:
        raise invalid("maximum_backoff is less than minimum_backoff.")
    return found


def _dead_letters_of(subscription: Any) -> DeadLetters | None:
    if not subscription.HasField("dead_letter_policy"):
        return None
    policy = subscription.dead_letter_policy
    least, most = ATTEMPTS
    if not least <= policy.max_delivery_attempts <= most:
        message = f"max_delivery_attempts is {least} to {most}, not {policy.max_delivery_attempts}."
        raise StatusError(Status.OUT_OF_RANGE, message)
    return DeadLetters(policy.dead_letter_topic, policy.max_delivery_attempts)


def _push_of(config: Any) -> Push | None:
    if not config.push_endpoint:
        return None
    if not config.push_endpoint.startswith(("http://", "https://")):
        raise invalid(f"Unsupported push_endpoint (push_endpoint={config.push_endpoint})")
    bare = config.HasField("no_wrapper")
    return Push(config.push_endpoint, bare, bare and config.no_wrapper.write_metadata)
