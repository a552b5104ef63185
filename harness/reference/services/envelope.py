"""The envelope of a push delivery: what Pub/Sub posts to a service, and the message inside it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from flask import request
from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from harness.reference.services.answers import RefusedError, parsed

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Push:
    """One delivery. `delivery_attempt` is None where the subscription has no dead-letter topic."""

    data: bytes
    message_id: str
    attributes: Mapping[str, str]
    delivery_attempt: int | None
    subscription: str

    def payload(self, model: type[Model]) -> Model:
        """The message, as the model wants it.

        Raises:
            RefusedError: 400; it is no JSON, or lacks something.
        """
        return parsed(model, self.data, "message.data")


class _Message(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    data: str
    # Google writes both spellings; a sender by hand may leave either out.
    message_id: str = Field(min_length=1, validation_alias=AliasChoices("messageId", "message_id"))
    attributes: dict[str, str] = {}
    publish_time: str | None = Field(default=None, alias="publishTime")
    ordering_key: str = Field(default="", alias="orderingKey")


class _Envelope(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore")

    message: _Message
    subscription: str = ""
    delivery_attempt: int | None = Field(default=None, alias="deliveryAttempt")


def push_of_request() -> Push:
    """The delivery that the present request brings.

    Raises:
        RefusedError: 400; it is no envelope, or its data is no base64.
    """
    envelope = parsed(_Envelope, request.get_data(), "envelope")
    message = envelope.message
    try:
        data = base64.b64decode(message.data, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError(400, "bad_request", f"envelope: message.data is no base64: {error}") from None
    return Push(data, message.message_id, message.attributes, envelope.delivery_attempt, envelope.subscription)
