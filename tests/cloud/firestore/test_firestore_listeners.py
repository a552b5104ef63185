"""Listeners on documents and queries, in process and through the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from firestore_stage import servicer, watching
from google.cloud import firestore
from google.cloud.firestore_v1.types import firestore as messages

from harness.cloud.errors import Status
from harness.cloud.faults import Aim, Failure
from harness.cloud.firestore.clients import EMULATOR_HOST, client
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.streams import ListenStream


@pytest.fixture(params=["in process", "server"])
def connected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[firestore.Client]:
    if request.param == "in process":
        yield client(servicer())
        return
    with FirestoreServer(servicer()) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        made = firestore.Client(project="p")
        yield made
        made.close()


def test_a_listener_on_a_document_is_told_of_every_change(connected: firestore.Client) -> None:
    document = connected.document("a/b")
    with watching(document) as told:
        assert told() == ([], [])
        document.set({"n": 1})
        assert told() == ([("b", {"n": 1})], [("ADDED", "b")])
        document.update({"n": 2})
        assert told() == ([("b", {"n": 2})], [("MODIFIED", "b")])
        document.delete()
        assert told() == ([], [("REMOVED", "b")])


def test_a_listener_hears_of_nothing_that_changes_nothing(connected: firestore.Client) -> None:
    document = connected.document("a/b")
    document.set({"n": 1})
    with watching(document) as told:
        told()
        document.set({"n": 1})
        connected.document("a/c").set({"n": 1})
        document.set({"n": 2})
        assert told() == ([("b", {"n": 2})], [("MODIFIED", "b")])


def test_a_listener_on_a_query_sees_documents_come_and_go(connected: firestore.Client) -> None:
    for name, done in (("ann", 1), ("bob", 2), ("cid", 3)):
        connected.document(f"players/{name}").set({"done": done})
    with watching(connected.collection("players").where(filter=firestore.FieldFilter("done", ">", 1))) as told:
        assert [name for name, _ in told()[0]] == ["bob", "cid"]
        connected.document("players/ann").update({"done": 9})
        assert told()[1] == [("ADDED", "ann")]
        connected.document("players/bob").update({"done": 0})
        assert told()[1] == [("REMOVED", "bob")]
        connected.document("players/cid").delete()
        assert told() == ([("ann", {"done": 9})], [("REMOVED", "cid")])


def test_a_listener_on_a_limited_query_is_told_who_moves_up(connected: firestore.Client) -> None:
    for number in (1, 2, 3):
        connected.document(f"n/{number}").set({"n": number})
    with watching(connected.collection("n").order_by("n").limit(2)) as told:
        told()
        connected.document("n/1").delete()
        snapshots, changes = told()
        assert [name for name, _ in snapshots] == ["2", "3"]
        assert sorted(changes) == [("ADDED", "3"), ("REMOVED", "1")]


def test_the_changes_of_a_commit_are_told_together(connected: firestore.Client) -> None:
    with watching(connected.collection("a")) as told:
        told()
        batch = connected.batch()
        for name in "xyz":
            batch.set(connected.document(f"a/{name}"), {})
        batch.commit()
        assert told()[1] == [("ADDED", "x"), ("ADDED", "y"), ("ADDED", "z")]


def test_a_listener_that_has_ended_is_forgotten() -> None:
    made = servicer()
    connected = client(made)
    with watching(connected.document("a/b")) as told:
        told()
        assert len(made.engine._observers) == 1
    assert made.engine._observers == []


@pytest.mark.parametrize("over", ["in process", "server"])
def test_a_listener_comes_back_after_a_failure(over: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = servicer()
    fault = Failure(Status.UNAVAILABLE, Aim(frozenset({"Listen"})))
    made.interceptors.append(fault)
    client(made, "p").document("a/b").set({"n": 1})
    with FirestoreServer(made) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        connected = client(made, "p") if over == "in process" else firestore.Client(project="p")
        with watching(connected.document("a/b")) as told:
            assert told() == ([("b", {"n": 1})], [("ADDED", "b")])
        connected.close()
    assert fault.aim.hits == 1


class Stream:
    """A listening stream without any transport."""

    def __init__(self) -> None:
        made = servicer()
        self.client = client(made)
        self.told: list[messages.ListenResponse] = []
        wrap = METHODS["Listen"].wrap
        self.stream = ListenStream(made.engine, lambda message: self.told.append(wrap(message)))

    def listen(self, **target: object) -> None:
        request = messages.ListenRequest(add_target={"documents": {"documents": [self.name("a/b")]}, **target})
        self.stream.receive(messages.ListenRequest.pb(request))

    def name(self, path: str) -> str:
        return f"{self.client._database_string}/documents/{path}"

    def take(self) -> list[str]:
        """What was told since the last time, each by the name of its kind."""
        kinds = []
        for response in self.told:
            kind = messages.ListenResponse.pb(response).WhichOneof("response_type")
            change = response.target_change.target_change_type.name
            kinds.append(change if kind == "target_change" else kind)
        self.told.clear()
        return kinds


def test_a_stream_resumes_with_what_has_changed_since() -> None:
    one = Stream()
    one.client.document("a/b").set({"n": 1})
    one.listen(target_id=1)
    token = one.told[-1].target_change.resume_token
    assert one.take() == ["ADD", "document_change", "CURRENT", "NO_CHANGE"]
    one.listen(target_id=2, resume_token=token)
    assert one.take() == ["ADD", "CURRENT", "NO_CHANGE"]
    one.client.document("a/b").set({"n": 2})
    one.take()
    one.listen(target_id=3, resume_token=token)
    assert one.take() == ["ADD", "document_change", "CURRENT", "NO_CHANGE"]


def test_a_stream_resumed_from_an_unknown_token_starts_anew() -> None:
    one = Stream()
    one.listen(target_id=1, resume_token=b"1")
    assert one.take() == ["ADD", "RESET", "document_delete", "CURRENT", "NO_CHANGE"]


def test_a_target_can_be_removed() -> None:
    one = Stream()
    one.listen(target_id=7)
    one.take()
    one.stream.receive(messages.ListenRequest.pb(messages.ListenRequest(remove_target=7)))
    one.client.document("a/b").set({"n": 1})
    assert one.take() == ["REMOVE"]


def test_a_target_wanted_once_is_removed_when_it_is_told() -> None:
    one = Stream()
    one.listen(target_id=7, once=True)
    assert one.take() == ["ADD", "document_delete", "CURRENT", "NO_CHANGE", "REMOVE"]
    one.client.document("a/b").set({"n": 1})
    assert one.take() == []
