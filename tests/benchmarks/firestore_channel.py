"""Operations per second of the real client: embedded in process, embedded over gRPC, and Google's emulator."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "conformance" / "firestore"))

from firestore_connections import ClientOf, clients_at
from firestore_operations import answers
from google.cloud import firestore
from test_firestore_conformance import CASES

from harness.cloud.firestore.clients import client
from harness.cloud.firestore.server import FirestoreServer
from harness.cloud.firestore.servicer import Servicer
from harness.cloud.official import FIRESTORE, NotInstalledError, OfficialEmulator

PLAYERS = 450
"""Players of a big game day: the elements of a batch document's arrays."""
ROUNDS = 5
GOAL = 6
OFFICIAL = "Google's emulator"


@firestore.transactional  # type: ignore[untyped-decorator]
def add_one(transaction: firestore.Transaction, reference: firestore.DocumentReference) -> None:
    """Read, add one, write."""
    present = reference.get(transaction=transaction).get("n")
    transaction.update(reference, {"n": present + 1})


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


def suite_times(connect: ClientOf) -> dict[str, float]:
    """Seconds of each case of the conformance suite, which has operations of every kind; the median of some rounds."""
    times: dict[str, list[float]] = {case.name: [] for case in CASES}
    for round_ in range(ROUNDS):
        clients = [connect(f"suite-{round_}-{number}") for number, _ in enumerate(CASES)]
        for case, connected in zip(CASES, clients, strict=True):
            start = time.perf_counter()
            answers(case, connected)
            times[case.name].append(time.perf_counter() - start)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def compare(ways: Mapping[str, ClientOf]) -> None:
    """Prints how much faster than Google's emulator the others are, case by case."""
    times = {way: suite_times(connect) for way, connect in ways.items()}
    if OFFICIAL not in times:
        return
    theirs = times.pop(OFFICIAL)
    for way, ours in times.items():
        factors = sorted(theirs[name] / ours[name] for name in theirs)
        together = sum(theirs.values()) / sum(ours.values())
        enough = sum(factor >= GOAL for factor in factors) / len(factors)
        print(
            f"{way}: {len(CASES)} cases of the conformance suite, times as fast as {OFFICIAL}: "
            f"median {statistics.median(factors):.1f}, {enough:.0%} of them at least {GOAL}, "
            f"least {factors[0]:.1f}, most {factors[-1]:.0f}; all together {together:.1f}"
        )


def main(seconds: float = 1.0) -> None:
    """Prints one line an operation and way."""
    with ExitStack() as open_things:
        server = open_things.enter_context(FirestoreServer(Servicer()))
        servicer = Servicer()
        at = contextmanager(clients_at)
        ways: dict[str, ClientOf] = {
            "in process": lambda project: client(servicer, project),
            "over gRPC": open_things.enter_context(at(server.host)),
        }
        try:
            emulator = open_things.enter_context(OfficialEmulator(FIRESTORE))
            ways[OFFICIAL] = open_things.enter_context(at(emulator.host))
        except NotInstalledError as error:
            print(f"{OFFICIAL} is left out: {error}")
        for way, connect in ways.items():
            for name, operation in operations(connect("bench")).items():
                by_clock, by_work = rates(operation, seconds)
                print(f"{way}: {name}: {by_clock:,.0f} /s, {by_work:,.0f} in a second of the processor here")
        compare(ways)


if __name__ == "__main__":
    main()
