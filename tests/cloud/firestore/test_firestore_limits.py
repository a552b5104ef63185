"""Limits of requests, which the conformance suite is too small to reach."""

from __future__ import annotations

import pytest
from firestore_stage import servicer
from google.api_core.exceptions import InvalidArgument
from google.cloud import firestore

from harness.clock import RealClock
from harness.cloud.firestore.clients import client
from harness.cloud.firestore.engine import Engine
from harness.cloud.firestore.limits import Limits
from harness.cloud.firestore.options import EngineOptions
from harness.cloud.firestore.servicer import Servicer

MEGABYTE = "x" * 1_000_000


def test_a_commit_of_more_than_ten_mebibytes_is_refused() -> None:
    connected = client(servicer())
    batch = connected.batch()
    for number in range(10):
        batch.set(connected.document(f"a/{number}"), {"t": MEGABYTE})
    batch.commit()
    batch = connected.batch()
    for number in range(11):
        batch.set(connected.document(f"b/{number}"), {"t": MEGABYTE})
    with pytest.raises(InvalidArgument, match="Request payload size exceeds the limit: 10485760 bytes"):
        batch.commit()
    assert connected.collection("b").get() == []


def test_an_array_grows_until_the_document_is_full() -> None:
    connected = client(servicer())
    document = connected.document("prediction_batches/b")
    document.set({"completed_players": []})

    def add(start: int) -> None:
        players = [f"{number:01000}" for number in range(start, start + 500)]
        document.update({"completed_players": firestore.ArrayUnion(players)})

    add(0)
    add(500)
    with pytest.raises(InvalidArgument, match="exceeds the maximum allowed size of 1,048,576 bytes"):
        add(1000)
    assert len(document.get().get("completed_players")) == 1000


def test_a_commit_is_for_its_own_database() -> None:
    connected = client(servicer(), "p")
    batch = connected.batch()
    batch.set(client(servicer(), "q").document("a/b"), {})
    with pytest.raises(InvalidArgument, match='is not in database "projects/p/databases/'):
        batch.commit()


def test_limits_can_be_set() -> None:
    options = EngineOptions(clock=RealClock(), limits=Limits(document_bytes=200))
    connected = client(Servicer(Engine(options)))
    connected.document("a/b").set({"t": "x" * 100})
    with pytest.raises(InvalidArgument, match="exceeds the maximum allowed size of 200 bytes"):
        connected.document("a/b").set({"t": "x" * 200})
