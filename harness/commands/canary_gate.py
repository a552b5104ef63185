"""What gates.canary_promotion says of one rollout: asked of its steps alone, in a warehouse in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from harness.canary.steps import Step, fill
from harness.gate_decisions import Decision, decide
from harness.results import Window
from harness.warehouse.checks import AnyCheck
from harness.warehouse.duckdb import DuckDBWarehouse
from harness.warehouse.run import Limits, run
from validators.gates.canary_promotion import validator

WATCHED = "watched for 5 min before it is promoted"
"""The check that a rehearsal, and a look before the time is over, leave out."""
WATCHED_FOR = timedelta(minutes=5)
"""What it asks."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    id: str
    checks: tuple[AnyCheck, ...]


def what_blocks(steps: Sequence[Step], *, watched: bool) -> Sequence[str]:
    """The gate's reasons where it blocks, nothing where it proceeds. Without `watched` that check is left out.

    Raises:
        LookupError: the gate has no such check any more.
    """
    checks = tuple(check for check in validator.checks if check.name != WATCHED)
    if len(checks) == len(validator.checks):
        raise LookupError(f"{validator.id} has no check {WATCHED!r}; name the one that it has")
    asked = _Chosen(validator.id, tuple(validator.checks) if watched else checks)
    last = steps[-1].ended_at or steps[-1].started_at
    window = Window(steps[0].started_at.astimezone(UTC).date(), last.astimezone(UTC).date())
    with DuckDBWarehouse.in_memory() as warehouse:
        fill(warehouse.connection, steps)
        answered = run((asked,), warehouse, window=window, as_of=last, limits=Limits(rows=3))
    said = decide(validator.id, answered.results)
    return said.reasons if said.decision is Decision.BLOCK else ()
