"""What the small programs of experiments share: what they are told, whom they talk to, and where they stand still.

Each is started as `python -m chaos.workloads.<name> '{"…": …}'` in the environment of a service, prints `ready` when it
has begun, and at its end what it found out as one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from google.cloud import bigquery, firestore
from pydantic import BaseModel, ConfigDict, JsonValue

from harness.reference.safeguards import Safeguards
from harness.reference.services.clients import Clients
from harness.reference.services.clock_file import VARIABLE, follow
from harness.reference.services.environment import read_environment

DAY = "2024-01-15"
STANDING_S, LOOK_EVERY_S = 120.0, 0.02
MOMENT = timedelta(minutes=10)
_KNOWN = (
    "GCP_PROJECT_ID",
    "FIRESTORE_EMULATOR_HOST",
    "PUBSUB_EMULATOR_HOST",
    "BIGQUERY_EMULATOR_HOST",
    "SAFEGUARDS_OFF",
)


class Told(BaseModel):
    """What a program is told by its experiment; times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)


ToldT = TypeVar("ToldT", bound=Told)
Found = Mapping[str, JsonValue]


class StoodInVainError(Exception):
    """What a program waited for did not come; the text says what."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clouds as a program sees them, and the safeguards that are on."""

    clients: Clients
    safeguards: Safeguards

    @property
    def project(self) -> str:
        return self.clients.project

    @property
    def firestore(self) -> firestore.Client:
        return self.clients.firestore

    @property
    def bigquery(self) -> bigquery.Client:
        return self.clients.bigquery

    def note(self, collection: str, name: str, fields: Mapping[str, object]) -> None:
        """Writes a document that the experiment waits for or measures."""
        self.firestore.collection(collection).document(name).set(dict(fields))

    def noted(self, collection: str) -> int:
        """How many documents there are."""
        return sum(1 for _ in self.firestore.collection(collection).list_documents())

    def first_life(self, name: str) -> bool:
        """Whether the program of this name was never started before; it was killed, where it was."""
        before = self.firestore.document(f"lives/{name}").get().exists
        self.note("lives", name, {"name": name})
        return not before


def run(kind: type[ToldT], work: Callable[[ToldT, Surroundings], Found]) -> None:
    """Does the work as the command line tells it, and prints what came of it."""
    told = kind.model_validate_json(sys.argv[1])
    if path := os.environ.get(VARIABLE):
        follow(Path(path))
    environment = read_environment({name: os.environ[name] for name in _KNOWN if name in os.environ})
    with closing(Clients(environment)) as clients:
        found = work(told, Surroundings(clients, environment.safeguards))
    print(json.dumps(found), flush=True)


def ready() -> None:
    """The experiment goes on from here."""
    print("ready", flush=True)


def await_kill() -> None:
    """Is ready, and does nothing until it is killed.

    Raises:
        StoodInVainError: nobody has.
    """
    ready()
    threading.Event().wait(STANDING_S)
    raise StoodInVainError(f"it was not killed within {STANDING_S:g} s")


def stay() -> None:
    """Does nothing until it is ended: who was killed and started again has to run."""
    threading.Event().wait(STANDING_S)


class Pause:
    """A place at which a program stands until it was stopped and let go on; made in the main thread."""

    def __init__(self) -> None:
        self._resumed = threading.Event()
        signal.signal(signal.SIGCONT, lambda *_: self._resumed.set())

    def stand(self) -> None:
        """
        Raises:
            StoodInVainError: it was not stopped and let go on.
        """
        ready()
        # Looked at again and again: the kernel may give the signal to another thread, and this one would sleep on.
        until(self._resumed.is_set, seconds=STANDING_S, what="being stopped and let go on")


def stand_until(moment: datetime) -> None:
    """By this process's clock, which the experiment sets. Ten minutes later the moment is over.

    Raises:
        StoodInVainError: it was not set.
    """
    until(
        lambda: moment <= datetime.now(UTC) < moment + MOMENT,
        seconds=STANDING_S,
        what=f"the clock to say {moment:%Y-%m-%d %H:%M}",
    )


def until(seen: Callable[[], bool], *, seconds: float, what: str) -> None:
    """
    Raises:
        StoodInVainError: it was not seen within so long.
    """
    deadline = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > deadline:
            raise StoodInVainError(f"it waited {seconds:g} s for {what}")
        time.sleep(LOOK_EVERY_S)
