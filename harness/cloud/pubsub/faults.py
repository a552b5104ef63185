"""Faults of delivery, under the test's control: what at-least-once delivery may do, when the test says so."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from harness.cloud.faults import is_due
from harness.cloud.pubsub.messages import Message


class Fault(Enum):
    """Of a delivery: all but `lost ack`. Of an ack: `lost ack` and `forced nack`."""

    NONE = "none"
    DUPLICATE = "duplicate"
    """The message is delivered twice, and each copy has to be acked."""
    REORDER = "reorder"
    """Another message goes first, if there is one; never against an ordering key."""
    DELAY = "delay"
    """The message is not delivered before the delay is over."""
    DROP = "drop"
    """The message is sent but never arrives; it comes again after its ack deadline."""
    LOST_ACK = "lost ack"
    """The ack is answered but does not count; the message comes again after its ack deadline."""
    FORCED_NACK = "forced nack"
    """The message arrives (or is acked), but counts as nacked."""
    DEAD_LETTER = "dead letter"
    """The message goes to the dead-letter topic as if all attempts had failed; where there is none, it is delivered."""


class Step(Enum):
    """When a fault can happen."""

    DELIVERY = "delivery"
    ACK = "ack"


OF_STEP: Mapping[Step, frozenset[Fault]] = {
    Step.DELIVERY: frozenset(Fault) - {Fault.LOST_ACK},
    Step.ACK: frozenset({Fault.NONE, Fault.LOST_ACK, Fault.FORCED_NACK}),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A message is about to be delivered for the attempt-th time, or its ack has come in.

    `asked` is how many moments of this message there have been before, deliveries and acks together.
    """

    step: Step
    subscription: str
    message: Message
    attempt: int
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens; `delay_s` belongs to DELAY."""

    fault: Fault = Fault.NONE
    delay_s: float = 0.0


NOTHING = Decision()


class DeliveryFaults(Protocol):
    """Decides at every delivery and every ack; called under the engine's lock, so it must not call the engine."""

    def decide(self, moment: Moment) -> Decision:
        """What happens now; a fault that does not belong to the step is an error of the caller."""
        ...


@dataclass(frozen=True, slots=True)
class NoFaults:
    """Everything arrives once and in order."""

    def decide(self, moment: Moment) -> Decision:
        return NOTHING


@dataclass(slots=True)
class Planned:
    """One fault, at moments of its step that satisfy `where`: after `skip` of them, `times` times (None: always)."""

    fault: Fault
    step: Step = Step.DELIVERY
    where: Callable[[Moment], bool] = lambda moment: True
    times: int | None = 1
    skip: int = 0
    delay_s: float = 0.0
    hits: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        check(self.fault, self.step)

    def hit(self, moment: Moment) -> bool:
        """The fault happens now, and is counted."""
        if moment.step is not self.step or not self.where(moment):
            return False
        return is_due(self)


@dataclass(slots=True)
class PlannedFaults:
    """A list of faults; the first one that hits happens."""

    plan: Sequence[Planned]

    def decide(self, moment: Moment) -> Decision:
        for planned in self.plan:
            if planned.hit(moment):
                return Decision(planned.fault, planned.delay_s)
        return NOTHING


@dataclass(frozen=True, slots=True)
class SeededFaults:
    """Faults by chance: `shares` has the probability of each, for deliveries and acks alike where it belongs to both.

    What happens to a message follows from the seed, the message and how many moments it has had, not from the
    order of requests; so a run with threads meets the same faults again. After `quiet_after` moments a message
    is spared, so that in the end everything arrives.
    """

    seed: int
    shares: Mapping[Fault, float]
    most_delay_s: float = 30.0
    quiet_after: int = 6

    def decide(self, moment: Moment) -> Decision:
        if moment.asked >= self.quiet_after:
            return NOTHING
        place = f"{self.seed} {moment.step.value} {moment.subscription} {moment.message.id} {moment.asked}"
        chance = random.Random(place)  # noqa: S311 - repeatable, not secret
        drawn = chance.random()
        for fault in Fault:
            if fault in OF_STEP[moment.step]:
                drawn -= self.shares.get(fault, 0.0)
                if drawn < 0:
                    return Decision(fault, chance.uniform(0, self.most_delay_s) if fault is Fault.DELAY else 0.0)
        return NOTHING


def check(fault: Fault, step: Step) -> None:
    """Raises:
    ValueError: the fault cannot happen at this step.
    """
    if fault not in OF_STEP[step]:
        known = ", ".join(sorted(one.value for one in OF_STEP[step]))
        raise ValueError(f"{fault.value!r} cannot happen at a {step.value}; there it is one of {known}")
