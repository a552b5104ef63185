"""Where the embedded Pub/Sub answers otherwise than Google's emulator: which side is right, why, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Difference:
    """`reason` says where the right behaviour is written down; `embedded` are the answers to the case's steps."""

    right: Literal["embedded", "Google"]
    reason: str
    embedded: list[Any]


DIFFERENCES: dict[str, Difference] = {
    "a topic's labels are changed": Difference(
        "embedded",
        "reference of UpdateTopic: labels can be changed; the emulator does not know them",
        [{"name": "topics/top", "labels": {"a": "b"}}, {"name": "topics/top", "labels": {"a": "b"}}],
    ),
    "subscriptions of no topic": Difference(
        "embedded",
        "the service answers NOT_FOUND for what is not there; the emulator lists nothing",
        [{"refused": "NOT_FOUND"}],
    ),
    "ack deadlines (5)": Difference(
        "embedded",
        "reference of Subscription: 10 s at least; the emulator takes any from 1 s",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "retention (3)": Difference(
        "embedded",
        "reference of Subscription: up to 31 days; the emulator stays at the 7 of before",
        [
            {
                "name": "subscriptions/sub",
                "topic": "topics/top",
                "push_config": {},
                "ack_deadline_seconds": 10,
                "message_retention_duration": "2678400s",
            }
        ],
    ),
    "expiration (2)": Difference(
        "embedded",
        "reference of ExpirationPolicy: a day at least; the emulator does not look",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "filters (2)": Difference(
        "embedded",
        "filtering page: a filter that is none is refused; the emulator keeps any text",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "filters (3)": Difference(
        "embedded", "filtering page: 256 bytes at most; the emulator does not count", [{"refused": "INVALID_ARGUMENT"}]
    ),
    "parts that are not embedded (1)": Difference(
        "Google", "exactly-once delivery is not embedded, and says so", [{"refused": "UNIMPLEMENTED"}]
    ),
    "parts that are not embedded (2)": Difference(
        "Google", "schemas are not embedded, and say so", [{"refused": "UNIMPLEMENTED"}]
    ),
    "a subscription's labels are changed": Difference(
        "embedded",
        "reference of UpdateSubscription: labels can be changed; the emulator does not know them",
        [
            {
                "name": "subscriptions/sub",
                "topic": "topics/top",
                "push_config": {},
                "ack_deadline_seconds": 10,
                "message_retention_duration": "604800s",
                "labels": {"a": "b"},
            }
        ],
    ),
    "a subscription's expiration is changed": Difference(
        "embedded",
        "reference of UpdateSubscription; the emulator says that it does not have it",
        [
            {
                "name": "subscriptions/sub",
                "topic": "topics/top",
                "push_config": {},
                "ack_deadline_seconds": 10,
                "message_retention_duration": "604800s",
                "expiration_policy": {"ttl": "172800s"},
            }
        ],
    ),
    "publishing that is refused (8)": Difference(
        "embedded",
        "quotas page: a key has 1 to 256 bytes; the emulator does not look at attributes",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (9)": Difference(
        "embedded",
        "publisher page: keys that start with goog are reserved; the emulator takes them",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (10)": Difference(
        "embedded",
        "quotas page: a key has 256 bytes at most; the emulator does not count",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (11)": Difference(
        "embedded",
        "quotas page: a value has 1,024 bytes at most; the emulator does not count",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (12)": Difference(
        "embedded",
        "quotas page: 100 attributes at most; the emulator does not count",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (13)": Difference(
        "embedded",
        "quotas page: an ordering key has 1,024 bytes at most; the emulator does not count",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (14)": Difference(
        "embedded",
        "reference of PubsubMessage: all of a request have the same ordering key",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "publishing that is refused (15)": Difference(
        "embedded",
        "quotas page: a request has 10 MB at most; the emulator takes more",
        [{"refused": "INVALID_ARGUMENT"}],
    ),
    "pulls that are refused": Difference(
        "embedded",
        "reference of PullRequest: a positive number; the emulator refuses only 0",
        [
            {"refused": "INVALID_ARGUMENT"},
            {"refused": "INVALID_ARGUMENT"},
            {"refused": "NOT_FOUND"},
            {"refused": "INVALID_ARGUMENT"},
        ],
    ),
    "a deadline longer than allowed": Difference(
        "embedded",
        "reference of ModifyAckDeadline: 600 s at most; the emulator takes more",
        [["M1"], [{"data": "a", "attempt": 0, "id": "M1"}], {"refused": "INVALID_ARGUMENT"}],
    ),
    "a filter": Difference(
        "embedded",
        "the emulator keeps filters and does not apply them",
        [["M1", "M2"], [{"data": "a", "attempt": 0, "attributes": {"sport": "nba"}, "id": "M1"}]],
    ),
    "a nack holds its key back": Difference(
        "embedded",
        "ordering page: a key is delivered in order; the emulator puts a nacked message last",
        [
            ["M1"],
            [{"data": "1", "attempt": 0, "key": "k", "id": "M1"}],
            ["M2"],
            None,
            [{"data": "1", "attempt": 0, "key": "k", "id": "M1"}, {"data": "2", "attempt": 0, "key": "k", "id": "M2"}],
        ],
    ),
    "a nack of the first brings all again": Difference(
        "embedded",
        "ordering page: what follows comes again with it; the emulator waits until all are acked or nacked",
        [
            ["M1", "M2", "M3"],
            [
                {"data": "1", "attempt": 0, "key": "k", "id": "M1"},
                {"data": "2", "attempt": 0, "key": "k", "id": "M2"},
                {"data": "3", "attempt": 0, "key": "k", "id": "M3"},
            ],
            None,
            [
                {"data": "1", "attempt": 0, "key": "k", "id": "M1"},
                {"data": "2", "attempt": 0, "key": "k", "id": "M2"},
                {"data": "3", "attempt": 0, "key": "k", "id": "M3"},
            ],
        ],
    ),
    "a nack of the first brings acked ones again": Difference(
        "embedded",
        "ordering page: what follows comes again, acked or not; the emulator leaves the key stuck",
        [
            ["M1", "M2", "M3"],
            [
                {"data": "1", "attempt": 0, "key": "k", "id": "M1"},
                {"data": "2", "attempt": 0, "key": "k", "id": "M2"},
                {"data": "3", "attempt": 0, "key": "k", "id": "M3"},
            ],
            None,
            None,
            [
                {"data": "1", "attempt": 0, "key": "k", "id": "M1"},
                {"data": "2", "attempt": 0, "key": "k", "id": "M2"},
                {"data": "3", "attempt": 0, "key": "k", "id": "M3"},
            ],
        ],
    ),
    "a nack in the middle": Difference(
        "embedded",
        "ordering page, as before",
        [
            ["M1", "M2", "M3"],
            [
                {"data": "1", "attempt": 0, "key": "k", "id": "M1"},
                {"data": "2", "attempt": 0, "key": "k", "id": "M2"},
                {"data": "3", "attempt": 0, "key": "k", "id": "M3"},
            ],
            None,
            [],
            None,
            [{"data": "2", "attempt": 0, "key": "k", "id": "M2"}, {"data": "3", "attempt": 0, "key": "k", "id": "M3"}],
        ],
    ),
    "one is nacked before the next was delivered": Difference(
        "embedded",
        "ordering page: the nacked one first; the emulator skips it",
        [
            ["M1", "M2"],
            [{"data": "1", "attempt": 0, "key": "k", "id": "M1"}],
            None,
            [{"data": "1", "attempt": 0, "key": "k", "id": "M1"}],
            None,
            [{"data": "2", "attempt": 0, "key": "k", "id": "M2"}],
        ],
    ),
    "no topic for dead letters any more": Difference(
        "embedded",
        "what a subscriber gets is what was published; the emulator leaves its dead-letter attributes in",
        [
            None,
            ["M1"],
            [{"data": "a", "attempt": 1, "id": "M1"}],
            None,
            [{"data": "a", "attempt": 2, "id": "M1"}],
            None,
            [{"data": "a", "attempt": 3, "id": "M1"}],
            None,
            [{"data": "a", "attempt": 4, "id": "M1"}],
            None,
            [{"data": "a", "attempt": 5, "id": "M1"}],
            None,
            [{"data": "a", "attempt": 6, "id": "M1"}],
        ],
    ),
    "attempts are not counted with a retry policy alone": Difference(
        "embedded",
        "reference of ReceivedMessage: 0 without a dead-letter policy",
        [["M1"], [{"data": "a", "attempt": 0, "id": "M1"}]],
    ),
    "a retry policy holds back": Difference(
        "embedded",
        "reference of RetryPolicy: the minimum is waited for; the emulator delivers the first time at once",
        [
            ["M1"],
            [{"data": "a", "attempt": 0, "id": "M1"}],
            None,
            [],
            "later",
            [{"data": "a", "attempt": 0, "id": "M1"}],
        ],
    ),
    "seeking forth and back": Difference(
        "embedded",
        "replay page: retained messages are acked or unacked by the time; the emulator has forgotten them",
        ["marked", ["M1"], "marked", "sought", [], "sought", [{"data": "a", "attempt": 0, "id": "M1"}]],
    ),
    "a topic that retains": Difference(
        "embedded",
        "replay page: a new subscription has what is published after it, and older ones only after a seek",
        [
            "marked",
            ["M1"],
            {
                "name": "subscriptions/late",
                "topic": "topics/top",
                "push_config": {},
                "ack_deadline_seconds": 10,
                "message_retention_duration": "604800s",
                "topic_message_retention_duration": "600s",
            },
            [],
            "sought",
            [{"data": "a", "attempt": 0, "id": "M1"}],
        ],
    ),
    "a subscription is detached": Difference(
        "embedded",
        "reference of DetachSubscription; the emulator says that it does not have it",
        [
            {},
            {
                "name": "subscriptions/sub",
                "topic": "topics/top",
                "push_config": {},
                "ack_deadline_seconds": 10,
                "message_retention_duration": "604800s",
                "detached": True,
            },
            [[]],
        ],
    ),
    "pulling from a push subscription": Difference(
        "embedded", "the service refuses it; the emulator has no messages", [{"refused": "FAILED_PRECONDITION"}]
    ),
    "ack ids that are none, in order": Difference(
        "embedded",
        "as without ordering; the emulator takes any text",
        [{"refused": "INVALID_ARGUMENT"}, {"refused": "INVALID_ARGUMENT"}],
    ),
    "a snapshot's labels are changed": Difference(
        "embedded",
        "reference of UpdateSnapshot; the emulator says that it does not have it",
        [
            {"name": "snapshots/snap", "topic": "topics/top", "labels": {"a": "b"}},
            {"name": "snapshots/snap", "topic": "topics/top", "labels": {"a": "b"}},
        ],
    ),
    "flow control of a stream": Difference(
        "embedded",
        "reference of StreamingPullRequest; the emulator does not look at it",
        [["M1", "M2"], {"received": [{"data": "a", "attempt": 0, "id": "M1"}], "end": "OK"}],
    ),
}
