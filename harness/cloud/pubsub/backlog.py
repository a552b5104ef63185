"""What a subscription still has to deliver, in lines: one for each ordering key, one for each message without.

Nothing here reads a clock; every method is told the time. All times are in microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from harness.cloud.pubsub.messages import Message
from harness.cloud.pubsub.settings import DeliverySettings
from harness.cloud.timestamps import SECOND_US

_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Lease:
    """A delivery that is not acked yet; `receiver` is the pull or the stream that it went to."""

    number: int
    deadline: int
    receiver: object


@dataclass(slots=True, eq=False)
class Entry:
    """A message of the backlog. `lapsed` is the number of a lease whose deadline has passed; it may still be acked.

    `rank` decides between entries that became available at the same time; `asked` counts the moments for faults.
    """

    message: Message
    line: Line
    available_at: int
    rank: int
    failures: int = 0
    lease: Lease | None = None
    lapsed: int | None = None
    acked: bool = False
    asked: int = 0

    @property
    def turn(self) -> tuple[int, int]:
        """Entries are delivered in the order of this."""
        return self.available_at, self.rank


@dataclass(slots=True, eq=False)
class Line:
    """Entries in the order of their publishing: those delivered, then those that wait."""

    name: str | int
    entries: list[Entry] = field(default_factory=list)
    delivered: int = 0

    def head(self, receiver: object) -> Entry | None:
        """The entry to be delivered next to this receiver; one receiver at a time has entries of a line."""
        if self.delivered == len(self.entries):
            return None
        for entry in self.entries[: self.delivered]:
            if entry.lease is not None and entry.lease.receiver is not receiver:
                return None
        return self.entries[self.delivered]

    def withdraw(self, entry: Entry) -> list[Entry]:
        """The entry and all behind it wait again, even those acked; the ones behind are returned."""
        index = self.entries.index(entry)
        behind = self.entries[index + 1 : self.delivered]
        self.delivered = min(self.delivered, index)
        return behind

    def remove(self, entry: Entry) -> None:
        index = self.entries.index(entry)
        del self.entries[index]
        self.delivered -= index < self.delivered

    def finished(self) -> list[Entry]:
        """Takes away the acked entries with nothing outstanding before them: they cannot come again."""
        count = 0
        while count < self.delivered and self.entries[count].acked:
            count += 1
        gone, self.entries = self.entries[:count], self.entries[count:]
        self.delivered -= count
        return gone


class Backlog:
    """The messages of one subscription; `serials` gives numbers to leases and ranks to entries."""

    def __init__(self, settings: DeliverySettings, serials: Iterator[int]) -> None:
        self.settings = settings
        self._serials = serials
        self._lines: dict[str | int, Line] = {}
        self._leased: dict[int, Entry] = {}
        """By the number of a lease: entries that are out, or whose last lease has lapsed."""
        self._acked: list[Message] = []
        self._dead: list[Entry] = []
        self._first_deadline: float = _NEVER
        self._oldest: float = _NEVER
        """No lease ends and no message is older before these times; so mostly there is nothing to look for."""

    def add(self, message: Message, now: int) -> None:
        """A message that was published just now."""
        rank = next(self._serials)
        key = message.draft.ordering_key if self.settings.ordered else ""
        name = key or rank
        line = self._lines.setdefault(name, Line(name))
        line.entries.append(Entry(message, line, now, rank))
        self._oldest = min(self._oldest, message.publish_time)

    def duplicate(self, entry: Entry, now: int) -> Entry:
        """The same message once more, to be acked for itself; in an ordered line right behind the first."""
        rank = next(self._serials)
        if isinstance(entry.line.name, str):
            copy = Entry(entry.message, entry.line, now, rank, entry.failures, asked=entry.asked)
            entry.line.entries.insert(entry.line.entries.index(entry) + 1, copy)
        else:
            line = self._lines[rank] = Line(rank)
            copy = Entry(entry.message, line, now, rank, entry.failures, asked=entry.asked)
            line.entries.append(copy)
        return copy

    def deliverable(self, now: int, receiver: object) -> list[Entry]:
        """The entries that may be delivered to the receiver now, in their turn."""
        heads = (line.head(receiver) for line in self._lines.values())
        return sorted((head for head in heads if head and head.available_at <= now), key=lambda entry: entry.turn)

    def put_behind(self, entry: Entry, now: int) -> None:
        """Others go first that are available at the same time."""
        entry.available_at, entry.rank = max(entry.available_at, now), next(self._serials)

    def lease(self, entry: Entry, now: int, receiver: object, ack_deadline: int) -> int:
        """Hands the entry out; the number of its lease."""
        if entry.lapsed is not None:
            self._leased.pop(entry.lapsed, None)
            entry.lapsed = None
        number = next(self._serials)
        self._let(entry, Lease(number, now + ack_deadline, receiver))
        entry.line.delivered += 1
        self._leased[number] = entry
        return number

    def _let(self, entry: Entry, lease: Lease) -> None:
        entry.lease = lease
        self._first_deadline = min(self._first_deadline, lease.deadline)

    def outstanding(self, receiver: object) -> list[Entry]:
        """What the receiver has and neither acked nor nacked."""
        return [one for one in self._leased.values() if one.lease is not None and one.lease.receiver is receiver]

    def entry_of(self, number: int) -> Entry | None:
        """The entry that a lease with this number is of, if the lease still counts."""
        return self._leased.get(number)

    def acknowledge(self, number: int) -> None:
        """Ends a lease for good; a number that no longer counts changes nothing."""
        entry = self._leased.pop(number, None)
        if entry is None:
            return
        if entry.lease is None:  # its deadline has passed, and it has not been delivered again
            entry.line.remove(entry)
            self._drop([entry], entry.line)
            return
        entry.lease = None
        entry.acked = True
        self._drop(entry.line.finished(), entry.line)

    def _drop(self, entries: Iterable[Entry], line: Line) -> None:
        if self.settings.retain_acked:
            self._acked.extend(entry.message for entry in entries)
        if not line.entries:
            self._lines.pop(line.name, None)

    def extend(self, number: int, now: int, seconds: int) -> None:
        """The lease lasts until so many seconds from now."""
        entry = self._leased.get(number)
        if entry is None:
            return
        if entry.lease is None:
            if entry.line.entries[entry.line.delivered] is not entry:
                return
            entry.line.delivered += 1
        receiver = entry.lease.receiver if entry.lease is not None else None
        entry.lapsed = None
        self._let(entry, Lease(number, now + seconds * SECOND_US, receiver))

    def reject(self, number: int, now: int) -> None:
        """A nack: the lease ends, and the message is to be delivered again."""
        entry = self._leased.get(number)
        if entry is not None and entry.lease is not None:
            self._fail(entry, now, next(self._serials))
            del self._leased[number]
            entry.lapsed = None

    def expire(self, now: int, published_until: int) -> None:
        """Ends the leases whose deadlines have passed, and drops what was published until then."""
        if self._first_deadline <= now:
            leased = [(entry.lease, entry) for entry in self._leased.values() if entry.lease is not None]
            late = [(lease, entry) for lease, entry in leased if lease.deadline <= now]
            # Of those that end at the same time the last one goes first, so that each of a line counts as failed.
            for lease, entry in sorted(late, key=lambda pair: (pair[0].deadline, -pair[0].number)):
                if entry.lease is lease:  # else it was withdrawn with one before it
                    self._fail(entry, lease.deadline, lease.number)
            self._first_deadline = min((one.deadline for one, _ in leased if one.deadline > now), default=_NEVER)
        if self._oldest <= published_until:
            self._forget(published_until)

    def _fail(self, entry: Entry, at: int, rank: int) -> None:
        lease = entry.lease
        for other in entry.line.withdraw(entry):
            self._void(other)
        entry.lease, entry.lapsed = None, lease.number if lease else None
        entry.failures += 1
        entry.available_at, entry.rank = at + self.settings.backoff.after(entry.failures), rank
        limit = self.settings.dead_letters
        if limit is not None and entry.failures >= limit.most_attempts:
            self._dead.append(entry)

    def _void(self, entry: Entry) -> None:
        for number in (entry.lease.number if entry.lease else None, entry.lapsed):
            if number is not None:
                self._leased.pop(number, None)
        entry.lease, entry.lapsed, entry.acked = None, None, False

    def give_up(self, entry: Entry) -> bool:
        """Counts the entry as failed for the last time, without a delivery; False where nothing is ever given up."""
        limit = self.settings.dead_letters
        if limit is None:
            return False
        entry.failures = max(entry.failures, limit.most_attempts)
        self._dead.append(entry)
        return True

    def take_dead(self) -> list[Entry]:
        """The entries with too many failures since this was asked last; they stay until they are removed."""
        dead, self._dead = self._dead, []
        return [entry for entry in dead if entry in entry.line.entries]

    def remove(self, entry: Entry) -> None:
        """The entry is delivered no more."""
        self._void(entry)
        entry.line.remove(entry)
        if not entry.line.entries:
            self._lines.pop(entry.line.name, None)

    def _forget(self, published_until: int) -> None:
        old = [
            one for line in self._lines.values() for one in line.entries if one.message.publish_time <= published_until
        ]
        for entry in old:
            self.remove(entry)
        self._acked = [message for message in self._acked if message.publish_time > published_until]
        kept = [entry.message for line in self._lines.values() for entry in line.entries] + self._acked
        self._oldest = min((message.publish_time for message in kept), default=_NEVER)

    def unacked(self) -> list[Message]:
        """The messages that are not acked, the oldest first."""
        entries = [entry for line in self._lines.values() for entry in line.entries if not entry.acked]
        return _in_order(entry.message for entry in entries)

    def known(self) -> list[Message]:
        """All messages that are here, acked or not, the oldest first."""
        keep = self.settings.retain_acked
        entries = (one.message for line in self._lines.values() for one in line.entries if keep or not one.acked)
        return _in_order([*entries, *self._acked])

    def replace(self, unacked: Iterable[Message], acked: Iterable[Message], now: int) -> None:
        """Starts again from these; all leases are over."""
        self._lines, self._leased, self._dead = {}, {}, []
        self._acked = list(acked) if self.settings.retain_acked else []
        self._first_deadline = _NEVER
        self._oldest = min((message.publish_time for message in self._acked), default=_NEVER)
        for message in unacked:
            self.add(message, now)


def _in_order(messages: Iterable[Message]) -> list[Message]:
    """The oldest first, each once."""
    by_id = {message.id: message for message in messages}
    return sorted(by_id.values(), key=lambda message: (message.publish_time, int(message.id)))
