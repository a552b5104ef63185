"""Makes a topic with a subscription, or takes what waits there: what it took is in `arrived`."""

from __future__ import annotations

import json
import os
from typing import Literal

import grpc
from google.cloud.pubsub_v1 import SubscriberClient
from google.pubsub_v1 import PublisherClient
from google.pubsub_v1.services.publisher.transports import PublisherGrpcTransport
from google.pubsub_v1.services.subscriber.transports import SubscriberGrpcTransport

from chaos.workloads.program import Found, Surroundings, Told, ready, run

ANSWER_S = 5.0
MOST_AT_ONCE = 100


class Reading(Told):
    does: Literal["makes", "takes"]
    topic: str


def read(told: Reading, surroundings: Surroundings) -> Found:
    """How many completions it took."""
    place = f"projects/{surroundings.project}"
    topic, subscription = f"{place}/topics/{told.topic}", f"{place}/subscriptions/{told.topic}"
    with grpc.insecure_channel(os.environ["PUBSUB_EMULATOR_HOST"]) as channel:
        subscriber = SubscriberClient(transport=SubscriberGrpcTransport(channel=channel))
        taken = 0
        if told.does == "makes":
            publisher = PublisherClient(transport=PublisherGrpcTransport(channel=channel))
            publisher.create_topic(request={"name": topic}, timeout=ANSWER_S)
            subscriber.create_subscription(request={"name": subscription, "topic": topic}, timeout=ANSWER_S)
        else:
            taken = _taken(subscriber, subscription, surroundings)
        # It has done all there is to do when the experiment goes on.
        ready()
    return {"taken": taken, "text": f"{taken} completions"}


def _taken(subscriber: SubscriberClient, subscription: str, surroundings: Surroundings) -> int:
    taken = 0
    request = {"subscription": subscription, "max_messages": MOST_AT_ONCE, "return_immediately": True}
    while received := subscriber.pull(request=request, timeout=ANSWER_S).received_messages:
        for one in received:
            surroundings.note("arrived", one.message.message_id, json.loads(one.message.data))
        done = {"subscription": subscription, "ack_ids": [one.ack_id for one in received]}
        subscriber.acknowledge(request=done, timeout=ANSWER_S)
        taken += len(received)
    return taken


if __name__ == "__main__":
    run(Reading, read)
