"""The completion tracker: a report is kept in Firestore and in a table, and the two agree whatever fails."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.completion import CompletionTracker, NotRecordedError
from harness.reference.completion_record import CompletionRecord
from harness.reference.completion_stores import DocumentCompletions, MemoryCompletions
from harness.reference.safeguards import Safeguard
from harness.simulation.elsewhere import step
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, crash, outage
from harness.simulation.verdicts import Invariant

PHASE, DAY = "phase3", "2026-01-18"


class Stores:
    """Both stores of one run."""

    def __init__(self, subject: Subject) -> None:
        self._safeguards = subject.safeguards
        self.table = MemoryCompletions(safeguards=self._safeguards)
        self._client: Any = None

    def reset(self, client: Any) -> None:
        self._client = client
        self.table = MemoryCompletions(lambda statement: step(statement, thing="phase_completions"), self._safeguards)

    def tracker(self) -> CompletionTracker:
        documents = DocumentCompletions(PROJECT, safeguards=self._safeguards)
        return CompletionTracker(documents, self.table, safeguards=self._safeguards)

    def agree(self) -> Invariant:
        def broken() -> str | None:
            documents = DocumentCompletions(PROJECT, client=self._client).records(PHASE, DAY)
            one, other = set(documents), set(MemoryCompletions.records(self.table, PHASE, DAY))
            if one == other:
                return None
            only = [f"{r.processor_name} {r.status}" for r in sorted(one ^ other, key=lambda r: r.rank)]
            return f"only one store has {', '.join(only)}"

        return Invariant("both stores agree at last", broken)

    def one_row_each(self) -> Invariant:
        def broken() -> str | None:
            keys = [row.key for row in self.table.rows]
            return None if len(keys) == len(set(keys)) else f"{len(keys)} rows for {len(set(keys))} processors"

        return Invariant("one row per phase, day and processor", broken)

    def newest(self, status: str) -> Invariant:
        def broken() -> str | None:
            found = {row.status for row in self.table.rows}
            return None if found == {status} else f"the table says {', '.join(sorted(found)) or 'nothing'}"

        return Invariant("the newest completion stands", broken)


def _record(name: str, *, status: str = "success", earlier_s: float = 0) -> CompletionRecord:
    at = datetime.now(UTC) - timedelta(seconds=earlier_s)
    return CompletionRecord(PHASE, DAY, name, status, at, 10, execution_id=f"{name}-{status}")  # type: ignore[arg-type]


def _reports(stores: Stores, name: str, *, retries: bool = False) -> Callable[[], None]:
    def body() -> None:
        tracker = stores.tracker()
        tracker.record(_record(name))
        while retries and tracker.queued:
            time.sleep(60)
            tracker.retry_pending()

    return body


def _program(stores: Stores, bodies: dict[str, Callable[[], None]], holds: list[Invariant], *faults: Fault) -> Program:
    return Program(bodies, holds, setup=stores.reset, faults=faults, stalls=False, may_raise=(NotRecordedError,))


def store_is_down(subject: Subject) -> Program:
    """One store is not there for a while; the reporter goes on trying from its queue."""
    stores = Stores(subject)
    return _program(stores, {"a": _reports(stores, "summary", retries=True)}, [stores.agree()], outage())


def reporter_dies(subject: Subject) -> Program:
    """The reporter dies between its two writes; reconciliation comes by later."""
    stores = Stores(subject)

    def reconciles() -> None:
        time.sleep(600)
        stores.tracker().reconcile(PHASE, DAY)

    bodies = {"a": _reports(stores, "summary"), "sweeper": reconciles}
    return _program(stores, bodies, [stores.agree()], crash(only="a"))


def late_retry(subject: Subject) -> Program:
    """A report of a failure arrives after the success that came later."""
    stores = Stores(subject)

    def first() -> None:
        stores.tracker().record(_record("summary"))

    def late() -> None:
        time.sleep(5)
        stores.tracker().record(_record("summary", status="failed", earlier_s=300))

    return _program(stores, {"a": first, "late": late}, [stores.newest("success"), stores.agree()])


def delivered_twice(subject: Subject) -> Program:
    stores = Stores(subject)

    def body() -> None:
        stores.tracker().record(
            CompletionRecord(PHASE, DAY, "summary", "success", datetime(2026, 1, 18, 15, tzinfo=UTC), 10, None, "one")
        )

    return _program(stores, {"a": body, "b": body}, [stores.one_row_each(), stores.agree()])


SUITE = Suite(
    "completion",
    "the completion tracker",
    [
        Scenario("store-is-down", "one store is down for a while", store_is_down, [Safeguard.RETRY_QUEUE]),
        Scenario("reporter-dies", "the reporter dies between its writes", reporter_dies, [Safeguard.RECONCILIATION]),
        Scenario("late-retry", "an old report arrives late", late_retry, [Safeguard.NEWEST_COMPLETION_WINS]),
        Scenario(
            "delivered-twice", "a report is delivered twice at once", delivered_twice, [Safeguard.ONE_ROW_A_COMPLETION]
        ),
    ],
)
