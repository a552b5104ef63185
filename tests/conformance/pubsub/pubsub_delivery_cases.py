"""Cases of messages: publishing, pulling, acks, deadlines, ordering keys, dead letters."""

from __future__ import annotations

from pubsub_admin_cases import BOTH, dead_letters, each, retries
from pubsub_admin_operations import create, create_topic, delete, delete_topic
from pubsub_operations import Ack, Advance, Case, Message, Modify, Publish, Pull, nack

ORDERED = [create_topic(), create(enable_message_ordering=True)]
WITH_DEAD_LETTERS = [
    create_topic(),
    create_topic("topics/dead"),
    create(dead_letter_policy=dead_letters(5)),
    create("subscriptions/dead", "topics/dead"),
]


def keyed(*data: str, key: str = "k") -> Publish:
    return Publish([Message(one, key) for one in data])


PUBLISHING = [
    Case("messages are published and pulled", [Publish(["a", "b"]), Publish(["c"]), Pull()], BOTH),
    Case("attributes and keys arrive", [Publish([Message("a", "k", {"x": "1", "y": ""})]), Pull()], BOTH),
    Case("attributes without data", [Publish([Message("", attributes={"x": "1"})]), Pull()], BOTH),
    Case(
        "every subscription gets it",
        [Publish(["a"]), Pull(), Pull(subscription="subscriptions/two")],
        [*BOTH, create("subscriptions/two")],
    ),
    Case(
        "a later subscription does not get it",
        [Publish(["a"]), create("subscriptions/two"), Pull(subscription="subscriptions/two")],
        BOTH,
    ),
    Case("a subscription made again has nothing", [Publish(["a"]), delete(), create(), Pull()], BOTH),
    *each(
        "publishing that is refused",
        BOTH,
        Publish([]),
        Publish([""]),
        Publish([Message("", "k")]),
        Publish(["a", ""]),
        Publish(["a"], "topics/none"),
        Publish(["a"], "x"),
        Publish(["a"] * 1001),
        Publish([Message("a", attributes={"": "b"})]),
        Publish([Message("a", attributes={"googclient_x": "b"})]),
        Publish([Message("a", attributes={"k" * 257: "b"})]),
        Publish([Message("a", attributes={"k": "b" * 1025})]),
        Publish([Message("a", attributes={f"k{number}": "b" for number in range(101)})]),
        Publish([Message("a", "k" * 1025)]),
        Publish([Message("a", "k"), Message("b", "l")]),
        Publish(["a" * 10_000_001]),
    ),
    *each(
        "publishing at the limits",
        BOTH,
        Publish(["a"] * 1000),
        Publish([Message("a", attributes={"k" * 256: "b" * 1024})]),
        Publish([Message("a", attributes={f"k{number}": "b" for number in range(100)})]),
        Publish([Message("a", "k" * 1024)]),
        Publish(["a" * 9_999_000]),
    ),
    Case("nothing of a refused request is published", [Publish(["a", ""]), Pull()], BOTH),
    Case("the backlog outlives its topic", [Publish(["a"]), delete_topic(), Publish(["b"]), Pull()], BOTH),
    Case("a topic made again is another one", [delete_topic(), create_topic(), Publish(["a"]), Pull()], BOTH),
]

DELIVERY = [
    Case(
        "pulling from a push subscription",
        [Pull()],
        [create_topic(), create(push_config={"push_endpoint": "http://127.0.0.1:1/process"})],
    ),
    Case("pulls that are refused", [Pull(0), Pull(-1), Pull(1, "subscriptions/none"), Pull(1, "x")], BOTH),
    Case("a pull takes as many as it says", [Publish(["a", "b", "c"]), Pull(2), Pull(2), Pull(2)], BOTH),
    Case("what is out is not pulled again", [Publish(["a"]), Pull(), Pull()], BOTH),
    Case(
        "acked is acked",
        [Publish(["a", "b"]), Pull(), Ack(["a"]), nack("b"), Pull(), Ack(["a"]), nack("a"), Pull()],
        BOTH,
    ),
    Case("several are acked", [Publish(["a", "b", "c"]), Pull(), Ack(["a", "c"]), nack("a", "b", "c"), Pull()], BOTH),
    Case("a nack brings it back at once", [Publish(["a"]), Pull(), nack("a"), Pull(), nack("a"), Pull()], BOTH),
    Case(
        "nacked ones come in the order of the nacks",
        [Publish(["a", "b", "c"]), Pull(), nack("c"), nack("a"), Pull()],
        BOTH,
    ),
    Case("a nacked one comes after what was waiting", [Publish(["a", "b", "c"]), Pull(2), nack("b"), Pull()], BOTH),
    Case("an ack after a nack does not count", [Publish(["a"]), Pull(), nack("a"), Ack(["a"]), Pull()], BOTH),
    Case(
        "an ack by the id of an earlier delivery does not count",
        [Publish(["a"]), Pull(), nack("a"), Pull(), Ack(["a#1"]), nack("a"), Pull()],
        BOTH,
    ),
    Case(
        "a nack by the id of an earlier delivery does not count",
        [Publish(["a"]), Pull(), nack("a"), Pull(), nack("a#1"), Pull()],
        BOTH,
    ),
    Case(
        "ack ids that are none",
        [
            Publish(["a"]),
            Pull(),
            Ack([]),
            Ack(["nonsense"]),
            Ack([""]),
            Ack(["a", "nonsense"]),
            nack("nonsense"),
            Modify([], 10),
            Modify(["a"], -1),
            Ack(["a"], "subscriptions/none"),
            Modify(["a"], 10, "subscriptions/none"),
            Modify(["a"], 10),
            Modify(["a"], 600),
            nack("a"),
            Pull(),
        ],
        BOTH,
    ),
    Case(
        "an ack id of another subscription",
        [Publish(["a"]), Pull(), Ack(["a"], "subscriptions/two"), Modify(["a"], 0, "subscriptions/two")],
        [*BOTH, create("subscriptions/two")],
    ),
    Case("a deadline longer than allowed", [Publish(["a"]), Pull(), Modify(["a"], 601)], BOTH),
    Case("a deadline passes", [Publish(["a"]), Pull(), Modify(["a"], 1), Pull(), Advance(1.5), Pull()], BOTH),
    Case(
        "a deadline is put off",
        [Publish(["a"]), Pull(), Modify(["a"], 1), Modify(["a"], 100), Advance(1.5), Pull()],
        BOTH,
    ),
    Case(
        "an ack after the deadline still counts",
        [Publish(["a"]), Pull(), Modify(["a"], 1), Advance(1.5), Ack(["a"]), Pull()],
        BOTH,
    ),
    Case(
        "an ack after the deadline and the next delivery does not count",
        [Publish(["a"]), Pull(), Modify(["a"], 1), Advance(1.5), Pull(), Ack(["a#1"]), nack("a"), Pull()],
        BOTH,
    ),
    Case(
        "a subscription's own deadline",
        [Publish(["a"]), Pull(), Advance(9), Pull(), Advance(2), Pull()],
        [create_topic(), create(ack_deadline_seconds=10)],
    ),
    Case(
        "a filter",
        [Publish([Message("a", attributes={"sport": "nba"}), Message("b", attributes={"sport": "mlb"})]), Pull()],
        [create_topic(), create(filter='attributes.sport = "nba"')],
    ),
]

ORDERING = [
    Case("keys without ordering", [keyed("1", "2"), Pull(1), Pull(1)], BOTH),
    Case("a key comes in order", [keyed("1", "2"), keyed("3"), Pull()], ORDERED),
    Case(
        "a key waits for what is out",
        [keyed("1", "2", "3", "4"), Pull(2), Pull(), Ack(["1"]), Pull(), Ack(["2"]), Pull()],
        ORDERED,
    ),
    Case("a key waits for its first one", [keyed("1", "2", "3"), Pull(2), Ack(["2"]), Pull()], ORDERED),
    Case(
        "keys do not wait for each other",
        [keyed("1"), Pull(), keyed("2"), keyed("a", key="l"), Pull(), Publish(["x"]), Pull(), Ack(["1"]), Pull()],
        ORDERED,
    ),
    Case("one at a time", [keyed("1", "2", "3"), Pull(1), Pull(1), Ack(["1"]), Pull(1), Ack(["2"]), Pull(1)], ORDERED),
    Case("a nack holds its key back", [keyed("1"), Pull(), keyed("2"), nack("1"), Pull()], ORDERED),
    Case("a nack of the first brings all again", [keyed("1", "2", "3"), Pull(), nack("1"), Pull()], ORDERED),
    Case(
        "a nack of the first brings acked ones again",
        [keyed("1", "2", "3"), Pull(), Ack(["2", "3"]), nack("1"), Pull()],
        ORDERED,
    ),
    Case("a nack in the middle", [keyed("1", "2", "3"), Pull(), nack("2"), Pull(), Ack(["1"]), Pull()], ORDERED),
    Case("all of a key are nacked", [keyed("1", "2", "3"), Pull(), nack("1", "2", "3"), Pull()], ORDERED),
    Case("the only one of a key is nacked", [keyed("1"), Pull(), nack("1"), Pull()], ORDERED),
    Case(
        "one is nacked before the next was delivered",
        [keyed("1", "2"), Pull(1), nack("1"), Pull(1), Ack(["1"]), Pull(1)],
        ORDERED,
    ),
    Case(
        "the deadline of the first passes",
        [keyed("1", "2", "3"), Pull(), Modify(["1"], 1), Advance(1.5), Pull()],
        ORDERED,
    ),
    Case("ack ids that are none, in order", [Ack(["nonsense"]), nack("nonsense")], ORDERED),
]

NACKS = [step for _ in range(5) for step in (Pull(), nack("a"))]
DEAD_LETTERS = [
    Case(
        "attempts are counted",
        [Publish(["a"]), Pull(), nack("a"), Pull(), Modify(["a"], 1), Advance(1.5), Pull()],
        WITH_DEAD_LETTERS,
    ),
    Case(
        "five nacks make a dead letter",
        [Publish([Message("a", attributes={"x": "1"})]), *NACKS, Pull(), Advance(0.5), Pull(10, "subscriptions/dead")],
        WITH_DEAD_LETTERS,
    ),
    Case(
        "four nacks do not",
        [
            Publish(["a"]),
            *NACKS[:8],
            Pull(10, "subscriptions/dead"),
            Pull(),
            Ack(["a"]),
            Advance(0.5),
            Pull(10, "subscriptions/dead"),
            Pull(),
        ],
        WITH_DEAD_LETTERS,
    ),
    Case(
        "no topic for dead letters any more",
        [delete_topic("topics/dead"), Publish(["a"]), *NACKS, Pull()],
        WITH_DEAD_LETTERS,
    ),
    Case("attempts are not counted without a policy", [Publish(["a"]), Pull(), nack("a"), Pull()], BOTH),
    Case(
        "attempts are not counted with a retry policy alone",
        [Publish(["a"]), Pull()],
        [create_topic(), create(retry_policy=retries(1, 2))],
    ),
    Case(
        "a retry policy holds back",
        [Publish(["a"]), Pull(), nack("a"), Pull(), Advance(2.5), Pull()],
        [create_topic(), create(retry_policy=retries(2, 2))],
    ),
]

CASES = [*PUBLISHING, *DELIVERY, *ORDERING, *DEAD_LETTERS]
