"""`python -m harness.cloud.serving firestore|pubsub|bigquery`: one embedded cloud as a process of its own.

It prints `ready <name> http://127.0.0.1:<port>` once it listens, and serves until SIGTERM or SIGINT. Everything that it
holds is gone then. With `--control PORT` another process can make it fail (harness/control/door.py), and the line ends
in ` control http://127.0.0.1:<port>`.
"""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.cloud.pubsub.faults import DeliveryFaults, Fault, NoFaults, SeededFaults
from harness.cloud.pubsub.push import MOST_AT_ONCE
from harness.cloud.server import LOOPBACK
from harness.control.board import Board
from harness.control.door import Door

STOPPING = frozenset({signal.SIGINT, signal.SIGTERM})
HISTORY_S = 60.0
"""Versions of Firestore documents are kept for so long; a load on few documents would fill the memory with them."""


@dataclass(frozen=True, slots=True)
class Serving:
    """Where a cloud listens, and the address of its door where it has one."""

    port: int
    control: str | None


def _url(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"


def main() -> None:
    """Serve what the command line names."""
    asked = arguments().parse_args()
    # Blocked before any thread starts, so that the signal waits for the line below. Imports start threads too, so those
    # of a cloud come after it.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    with SERVED[asked.cloud](asked) as serving:
        control = f" control {serving.control}" if serving.control else ""
        print(f"ready {asked.cloud} {_url(serving.port)}{control}", flush=True)
        signal.sigwait(STOPPING)


@contextmanager
def _door(board: Board[Any], asked: argparse.Namespace, port: int) -> Iterator[Serving]:
    """What is served on the port, with a door to the board where one was asked for. At its end no fault is on."""
    if asked.control is None:
        yield Serving(port, None)
        return
    with Door(board, serves=_url(port), port=asked.control) as door:
        yield Serving(port, door.url)


@contextmanager
def _firestore(asked: argparse.Namespace) -> Iterator[Serving]:
    from harness.cloud.firestore.engine import Engine
    from harness.cloud.firestore.options import EngineOptions
    from harness.cloud.firestore.server import FirestoreServer
    from harness.cloud.firestore.servicer import Servicer
    from harness.cloud.firestore.switched_faults import KINDS
    from harness.cloud.switched import Switched

    board = Board(KINDS)
    servicer = Servicer(Engine(EngineOptions(history_s=HISTORY_S)), [Switched(board)])
    # The door closes first: what a fault holds up goes on then.
    with FirestoreServer(servicer, port=asked.port) as server, _door(board, asked, server.port) as serving:
        yield serving


@contextmanager
def _pubsub(asked: argparse.Namespace) -> Iterator[Serving]:
    from harness.cloud.pubsub.engine import Engine
    from harness.cloud.pubsub.options import EngineOptions
    from harness.cloud.pubsub.push import HttpSender, Pusher
    from harness.cloud.pubsub.push_loop import PushLoop
    from harness.cloud.pubsub.server import PubSubServer
    from harness.cloud.pubsub.servicer import Servicer
    from harness.cloud.pubsub.switched_faults import KINDS, SwitchedCalls, SwitchedDeliveries
    from harness.cloud.pubsub.waiting import RealWaiting

    board = Board(KINDS)
    faults: DeliveryFaults = NoFaults()
    if asked.fault:
        faults = SeededFaults(asked.fault_seed, dict(asked.fault), most_delay_s=asked.fault_delay)
    engine = Engine(EngineOptions(faults=SwitchedDeliveries(board, faults)))
    servicer = Servicer(engine, [SwitchedCalls(board)], waiting=RealWaiting())
    with ExitStack() as stack:
        server = stack.enter_context(PubSubServer(servicer, port=asked.port))
        sender = stack.enter_context(HttpSender(asked.pushes))
        pushing = stack.enter_context(PushLoop(Pusher(servicer.engine, sender), most=asked.pushes))
        servicer.interceptors.append(pushing.wakes)
        yield stack.enter_context(_door(board, asked, server.port))


@contextmanager
def _bigquery(asked: argparse.Namespace) -> Iterator[Serving]:
    import pyarrow.parquet as pq

    from harness.cloud.bigquery.emulator import PROJECT, BigQueryEmulator
    from harness.cloud.bigquery.front import Front
    from harness.cloud.bigquery.jobs import Jobs
    from harness.cloud.bigquery.switched_faults import kinds

    jobs = Jobs()
    board = Board(kinds(jobs))

    def front(app: Any) -> Front:
        return Front(app, board, jobs)

    before = None if asked.control is None else front
    with BigQueryEmulator(asked.project or PROJECT, port=asked.port, forgetful=True, before=before) as emulator:
        client = emulator.client()
        for file in sorted(asked.seed.glob("*.parquet")) if asked.seed else ():
            emulator.create(client, file.stem)
            emulator.replace_rows(file.stem, pq.read_table(file))
        client.close()  # type: ignore[no-untyped-call]
        with _door(board, asked, int(emulator.endpoint.rpartition(":")[2])) as serving:
            yield serving


SERVED: Mapping[str, Callable[[argparse.Namespace], AbstractContextManager[Serving]]] = {
    "firestore": _firestore,
    "pubsub": _pubsub,
    "bigquery": _bigquery,
}


def arguments() -> argparse.ArgumentParser:
    """What the command line may say."""
    asked = argparse.ArgumentParser(prog="python -m harness.cloud.serving", description=__doc__)
    asked.add_argument("cloud", choices=SERVED)
    asked.add_argument("--port", type=int, default=0, help="0 takes a free one")
    asked.add_argument("--control", type=int, metavar="PORT", help="a door to its faults; 0 takes a free port")
    bigquery = asked.add_argument_group("bigquery")
    bigquery.add_argument("--project", help="the project of the tables")
    bigquery.add_argument("--seed", type=_folder, metavar="FOLDER", help="make <dataset>.<table>.parquet as tables")
    pubsub = asked.add_argument_group("pubsub")
    pubsub.add_argument("--pushes", type=int, default=MOST_AT_ONCE, help="open at once for one subscription")
    pubsub.add_argument(
        "--fault", type=_fault, action="append", metavar="NAME=SHARE", help="such as duplicate=0.01; may be repeated"
    )
    pubsub.add_argument("--fault-seed", type=int, default=0, help="which messages it happens to")
    pubsub.add_argument("--fault-delay", type=float, default=5.0, metavar="S", help="the most that a delay takes")
    return asked


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return folder


def _fault(text: str) -> tuple[Fault, float]:
    name, _, share = text.partition("=")
    known = {fault.value.replace(" ", "_"): fault for fault in Fault}
    if name not in known:
        raise argparse.ArgumentTypeError(f"no fault {name!r}; there are {', '.join(known)}")
    try:
        chance = float(share)
    except ValueError:
        chance = -1.0
    if not 0 <= chance <= 1:
        raise argparse.ArgumentTypeError(f"{name} needs a share from 0 to 1, as in {name}=0.01")
    return known[name], chance


if __name__ == "__main__":
    main()
