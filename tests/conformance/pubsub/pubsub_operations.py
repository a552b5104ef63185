"""Operations of clients on a Pub/Sub, as data, and their answers in a form that two servers can be compared by.

Names stand without their project; message ids become M1, M2, … in the order in which they first appear. A delivery
is named by the data of its message: `x` is the latest one of x, `x#1` the first.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from google.api_core.exceptions import GoogleAPICallError
from google.protobuf.json_format import MessageToDict
from google.pubsub_v1 import PublisherClient as PublisherMethods
from google.pubsub_v1 import StreamingPullRequest
from pubsub_connections import Connection

Answer = Any
"""JSON: numbers, texts, lists and maps."""

LONG_S = 20.0
"""Longer than any answer takes; only a broken server gets there."""


@dataclass
class Session:
    """One case on one server: its deliveries by the data of the messages, its times by name."""

    connection: Connection
    project: str
    deliveries: dict[str, list[str]] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    _ids: dict[str, str] = field(default_factory=dict)

    def name(self, short: str) -> str:
        """`topics/x` with the project before it; names that have slashes at other places are meant as they are."""
        kind, _, rest = short.partition("/")
        known = kind in {"topics", "subscriptions", "snapshots"} and "/" not in rest
        return f"projects/{self.project}/{short}" if known else short

    def fields(self, fields: Any) -> Any:
        """A request with full names."""
        if isinstance(fields, str):
            return self.name(fields)
        if isinstance(fields, Mapping):
            return {key: self.fields(value) for key, value in fields.items()}
        return fields

    def shown(self, message: Any) -> Answer:
        """A configuration as JSON, without the project and times of the server's own."""
        plain = MessageToDict(type(message).pb(message), preserving_proto_field_name=True)
        plain.pop("expire_time", None)
        return self.short(plain)

    def short(self, value: Any) -> Any:
        if isinstance(value, str):
            return value.removeprefix(f"projects/{self.project}/")
        if isinstance(value, Mapping):
            return {key: self.short(inner) for key, inner in value.items()}
        return value

    def id(self, message_id: str) -> str:
        return self._ids.setdefault(message_id, f"M{len(self._ids) + 1}")

    def received(self, message: Any) -> Answer:
        """One delivery: data, attempt, and key and attributes where there are some."""
        data = message.message.data.decode()
        self.deliveries.setdefault(data, []).append(message.ack_id)
        shown: dict[str, Any] = {"data": data, "attempt": message.delivery_attempt}
        if message.message.ordering_key:
            shown["key"] = message.message.ordering_key
        if message.message.attributes:
            shown["attributes"] = {
                key: "a time" if key.endswith("PublishTime") else value
                for key, value in sorted(message.message.attributes.items())
            }
        return shown | {"id": self.id(message.message.message_id)}

    def ack_ids(self, labels: Sequence[str]) -> list[str]:
        return [self._ack_id(label) for label in labels]

    def _ack_id(self, label: str) -> str:
        data, _, number = label.partition("#")
        known = self.deliveries.get(data)
        return label if known is None else known[int(number) - 1 if number else -1]


class Operation:
    """Something a client does."""

    def run(self, session: Session) -> Answer:
        raise NotImplementedError


@dataclass(frozen=True)
class Message:
    """What is published; `data` names it."""

    data: str
    key: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Publish(Operation):
    """Messages in one request; texts are messages without key and attributes."""

    messages: Sequence[Message | str]
    topic: str = "topics/top"

    def run(self, session: Session) -> Answer:
        full = [Message(one) if isinstance(one, str) else one for one in self.messages]
        messages = [
            {"data": one.data.encode(), "ordering_key": one.key, "attributes": dict(one.attributes)} for one in full
        ]
        request = {"topic": session.name(self.topic), "messages": messages}
        response = PublisherMethods.publish(session.connection.publisher, request=request, retry=None, timeout=LONG_S)
        ids = [session.id(one) for one in response.message_ids]
        return ids if len(ids) < 10 else f"{len(ids)} ids"


@dataclass(frozen=True)
class Pull(Operation):
    """What there is now."""

    most: int = 10
    subscription: str = "subscriptions/sub"

    def run(self, session: Session) -> Answer:
        request = {
            "subscription": session.name(self.subscription),
            "max_messages": self.most,
            "return_immediately": True,
        }
        with warnings.catch_warnings():  # deprecated, but else Google's emulator waits for a message
            warnings.simplefilter("ignore", DeprecationWarning)
            response = session.connection.subscriber.pull(request=request, retry=None, timeout=LONG_S)
        return [session.received(one) for one in response.received_messages]


@dataclass(frozen=True)
class Ack(Operation):
    labels: Sequence[str]
    subscription: str = "subscriptions/sub"

    def run(self, session: Session) -> Answer:
        request = {"subscription": session.name(self.subscription), "ack_ids": session.ack_ids(self.labels)}
        return session.connection.subscriber.acknowledge(request=request, retry=None, timeout=LONG_S)


@dataclass(frozen=True)
class Modify(Operation):
    labels: Sequence[str]
    seconds: int
    subscription: str = "subscriptions/sub"

    def run(self, session: Session) -> Answer:
        request = {
            "subscription": session.name(self.subscription),
            "ack_ids": session.ack_ids(self.labels),
            "ack_deadline_seconds": self.seconds,
        }
        return session.connection.subscriber.modify_ack_deadline(request=request, retry=None, timeout=LONG_S)


def nack(*labels: str) -> Modify:
    return Modify(labels, 0)


@dataclass(frozen=True)
class Advance(Operation):
    """Time passes."""

    seconds: float

    def run(self, session: Session) -> Answer:
        session.connection.clock.advance(self.seconds)
        return "later"


@dataclass(frozen=True)
class Mark(Operation):
    """Names the present, with nothing else happening close to it."""

    time: str

    def run(self, session: Session) -> Answer:
        session.connection.clock.advance(0.05)
        session.times[self.time] = session.connection.clock.now()
        session.connection.clock.advance(0.05)
        return "marked"


@dataclass(frozen=True)
class Seek(Operation):
    """To a time that was marked, or to a snapshot; to neither if both are empty."""

    time: str = ""
    snapshot: str = ""
    subscription: str = "subscriptions/sub"

    def run(self, session: Session) -> Answer:
        request: dict[str, Any] = {"subscription": session.name(self.subscription)}
        if self.time:
            request["time"] = session.times[self.time]
        if self.snapshot:
            request["snapshot"] = session.name(self.snapshot)
        session.connection.subscriber.seek(request=request, retry=None, timeout=LONG_S)
        return "sought"


@dataclass(frozen=True)
class Stream(Operation):
    """A streaming pull: its first request; the others after `after` messages; the end after `messages` or a refusal.

    In requests, `ack_ids` and `modify_deadline_ack_ids` are labels.
    """

    messages: int
    then: Sequence[Mapping[str, Any]] = ()
    after: int = 0
    first: Mapping[str, Any] = field(default_factory=lambda: {"subscription": "subscriptions/sub"} | DEADLINE)

    def run(self, session: Session) -> Answer:
        news = threading.Condition()
        received: list[Answer] = []
        ended: list[str] = []

        def until(count: int) -> None:
            with news:
                news.wait_for(lambda: ended or len(received) >= count, LONG_S)

        def requests() -> Iterator[StreamingPullRequest]:
            yield _stream_request(session, self.first)
            until(self.after)
            for request in self.then:
                yield _stream_request(session, request)
            until(self.messages)

        end = "OK"
        try:
            call = session.connection.subscriber.streaming_pull(requests=requests(), retry=None, timeout=LONG_S)
            for response in call:
                with news:
                    received += [session.received(one) for one in response.received_messages]
                    news.notify_all()
        except GoogleAPICallError as error:
            end = getattr(error.grpc_status_code, "name", "none")
        finally:
            with news:
                ended.append(end)
                news.notify_all()
        return {"received": received, "end": end}


DEADLINE = {"stream_ack_deadline_seconds": 10}


def _stream_request(session: Session, fields: Mapping[str, Any]) -> StreamingPullRequest:
    full = dict(fields)
    for name in ("ack_ids", "modify_deadline_ack_ids"):
        if name in full:
            full[name] = session.ack_ids(full[name])
    if "subscription" in full:
        full["subscription"] = session.name(full["subscription"])
    return StreamingPullRequest(full)


@dataclass(frozen=True)
class Case:
    """What is done, each step with an answer. Those of the steps in `given` are not compared."""

    name: str
    steps: Sequence[Operation] = ()
    given: Sequence[Operation] = ()


def answers(case: Case, connection: Connection, project: str) -> list[Answer]:
    """What a server answers to the steps of a case; a refusal is answered by its status."""
    session = Session(connection, project)
    for step in case.given:
        step.run(session)
    return [_answer(step, session) for step in case.steps]


def _answer(step: Operation, session: Session) -> Answer:
    try:
        return step.run(session)
    except GoogleAPICallError as error:
        return {"refused": getattr(error.grpc_status_code, "name", None)}
