"""Push envelopes as Pub/Sub posts them, each message with an id of its own; now and then one comes a second time."""

from __future__ import annotations

import base64
import json
import random
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from load.payloads.messages import instant_text

_IDS_A_SOURCE = 10**9


@dataclass(frozen=True, slots=True)
class Envelope:
    """One push. `body` is what is posted; a second delivery of the message has the same id and data."""

    message_id: str
    body: bytes


@dataclass(slots=True)
class Envelopes:
    """Makes the envelopes of one subscription.

    `duplicates` is the share of messages that are delivered twice, drawn from `seed`: whoever posts asks `twice` and
    posts the same envelope again. `source` keeps the ids of processes and runs apart; it is drawn unless it is given.

    Raises:
        ValueError: `duplicates` is no share.
    """

    subscription: str
    duplicates: float = 0.0
    seed: int = 0
    source: int = field(default_factory=lambda: uuid.uuid4().int % 10**9)
    _made: int = field(default=0, init=False)
    _chance: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not 0.0 <= self.duplicates <= 1.0:
            raise ValueError(f"a share of {self.duplicates} messages cannot come twice; give 0 to 1, as 0.01")
        self._chance = random.Random(self.seed)  # noqa: S311 - repeatable, not secret

    def wrap(self, message: Mapping[str, Any], *, published_at: datetime) -> Envelope:
        """The envelope of a message; its id is the next of this source."""
        self._made += 1
        message_id = str(self.source * _IDS_A_SOURCE + self._made)
        inner = {
            "data": base64.b64encode(json.dumps(message).encode()).decode(),
            "messageId": message_id,
            "publishTime": instant_text(published_at),
        }
        return Envelope(message_id, json.dumps({"message": inner, "subscription": self.subscription}).encode())

    def twice(self) -> bool:
        """Whether the envelope made last is delivered a second time."""
        return self._chance.random() < self.duplicates
