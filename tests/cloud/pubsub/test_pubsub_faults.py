"""Faults of delivery happen when the test says so, and the hook chooses what is delivered next."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest
from google.api_core.exceptions import ServiceUnavailable
from pubsub_stage import DEAD_LETTERS, DEAD_SUBSCRIPTION, SUBSCRIPTION, Stage, stage

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.cloud.pubsub.faults import Decision, Fault, Moment, Planned, PlannedFaults, SeededFaults, Step
from harness.cloud.pubsub.messages import Message


def planned(fault: Fault, data: str = "a", **options: float | None) -> PlannedFaults:
    step = Step.ACK if fault is Fault.LOST_ACK else Step.DELIVERY
    return PlannedFaults([Planned(fault, step, lambda moment: data_of(moment) == data, **options)])  # type: ignore[arg-type]


def data_of(moment: Moment) -> str:
    return moment.message.draft.data.decode()


def with_fault(fault: Fault, **options: float | None) -> Stage:
    return stage(planned(fault, **options), **DEAD_LETTERS)


def test_a_duplicate_has_to_be_acked_for_itself() -> None:
    scene = with_fault(Fault.DUPLICATE)
    scene.publish("a", "b")
    first, second, third = scene.received()
    assert [one.message.data for one in (first, second, third)] == [b"a", b"b", b"a"]
    assert first.message.message_id == third.message.message_id
    assert first.ack_id != third.ack_id
    scene.subscriber.acknowledge(request={"subscription": SUBSCRIPTION, "ack_ids": [first.ack_id, second.ack_id]})
    assert scene.after(10) == ["a"]


def test_a_duplicate_in_a_key_comes_right_behind() -> None:
    scene = stage(planned(Fault.DUPLICATE, "1"), enable_message_ordering=True)
    scene.publish("1", "2", key="k")
    assert scene.pull() == ["1", "1", "2"]


def test_a_reordered_message_lets_another_go_first() -> None:
    scene = with_fault(Fault.REORDER)
    scene.publish("a", "b", "c")
    assert scene.pull() == ["b", "c", "a"]


def test_a_message_alone_cannot_be_reordered() -> None:
    scene = with_fault(Fault.REORDER, times=None)
    scene.publish("a")
    assert scene.pull() == ["a"]


def test_a_key_is_never_reordered() -> None:
    scene = stage(planned(Fault.REORDER, "1", times=None), enable_message_ordering=True)
    scene.publish("1", "2", key="k")
    scene.publish("a", key="l")
    assert scene.pull() == ["a", "1", "2"]


def test_a_delayed_message_comes_after_the_delay() -> None:
    scene = with_fault(Fault.DELAY, delay_s=30)
    scene.publish("a", "b")
    assert scene.pull() == ["b"]
    scene.ack("b")
    assert scene.after(29) == []
    [received] = scene.received() if scene.clock.advance(1) is None else []
    assert received.delivery_attempt == 1


def test_a_dropped_message_comes_after_its_deadline_and_counts_as_an_attempt() -> None:
    scene = with_fault(Fault.DROP)
    scene.publish("a")
    assert scene.pull() == []
    assert scene.after(9) == []
    scene.clock.advance(1)
    [received] = scene.received()
    assert received.delivery_attempt == 2


def test_a_lost_ack_is_answered_and_the_message_comes_again() -> None:
    scene = with_fault(Fault.LOST_ACK)
    scene.publish("a", "b")
    scene.pull()
    scene.ack("a", "b")
    assert scene.after(9) == []
    assert scene.after(1) == ["a"]
    scene.ack("a")
    assert scene.after(100) == []


def test_a_forced_nack_brings_it_again_at_once_and_voids_the_ack() -> None:
    scene = with_fault(Fault.FORCED_NACK)
    scene.publish("a")
    assert scene.pull() == ["a"]
    scene.ack("a")
    [received] = scene.received()
    assert received.delivery_attempt == 2
    scene.ack("a")
    assert scene.after(100) == []


def test_forced_nacks_make_dead_letters_without_another_delivery() -> None:
    scene = with_fault(Fault.FORCED_NACK, times=None)
    scene.publish("a")
    assert [scene.pull() for _ in range(6)] == [["a"]] * 5 + [[]]
    assert scene.pull(name=DEAD_SUBSCRIPTION) == ["a"]


def test_a_message_can_go_straight_to_the_dead_letters() -> None:
    scene = with_fault(Fault.DEAD_LETTER)
    scene.publish("a", "b")
    assert scene.pull() == ["b"]
    [received] = scene.received(name=DEAD_SUBSCRIPTION)
    assert received.message.data == b"a"
    assert received.message.attributes["CloudPubSubDeadLetterSourceDeliveryCount"] == "5"


def test_without_a_dead_letter_topic_it_is_delivered() -> None:
    scene = stage(planned(Fault.DEAD_LETTER))
    scene.publish("a")
    assert scene.pull() == ["a"]


def test_an_ack_can_be_turned_into_a_nack() -> None:
    scene = stage(PlannedFaults([Planned(Fault.FORCED_NACK, Step.ACK)]))
    scene.publish("a")
    scene.pull()
    scene.ack("a")
    assert scene.pull() == ["a"]


@pytest.mark.parametrize(
    ("fault", "pulled"),
    [
        (Fault.DUPLICATE, ["a", "b", "a", "b"]),
        (Fault.REORDER, ["a", "b"]),
        (Fault.FORCED_NACK, ["a", "b"]),
        (Fault.DROP, []),
    ],
)
def test_faults_that_always_happen_do_not_keep_a_pull_busy(fault: Fault, pulled: list[str]) -> None:
    scene = stage(PlannedFaults([Planned(fault, times=None)]))
    scene.publish("a", "b")
    assert scene.pull() == pulled


def test_a_delayed_message_of_a_key_waits_when_the_key_comes_again() -> None:
    scene = stage(planned(Fault.DELAY, "2", delay_s=30), enable_message_ordering=True)
    scene.publish("1", "2", key="k")
    assert scene.pull() == ["1"]
    scene.nack("1")
    assert scene.pull() == ["1"]
    scene.ack("1")
    assert scene.after(29) == []
    assert scene.after(1) == ["2"]


def test_a_plan_skips_counts_and_stops() -> None:
    plan = Planned(Fault.DROP, skip=1, times=2)
    scene = stage(PlannedFaults([plan]))
    scene.publish("a", "b", "c", "d")
    assert scene.pull() == ["a", "d"]
    assert plan.hits == 2


def test_a_fault_that_does_not_belong_to_the_step_is_refused() -> None:
    with pytest.raises(ValueError, match="'lost ack' cannot happen at a delivery; there it is one of dead letter"):
        Planned(Fault.LOST_ACK)
    with pytest.raises(ValueError, match="cannot happen at a ack"):
        Planned(Fault.DROP, Step.ACK)

    class Confused:
        def decide(self, moment: Moment) -> Decision:
            return Decision(Fault.LOST_ACK)

    scene = stage(Confused())
    scene.publish("a")
    with pytest.raises(ValueError, match="cannot happen at a delivery"):
        scene.pull()


SHARES = {Fault.DUPLICATE: 0.2, Fault.REORDER: 0.2, Fault.DELAY: 0.1, Fault.DROP: 0.1, Fault.FORCED_NACK: 0.1}


def history(seed: int, most: int = 7) -> list[list[str]]:
    """Deliveries of 40 messages, each acked, until nothing comes any more."""
    scene = stage(SeededFaults(seed, {**SHARES, Fault.LOST_ACK: 0.1}))
    scene.publish(*(f"m{number}" for number in range(40)))
    rounds = []
    for _ in range(60):
        received = scene.received(most)
        ids = [one.ack_id for one in received]
        if ids:
            scene.subscriber.acknowledge(request={"subscription": SUBSCRIPTION, "ack_ids": ids})
        rounds.append([one.message.data.decode() for one in received])
        scene.clock.advance(5)
    return rounds


def test_chance_is_the_same_for_the_same_seed_and_spares_nobody_for_ever() -> None:
    one = history(1)
    assert one == history(1)
    assert one != history(2)
    delivered = list(itertools.chain(*one))
    assert set(delivered) == {f"m{number}" for number in range(40)}
    assert len(delivered) > 40
    assert one[-1] == []


def test_chance_spares_a_message_in_the_end() -> None:
    scene = stage(SeededFaults(1, {Fault.DROP: 1.0}, quiet_after=3))
    scene.publish("a")
    assert [scene.after(10) for _ in range(4)] == [[], [], [], ["a"]]


def test_chance_hangs_on_the_message_and_not_on_the_order_of_requests() -> None:
    def fates(most: int) -> set[tuple[str, Fault]]:
        seen: set[tuple[str, Fault]] = set()
        faults = SeededFaults(5, SHARES)

        class Watching:
            def decide(self, moment: Moment) -> Decision:
                decision = faults.decide(moment)
                if moment.asked == 0:
                    seen.add((data_of(moment), decision.fault))
                return decision

        scene = stage(Watching())
        scene.publish(*(f"m{number}" for number in range(30)))
        for _ in range(30):
            scene.pull(most)
        return seen

    assert fates(1) == fates(30)
    assert {fault for _, fault in fates(30)} >= {Fault.NONE, Fault.DUPLICATE, Fault.REORDER, Fault.DROP}


def test_the_hook_chooses_what_is_delivered_next() -> None:
    asked: list[list[bytes]] = []

    def last(subscription: str, messages: Sequence[Message]) -> int:
        assert subscription == SUBSCRIPTION
        asked.append([message.draft.data for message in messages])
        return len(messages) - 1

    scene = stage(choose=last)
    scene.publish("a", "b", "c")
    assert scene.pull() == ["c", "b", "a"]
    assert asked == [[b"a", b"b", b"c"], [b"a", b"b"]]


def test_the_hook_may_choose_only_the_first_of_each_key() -> None:
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    scene = stage(choose=lambda _, messages: chance.randrange(len(messages)), enable_message_ordering=True)
    for key in "kl":
        scene.publish(*(f"{key}{number}" for number in range(20)), key=key)
    pulled = scene.pull()
    assert [one for one in pulled if one[0] == "k"] == [f"k{number}" for number in range(20)]
    assert [one for one in pulled if one[0] == "l"] == [f"l{number}" for number in range(20)]
    assert pulled != sorted(pulled)


def test_requests_fail_by_the_interceptors_of_the_embedded_firestore() -> None:
    scene = stage()
    scene.servicer.interceptors.append(Failure(Status.UNAVAILABLE, Aim(frozenset({"Acknowledge"}))))
    scene.publish("a")
    scene.pull()
    request = {"subscription": SUBSCRIPTION, "ack_ids": [scene.ack_ids["a"]]}
    with pytest.raises(ServiceUnavailable):
        scene.subscriber.acknowledge(request=request, retry=None)
    scene.subscriber.acknowledge(request=request, retry=None)
    assert scene.after(100) == []
