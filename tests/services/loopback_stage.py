"""Embedded Firestore, Pub/Sub and BigQuery for services, and services as processes."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from google.cloud import bigquery, firestore
from google.cloud.pubsub_v1 import PublisherClient, SubscriberClient

from harness.cloud.bigquery.emulator import BigQueryEmulator
from harness.cloud.faults import Failure
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer as FirestoreServicer
from harness.cloud.pubsub.server import PubSubServer
from harness.cloud.pubsub.servicer import Servicer as PubSubServicer
from harness.reference.services.clients import Clients
from harness.reference.services.environment import ServiceEnvironment, read_environment

PROJECT = "services-under-test"
KEY = "the-key-of-the-tests"
LONG_S = 30.0
"""More than anything here takes; a wait that lasts so long is a failure."""


@dataclass(frozen=True)
class Clouds:
    """The stores, and clients of the test's own."""

    variables: Mapping[str, str]
    firestore: firestore.Client
    bigquery: bigquery.Client
    emulator: BigQueryEmulator
    publisher: PublisherClient
    subscriber: SubscriberClient
    documents: FirestoreServicer
    messages: PubSubServicer

    def environment(self, **changed: str) -> ServiceEnvironment:
        """What a service made in this process is told."""
        return read_environment({**self.variables, **changed})

    def subscription(self, topic: str, name: str) -> str:
        """The path of a pull subscription, both made where they are missing."""
        topic_path = self.publisher.topic_path(PROJECT, topic)
        if topic_path not in {one.name for one in self.publisher.list_topics(project=f"projects/{PROJECT}")}:
            self.publisher.create_topic(name=topic_path)
        path = self.subscriber.subscription_path(PROJECT, name)
        self.subscriber.create_subscription(name=path, topic=topic_path)
        return str(path)

    def received(self, subscription: str) -> list[dict[str, Any]]:
        """The messages that wait there now, acknowledged."""
        messages: list[dict[str, Any]] = []
        while True:
            with warnings.catch_warnings():
                # Google would rather have nobody use it; it is what says "now".
                warnings.filterwarnings("ignore", "The return_immediately flag", DeprecationWarning)
                answer = self.subscriber.pull(subscription=subscription, max_messages=1000, return_immediately=True)
            pulled = answer.received_messages
            if not pulled:
                return messages
            self.subscriber.acknowledge(subscription=subscription, ack_ids=[one.ack_id for one in pulled])
            messages += [json.loads(one.message.data) for one in pulled]


@contextmanager
def standing_clouds() -> Iterator[Clouds]:
    """All three, until the end of the block."""
    with (
        BigQueryEmulator(PROJECT) as emulator,
        FirestoreServer(FirestoreServicer()) as documents,
        PubSubServer(PubSubServicer()) as messages,
    ):
        variables = {
            "GCP_PROJECT_ID": PROJECT,
            "FIRESTORE_EMULATOR_HOST": documents.host,
            "PUBSUB_EMULATOR_HOST": messages.host,
            "BIGQUERY_EMULATOR_HOST": emulator.endpoint,
            "COORDINATOR_API_KEY": KEY,
        }
        with mock.patch.dict(os.environ, variables), SubscriberClient() as subscriber:
            clouds = Clouds(
                variables,
                firestore.Client(project=PROJECT),
                emulator.client(),
                emulator,
                PublisherClient(),
                subscriber,
                documents.servicer,
                messages.servicer,
            )
            yield clouds
            clouds.firestore._firestore_api.transport.close()
            clouds.bigquery.close()
            clouds.publisher.stop()
            clouds.publisher.transport.close()


@contextmanager
def closing_clients(environment: ServiceEnvironment) -> Iterator[Clients]:
    """The clients of a service that is made in this process."""
    clients = Clients(environment)
    try:
        yield clients
    finally:
        clients.close()


@contextmanager
def failing(servicer: FirestoreServicer | PubSubServicer, failure: Failure) -> Iterator[Failure]:
    """What the store does to requests inside the block."""
    servicer.interceptors.append(failure)
    try:
        yield failure
    finally:
        servicer.interceptors.remove(failure)


@dataclass
class RunningService:
    """A service process: where it listens, what it has logged, and its end."""

    url: str
    process: subprocess.Popen[str]
    logged: list[dict[str, Any]] = field(default_factory=list)

    def terminate(self) -> int:
        """SIGTERM; the exit status."""
        self.process.terminate()
        return self.process.wait(LONG_S)


@contextmanager
def running_service(name: str, variables: Mapping[str, str]) -> Iterator[RunningService]:
    """`python -m harness.reference.services NAME`, killed at the end if it has not ended by then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.reference.services", name, "--port", "0"],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    logged: list[dict[str, Any]] = []
    reader = threading.Thread(target=_collect, args=(process.stderr, logged))
    reader.start()
    try:
        line = process.stdout.readline()
        assert line.startswith(f"ready {name} http://127.0.0.1:"), (line, logged)
        yield RunningService(line.split()[2], process, logged)
    finally:
        process.kill()
        process.wait(LONG_S)
        reader.join(LONG_S)
        process.stdout.close()
        process.stderr.close()


def _collect(lines: Any, logged: list[dict[str, Any]]) -> None:
    for line in lines:
        logged.append(json.loads(line) if line.startswith("{") else {"message": line})


def push(payload: object, *, message_id: str, **attributes: str) -> dict[str, Any]:
    """The envelope in which Pub/Sub would push this message."""
    data = base64.b64encode(json.dumps(payload).encode()).decode()
    message = {"data": data, "messageId": message_id, "publishTime": "2026-02-03T16:40:12Z", "attributes": attributes}
    return {"message": message, "subscription": "projects/p/subscriptions/s"}
