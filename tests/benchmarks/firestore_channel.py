"""Operations per second of the real client on the embedded Firestore: in process, and over a gRPC server."""

from __future__ import annotations

import time
from collections.abc import Callable

import grpc
from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1.services.firestore import FirestoreClient
from google.cloud.firestore_v1.services.firestore.transports import FirestoreGrpcTransport

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer

PLAYERS = 450
"""Players of a big game day: the elements of a batch document's arrays."""


@firestore.transactional  # type: ignore[untyped-decorator]
def add_one(transaction: firestore.Transaction, reference: firestore.DocumentReference) -> None:
    """Read, add one, write."""
    present = reference.get(transaction=transaction).get("n")
    transaction.update(reference, {"n": present + 1})


def per_second(operation: Callable[[int], object], seconds: float) -> float:
    """How often an operation runs in a second."""
    done, start = 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds:
        for _ in range(20):
            operation(done)
            done += 1
    return done / passed


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
    with FirestoreServer(Servicer()) as server, grpc.insecure_channel(server.host) as channel:
        remote = firestore.Client(project="bench", credentials=AnonymousCredentials())
        remote._firestore_api_internal = FirestoreClient(transport=FirestoreGrpcTransport(channel=channel))
        ways = {"in process": client(Servicer(), "bench"), "over gRPC": remote}
        for way, connected in ways.items():
            for name, operation in operations(connected).items():
                print(f"{way}: {per_second(operation, seconds):8,.0f} {name} /s")


if __name__ == "__main__":
    main()
