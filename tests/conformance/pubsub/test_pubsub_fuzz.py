"""Random publishing, pulling, acks and nacks get the same answers from the embedded Pub/Sub and from Google's emulator.

Nacks with ordering keys are left out: Google's emulator does not keep the order then (docs/pubsub-embedded.md).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pubsub_admin_operations import create, create_topic
from pubsub_connections import Connection
from pubsub_operations import Ack, Answer, Case, Message, Modify, Operation, Publish, Pull, Session, answers

NAMES = [f"{number}" for number in range(12)]
PROJECTS = itertools.count()


@dataclass(frozen=True)
class AckKnown(Ack):
    """Only what was delivered; with ordering Google's emulator takes any text for an ack id."""

    def run(self, session: Session) -> Answer:
        known = [label for label in self.labels if label in session.deliveries]
        return Ack(known).run(session) if known else "nothing to ack"


@st.composite
def steps(draw: st.DrawFn, *, key: str, nacks: bool) -> list[Operation]:
    """Every message has data of its own; acks and nacks are of any of them, also of those not delivered yet."""
    unused = iter(NAMES)
    chosen: list[Operation] = []
    kinds = ["publish", "pull", "ack", *(["nack"] if nacks else [])]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=4, max_size=14)):
        labels = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        if kind == "publish":
            messages = [Message(data, key) for data in itertools.islice(unused, draw(st.integers(1, 3)))]
            chosen += [Publish(messages)] if messages else []
        elif kind == "pull":
            chosen.append(Pull(draw(st.integers(1, 4))))
        elif kind == "ack":
            chosen.append(AckKnown(labels) if key else Ack(labels))
        else:
            chosen.append(Modify(labels, 0))
    return [*chosen, Pull(len(NAMES))]


def same(given: Sequence[Operation], chosen: list[Operation], one: Connection, other: Connection) -> None:
    project = f"fuzz-{next(PROJECTS)}"
    case = Case("fuzz", chosen, given)
    pairs = zip(chosen, answers(case, one, project), answers(case, other, project), strict=True)
    differences = [(step, ours, theirs) for step, ours, theirs in pairs if ours != theirs]
    assert not differences, (chosen, differences)


fuzz = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False
)


@pytest.mark.nightly
@fuzz
@given(chosen=steps(key="", nacks=True))
def test_without_order(pubsub_in_process: Connection, pubsub_official: Connection, chosen: list[Operation]) -> None:
    same([create_topic(), create()], chosen, pubsub_in_process, pubsub_official)


@pytest.mark.nightly
@fuzz
@given(chosen=steps(key="k", nacks=False))
def test_in_order(pubsub_in_process: Connection, pubsub_official: Connection, chosen: list[Operation]) -> None:
    same([create_topic(), create(enable_message_ordering=True)], chosen, pubsub_in_process, pubsub_official)
