"""Cases of seeking, snapshots and streaming pulls."""

from __future__ import annotations

from pubsub_admin_cases import BOTH, seconds
from pubsub_admin_operations import Admin, Listed, ListOf, create, create_topic, delete_snapshot, get_snapshot, snapshot
from pubsub_delivery_cases import keyed
from pubsub_operations import DEADLINE, Ack, Case, Mark, Publish, Pull, Seek, Stream, nack

RETAINING = [create_topic(), create(retain_acked_messages=True)]
SUBSCRIPTION = {"subscription": "subscriptions/sub"}

SEEKING = [
    Case(
        "seeking back brings acked ones again, if they are retained",
        [Publish(["a", "b"]), Mark("t"), Publish(["c"]), Pull(), Ack(["a", "b", "c"]), Seek("t"), Pull()],
        RETAINING,
    ),
    Case(
        "seeking back far",
        [Mark("t"), Publish(["a", "b"]), Pull(), Ack(["a"]), Seek("t"), Pull(), Ack(["a", "b"]), Seek("t"), Pull()],
        RETAINING,
    ),
    Case(
        "seeking back without retention", [Mark("t"), Publish(["a", "b"]), Pull(), Ack(["a"]), Seek("t"), Pull()], BOTH
    ),
    Case(
        "seeking to now acks all",
        [Publish(["a", "b"]), Pull(1), Mark("t"), Seek("t"), Pull(), Publish(["c"]), Pull()],
        BOTH,
    ),
    Case(
        "seeking forth and back",
        [Mark("s"), Publish(["a"]), Mark("t"), Seek("t"), Pull(), Seek("s"), Pull()],
        RETAINING,
    ),
    Case(
        "acks of deliveries before a seek",
        [Mark("t"), Publish(["a"]), Pull(), Seek("t"), Ack(["a#1"]), Pull(), Pull()],
        RETAINING,
    ),
    Case(
        "seeks that are refused",
        [Seek(), Mark("t"), Seek("t", subscription="subscriptions/none"), Seek(snapshot="snapshots/none")],
        BOTH,
    ),
    Case(
        "a topic that retains",
        [
            Mark("t"),
            Publish(["a"]),
            create("subscriptions/late"),
            Pull(10, "subscriptions/late"),
            Seek("t", subscription="subscriptions/late"),
            Pull(10, "subscriptions/late"),
        ],
        [create_topic(message_retention_duration=seconds(600)), create()],
    ),
]

SNAPSHOTS = [
    Case(
        "a snapshot's labels are changed",
        [
            Admin(
                "subscriber",
                "update_snapshot",
                {"snapshot": {"name": "snapshots/snap", "labels": {"a": "b"}}, "update_mask": {"paths": ["labels"]}},
            ),
            get_snapshot(),
        ],
        [*BOTH, snapshot()],
    ),
    Case(
        "a snapshot brings its backlog back",
        [
            Publish(["a", "b"]),
            Pull(),
            Ack(["a"]),
            snapshot(),
            Ack(["b"]),
            Publish(["c"]),
            Pull(),
            Ack(["c"]),
            Pull(),
            Seek(snapshot="snapshots/snap"),
            Pull(),
        ],
        BOTH,
    ),
    Case(
        "a snapshot acks what came before it",
        [Publish(["a"]), Pull(), Ack(["a"]), snapshot(), Seek(snapshot="snapshots/snap"), Pull()],
        RETAINING,
    ),
    Case(
        "a snapshot is made, read and deleted",
        [
            snapshot(),
            snapshot(),
            get_snapshot(),
            ListOf("snapshots"),
            Listed("snapshots", "publisher", "list_topic_snapshots", {"topic": "topics/top"}),
            delete_snapshot(),
            delete_snapshot(),
            get_snapshot(),
        ],
        BOTH,
    ),
    Case(
        "snapshots that are refused", [snapshot(subscription="subscriptions/none"), snapshot("x"), get_snapshot()], BOTH
    ),
    Case(
        "a snapshot of another topic",
        [Seek(snapshot="snapshots/snap", subscription="subscriptions/two")],
        [*BOTH, snapshot(), create_topic("topics/two"), create("subscriptions/two", "topics/two")],
    ),
    Case(
        "a snapshot for another subscription of the topic",
        [
            Publish(["a"]),
            snapshot(),
            Pull(10, "subscriptions/two"),
            Ack(["a"], "subscriptions/two"),
            Seek(snapshot="snapshots/snap", subscription="subscriptions/two"),
            Pull(10, "subscriptions/two"),
        ],
        [*BOTH, create("subscriptions/two")],
    ),
]

STREAMS = [
    Case(
        "flow control of a stream",
        [Publish(["a", "b"]), Stream(1, first=SUBSCRIPTION | DEADLINE | {"max_outstanding_messages": 1})],
        BOTH,
    ),
    Case("a stream gets what is there", [Publish(["a", "b"]), Stream(2)], BOTH),
    Case(
        "acks on a stream",
        [Publish(["a", "b"]), Stream(2, [{"ack_ids": ["a"]}], after=2), nack("a", "b"), Pull()],
        BOTH,
    ),
    Case(
        "nacks on a stream",
        [
            Publish(["a"]),
            Stream(2, [{"modify_deadline_ack_ids": ["a"], "modify_deadline_seconds": [0]}], after=1),
            nack("a"),
            Pull(),
        ],
        BOTH,
    ),
    Case("what a stream has stays out after its end", [Publish(["a"]), Stream(1), Pull()], BOTH),
    Case(
        "first requests that are refused",
        [
            Stream(1, first=SUBSCRIPTION),
            Stream(1, first=SUBSCRIPTION | {"stream_ack_deadline_seconds": 9}),
            Stream(1, first=SUBSCRIPTION | {"stream_ack_deadline_seconds": 601}),
            Stream(1, first=DEADLINE),
            Stream(1, first=DEADLINE | {"subscription": "subscriptions/none"}),
            Stream(1, first=DEADLINE | {"subscription": "x"}),
            Stream(1, first=DEADLINE | SUBSCRIPTION | {"ack_ids": ["nonsense"]}),
        ],
        BOTH,
    ),
    Case(
        "later requests that are refused",
        [
            Publish(["a", "b", "c", "d"]),
            Stream(5, [SUBSCRIPTION], after=4),
            nack("a"),
            Stream(2, [{"ack_ids": ["nonsense"]}], after=1),
            nack("a"),
            Stream(2, [{"modify_deadline_ack_ids": ["a"], "modify_deadline_seconds": [0, 1]}], after=1),
        ],
        BOTH,
    ),
    Case(
        "a stream in order",
        [keyed("1", "2"), Stream(2, [{"ack_ids": ["1", "2"]}], after=2), keyed("3"), Pull()],
        [create_topic(), create(enable_message_ordering=True)],
    ),
]

CASES = [*SEEKING, *SNAPSHOTS, *STREAMS]
