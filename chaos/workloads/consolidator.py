"""Consolidates one batch, again where that failed, and stands still in the middle of it where it is told to.

How each try ended is a document in `consolidations`, with how often a statement of it met one of somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from google.api_core.exceptions import GoogleAPIError

from chaos.workloads.predictions import prepare
from chaos.workloads.program import DAY, Found, Pause, Surroundings, Told, await_kill, ready, run, stay, until
from harness.reference.lock import DistributedLock, LeaseLostError, LockNotAcquiredError
from harness.reference.staging import ConsolidationError, Consolidator, FencedOutError, MergeConflictError
from harness.reference.staging_prediction import Fence, MergeRule, Verification
from harness.reference.staging_stores import BigQueryPredictions

MEETING_S = 30.0
FAILURES = (
    GoogleAPIError,
    ConsolidationError,
    FencedOutError,
    LeaseLostError,
    LockNotAcquiredError,
    MergeConflictError,
)


class Consolidating(Told):
    """What it does.

    Attributes:
        stops: it stands still once the merge was verified, until it was stopped and let go on.
        dies: it stands still there until it is killed; started again, it consolidates without a stop.
        meets: so many consolidations begin together.
        tries: in all, as long as they fail.
        lease_seconds, skew_seconds, retry_seconds, wait_seconds: of the lock. A rehearsal leaves them alone: a lease
            has to outlast statements, which do not get faster.
    """

    caller: str
    batch: str = "b1"
    stops: bool = False
    dies: bool = False
    meets: int = 1
    tries: int = 1
    lease_seconds: float = 120.0
    skew_seconds: float = 1.0
    retry_seconds: float = 0.2
    wait_seconds: float = 120.0


class Watched(BigQueryPredictions):
    """A store that counts statements which met another's, and stands still after its first verification."""

    def __init__(self, surroundings: Surroundings, standing: Callable[[], None]) -> None:
        super().__init__(surroundings.project, client=surroundings.bigquery)
        self._standing: Callable[[], None] | None = standing
        self.conflicts = 0

    def merge(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> None:
        try:
            super().merge(tables, game_date, rule, fence)
        except GoogleAPIError as error:
            self.conflicts += "concurrent update" in str(error)
            raise

    def verify(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> Verification:
        found = super().verify(tables, game_date, rule, fence)
        standing, self._standing = self._standing, None
        if standing is not None:
            standing()
        return found


def _standing(told: Consolidating, *, dies: bool) -> Callable[[], None]:
    if dies:
        return await_kill
    return Pause().stand if told.stops else lambda: None


def consolidate(told: Consolidating, surroundings: Surroundings) -> Found:
    """How the last try ended, and how many tables it merged."""
    dies = told.dies and surroundings.first_life(told.caller)
    prepare(surroundings)
    store = Watched(surroundings, _standing(told, dies=dies))
    lock = DistributedLock(
        surroundings.project,
        client=surroundings.firestore,
        lease_seconds=told.lease_seconds,
        retry_seconds=told.retry_seconds,
        clock_skew_seconds=told.skew_seconds,
        safeguards=surroundings.safeguards,
    )
    consolidator = Consolidator(store, lock, safeguards=surroundings.safeguards)
    if not (dies or told.stops):
        ready()
    surroundings.note("arrived", told.caller, {"batch": told.batch})
    until(
        lambda: surroundings.noted("arrived") >= told.meets, seconds=MEETING_S, what=f"{told.meets} to begin together"
    )
    merged, text = 0, ""
    for number in range(told.tries):
        try:
            merged, text = len(consolidator.consolidate(told.batch, DAY, max_wait_seconds=told.wait_seconds).tables), ""
        except FAILURES as error:
            text = f"{type(error).__name__}: {error}"
        fields = {"failed": bool(text), "text": text[:300], "conflicts": store.conflicts}
        surroundings.note("consolidations", f"{told.caller}-{number}", fields)
        if not text:
            break
    if told.dies:
        stay()
    return {"tables": merged, "conflicts": store.conflicts, "text": text or f"{merged} tables merged"}


if __name__ == "__main__":
    run(Consolidating, consolidate)
