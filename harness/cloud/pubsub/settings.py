"""How a subscription delivers: the parts of its configuration that the engine acts upon."""

from __future__ import annotations

from dataclasses import dataclass

from harness.cloud.pubsub.filters import Filter
from harness.cloud.timestamps import SECOND_US

MOST_DOUBLINGS = 60  # more of them only make numbers too long


@dataclass(frozen=True, slots=True)
class Backoff:
    """The wait before the next delivery doubles with each failure, from the least to the most; in microseconds."""

    least: int
    most: int

    def after(self, failures: int) -> int:
        """The wait after so many failures, of which there has been one at least."""
        return min(self.most, self.least << min(failures - 1, MOST_DOUBLINGS))


AT_ONCE = Backoff(0, 0)
"""No retry policy: a message is delivered again as soon as possible."""

PUSH_BACKOFF = Backoff(SECOND_US // 10, 60 * SECOND_US)
"""Push page of Pub/Sub: without a retry policy from 100 ms to 60 s."""


@dataclass(frozen=True, slots=True)
class DeadLetters:
    """Where a message goes after so many failed deliveries."""

    topic: str
    most_attempts: int


@dataclass(frozen=True, slots=True)
class Push:
    """`bare`: the body of the request is the data alone; `with_metadata`: what else there is goes to its headers."""

    endpoint: str
    bare: bool = False
    with_metadata: bool = False


@dataclass(frozen=True, slots=True)
class DeliverySettings:
    """Times in microseconds. `ordered`: messages with the same key are delivered in the order of their publishing."""

    ack_deadline: int
    retention: int
    accepts: Filter
    ordered: bool = False
    retain_acked: bool = False
    backoff: Backoff = AT_ONCE
    dead_letters: DeadLetters | None = None
    push: Push | None = None
