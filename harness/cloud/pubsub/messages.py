"""A message as it is kept, and as a subscriber gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """What a publisher hands over."""

    data: bytes
    attributes: Mapping[str, str]
    ordering_key: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was published; the time is in microseconds since 1970."""

    id: str
    publish_time: int
    draft: Draft

    @property
    def size(self) -> int:
        """Bytes of data and attributes, for flow control."""
        return len(self.draft.data) + sum(len(key) + len(value) for key, value in self.draft.attributes.items())


@dataclass(frozen=True, slots=True)
class Received:
    """One delivery: `attempt` is 1 + the nacks and missed deadlines of this message."""

    ack_id: str
    message: Message
    attempt: int
