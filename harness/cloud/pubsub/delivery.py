"""Handing out messages of a backlog: whose turn it is, and what the faults make of it."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from harness.cloud.pubsub.backlog import Backlog, Entry
from harness.cloud.pubsub.faults import NOTHING, Decision, Fault, Moment, Step, check
from harness.cloud.pubsub.messages import Received
from harness.cloud.pubsub.options import EngineOptions
from harness.cloud.timestamps import SECOND_US


@dataclass(frozen=True, slots=True)
class Room:
    """How much a receiver still takes; nothing more is sent once either is used up."""

    messages: float
    octets: float = float("inf")


def ack_id_of(subscription: str, number: int) -> str:
    """What a subscriber names a delivery by."""
    return f"{subscription}:{number}"


class HandOut:
    """One round of deliveries from a subscription's backlog to one receiver."""

    def __init__(
        self, subscription: str, backlog: Backlog, options: EngineOptions, now: int, receiver: object, ack_deadline: int
    ) -> None:
        self._subscription = subscription
        self._backlog = backlog
        self._options = options
        self._now = now
        self._receiver = receiver
        self._ack_deadline = ack_deadline
        self._waiting = backlog.deliverable(now, receiver)
        self._spared: set[int] = set()
        """Entries that have had their fault in this round, by identity: those put behind, and copies."""
        self._nacked: list[int] = []

    def take(self, room: Room) -> list[Received]:
        """Delivers until the room or the messages are used up."""
        taken: list[Received] = []
        octets = 0
        while self._waiting and len(taken) < room.messages and octets < room.octets:
            entry = self._waiting.pop(self._chosen())
            spared = id(entry) in self._spared
            decision = NOTHING if spared else decide(self._options, Step.DELIVERY, self._subscription, entry)
            received = self._deliver(entry, decision)
            if received is not None:
                taken.append(received)
                octets += received.message.size
        for number in self._nacked:
            self._backlog.reject(number, self._now)
        return taken

    def _chosen(self) -> int:
        if len(self._waiting) == 1:
            return 0
        return self._options.choose(self._subscription, [entry.message for entry in self._waiting])

    def _deliver(self, entry: Entry, decision: Decision) -> Received | None:
        """What arrives, if anything does."""
        if decision.fault is Fault.REORDER and self._waiting:
            self._spared.add(id(entry))
            self._backlog.put_behind(entry, self._now)
            self._insert(entry)
            return None
        if decision.fault is Fault.DELAY:
            entry.available_at = self._now + round(decision.delay_s * SECOND_US)
            return None
        if decision.fault is Fault.DEAD_LETTER and self._backlog.give_up(entry):
            return None
        attempt = entry.failures + 1
        number = self._backlog.lease(entry, self._now, self._receiver, self._ack_deadline)
        if decision.fault is Fault.DUPLICATE:
            copy = self._backlog.duplicate(entry, self._now)
            self._spared.add(id(copy))
            self._follow(copy)
        else:
            self._follow(entry.line.head(self._receiver))
        if decision.fault is Fault.FORCED_NACK:
            self._nacked.append(number)
        if decision.fault is Fault.DROP:
            return None
        return Received(ack_id_of(self._subscription, number), entry.message, attempt)

    def _follow(self, entry: Entry | None) -> None:
        """The next of a line may be delivered now."""
        if entry is not None and entry.available_at <= self._now:
            self._insert(entry)

    def _insert(self, entry: Entry) -> None:
        bisect.insort(self._waiting, entry, key=lambda one: one.turn)


def decide(options: EngineOptions, step: Step, subscription: str, entry: Entry) -> Decision:
    """What the faults want to happen to the entry now.

    Raises:
        ValueError: they decided for a fault that does not belong to this step.
    """
    moment = Moment(step, subscription, entry.message, entry.failures + 1, entry.asked)
    entry.asked += 1
    decision = options.faults.decide(moment)
    check(decision.fault, step)
    return decision


def octets_of(entries: Sequence[Entry]) -> int:
    """The bytes of messages, for flow control."""
    return sum(entry.message.size for entry in entries)
