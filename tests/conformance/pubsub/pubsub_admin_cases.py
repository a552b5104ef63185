"""Cases of topics and subscriptions as such: making, reading, listing, changing, removing them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pubsub_admin_operations import (
    Admin,
    ListOf,
    create,
    create_topic,
    delete,
    delete_topic,
    get,
    get_topic,
    push_to,
    subscriptions_of,
    update,
    update_topic,
)
from pubsub_operations import Case, Operation

TOPIC = [create_topic()]
BOTH = [create_topic(), create()]
DEAD = [*BOTH, create_topic("topics/dead")]
DAY_S = 86_400


def seconds(number: int) -> dict[str, int]:
    return {"seconds": number}


def dead_letters(attempts: int | None = None, topic: str = "topics/dead") -> dict[str, Any]:
    policy: dict[str, Any] = {"dead_letter_topic": topic}
    return policy if attempts is None else policy | {"max_delivery_attempts": attempts}


def retries(least: int | None = None, most: int | None = None) -> dict[str, Any]:
    pairs = (("minimum_backoff", least), ("maximum_backoff", most))
    return {name: seconds(value) for name, value in pairs if value is not None}


def each(name: str, given: Sequence[Operation], *steps: Operation) -> list[Case]:
    """A case for each step, since what one of them changes is nothing to the others."""
    return [Case(f"{name} ({number})", [step], given) for number, step in enumerate(steps, 1)]


TOPICS = [
    Case("a topic is made and read", [create_topic(labels={"phase": "2"}), get_topic()]),
    Case("a topic is there already", [create_topic(), create_topic()]),
    Case("a topic that is not there", [get_topic(), delete_topic(), update_topic("labels", labels={"a": "b"})]),
    Case(
        "names that are none",
        [
            create_topic("x"),
            create_topic(""),
            create_topic("topics/ab"),
            create_topic("topics/1abc"),
            create_topic("topics/goog-abc"),
            create_topic("topics/a b c"),
            create_topic("topics/" + "a" * 256),
            create("subscriptions/goog-abc"),
            create("topics/sub"),
            get_topic("x"),
            get("x"),
            delete("x"),
            create("subscriptions/sub", "x"),
            create("subscriptions/sub", ""),
        ],
        TOPIC,
    ),
    Case("names that are unusual", [create_topic("topics/a%+~._-b"), create_topic("topics/" + "a" * 255)]),
    Case("retention of a topic", [create_topic("topics/top", message_retention_duration=seconds(600)), get_topic()]),
    *each(
        "retention of a topic out of bounds",
        [],
        create_topic(message_retention_duration=seconds(599)),
        create_topic(message_retention_duration=seconds(31 * DAY_S)),
        create_topic(message_retention_duration=seconds(31 * DAY_S + 1)),
    ),
    Case(
        "a topic's retention is changed",
        [update_topic("message_retention_duration", message_retention_duration=seconds(900)), get_topic()],
        TOPIC,
    ),
    Case("a topic's labels are changed", [update_topic("labels", labels={"a": "b"}), get_topic()], TOPIC),
    Case(
        "updates of a topic that are refused",
        [update_topic(labels={"a": "b"}), update_topic("nonsense"), update_topic("name"), get_topic()],
        TOPIC,
    ),
    Case(
        "topics are listed",
        [ListOf("topics"), ListOf("topics", 2)],
        [create_topic(f"topics/{n}") for n in ("top-b", "top-c", "top-a")],
    ),
    Case("nothing is listed", [ListOf("topics"), ListOf("subscriptions"), ListOf("snapshots")]),
    Case("a topic is deleted", [delete_topic(), get_topic(), ListOf("topics"), get()], BOTH),
    Case("a topic is made again", [delete_topic(), create_topic(), get(), subscriptions_of()], BOTH),
    Case("subscriptions of a topic", [subscriptions_of()], [*BOTH, create("subscriptions/another")]),
    Case("subscriptions of no topic", [subscriptions_of("topics/none")]),
]

SUBSCRIPTIONS = [
    Case("a subscription is made and read", [create(), get()], TOPIC),
    Case("a subscription is there already", [create(), create(ack_deadline_seconds=20), get()], TOPIC),
    Case("a subscription of no topic", [create()]),
    Case("a subscription that is not there", [get(), delete(), update("ack_deadline_seconds"), push_to("")]),
    Case(
        "subscriptions are listed",
        [ListOf("subscriptions"), ListOf("subscriptions", 1)],
        [*BOTH, create("subscriptions/b-sub")],
    ),
    Case("a subscription is deleted", [delete(), get(), delete(), subscriptions_of()], BOTH),
    Case(
        "a subscription with much to say",
        [
            create(
                ack_deadline_seconds=600,
                retain_acked_messages=True,
                message_retention_duration=seconds(600),
                labels={"a": "b"},
                enable_message_ordering=True,
                expiration_policy={"ttl": seconds(DAY_S)},
                filter='attributes.sport = "nba"',
                dead_letter_policy=dead_letters(7),
                retry_policy=retries(1, 2),
            ),
            get(),
        ],
        DEAD[:1] + DEAD[2:],
    ),
    *each(
        "ack deadlines",
        TOPIC,
        create(ack_deadline_seconds=10),
        create(ack_deadline_seconds=600),
        create(ack_deadline_seconds=601),
        create(ack_deadline_seconds=-1),
        create(ack_deadline_seconds=9),
    ),
    *each(
        "retention",
        TOPIC,
        create(message_retention_duration=seconds(599)),
        create(message_retention_duration=seconds(7 * DAY_S)),
        create(message_retention_duration=seconds(31 * DAY_S)),
        create(message_retention_duration=seconds(31 * DAY_S + 1)),
    ),
    *each(
        "dead-letter policies",
        DEAD[:1] + DEAD[2:],
        create(dead_letter_policy=dead_letters()),
        create(dead_letter_policy=dead_letters(4)),
        create(dead_letter_policy=dead_letters(5)),
        create(dead_letter_policy=dead_letters(100)),
        create(dead_letter_policy=dead_letters(101)),
        create(dead_letter_policy=dead_letters(5, "topics/none")),
        create(dead_letter_policy={"max_delivery_attempts": 5}),
        create(dead_letter_policy=dead_letters(5, "topics/top")),
    ),
    *each(
        "retry policies",
        TOPIC,
        create(retry_policy={}),
        create(retry_policy=retries(0, 0)),
        create(retry_policy=retries(5)),
        create(retry_policy=retries(10, 600)),
        create(retry_policy=retries(601)),
        create(retry_policy=retries(5, 601)),
        create(retry_policy=retries(20, 10)),
        create(retry_policy=retries(None, 5)),
        create(retry_policy=retries(-1, 5)),
    ),
    *each(
        "expiration",
        TOPIC,
        create(expiration_policy={}),
        create(expiration_policy={"ttl": seconds(DAY_S - 1)}),
    ),
    *each(
        "filters",
        TOPIC,
        create(filter='attributes:a AND NOT (attributes.b = "c" OR hasPrefix(attributes.d, "e"))'),
        create(filter="nonsense"),
        create(filter='attributes.a = "' + "b" * 240 + '"'),
    ),
    *each(
        "push endpoints",
        TOPIC,
        create(push_config={"push_endpoint": "http://127.0.0.1:1/process"}),
        create(push_config={"push_endpoint": "nonsense"}),
        create(push_config={"push_endpoint": "http://127.0.0.1:1/", "no_wrapper": {"write_metadata": True}}),
    ),
    *each(
        "parts that are not embedded",
        TOPIC,
        create(enable_exactly_once_delivery=True),
        create_topic("topics/schema", schema_settings={"schema": "schemas/none", "encoding": "JSON"}),
    ),
    Case(
        "a subscription is changed",
        [
            update("ack_deadline_seconds", ack_deadline_seconds=20),
            update("ack_deadline_seconds"),
            update("retain_acked_messages", "message_retention_duration", retain_acked_messages=True),
            update("retry_policy", retry_policy=retries(5)),
            update("retry_policy"),
            update("dead_letter_policy", dead_letter_policy=dead_letters(7)),
            update("dead_letter_policy"),
            update("push_config", push_config={"push_endpoint": "http://127.0.0.1:1/a"}),
            push_to("http://127.0.0.1:1/b"),
            get(),
            push_to(""),
            get(),
        ],
        DEAD,
    ),
    Case("a subscription's labels are changed", [update("labels", labels={"a": "b"})], BOTH),
    Case(
        "a subscription's expiration is changed",
        [update("expiration_policy", expiration_policy={"ttl": seconds(2 * DAY_S)})],
        BOTH,
    ),
    Case(
        "updates of a subscription that are refused",
        [
            update(ack_deadline_seconds=20),
            update("nonsense"),
            update("topic"),
            update("filter", filter='attributes.a = "b"'),
            update("enable_message_ordering", enable_message_ordering=True),
            update("detached", detached=True),
            update("retry_policy.minimum_backoff", retry_policy=retries(5)),
            update("ack_deadline_seconds", ack_deadline_seconds=601),
            update("dead_letter_policy", dead_letter_policy=dead_letters(4)),
            get(),
        ],
        DEAD,
    ),
    Case(
        "a subscription of a deleted topic is changed",
        [update("ack_deadline_seconds", ack_deadline_seconds=20)],
        [*BOTH, delete_topic()],
    ),
    Case(
        "a subscription is detached",
        [Admin("publisher", "detach_subscription", {"subscription": "subscriptions/sub"}), get(), subscriptions_of()],
        BOTH,
    ),
]

CASES = [*TOPICS, *SUBSCRIPTIONS]
