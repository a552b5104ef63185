"""How an embedded Pub/Sub behaves where the service leaves a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from harness.clock import Clock, RealClock
from harness.cloud.pubsub.faults import DeliveryFaults, NoFaults
from harness.cloud.pubsub.limits import Limits
from harness.cloud.pubsub.messages import Message

Choose: TypeAlias = Callable[[str, Sequence[Message]], int]
"""Subscription and the messages that may be delivered next, at least two → the index of the one that is.

Called under the engine's lock, so it must not call the engine. Of messages with an ordering key only the first
of each key is there to choose.
"""


def first(subscription: str, messages: Sequence[Message]) -> int:
    """The one that has been available for longest."""
    return 0


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """`clock` is asked at every request and at `Engine.tick`; nothing happens in between."""

    clock: Clock = field(default_factory=RealClock)
    faults: DeliveryFaults = field(default_factory=NoFaults)
    choose: Choose = first
    limits: Limits = field(default_factory=Limits)
