"""What may be made to go wrong in an embedded Pub/Sub from another process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pydantic import Field

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.cloud.interception import Call, Interceptor, Proceed, Responses, intercepted
from harness.cloud.pubsub.faults import NOTHING, Decision, DeliveryFaults, Fault, Moment, Step
from harness.cloud.pubsub.names import id_of
from harness.control.board import Board
from harness.control.faults import Choice, Chosen, Kind, Span, chance

Decide: TypeAlias = "Callable[[Moment], Decision]"


@dataclass(frozen=True, slots=True)
class PubSubEffect:
    """What a fault does: to calls, or to deliveries."""

    around: Interceptor | None = None
    decide: Decide | None = None


class OfDeliveries(Chosen):
    """Deliveries of the subscriptions whose id begins with `subscription`.

    Whether a message is hit hangs on the seed, its subscription, its id and how often it was delivered.
    """

    subscription: str = ""


class Delayed(OfDeliveries):
    """A delivery waits for `delay_s`, and up to `jitter_s` more or less than that."""

    delay_s: float = Field(gt=0, le=600)
    jitter_s: float = Field(default=0.0, ge=0, le=600)


class OfPublishing(Chosen):
    """Requests to publish to the topics whose id begins with `topic`."""

    topic: str = ""


def _deliveries(fault: Fault) -> Callable[[OfDeliveries, Span], PubSubEffect]:
    def begin(wanted: OfDeliveries, span: Span) -> PubSubEffect:
        choice = Choice(wanted, span)

        def decide(moment: Moment) -> Decision:
            delivered = moment.step is Step.DELIVERY and id_of(moment.subscription).startswith(wanted.subscription)
            return Decision(fault, _delay(wanted, moment)) if delivered and choice.hits(_name(moment)) else NOTHING

        return PubSubEffect(decide=decide)

    return begin


def _name(moment: Moment) -> str:
    return f"{moment.subscription} {moment.message.id} {moment.asked}"


def _delay(wanted: OfDeliveries, moment: Moment) -> float:
    if not isinstance(wanted, Delayed):
        return 0.0
    drawn = chance(wanted.seed, f"delay {_name(moment)}").uniform(-wanted.jitter_s, wanted.jitter_s)
    return max(0.0, wanted.delay_s + drawn)


def _unavailable(wanted: OfPublishing, span: Span) -> PubSubEffect:
    choice = Choice(wanted, span)

    def fits(call: Call) -> bool:
        return id_of(call.request.topic).startswith(wanted.topic) and choice.hits()

    return PubSubEffect(around=Failure(Status.UNAVAILABLE, Aim(frozenset({"Publish"}), times=None, where=fits)))


KINDS: tuple[Kind[PubSubEffect], ...] = (
    Kind("duplicate", "a message is delivered twice, each to be acked", OfDeliveries, _deliveries(Fault.DUPLICATE)),
    Kind(
        "reorder",
        "another message goes first, where one waits; never against an ordering key",
        OfDeliveries,
        _deliveries(Fault.REORDER),
    ),
    Kind(
        "delay",
        "a message comes later; one that waits when the fault ends still waits its time",
        Delayed,
        _deliveries(Fault.DELAY),
    ),
    Kind(
        "drop",
        "a delivery is lost; the message comes again after its ack deadline, also when the fault has ended by then",
        OfDeliveries,
        _deliveries(Fault.DROP),
    ),
    Kind(
        "dead_letter",
        "a message goes straight to the dead-letter topic of its subscription; where there is none, it is delivered",
        OfDeliveries,
        _deliveries(Fault.DEAD_LETTER),
    ),
    Kind("unavailable", "a request to publish is refused with UNAVAILABLE", OfPublishing, _unavailable),
)


@dataclass(frozen=True, slots=True)
class SwitchedCalls:
    """The interceptor that puts calls through the faults that are on."""

    board: Board[PubSubEffect]

    def __call__(self, call: Call, proceed: Proceed) -> Responses:
        on = [effect.around for effect in self.board.effects() if effect.around is not None]
        return intercepted(on, call, proceed) if on else proceed()


@dataclass(frozen=True, slots=True)
class SwitchedDeliveries:
    """The faults that are on decide, the oldest first; where none does, `otherwise`."""

    board: Board[PubSubEffect]
    otherwise: DeliveryFaults

    def decide(self, moment: Moment) -> Decision:
        for effect in self.board.effects():
            decision = effect.decide(moment) if effect.decide is not None else NOTHING
            if decision.fault is not Fault.NONE:
                return decision
        return self.otherwise.decide(moment)
