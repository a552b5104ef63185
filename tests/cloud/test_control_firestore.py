"""Faults inside Firestore, switched on from another process: what its client sees, and the end of each."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from control_stage import LONG_S, Door
from google.api_core.exceptions import Aborted, DeadlineExceeded, PermissionDenied, ServiceUnavailable
from google.cloud import firestore

from harness.reference.platform.processes import Child


@pytest.fixture
def store(processes: Mapping[str, Child], monkeypatch: pytest.MonkeyPatch) -> Iterator[firestore.Client]:
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", processes["firestore"].host)
    client = firestore.Client(project=f"p-{uuid.uuid4().hex[:8]}")
    yield client
    client._firestore_api.transport.close()


@pytest.fixture
def at_firestore(doors: Mapping[str, Door]) -> Door:
    return doors["firestore"]


def test_a_commit_is_aborted_as_often_as_asked(store: firestore.Client, at_firestore: Door) -> None:
    fault = at_firestore.on("aborted", first=1)
    document = store.document("batches/b1")
    with pytest.raises(Aborted):
        document.set({"n": 1})
    assert not document.get().exists
    document.set({"n": 2})
    assert at_firestore.state(fault)["hits"] == 1


def test_an_unavailable_method_leaves_the_others(store: firestore.Client, at_firestore: Door) -> None:
    fault = at_firestore.on("unavailable", methods=["BatchGetDocuments"])
    document = store.document("batches/b1")
    document.set({"n": 1}, retry=None)
    with pytest.raises(ServiceUnavailable):
        document.get(retry=None)
    at_firestore.off(fault)
    assert document.get(retry=None).to_dict() == {"n": 1}


def test_a_lost_reply_comes_after_the_commit(store: firestore.Client, at_firestore: Door) -> None:
    at_firestore.on("lost_reply")
    document = store.document("batches/b1")
    with pytest.raises(ServiceUnavailable):
        document.set({"n": 1}, retry=None)
    assert document.get().to_dict() == {"n": 1}


def test_permission_is_denied_in_one_collection(store: firestore.Client, at_firestore: Door) -> None:
    fault = at_firestore.on("permission_denied", collection="locks")
    with pytest.raises(PermissionDenied):
        store.document("locks/l1").set({"n": 1})
    with pytest.raises(PermissionDenied):
        store.document("locks/l1").get()
    with pytest.raises(PermissionDenied):
        store.collection("locks").where(filter=firestore.FieldFilter("n", "==", 1)).get()
    with pytest.raises(PermissionDenied):
        store.collection("locks").count().get()
    store.document("batches/b1").set({"n": 1})
    assert len(store.collection("batches").get()) == 1
    at_firestore.off(fault)
    store.document("locks/l1").set({"n": 1})


def test_a_slow_request_meets_its_deadline_and_is_let_go_at_the_end(
    store: firestore.Client, at_firestore: Door
) -> None:
    fault = at_firestore.on("slow", delay_s=300, jitter_s=100)
    document = store.document("batches/b1")
    with pytest.raises(DeadlineExceeded):
        document.set({"n": 1}, retry=None, timeout=0.2)
    before = at_firestore.state(fault)["hits"]
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(document.set, {"n": 2}, retry=None, timeout=LONG_S)
        at_firestore.hits(fault, before + 1)
        at_firestore.off(fault)
        writing.result(LONG_S)
    assert document.get().to_dict() == {"n": 2}


def test_a_slow_request_is_let_go_at_the_bound(store: firestore.Client, at_firestore: Door) -> None:
    fault = at_firestore.on("slow", seconds=0.5, delay_s=300)
    store.document("batches/b1").set({"n": 1}, retry=None, timeout=LONG_S)
    assert at_firestore.state(fault)["ended"] == "bound"


def test_a_share_is_the_same_for_the_same_seed(store: firestore.Client, at_firestore: Door) -> None:
    def fates(seed: int) -> list[bool]:
        fault = at_firestore.on("aborted", share=0.5, seed=seed)
        met = []
        for number in range(20):
            try:
                store.document(f"batches/b{number}").set({"n": 1})
            except Aborted:
                met.append(True)
            else:
                met.append(False)
        at_firestore.off(fault)
        assert at_firestore.state(fault)["hits"] == sum(met)
        return met

    one = fates(5)
    assert one == fates(5)
    assert one != fates(6)


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("aborted", {}),
        ("unavailable", {}),
        ("lost_reply", {}),
        ("permission_denied", {}),
        ("slow", {"delay_s": 300}),
    ],
)
def test_each_fault_of_firestore_ends_by_itself(
    store: firestore.Client, at_firestore: Door, kind: str, parameters: dict[str, Any]
) -> None:
    fault = at_firestore.on(kind, seconds=0.05, **parameters)
    at_firestore.ends_by_itself(fault)
    store.document("batches/b1").set({"n": 1}, retry=None, timeout=LONG_S)
