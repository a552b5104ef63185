"""Operations per second of the real client: embedded in process, embedded over gRPC, and Google's emulator."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack

import grpc
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.official import FIRESTORE, NotInstalledError, OfficialEmulator

PLAYERS = 450
"""Players of a big game day: the elements of a batch document's arrays."""


@firestore.transactional  # type: ignore[untyped-decorator]
def add_one(transaction: firestore.Transaction, reference: firestore.DocumentReference) -> None:
    """Read, add one, write."""
    present = reference.get(transaction=transaction).get("n")
    transaction.update(reference, {"n": present + 1})


def client_at(host: str, open_things: ExitStack) -> firestore.Client:
    """A client of a gRPC server; its connection ends with the stack."""
    channel = open_things.enter_context(grpc.insecure_channel(host))
    made = firestore.Client(project="bench", credentials=AnonymousCredentials())
    made._firestore_api_internal = FirestoreClient(transport=FirestoreGrpcTransport(channel=channel))
    made._rpc_metadata_internal = [
        ("google-cloud-resource-prefix", made._database_string),
        ("authorization", "Bearer owner"),
    ]
    return made


def rates(operation: Callable[[int], object], seconds: float) -> tuple[float, float]:
    """How often an operation runs in a second, and in a second of this process's own work."""
    done, start, worked = 0, time.perf_counter(), time.process_time()
    while (passed := time.perf_counter() - start) < seconds:
        for _ in range(20):
            operation(done)
            done += 1
    return done / passed, done / (time.process_time() - worked)


def operations(connected: firestore.Client) -> dict[str, Callable[[int], object]]:
    """What is measured, by name."""
    small, batch = connected.document("bench/small"), connected.document("bench/batch")
    small.set({"n": 0, "text": "x" * 20})
    batch.set({"completed": [f"player{n}" for n in range(PLAYERS)], "by": {f"player{n}": 7 for n in range(PLAYERS)}})
    query = connected.collection("bench").where(filter=firestore.FieldFilter("n", ">=", 0)).limit(1)
    return {
        "set": lambda n: small.set({"n": n, "text": "x" * 20}),
        "get": lambda n: small.get(),
        "read-modify-write transaction": lambda n: add_one(connected.transaction(), small),
        "query": lambda n: query.get(),
        f"array union on a batch of {PLAYERS}": lambda n: batch.update(
            {"completed": firestore.ArrayUnion([f"p{n % 9}"])}
        ),
        f"get of a batch of {PLAYERS}": lambda n: batch.get(),
    }


def main(seconds: float = 1.0) -> None:
    """Prints one line an operation and way."""
    with ExitStack() as open_things:
        server = open_things.enter_context(FirestoreServer(Servicer()))
        ways = {"in process": client(Servicer(), "bench"), "over gRPC": client_at(server.host, open_things)}
        try:
            emulator = open_things.enter_context(OfficialEmulator(FIRESTORE))
            ways["Google's emulator"] = client_at(emulator.host, open_things)
        except NotInstalledError as error:
            print(f"Google's emulator is left out: {error}")
        for way, connected in ways.items():
            for name, operation in operations(connected).items():
                by_clock, by_work = rates(operation, seconds)
                print(f"{way}: {name}: {by_clock:,.0f} /s, {by_work:,.0f} in a second of the processor here")


if __name__ == "__main__":
    main()
