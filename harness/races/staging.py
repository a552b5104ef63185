"""Staging and consolidation: whatever is reported as staged is in the target once, as it was staged last."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from google.api_core.exceptions import GoogleAPIError

from harness.races.scenario import Scenario, Suite
from harness.races.subjects import Subject
from harness.reference.lock import DistributedLock, LeaseLostError, LockNotAcquiredError
from harness.reference.safeguards import Safeguard
from harness.reference.staging import (
    ConsolidationError,
    Consolidator,
    FencedOutError,
    MergeConflictError,
    StagingWriter,
)
from harness.reference.staging_prediction import Prediction
from harness.reference.staging_stores import MemoryPredictions
from harness.simulation.elsewhere import step
from harness.simulation.explore import PROJECT, Program
from harness.simulation.faults import Fault, outage, pause
from harness.simulation.history import History
from harness.simulation.verdicts import Invariant
from harness.simulation.world import START

BATCH = "batch_2026-01-18_1768748400"
LONGER = f"{BATCH}_retry"
OTHER = "batch_2026-01-18_1768752000"
DAY = "2026-01-18"
REFUSALS = (
    LockNotAcquiredError,
    LeaseLostError,
    FencedOutError,
    ConsolidationError,
    MergeConflictError,
    GoogleAPIError,
)
Body = Callable[[], None]


def prediction(player: str, line: str | None = "20.5", *, minute: int = 0, points: str = "21.3") -> Prediction:
    """A prediction of one system, made so many minutes after the start."""
    at = START + timedelta(minutes=minute)
    return Prediction(
        prediction_id=f"{player}-{line}-{minute}",
        game_id="20260118_BOS_NYK",
        player_lookup=player,
        system_id="xgboost_v1",
        game_date=DAY,
        line=None if line is None else Decimal(line),
        predicted_points=Decimal(points),
        created_at=at,
    )


class Table:
    """The target and the staging tables of one run, and what workers were told is staged."""

    def __init__(self, subject: Subject) -> None:
        self._safeguards = subject.safeguards
        self.history = History()
        self.store = MemoryPredictions()
        self.staged: list[Prediction] = []

    def reset(self, client: Any) -> None:
        self.store = MemoryPredictions(lambda statement: step(statement, thing="player_prop_predictions"))
        self.staged = []

    def stages(self, *predictions: Prediction, batch: str = BATCH, after_seconds: float = 0) -> Body:
        def body() -> None:
            if after_seconds:
                time.sleep(after_seconds)
            writer = StagingWriter(self.store, "worker-00012", safeguards=self._safeguards)
            for one in predictions:
                writer.stage(batch, [one])
                self.staged.append(one)

        return body

    def consolidates(
        self, *, batch: str = BATCH, after_seconds: float = 0, tries: int = 1, wait_seconds: float = 60
    ) -> Body:
        def body() -> None:
            for _ in range(tries):
                time.sleep(after_seconds)
                lock = DistributedLock(PROJECT, safeguards=self._safeguards)
                try:
                    Consolidator(self.store, lock, safeguards=self._safeguards).consolidate(
                        batch, DAY, max_wait_seconds=wait_seconds
                    )
                except REFUSALS:
                    if tries == 1:
                        raise

        return body

    def nothing_lost(self) -> Invariant:
        """What was staged stands in the target, or still in staging where a later run finds it."""

        def broken() -> str | None:
            target = {row.key for row in self.store.target}
            waiting = {row.key for rows in self.store.staging.values() for row in rows}
            lost = [one for one in self.staged if one.key not in target | waiting]
            return f"lost: {', '.join(f'{p.player_lookup} {p.line}' for p in lost)}" if lost else None

        return Invariant("no prediction is lost that was reported as staged", broken)

    def one_row_each(self) -> Invariant:
        def broken() -> str | None:
            keys = [row.key for row in self.store.target]
            twice = sorted({str(key) for key in keys if keys.count(key) > 1})
            return f"there twice: {', '.join(twice)}" if twice else None

        return Invariant("one row per game, player, system and line", broken)

    def newest(self) -> Invariant:
        def broken() -> str | None:
            best: dict[Any, Prediction] = {}
            for one in self.staged:
                if one.key not in best or best[one.key].rank < one.rank:
                    best[one.key] = one
            old = [row for row in self.store.target if row.key in best and row.rank < best[row.key].rank]
            waiting = any(self.store.staging.values())
            return f"{old[0].player_lookup} stands as it was before" if old and not waiting else None

        return Invariant("the prediction that was made last stands", broken)

    def untouched(self, batch: str) -> Invariant:
        def broken() -> str | None:
            left = [row.player_lookup for rows in self.store.staging.values() for row in rows]
            return None if "zoe" in left else f"the table of {batch} is gone"

        return Invariant("a batch touches its own tables only", broken)

    def program(
        self, bodies: dict[str, Body], holds: Sequence[Invariant], faults: Sequence[Fault] = (), *, stalls: bool = False
    ) -> Program:
        return Program(
            bodies, holds, setup=self.reset, history=self.history, faults=faults, stalls=stalls, may_raise=REFUSALS
        )


def write_fails(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {"a": table.stages(prediction("ann")), "sweeper": table.consolidates(after_seconds=600)}
    return table.program(bodies, [table.nothing_lost()], [outage()])


def two_consolidations(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann"), prediction("bob", None), prediction("ann", minute=5)),
        "b": table.consolidates(after_seconds=1),
        "c": table.consolidates(after_seconds=1),
    }
    return table.program(bodies, [table.one_row_each(), table.nothing_lost(), table.newest()], stalls=True)


def run_again(subject: Subject) -> Program:
    """The same predictions are staged and merged twice, one of them without a line, and two lines a half apart."""
    table = Table(subject)
    first = [prediction("ann", None), prediction("bob", "20.5"), prediction("bob", "21.0")]
    second = [prediction("ann", None, minute=30), prediction("bob", "20.5", minute=30)]
    bodies = {
        "worker": table.stages(*first),
        "again": table.stages(*second, after_seconds=1800),
        "sweeper": table.consolidates(after_seconds=900, tries=3),
    }
    holds = [table.one_row_each(), table.nothing_lost(), table.newest()]
    return table.program(bodies, holds)


def staged_twice(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann"), prediction("ann", minute=5)),
        "sweeper": table.consolidates(after_seconds=900, tries=2),
    }
    return table.program(bodies, [table.one_row_each(), table.newest()])


def paused_consolidation(subject: Subject) -> Program:
    """A consolidation stands still for longer than its lease, while a newer prediction is merged by another."""
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann")),
        "newer": table.stages(prediction("ann", minute=6), after_seconds=360),
        "b": table.consolidates(after_seconds=1),
        "c": table.consolidates(after_seconds=380, wait_seconds=600),
    }
    return table.program(bodies, [table.one_row_each(), table.newest()], [pause(400)])


def paused_between_batches(subject: Subject) -> Program:
    """A consolidation stands still for longer than its lease, while another batch of the day is merged."""
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann")),
        "other": table.stages(prediction("zoe"), batch=OTHER),
        "b": table.consolidates(after_seconds=1),
        "c": table.consolidates(batch=OTHER, after_seconds=380, wait_seconds=600),
    }
    return table.program(bodies, [table.nothing_lost(), table.one_row_each()], [pause(400)])


def late_worker(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann")),
        "late": table.stages(prediction("bob"), after_seconds=1),
        "b": table.consolidates(after_seconds=1),
    }
    return table.program(bodies, [table.nothing_lost()], stalls=True)


def merge_fails(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann")),
        "b": table.consolidates(after_seconds=30, tries=2),
    }
    return table.program(bodies, [table.nothing_lost()], [outage(burst=1)])


def longer_name(subject: Subject) -> Program:
    table = Table(subject)
    bodies = {
        "worker": table.stages(prediction("ann")),
        "other": table.stages(prediction("zoe"), batch=LONGER),
        "b": table.consolidates(after_seconds=60),
    }
    return table.program(bodies, [table.untouched(LONGER)])


SUITE = Suite(
    "staging",
    "staging tables and their consolidation",
    [
        Scenario(
            "write-fails", "a worker's write fails", write_fails, [Safeguard.STAGING_ERRORS_SURFACE]
        ),
        Scenario(
            "two-consolidations", "two consolidations of a day at once", two_consolidations,
            [Safeguard.CONSOLIDATION_LOCK],
        ),
        Scenario(
            "run-again", "a batch is merged again", run_again, [Safeguard.NULL_SAFE_KEY, Safeguard.EXACT_LINE]
        ),
        Scenario("staged-twice", "a player is staged twice", staged_twice, [Safeguard.NEWEST_STAGED_WINS]),
        Scenario(
            "paused", "a consolidation stands still for longer than its lease", paused_consolidation,
            [Safeguard.FENCING],
        ),
        Scenario(
            "paused-between-batches",
            "a consolidation stands still while another batch is merged",
            paused_between_batches,
            [Safeguard.VERIFIED_MERGE],
        ),
        Scenario("late-worker", "a worker stages during the merge", late_worker, [Safeguard.DROP_ONLY_MERGED]
        ),
        Scenario(
            "merge-fails", "the merge fails", merge_fails, [Safeguard.KEEP_STAGING_ON_FAILURE]
        ),
        Scenario(
            "longer-name", "another batch's name begins alike", longer_name, [Safeguard.EXACT_BATCH]
        ),
    ],
)  # fmt: skip
