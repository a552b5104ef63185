"""Publishing with a bound: a message is confirmed by the broker, or the caller hears that it is not."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from google.api_core.exceptions import GoogleAPIError
from google.cloud.pubsub_v1 import PublisherClient
from google.cloud.pubsub_v1.types import BatchSettings

from harness.reference.safeguards import ALL_ON, Safeguard, Safeguards

CONFIRM_SECONDS = 5.0
PAUSES_SECONDS = (1.0, 2.0)
"""Three tries of five seconds each, and these pauses between them: the coordinator's own numbers."""
_ERRORS = (GoogleAPIError, TimeoutError, OSError)


class NotPublishedError(Exception):
    """The broker did not confirm a message in any of the tries. It may have it all the same."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is published: JSON in UTF-8, and attributes."""

    data: bytes
    attributes: Mapping[str, str]


class Publisher:
    """Publishes to the topics of one project. `pause` waits between tries, each of which takes `confirm_seconds`."""

    def __init__(
        self,
        project_id: str,
        *,
        client: PublisherClient | None = None,
        pause: Callable[[float], object] = time.sleep,
        confirm_seconds: float = CONFIRM_SECONDS,
        safeguards: Safeguards = ALL_ON,
    ) -> None:
        self._project = project_id
        self._client = client or PublisherClient(batch_settings=BatchSettings(max_messages=100, max_latency=0.01))
        self._pause = pause
        self._confirm_seconds = confirm_seconds if safeguards.has(Safeguard.BOUNDED_PUBLISH) else None
        self._errors_surface = safeguards.has(Safeguard.PUBLISH_ERRORS_SURFACE)

    def publish(self, topic: str, data: bytes, *, attributes: Mapping[str, str] | None = None) -> str:
        """The id of the message, once the broker has it.

        Raises:
            NotPublishedError: three tries of five seconds were not enough; the message may be out all the same.
        """
        [message_id] = self.publish_all(topic, [Message(data, attributes or {})])
        return message_id

    def publish_all(self, topic: str, messages: Sequence[Message]) -> tuple[str, ...]:
        """The ids of the messages, in their order, once the broker has all. Only those that failed are sent again.

        Raises:
            NotPublishedError: some were not confirmed in any try; says how many.
        """
        ids: dict[int, str] = {}
        error: Exception | None = None
        for pause in (*PAUSES_SECONDS, None):
            error = self._try(topic, messages, ids)
            if error is None:
                return tuple(ids[number] for number in range(len(messages)))
            if pause is not None:
                self._pause(pause)
        if not self._errors_surface:
            return tuple(ids.get(number, "") for number in range(len(messages)))
        raise NotPublishedError(
            f"{len(messages) - len(ids)} of {len(messages)} messages for {topic} were not confirmed in "
            f"{len(PAUSES_SECONDS) + 1} tries: {type(error).__name__}: {error}"
        ) from error

    def close(self) -> None:
        """Sends what is still held, and closes the connection."""
        self._client.stop()
        self._client.transport.close()

    def _try(self, topic: str, messages: Sequence[Message], ids: dict[int, str]) -> Exception | None:
        """Enters the ids of what was confirmed; the last error, if there was one."""
        path = self._client.topic_path(self._project, topic)
        began = time.monotonic()
        futures: dict[int, Any] = {
            number: self._client.publish(
                path, message.data, retry=None, timeout=self._confirm_seconds, **dict(message.attributes)
            )
            for number, message in enumerate(messages)
            if number not in ids
        }
        error: Exception | None = None
        for number, future in futures.items():
            try:
                ids[number] = future.result(timeout=self._left(began))
            except _ERRORS as failed:
                error = failed
        return error

    def _left(self, began: float) -> float | None:
        """Seconds until a try is over; None where it never is."""
        if self._confirm_seconds is None:
            return None
        return max(0.0, began + self._confirm_seconds - time.monotonic())
