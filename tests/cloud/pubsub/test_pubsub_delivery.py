"""Deadlines, backoff, dead letters, retention and order, under a clock that only the test moves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from google.api_core.exceptions import FailedPrecondition, InvalidArgument, NotFound
from pubsub_stage import DEAD_LETTERS, DEAD_SUBSCRIPTION, DEAD_TOPIC, PROJECT, SUBSCRIPTION, TOPIC, stage

WEEK_S = 7 * 24 * 3600


def test_a_message_comes_again_exactly_at_its_deadline() -> None:
    scene = stage(ack_deadline_seconds=60)
    scene.publish("a")
    assert scene.pull() == ["a"]
    assert scene.after(59.999) == []
    assert scene.after(0.001) == ["a"]


def test_a_deadline_counts_from_its_change() -> None:
    scene = stage()
    scene.publish("a")
    scene.pull()
    scene.clock.advance(9)
    scene.extend("a", seconds=30)
    assert scene.after(29) == []
    assert scene.after(1) == ["a"]


def test_a_deadline_put_off_leaves_the_others_where_they_were() -> None:
    scene = stage()
    scene.publish("a", "b")
    scene.pull()
    scene.extend("b", seconds=600)
    assert scene.after(10) == ["a"]
    scene.ack("a")
    assert scene.after(589) == []
    assert scene.after(1) == ["b"]


def test_how_often_the_engine_is_asked_changes_nothing() -> None:
    def deliveries(*, ticking: bool) -> list[list[str]]:
        scene = stage(**DEAD_LETTERS)
        found = []
        for round_ in range(60):
            scene.publish(f"m{round_}")
            if ticking:
                for _ in range(8):
                    scene.clock.advance(0.5)
                    scene.servicer.engine.tick()
            else:
                scene.clock.advance(4)
            found.append(scene.pull(most=round_ % 4 + 1))
            if round_ % 5 == 0:
                scene.nack(found[-1][0])
        return [*found, scene.pull(name=DEAD_SUBSCRIPTION)]

    assert deliveries(ticking=True) == deliveries(ticking=False)


def test_the_backoff_doubles_from_the_least_to_the_most() -> None:
    scene = stage(retry_policy={"minimum_backoff": timedelta(seconds=10), "maximum_backoff": timedelta(seconds=60)})
    scene.publish("a")
    scene.pull()
    for wait_s in (10, 20, 40, 60, 60):
        scene.nack("a")
        assert scene.after(wait_s - 0.001) == []
        assert scene.after(0.001) == ["a"]


def test_the_backoff_counts_from_the_deadline_that_passed() -> None:
    scene = stage(retry_policy={"minimum_backoff": timedelta(seconds=10), "maximum_backoff": timedelta(seconds=10)})
    scene.publish("a")
    scene.pull()
    assert scene.after(19.999) == []
    assert scene.after(0.001) == ["a"]


def test_missed_deadlines_and_nacks_make_a_dead_letter() -> None:
    scene = stage(**DEAD_LETTERS)
    scene.publish("a", key="k", attributes={"x": "1"})
    attempts = []
    for number in range(5):
        [received] = scene.received()
        attempts.append(received.delivery_attempt)
        if number % 2:
            scene.nack("a")
        else:
            scene.clock.advance(10)
    assert attempts == [1, 2, 3, 4, 5]
    [dead] = scene.received(name=DEAD_SUBSCRIPTION)
    assert scene.pull() == []
    assert dead.message.ordering_key == "k"
    assert dict(dead.message.attributes) == {
        "x": "1",
        "CloudPubSubDeadLetterSourceDeliveryCount": "5",
        "CloudPubSubDeadLetterSourceSubscription": "sub",
        "CloudPubSubDeadLetterSourceSubscriptionProject": "embedded",
        "CloudPubSubDeadLetterSourceTopicPublishTime": "2024-01-15T17:00:00.000Z",
    }


def test_a_dead_letter_without_a_topic_is_delivered_on_until_there_is_one() -> None:
    scene = stage(**DEAD_LETTERS)
    scene.publish("a")
    scene.publisher.delete_topic(topic=DEAD_TOPIC)
    for _ in range(6):
        assert scene.pull() == ["a"]
        scene.nack("a")
    scene.publisher.create_topic(name=DEAD_TOPIC)
    scene.subscribe(f"{PROJECT}/subscriptions/later", DEAD_TOPIC)
    assert scene.pull() == ["a"]
    scene.nack("a")
    assert scene.pull() == []
    assert scene.pull(name=f"{PROJECT}/subscriptions/later") == ["a"]


def test_a_message_is_forgotten_after_its_retention() -> None:
    scene = stage(message_retention_duration=timedelta(seconds=600))
    scene.publish("a")
    scene.clock.advance(1)
    scene.publish("b")
    assert scene.after(599) == ["b"]


def test_a_message_that_fails_and_is_forgotten_at_once_is_no_dead_letter() -> None:
    scene = stage(message_retention_duration=timedelta(seconds=600), ack_deadline_seconds=600, **DEAD_LETTERS)
    scene.publish("a")
    for _ in range(4):
        scene.pull()
        scene.nack("a")
    scene.pull()
    assert scene.after(600) == []
    assert scene.pull(name=DEAD_SUBSCRIPTION) == []


def test_a_topic_keeps_messages_longer_than_its_subscriptions() -> None:
    scene = stage(message_retention_duration=timedelta(seconds=600))
    topic = {"name": TOPIC, "message_retention_duration": timedelta(seconds=1200)}
    scene.publisher.update_topic(request={"topic": topic, "update_mask": {"paths": ["message_retention_duration"]}})
    scene.publish("a")
    start = scene.clock.now()
    assert scene.after(1199) == ["a"]
    scene.ack("a")
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "time": start})
    assert scene.pull() == ["a"]
    scene.clock.advance(1)
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "time": start})
    assert scene.pull() == []


def test_a_topic_keeps_messages_no_longer_than_it_says() -> None:
    scene = stage()
    topic = {"name": TOPIC, "message_retention_duration": timedelta(seconds=600)}
    scene.publisher.update_topic(request={"topic": topic, "update_mask": {"paths": ["message_retention_duration"]}})
    start = scene.clock.now()
    scene.publish("a")
    scene.clock.advance(1)
    scene.publish("b")
    scene.clock.advance(599)
    late = f"{PROJECT}/subscriptions/late"
    scene.subscribe(late)
    assert scene.pull(name=late) == []
    scene.subscriber.seek(request={"subscription": late, "time": start})
    assert scene.pull(name=late) == ["b"]


def test_a_topic_that_kept_nothing_for_a_while_has_nothing_from_before() -> None:
    scene = stage()
    start = scene.clock.now()
    request = {"topic": {"name": TOPIC}, "update_mask": {"paths": ["message_retention_duration"]}}
    kept = {"topic": {"name": TOPIC, "message_retention_duration": timedelta(seconds=600)}}
    scene.publisher.update_topic(request=request | kept)
    scene.publish("a")
    scene.publisher.update_topic(request=request)
    scene.publisher.update_topic(request=request | kept)
    late = f"{PROJECT}/subscriptions/late"
    scene.subscribe(late)
    scene.subscriber.seek(request={"subscription": late, "time": start})
    assert scene.pull(name=late) == []


def test_no_snapshot_is_made_once_the_topic_is_gone() -> None:
    scene = stage()
    scene.publisher.delete_topic(topic=TOPIC)
    with pytest.raises(FailedPrecondition, match="topic of the subscription was deleted"):
        scene.subscriber.create_snapshot(request={"name": f"{PROJECT}/snapshots/snap", "subscription": SUBSCRIPTION})


def test_acked_messages_are_kept_for_the_retention_if_that_is_wanted() -> None:
    scene = stage(retain_acked_messages=True, message_retention_duration=timedelta(seconds=600))
    start = scene.clock.now()
    scene.publish("a")
    scene.pull()
    scene.ack("a")
    scene.clock.advance(599)
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "time": start})
    assert scene.pull() == ["a"]
    scene.ack("a")
    scene.clock.advance(1)
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "time": start})
    assert scene.pull() == []


def test_a_snapshot_lasts_a_week_from_its_oldest_message() -> None:
    scene = stage(message_retention_duration=timedelta(days=31))
    name = f"{PROJECT}/snapshots/snap"
    scene.publish("a")
    scene.clock.advance(3600)
    made = scene.subscriber.create_snapshot(request={"name": name, "subscription": SUBSCRIPTION})
    assert made.expire_time.timestamp() == scene.clock.now().timestamp() + WEEK_S - 3600
    scene.clock.advance(WEEK_S - 3601)
    assert scene.subscriber.get_snapshot(request={"snapshot": name}) == made
    scene.clock.advance(1)
    with pytest.raises(NotFound):
        scene.subscriber.get_snapshot(request={"snapshot": name})
    with pytest.raises(FailedPrecondition, match="less than an hour"):
        scene.subscriber.create_snapshot(request={"name": name, "subscription": SUBSCRIPTION})


def test_a_detached_subscription_has_and_gets_nothing() -> None:
    scene = stage()
    scene.publish("a")
    scene.publisher.detach_subscription(request={"subscription": SUBSCRIPTION})
    assert scene.subscriber.get_subscription(request={"subscription": SUBSCRIPTION}).detached
    with pytest.raises(FailedPrecondition):
        scene.pull()
    scene.publish("b")
    assert list(scene.publisher.list_topic_subscriptions(request={"topic": TOPIC})) == []


def test_a_nack_in_a_key_brings_back_all_that_follow_even_acked_ones() -> None:
    scene = stage(enable_message_ordering=True)
    scene.publish("1", "2", "3", key="k")
    scene.publish("a", key="l")
    scene.pull()
    scene.ack("1", "3", "a")
    scene.nack("2")
    assert scene.pull() == ["2", "3"]


def test_what_came_again_of_a_key_has_to_be_acked_again() -> None:
    scene = stage(enable_message_ordering=True)
    scene.publish("1", "2", "3", key="k")
    scene.pull()
    scene.ack("3")
    scene.nack("1")
    assert scene.pull() == ["1", "2", "3"]
    scene.ack("1", "2")
    assert scene.after(10) == ["3"]


def test_acked_ones_of_a_key_are_acked_for_seeks_and_snapshots() -> None:
    scene = stage(enable_message_ordering=True)
    start = scene.clock.now()
    scene.publish("1", "2", key="k")
    scene.pull()
    scene.ack("2")
    name = f"{PROJECT}/snapshots/snap"
    scene.subscriber.create_snapshot(request={"name": name, "subscription": SUBSCRIPTION})
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "time": start})
    assert scene.pull() == ["1"]
    scene.subscriber.seek(request={"subscription": SUBSCRIPTION, "snapshot": name})
    assert scene.pull() == ["1"]


def test_only_the_nacked_message_of_a_key_counts_an_attempt() -> None:
    scene = stage(enable_message_ordering=True, **DEAD_LETTERS)
    scene.publish("1", "2", key="k")
    scene.received()
    scene.nack("1")
    assert [(one.message.data, one.delivery_attempt) for one in scene.received()] == [(b"1", 2), (b"2", 1)]


def test_of_a_key_those_count_an_attempt_whose_deadlines_passed_together() -> None:
    scene = stage(enable_message_ordering=True, **DEAD_LETTERS)
    scene.publish("1", "2", "3", key="k")
    scene.received()
    scene.extend("3", seconds=20)
    scene.clock.advance(25)
    attempts = [(one.message.data, one.delivery_attempt) for one in scene.received()]
    assert attempts == [(b"1", 2), (b"2", 2), (b"3", 1)]


def test_a_key_goes_on_when_what_is_out_of_it_is_forgotten() -> None:
    scene = stage(
        enable_message_ordering=True,
        ack_deadline_seconds=600,
        message_retention_duration=timedelta(seconds=600),
    )
    scene.publish("1", key="k")
    scene.clock.advance(300)
    assert scene.pull() == ["1"]
    scene.publish("2", key="k")
    assert scene.after(300) == ["2"]


def test_a_key_waits_for_the_backoff_of_its_first() -> None:
    backoff = {"minimum_backoff": timedelta(seconds=10), "maximum_backoff": timedelta(seconds=10)}
    scene = stage(enable_message_ordering=True, retry_policy=backoff)
    scene.publish("1", "2", key="k")
    scene.publish("a", key="l")
    scene.pull()
    scene.nack("1")
    assert scene.after(9) == []
    assert scene.after(1) == ["1", "2"]


def test_a_dead_letter_lets_its_key_go_on() -> None:
    scene = stage(enable_message_ordering=True, **DEAD_LETTERS)
    scene.publish("1", "2", key="k")
    for _ in range(5):
        assert scene.pull() == ["1", "2"]
        scene.nack("1")
    assert scene.pull() == ["2"]
    assert scene.pull(name=DEAD_SUBSCRIPTION) == ["1"]


def test_an_ack_request_has_512_kib_at_most() -> None:
    scene = stage()
    scene.publish("a")
    scene.pull()
    ids = [scene.ack_ids["a"]] * 20_000
    with pytest.raises(InvalidArgument, match="524288 bytes"):
        scene.subscriber.acknowledge(request={"subscription": SUBSCRIPTION, "ack_ids": ids})
    with pytest.raises(InvalidArgument, match="524288 bytes"):
        scene.subscriber.modify_ack_deadline(
            request={"subscription": SUBSCRIPTION, "ack_ids": ids, "ack_deadline_seconds": 0}
        )
    scene.subscriber.acknowledge(request={"subscription": SUBSCRIPTION, "ack_ids": ids[:10_000]})
    assert scene.after(3600) == []


def test_a_clock_that_goes_back_does_not_hide_messages() -> None:
    scene = stage()
    scene.publish("a")
    scene.clock.advance(-3600)
    scene.publish("b")
    assert scene.pull() == ["a", "b"]
