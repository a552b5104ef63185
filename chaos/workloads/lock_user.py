"""Takes a lock of the platform, and writes down each effect that it has under it.

An effect is a document in `effects`, written in one transaction with a look at the lock: `stale` says that another
had been given the lock by then. With `stop`, it waits between taking the lock and its effect until it has been stopped
and let go on, as a process is that the machine had no time for.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping

from google.cloud import firestore
from pydantic import BaseModel, ConfigDict

from harness.reference.lock import DistributedLock, LeaseLostError
from harness.reference.safeguards import Safeguards
from harness.reference.services.environment import read_environment

KEY = "2024-01-15"
EFFECTS = "effects"
STOPPED_S, LOOK_EVERY_S = 120.0, 0.02


class Told(BaseModel):
    """What it is told by the experiment; times in seconds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    holder: str
    stop: bool = False
    lease_s: float = 300.0
    skew_s: float = 5.0
    retry_s: float = 0.2
    wait_s: float = 120.0


def use(told: Told, client: firestore.Client, safeguards: Safeguards) -> dict[str, object]:
    """Takes the lock, has its effect, gives it back; what came of it."""
    lock = DistributedLock(
        client.project,
        client=client,
        lease_seconds=told.lease_s,
        retry_seconds=told.retry_s,
        clock_skew_seconds=told.skew_s,
        safeguards=safeguards,
    )
    resumed = threading.Event()
    signal.signal(signal.SIGCONT, lambda *_: resumed.set())
    if not told.stop:
        print("ready", flush=True)
    lease = lock.take(KEY, told.holder, told.wait_s)
    if told.stop:
        print("ready", flush=True)
        if not _seen(resumed):
            return {"effects": 0, "text": f"it was not stopped within {STOPPED_S:g} s"}
    try:
        token = lease.check()
    except LeaseLostError as error:
        return {"effects": 0, "text": str(error)}
    stale = _effect(client, lease.path, told.holder, token)
    lease.release()
    return {"effects": 1, "stale": stale, "text": f"effect with token {token}"}


def _seen(resumed: threading.Event) -> bool:
    """Looks again and again: the kernel may give the signal to another thread, and this one would sleep on."""
    deadline = time.monotonic() + STOPPED_S
    while not resumed.wait(LOOK_EVERY_S):
        if time.monotonic() > deadline:
            return False
    return True


def _effect(client: firestore.Client, lock: str, holder: str, token: int) -> bool:
    effect = client.collection(EFFECTS).document(f"{holder}-{token}")

    @firestore.transactional
    def write(transaction: firestore.Transaction) -> bool:
        given = client.document(lock).get(transaction=transaction).get("fencing_token")
        stale = bool(given > token)
        transaction.set(effect, {"holder": holder, "token": token, "stale": stale})
        return stale

    return bool(write(client.transaction()))


def main(arguments: list[str]) -> None:
    """`python -m chaos.workloads.lock_user '{"holder": "first"}'`, in the environment of a service."""
    told = Told.model_validate_json(arguments[0])
    environment = read_environment(_of_service())
    client = firestore.Client(project=environment.gcp_project_id)
    try:
        found = use(told, client, environment.safeguards)
    finally:
        # Its own `close` leaves the channel open.
        client._firestore_api.transport.close()
    print(json.dumps(found), flush=True)


def _of_service() -> Mapping[str, str]:
    names = ("GCP_PROJECT_ID", "SAFEGUARDS_OFF")
    return {name: os.environ[name] for name in names if name in os.environ}


if __name__ == "__main__":
    main(sys.argv[1:])
