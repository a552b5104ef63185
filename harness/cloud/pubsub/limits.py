"""The documented limits of messages and requests (quotas page of Pub/Sub), as numbers that can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harness.cloud.errors import invalid
from harness.cloud.pubsub.messages import Draft

_RESERVED_PREFIX = "goog"


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. The client library counts to the same 10 MB of a publish and 512 KiB of an ack request."""

    publish_messages: int = 1_000
    publish_bytes: int = 10_000_000
    message_bytes: int = 10_000_000
    attributes: int = 100
    attribute_key_bytes: int = 256
    attribute_value_bytes: int = 1024
    ordering_key_bytes: int = 1024
    filter_bytes: int = 256
    ack_request_bytes: int = 512 * 1024


def check_publish(drafts: Sequence[Draft], request_bytes: int, limits: Limits) -> None:
    """The messages of one request keep to the rules.

    Raises:
        StatusError: INVALID_ARGUMENT.
    """
    if not drafts:
        raise invalid("No messages to publish.")
    if len(drafts) > limits.publish_messages:
        raise invalid(f"A request publishes {limits.publish_messages:,} messages at most, not {len(drafts):,}.")
    if request_bytes > limits.publish_bytes:
        raise invalid(f"Request payload size exceeds the limit: {limits.publish_bytes} bytes.")
    if len({draft.ordering_key for draft in drafts}) > 1:
        raise invalid("All messages of a request must have the same ordering key.")
    for draft in drafts:
        _check_draft(draft, limits)


def _check_draft(draft: Draft, limits: Limits) -> None:
    if not draft.data and not draft.attributes:
        raise invalid("A message must have data or at least one attribute.")
    if len(draft.data) > limits.message_bytes:
        raise invalid(f"The data of a message is {len(draft.data):,} bytes; {limits.message_bytes:,} are allowed.")
    if len(draft.ordering_key.encode()) > limits.ordering_key_bytes:
        raise invalid(f"The ordering key is longer than {limits.ordering_key_bytes:,} bytes.")
    if len(draft.attributes) > limits.attributes:
        raise invalid(f"A message has {len(draft.attributes)} attributes; {limits.attributes} are allowed.")
    for key, value in draft.attributes.items():
        if not key or key.startswith(_RESERVED_PREFIX):
            raise invalid(f'Attribute key "{key}" is empty or starts with "{_RESERVED_PREFIX}".')
        if len(key.encode()) > limits.attribute_key_bytes:
            raise invalid(f'Attribute key "{key[:40]}…" is longer than {limits.attribute_key_bytes} bytes.')
        if len(value.encode()) > limits.attribute_value_bytes:
            raise invalid(f'The value of attribute "{key}" is longer than {limits.attribute_value_bytes:,} bytes.')
