"""The messages between topics and subscriptions: publish, deliver, ack, nack, seek.

One lock guards all state. The clock is asked at each request and at `tick`; deadlines that have passed by then
take effect then, so the answer to a request does not hang on how often somebody asked before.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Sequence

from harness.cloud.errors import Status, StatusError, invalid
from harness.cloud.pubsub.backlog import Backlog
from harness.cloud.pubsub.dead_letters import dead_letter
from harness.cloud.pubsub.delivery import HandOut, Room, decide, octets_of
from harness.cloud.pubsub.faults import Fault, Step
from harness.cloud.pubsub.limits import check_publish
from harness.cloud.pubsub.messages import Draft, Message, Received
from harness.cloud.pubsub.options import EngineOptions
from harness.cloud.pubsub.settings import DeliverySettings
from harness.cloud.pubsub.state import Receiver, Snapshot, State, Subscription, Topic
from harness.cloud.timeline import Timeline

_ACK_ID = re.compile(r"(.+):(\d{1,18})")
LONGEST_ACK_DEADLINE_S = 600  # ModifyAckDeadline of the reference


class Engine:
    """One embedded Pub/Sub with all its projects."""

    def __init__(self, options: EngineOptions | None = None) -> None:
        self.options = options or EngineOptions()
        self.lock = threading.RLock()
        self.state = State()
        self._timeline = Timeline(self.options.clock)
        self._message_ids = itertools.count(1)
        self._serials = itertools.count(1)

    def now(self) -> int:
        """Microseconds since 1970; never before what it was."""
        return self._timeline.reading()

    def backlog(self, settings: DeliverySettings) -> Backlog:
        """An empty one, for a new subscription."""
        return Backlog(settings, self._serials)

    def tick(self) -> None:
        """Lets the time that has passed take effect: deadlines, dead letters, delayed messages for open streams."""
        with self.lock:
            self._deliver(self._settled())

    def publish(self, topic: str, drafts: Sequence[Draft], request_bytes: int) -> list[str]:
        """Publishes all of them or none; the ids given to them.

        Raises:
            StatusError: NOT_FOUND, or INVALID_ARGUMENT for one of the limits.
        """
        check_publish(drafts, request_bytes, self.options.limits)
        with self.lock:
            to = self.state.topic(topic)
            now = self._settled()
            ids = [self._publish(to, draft, now) for draft in drafts]
            self._deliver(now)
            return ids

    def _publish(self, topic: Topic, draft: Draft, now: int) -> str:
        message = Message(str(next(self._message_ids)), now, draft)
        if topic.retention is not None:
            topic.log.append(message)
        for subscription in topic.subscriptions.values():
            if subscription.backlog.settings.accepts(draft.attributes):
                subscription.backlog.add(message, now)
        for snapshot in topic.snapshots.values():
            snapshot.messages.append(message)
        return message.id

    def pull(self, subscription: str, most: int, receiver: object = None) -> list[Received]:
        """Up to `most` messages, none if there is none now. Pulls without a `receiver` are each one of their own.

        Raises:
            StatusError: NOT_FOUND; FAILED_PRECONDITION, it is detached.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            check_attached(source)
            now = self._settled()
            settings = source.backlog.settings
            taker = receiver if receiver is not None else object()
            round_ = HandOut(source.name, source.backlog, self.options, now, taker, settings.ack_deadline)
            received = round_.take(Room(most))
            self._settle_dead()
            self._deliver(now)
            return received

    def acknowledge(self, subscription: str, ack_ids: Sequence[str]) -> None:
        """Ends deliveries for good. An id that no longer counts changes nothing.

        Raises:
            StatusError: NOT_FOUND; INVALID_ARGUMENT, an id is malformed or of another subscription.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            numbers = _numbers(source, ack_ids)
            now = self._settled()
            for number in numbers:
                self._acknowledge(source, number, now)
            self._settle_dead()
            self._deliver(now)

    def _acknowledge(self, source: Subscription, number: int, now: int) -> None:
        entry = source.backlog.entry_of(number)
        if entry is None:
            return
        fault = decide(self.options, Step.ACK, source.name, entry).fault
        if fault is Fault.FORCED_NACK:
            source.backlog.reject(number, now)
        elif fault is not Fault.LOST_ACK:
            source.backlog.acknowledge(number)

    def modify_ack_deadline(self, subscription: str, ack_ids: Sequence[str], seconds: Sequence[int]) -> None:
        """Each delivery gets so many seconds from now; 0 is a nack.

        Raises:
            StatusError: NOT_FOUND; INVALID_ARGUMENT, an id is malformed or the seconds are not 0 to 600.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            numbers = _numbers(source, ack_ids)
            for one in seconds:
                if not 0 <= one <= LONGEST_ACK_DEADLINE_S:
                    raise invalid(f"An ack deadline is 0 to {LONGEST_ACK_DEADLINE_S} seconds, not {one}.")
            now = self._settled()
            for number, one in zip(numbers, seconds, strict=True):
                if one:
                    source.backlog.extend(number, now, one)
                else:
                    source.backlog.reject(number, now)
            self._settle_dead()
            self._deliver(now)

    def seek_to_time(self, subscription: str, time: int) -> None:
        """What was published before the time counts as acked, what was published since as not acked.

        Raises:
            StatusError: NOT_FOUND; FAILED_PRECONDITION, it is detached.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            check_attached(source)
            known = {message.id: message for message in source.backlog.known()}
            if source.topic is not None:
                accepts = source.backlog.settings.accepts
                known |= {one.id: one for one in source.topic.log if accepts(one.draft.attributes)}
            messages = sorted(known.values(), key=lambda message: int(message.id))
            self._replace(
                source,
                [message for message in messages if message.publish_time >= time],
                [message for message in messages if message.publish_time < time],
            )

    def seek_to_snapshot(self, subscription: str, snapshot: Snapshot) -> None:
        """What the snapshot holds counts as not acked, everything else as acked.

        Raises:
            StatusError: NOT_FOUND; FAILED_PRECONDITION, it has another topic or is detached.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            check_attached(source)
            if source.topic is not snapshot.topic:
                raise StatusError(Status.FAILED_PRECONDITION, "The subscription has another topic than the snapshot.")
            accepts = source.backlog.settings.accepts
            unacked = [message for message in snapshot.messages if accepts(message.draft.attributes)]
            ids = {message.id for message in unacked}
            self._replace(source, unacked, [one for one in source.backlog.known() if one.id not in ids])

    def _replace(self, source: Subscription, unacked: Sequence[Message], acked: Sequence[Message]) -> None:
        now = self.now()
        source.backlog.replace(unacked, acked, now)
        self._deliver(self._settled())

    def detach(self, subscription: str) -> None:
        """The subscription gets nothing more from its topic and forgets what it has; open streams end.

        Raises:
            StatusError: NOT_FOUND.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            source.declared.detached = True
            if source.topic is not None:
                del source.topic.subscriptions[source.name]
            source.topic = None
            source.backlog.replace([], [], self.now())
            receivers, source.receivers = source.receivers, []
            for receiver in receivers:
                receiver.end(_detached(source))

    def attach(self, subscription: str, receiver: Receiver) -> None:
        """Opens a streaming pull, which gets what there is at once.

        Raises:
            StatusError: NOT_FOUND; FAILED_PRECONDITION, it is detached.
        """
        with self.lock:
            source = self.state.subscription(subscription)
            check_attached(source)
            source.receivers.append(receiver)
            self._deliver(self._settled())

    def part(self, subscription: str, receiver: Receiver) -> None:
        """The streaming pull is over; what it has stays with it until the ack deadlines."""
        with self.lock:
            source = self.state.subscriptions.get(subscription)
            if source is not None and receiver in source.receivers:
                source.receivers.remove(receiver)

    def _settled(self) -> int:
        """The time, after everything that has happened by then has taken effect."""
        now = self.now()
        for subscription in self.state.subscriptions.values():
            topic = subscription.topic
            retained = max(subscription.backlog.settings.retention, (topic and topic.retention) or 0)
            subscription.backlog.expire(now, now - retained)
        for topic in self.state.topics.values():
            if topic.retention is not None:
                topic.log = [message for message in topic.log if message.publish_time > now - topic.retention]
        for snapshot in [one for one in self.state.snapshots.values() if one.expires <= now]:
            self.state.remove_snapshot(snapshot)
        self._settle_dead()
        return now

    def _settle_dead(self) -> None:
        """Forwards what has failed too often; without a topic for it, it goes on being delivered."""
        for subscription in self.state.subscriptions.values():
            limit = subscription.backlog.settings.dead_letters
            for entry in subscription.backlog.take_dead():
                topic = self.state.topics.get(limit.topic) if limit is not None else None
                if topic is not None:
                    subscription.backlog.remove(entry)
                    self._publish(topic, dead_letter(entry.message, subscription.name, entry.failures), self.now())

    def _deliver(self, now: int) -> None:
        """Gives open streams what they have room for; who got something goes to the end of the row."""
        for subscription in self.state.subscriptions.values():
            for receiver in list(subscription.receivers):
                if self._hand_out(subscription, receiver, now):
                    subscription.receivers.remove(receiver)
                    subscription.receivers.append(receiver)

    def _hand_out(self, subscription: Subscription, receiver: Receiver, now: int) -> bool:
        has = subscription.backlog.outstanding(receiver)
        room = Room(receiver.most_messages - len(has), receiver.most_octets - octets_of(has))
        round_ = HandOut(subscription.name, subscription.backlog, self.options, now, receiver, receiver.ack_deadline)
        received = round_.take(room)
        self._settle_dead()
        if received:
            receiver.deliver(received)
        return bool(received)


def check_attached(subscription: Subscription) -> None:
    """Raises:
    StatusError: FAILED_PRECONDITION, the subscription is detached from its topic.
    """
    if subscription.detached:
        raise _detached(subscription)


def _detached(subscription: Subscription) -> StatusError:
    return StatusError(Status.FAILED_PRECONDITION, f"Subscription {subscription.name} is detached from its topic.")


def _numbers(subscription: Subscription, ack_ids: Sequence[str]) -> list[int]:
    """The numbers of the deliveries that the ids name."""
    if not ack_ids:
        raise invalid("No ack ids specified.")
    numbers = []
    for ack_id in ack_ids:
        found = _ACK_ID.fullmatch(ack_id)
        if found is None or found[1] != subscription.name:
            raise invalid(f"Invalid ack id of {subscription.name} (ack_id={ack_id})")
        numbers.append(int(found[2]))
    return numbers
