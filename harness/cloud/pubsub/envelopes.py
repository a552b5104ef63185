"""The HTTP request by which a message is pushed (push page of Pub/Sub)."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from harness.cloud.pubsub.messages import Received
from harness.cloud.pubsub.settings import Push
from harness.cloud.timestamps import EPOCH


@dataclass(frozen=True, slots=True)
class PushRequest:
    """A POST; `timeout_s` is the ack deadline of the subscription."""

    endpoint: str
    headers: Mapping[str, str]
    body: bytes
    timeout_s: float


def time_text(micros: int) -> str:
    """RFC 3339 in UTC with milliseconds, as pushed messages and dead letters have it."""
    return (EPOCH + timedelta(microseconds=micros)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def envelope(received: Received, subscription: str, *, counted: bool) -> dict[str, Any]:
    """The JSON body; ids and times under both of their names, `deliveryAttempt` only where attempts are counted."""
    message, draft = received.message, received.message.draft
    published = time_text(message.publish_time)
    inner: dict[str, Any] = {
        "data": base64.b64encode(draft.data).decode(),
        "messageId": message.id,
        "message_id": message.id,
        "publishTime": published,
        "publish_time": published,
    }
    if draft.attributes:
        inner["attributes"] = dict(draft.attributes)
    if draft.ordering_key:
        inner["orderingKey"] = draft.ordering_key
    outer: dict[str, Any] = {"message": inner, "subscription": subscription}
    return outer | ({"deliveryAttempt": received.attempt} if counted else {})


def push_request(received: Received, subscription: str, push: Push, timeout_s: float, *, counted: bool) -> PushRequest:
    """The request for a delivery: with the envelope, or the data alone if the subscription wants it bare."""
    if not push.bare:
        body = json.dumps(envelope(received, subscription, counted=counted)).encode()
        return PushRequest(push.endpoint, {"Content-Type": "application/json"}, body, timeout_s)
    headers = _metadata(received, subscription, counted=counted) if push.with_metadata else {}
    return PushRequest(push.endpoint, headers, received.message.draft.data, timeout_s)


def _metadata(received: Received, subscription: str, *, counted: bool) -> dict[str, str]:
    message, draft = received.message, received.message.draft
    headers = {
        "x-goog-pubsub-subscription-name": subscription,
        "x-goog-pubsub-message-id": message.id,
        "x-goog-pubsub-publish-time": time_text(message.publish_time),
    }
    if draft.ordering_key:
        headers["x-goog-pubsub-ordering-key"] = draft.ordering_key
    if counted:
        headers["x-goog-pubsub-delivery-attempt"] = str(received.attempt)
    return headers | dict(draft.attributes)
