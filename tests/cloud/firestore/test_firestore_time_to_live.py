"""Expired documents stay until somebody plays the service and deletes them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from firestore_stage import HandClock, servicer
from google.cloud import firestore

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.time_to_live import TimeToLive
from harness.cloud.firestore.values import Timestamp
from harness.cloud.firestore.writes import Write


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def stage(clock: HandClock) -> tuple[firestore.Client, TimeToLive]:
    made = servicer(clock=clock)
    connected = client(made)
    policy = TimeToLive(made.engine, f"{connected._database_string}/documents", "locks", "expires_at")
    connected.document("locks/grading").set({"expires_at": clock.now() + timedelta(seconds=300)})
    connected.document("locks/for ever").set({"expires_at": "never"})
    return connected, policy


def test_an_expired_document_is_still_there(stage: tuple[firestore.Client, TimeToLive], clock: HandClock) -> None:
    connected, policy = stage
    clock.advance(299.999)
    assert policy.expired() == []
    clock.advance(86_400)
    assert [name.rpartition("/")[2] for name in policy.expired()] == ["grading"]
    assert connected.document("locks/grading").get().exists
    assert len(connected.collection("locks").get()) == 2


def test_the_service_may_delete_it(stage: tuple[firestore.Client, TimeToLive], clock: HandClock) -> None:
    connected, policy = stage
    clock.advance(300)
    assert policy.delete(policy.expired()[0])
    assert not connected.document("locks/grading").get().exists


def test_a_document_renewed_at_the_last_moment_stays(
    stage: tuple[firestore.Client, TimeToLive], clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected, policy = stage
    clock.advance(300)
    [name] = policy.expired()
    commit = policy.engine.commit

    def after_renewal(writes: list[Write]) -> object:
        commit([Write(name, {"expires_at": Timestamp.of(clock.now() + timedelta(seconds=1))})])
        return commit(writes)

    monkeypatch.setattr(policy.engine, "commit", after_renewal)
    assert not policy.delete(name)
    assert connected.document("locks/grading").get().exists


def test_a_renewed_document_stays(stage: tuple[firestore.Client, TimeToLive], clock: HandClock) -> None:
    connected, policy = stage
    clock.advance(300)
    [name] = policy.expired()
    connected.document("locks/grading").update({"expires_at": clock.now() + timedelta(seconds=1)})
    assert not policy.delete(name)
    assert connected.document("locks/grading").get().exists
