"""Operations on topics, subscriptions and snapshots as such, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pubsub_operations import LONG_S, Answer, Operation, Session


@dataclass(frozen=True)
class Admin(Operation):
    """A method of one of the clients, by its name there; the answer is shown as it is."""

    client: str
    method: str
    request: Mapping[str, Any]

    def run(self, session: Session) -> Answer:
        method = getattr(getattr(session.connection, self.client), self.method)
        response = method(request=session.fields(self.request), retry=None, timeout=LONG_S)
        return None if response is None else session.shown(response)


@dataclass(frozen=True)
class Listed(Operation):
    """A method that answers in pages, each with `values`: each page as a list of names."""

    values: str
    client: str
    method: str
    request: Mapping[str, Any]

    def run(self, session: Session) -> Answer:
        method = getattr(getattr(session.connection, self.client), self.method)
        pager = method(request=session.fields(self.request), retry=None, timeout=LONG_S)
        return [
            [session.short(one if isinstance(one, str) else one.name) for one in getattr(page, self.values)]
            for page in pager.pages
        ]


@dataclass(frozen=True)
class ListOf(Operation):
    """Topics, subscriptions or snapshots of the case's project."""

    kind: str
    page_size: int = 0

    def run(self, session: Session) -> Answer:
        client = "publisher" if self.kind == "topics" else "subscriber"
        request = {"project": f"projects/{session.project}", "page_size": self.page_size}
        return Listed(self.kind, client, f"list_{self.kind}", request).run(session)


def create_topic(name: str = "topics/top", **fields: Any) -> Admin:
    return Admin("publisher", "create_topic", {"name": name, **fields})


def get_topic(name: str = "topics/top") -> Admin:
    return Admin("publisher", "get_topic", {"topic": name})


def update_topic(*paths: str, name: str = "topics/top", **fields: Any) -> Admin:
    request = {"topic": {"name": name, **fields}, "update_mask": {"paths": list(paths)}}
    return Admin("publisher", "update_topic", request)


def delete_topic(name: str = "topics/top") -> Admin:
    return Admin("publisher", "delete_topic", {"topic": name})


def subscriptions_of(name: str = "topics/top") -> Listed:
    return Listed("subscriptions", "publisher", "list_topic_subscriptions", {"topic": name})


def create(name: str = "subscriptions/sub", topic: str = "topics/top", **fields: Any) -> Admin:
    return Admin("subscriber", "create_subscription", {"name": name, "topic": topic, **fields})


def get(name: str = "subscriptions/sub") -> Admin:
    return Admin("subscriber", "get_subscription", {"subscription": name})


def update(*paths: str, name: str = "subscriptions/sub", **fields: Any) -> Admin:
    request = {
        "subscription": {"name": name, "topic": "topics/top", **fields},
        "update_mask": {"paths": list(paths)},
    }
    return Admin("subscriber", "update_subscription", request)


def delete(name: str = "subscriptions/sub") -> Admin:
    return Admin("subscriber", "delete_subscription", {"subscription": name})


def push_to(endpoint: str, name: str = "subscriptions/sub") -> Admin:
    config = {"push_endpoint": endpoint} if endpoint else {}
    return Admin("subscriber", "modify_push_config", {"subscription": name, "push_config": config})


def snapshot(name: str = "snapshots/snap", subscription: str = "subscriptions/sub") -> Admin:
    return Admin("subscriber", "create_snapshot", {"name": name, "subscription": subscription})


def get_snapshot(name: str = "snapshots/snap") -> Admin:
    return Admin("subscriber", "get_snapshot", {"snapshot": name})


def delete_snapshot(name: str = "snapshots/snap") -> Admin:
    return Admin("subscriber", "delete_snapshot", {"snapshot": name})
