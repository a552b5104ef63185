"""The ways to reach the embedded Firestore with Google's clients."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import grpc
import pytest
from firestore_stage import LONG_S, servicer
from google.api_core.exceptions import AlreadyExists, NotFound
from google.cloud import firestore
from google.cloud.firestore_v1.types import firestore as messages

from harness.cloud.firestore.clients import EMULATOR_HOST, async_client, client, embedded_clients
from harness.cloud.firestore.proto_messages import METHODS
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer


@pytest.fixture
def made() -> Servicer:
    return servicer()


@pytest.fixture
def remote(made: Servicer, monkeypatch: pytest.MonkeyPatch) -> Iterator[firestore.Client]:
    with FirestoreServer(made) as server:
        monkeypatch.setenv(EMULATOR_HOST, server.host)
        connected = firestore.Client(project="embedded")
        yield connected
        connected.close()


def test_code_that_makes_its_own_client_reaches_the_embedded_one(made: Servicer) -> None:
    with embedded_clients(made):
        firestore.Client(project="own").document("a/b").set({"n": 1})
    assert client(made, "own").document("a/b").get().to_dict() == {"n": 1}
    assert EMULATOR_HOST not in os.environ


def test_clients_of_the_server_and_in_process_see_the_same(made: Servicer, remote: firestore.Client) -> None:
    local = client(made)
    remote.document("a/b").set({"n": 1})
    local.document("a/b").update({"n": firestore.Increment(1)})
    assert remote.document("a/b").get().to_dict() == {"n": 2}
    with pytest.raises(AlreadyExists, match=r"Document already exists: .*/documents/a/b"):
        remote.document("a/b").create({})


def test_a_transaction_over_the_server(remote: firestore.Client) -> None:
    @firestore.transactional
    def add(transaction: firestore.Transaction) -> None:
        found = remote.document("a/b").get(transaction=transaction)
        transaction.set(remote.document("a/b"), {"n": (found.get("n") if found.exists else 0) + 1})

    add(remote.transaction())
    add(remote.transaction())
    assert remote.document("a/b").get().to_dict() == {"n": 2}


def test_a_server_listens_on_loopback_only_and_ends(made: Servicer) -> None:
    with FirestoreServer(made) as server:
        assert server.host == f"127.0.0.1:{server.port}"
        with grpc.insecure_channel(server.host) as channel:
            grpc.channel_ready_future(channel).result(timeout=LONG_S)
    with grpc.insecure_channel(server.host) as channel:
        method = METHODS["GetDocument"]
        stub = channel.unary_unary(method.path, method.request.SerializeToString, method.response.FromString)
        with pytest.raises(grpc.RpcError) as caught:
            stub(method.request(name="x"), timeout=LONG_S)
    assert caught.value.code() is grpc.StatusCode.UNAVAILABLE


def test_a_method_that_is_not_there_is_unimplemented(remote: firestore.Client) -> None:
    local = client(servicer())
    for connected in (local, remote):
        call = connected._firestore_api._transport.execute_pipeline
        with pytest.raises(grpc.RpcError) as caught:
            list(call(messages.ExecutePipelineRequest(database=connected._database_string)))
        assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED


def test_the_asynchronous_client(made: Servicer) -> None:
    async def use() -> list[str]:
        connected = async_client(made)
        await connected.document("a/b").set({"n": 1})
        await connected.document("a/c").set({"n": 2})
        assert (await connected.document("a/b").get()).to_dict() == {"n": 1}
        with pytest.raises(AlreadyExists):
            await connected.document("a/b").create({})
        with pytest.raises(NotFound):
            await connected.document("a/x").update({"n": 1})
        [[count]] = await connected.collection("a").count().get()
        assert count.value == 2
        return [one.id async for one in connected.collection("a").order_by("n", direction="DESCENDING").stream()]

    assert asyncio.run(use()) == ["c", "b"]


def test_asynchronous_transactions_wait_for_one_another(made: Servicer) -> None:
    async def use() -> None:
        connected = async_client(made)
        counter = connected.document("a/counter")
        await counter.set({"n": 0})

        @firestore.async_transactional
        async def add_one(transaction: firestore.AsyncTransaction) -> None:
            found = await counter.get(transaction=transaction)
            transaction.update(counter, {"n": found.get("n") + 1})

        await asyncio.gather(*(add_one(connected.transaction(max_attempts=1000)) for _ in range(12)))

    asyncio.run(use())
    assert client(made).document("a/counter").get().to_dict() == {"n": 12}


def test_code_that_makes_its_own_asynchronous_client(made: Servicer) -> None:
    async def use() -> None:
        await firestore.AsyncClient(project="own").document("a/b").set({"n": 1})

    with embedded_clients(made):
        asyncio.run(use())
    assert client(made, "own").document("a/b").get().to_dict() == {"n": 1}


def test_the_bulk_writer(made: Servicer) -> None:
    connected = client(made)
    connected.document("a/7").set({"there": True})
    failed = []
    writer = connected.bulk_writer()
    writer.on_write_error(lambda error, _: bool(failed.append(error.code)))
    for number in range(30):
        writer.create(connected.document(f"a/{number}"), {"n": number})
    writer.close()
    assert len(failed) == 1
    [[count]] = connected.collection("a").count().get()
    assert count.value == 30


def test_partitions_of_a_collection_group_cover_it(made: Servicer) -> None:
    connected = client(made)
    for number in range(10):
        connected.document(f"batches/{number % 2}/done/{number}").set({})
    parts = list(connected.collection_group("done").get_partitions(3))
    names = [one.id for part in parts for one in part.query().stream()]
    assert len(parts) == 4
    assert sorted(names) == [str(number) for number in range(10)]


def test_a_write_stream(remote: firestore.Client) -> None:
    database = remote._database_string
    write = {"update": {"name": f"{database}/documents/a/b", "fields": {"n": {"integer_value": 1}}}}
    requests = [messages.WriteRequest(database=database), messages.WriteRequest(writes=[write], stream_token=b"1")]
    opened, written = remote._firestore_api._transport.write(iter(requests))
    assert opened.stream_id
    assert written.write_results[0].update_time
    assert remote.document("a/b").get().to_dict() == {"n": 1}


def test_ids_that_the_service_chooses_are_the_same_in_every_run() -> None:
    def chosen() -> str:
        connected = client(servicer())
        request = {"parent": f"{connected._database_string}/documents", "collection_id": "a", "document": {}}
        return connected._firestore_api.create_document(request=request).name.rpartition("/")[2]

    first = chosen()
    assert first == chosen()
    assert len(first) == 20


def test_documents_are_listed_in_pages(made: Servicer) -> None:
    connected = client(made)
    for number in range(7):
        connected.document(f"a/{number}").set({})
    connected.document("a/missing/b/c").set({})
    pages = connected.collection("a").list_documents(page_size=3)
    assert [[one.id for one in page] for page in _pages(pages)] == [["0", "1", "2"], ["3", "4", "5"], ["6", "missing"]]


def _pages(iterator: object) -> list[list[firestore.DocumentReference]]:
    found = list(iterator)  # type: ignore[call-overload]
    return [found[start : start + 3] for start in range(0, len(found), 3)]
