"""Takes one decision after the other under a lock, and writes down what came of each in `decisions`.

`outcome` is `decided`; `contention` where it took somebody to hold the lock all the time; `refused` where the lock told
it of an error, which a person learns of.
"""

from __future__ import annotations

from google.api_core.exceptions import GoogleAPIError

from chaos.workloads.program import DAY, Found, Surroundings, Told, ready, run
from harness.reference.lock import DistributedLock, LockNotAcquiredError


class Decisions(Told):
    caller: str
    rounds: int = 1
    wait_s: float = 2.0
    retry_s: float = 0.2


def decide(told: Decisions, surroundings: Surroundings) -> Found:
    """Each round once; the outcomes in their order."""
    lock = DistributedLock(
        surroundings.project,
        lock_type="controller",
        client=surroundings.firestore,
        retry_seconds=told.retry_s,
        safeguards=surroundings.safeguards,
    )
    ready()
    outcomes = []
    for number in range(told.rounds):
        outcome, text = _decided(lock, told)
        surroundings.note("decisions", f"{told.caller}-{number}", {"outcome": outcome, "text": text})
        outcomes.append(outcome)
    return {"outcomes": list(outcomes), "text": ", ".join(outcomes)}


def _decided(lock: DistributedLock, told: Decisions) -> tuple[str, str]:
    try:
        with lock.acquire(DAY, told.caller, told.wait_s):
            return "decided", ""
    except LockNotAcquiredError as error:
        return "contention", str(error)
    except GoogleAPIError as error:
        return "refused", type(error).__name__


if __name__ == "__main__":
    run(Decisions, decide)
