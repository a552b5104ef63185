"""What exists: topics, subscriptions and snapshots by name. `declared` is the message that Get answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from harness.cloud.errors import StatusError
from harness.cloud.pubsub.backlog import Backlog
from harness.cloud.pubsub.messages import Message, Received
from harness.cloud.pubsub.names import not_found, project_of


@dataclass(slots=True, eq=False)
class Receiver:
    """A streaming pull that is open. `deliver` and `end` are called under the engine's lock: they only put away.

    `ack_deadline` is in microseconds; the other two are the client's flow control, infinite if it wants none.
    """

    ack_deadline: int
    most_messages: float
    most_octets: float
    deliver: Callable[[list[Received]], None]
    end: Callable[[StatusError], None]


@dataclass(slots=True, eq=False)
class Topic:
    """`retention` in microseconds keeps messages in `log` for subscriptions that seek; None keeps none."""

    name: str
    declared: Any
    retention: int | None = None
    log: list[Message] = field(default_factory=list)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Subscription:
    """`topic` is None after the topic was deleted or the subscription detached."""

    name: str
    declared: Any
    backlog: Backlog
    topic: Topic | None
    receivers: list[Receiver] = field(default_factory=list)

    @property
    def detached(self) -> bool:
        return bool(self.declared.detached)


@dataclass(slots=True, eq=False)
class Snapshot:
    """The messages that were unacked when it was made, and all published since; `expires` in microseconds."""

    name: str
    declared: Any
    topic: Topic
    messages: list[Message]
    expires: int


Resource = TypeVar("Resource")


@dataclass(slots=True)
class State:
    """Everything by its full name."""

    topics: dict[str, Topic] = field(default_factory=dict)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    snapshots: dict[str, Snapshot] = field(default_factory=dict)

    def topic(self, name: str) -> Topic:
        """Raises:
        StatusError: NOT_FOUND.
        """
        return _named(self.topics, name)

    def subscription(self, name: str) -> Subscription:
        """Raises:
        StatusError: NOT_FOUND.
        """
        return _named(self.subscriptions, name)

    def snapshot(self, name: str) -> Snapshot:
        """Raises:
        StatusError: NOT_FOUND.
        """
        return _named(self.snapshots, name)

    def remove_snapshot(self, snapshot: Snapshot) -> None:
        del self.snapshots[snapshot.name]
        del snapshot.topic.snapshots[snapshot.name]


def _named(known: Mapping[str, Resource], name: str) -> Resource:
    found = known.get(name)
    if found is None:
        raise not_found(name)
    return found


def in_project(known: Mapping[str, Resource], project: str) -> list[Resource]:
    """Those of a project, by name."""
    return [known[name] for name in sorted(known) if project_of(name) == project]
