"""What a message becomes when it is forwarded to a dead-letter topic."""

from __future__ import annotations

from harness.cloud.pubsub.envelopes import time_text
from harness.cloud.pubsub.messages import Draft, Message
from harness.cloud.pubsub.names import id_of, project_of

_PREFIX = "CloudPubSubDeadLetterSource"


def dead_letter(message: Message, subscription: str, failures: int) -> Draft:
    """The same data, attributes and key, with four attributes that say where it comes from."""
    source = {
        f"{_PREFIX}DeliveryCount": str(failures),
        f"{_PREFIX}Subscription": id_of(subscription),
        f"{_PREFIX}SubscriptionProject": id_of(project_of(subscription)),
        f"{_PREFIX}TopicPublishTime": time_text(message.publish_time),
    }
    draft = message.draft
    return Draft(draft.data, {**draft.attributes, **source}, draft.ordering_key)
