"""recovery.failed_queue: what failed is tried again in time, not for ever, and leaves the queue only by a success."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation
from validators.platform_state import runs
from validators.recovery.recorded_runs import queue, recorded_runs, successes
from validators.validator import Validator

OVERDUE_AFTER = ibis.interval(minutes=30)
"""The queue is worked off every 15 minutes, 50 entries a time; one round may be full."""
FIRST_RETRY = ibis.interval(minutes=15)
LONGEST_RETRY = ibis.interval(minutes=15)
"""A processor has 10 minutes; what is still `retrying` after 15 has died."""
MOST_RETRIES = 3
MOST_RUNS = 8
"""Of one processor for one day: two planned ones, each with its three retries. In one storm there were 7,139."""


def _with_success(queue: ir.Table, runs: ir.Table) -> ir.Table:
    """Entries, each with the newest success of its processor for its day."""
    mended = successes(runs).rename(game_date="data_date")
    return queue.left_join(mended, ["game_date", "processor_name"], rname="{name}_mended")


entries = relation(queue, runs.season(), build=_with_success, key=("id",), day="game_date", label="entry")

validator = Validator(
    "recovery.failed_queue",
    rows(
        entries,
        "a waiting entry is tried within 30 min of its time",
        lambda t: (t.next_retry_at >= run_time() - OVERDUE_AFTER).fill_null(False),
        only=lambda t: t.status == "pending",
        show=("next_retry_at", "retry_count"),
        repair="run {processor_name} for {game_date}",
    ),
    rows(
        entries,
        "a retry ends within 15 min",
        lambda t: (t.updated_at >= run_time() - LONGEST_RETRY).fill_null(False),
        only=lambda t: t.status == "retrying",
        show=("updated_at",),
        repair="put {processor_name} for {game_date} back to pending",
    ),
    rows(
        entries,
        "tried at most as often as allowed",
        lambda t: t.retry_count.fill_null(0) <= t.max_retries.fill_null(MOST_RETRIES),
        show=("retry_count", "max_retries"),
        repair="stop retrying {processor_name} for {game_date} and look at {error_message}",
    ),
    rows(
        entries,
        "the next try is 15 min after the last or later",
        lambda t: t.next_retry_at >= t.last_retry_at.coalesce(t.first_failure_at) + FIRST_RETRY,
        only=lambda t: t.status == "pending",
        show=("last_retry_at", "next_retry_at"),
        severity=Severity.WARNING,
    ),
    rows(
        entries,
        "nothing was given up",
        lambda t: t.status != "failed_permanent",
        show=("error_message",),
        severity=Severity.WARNING,
        repair="run {processor_name} for {game_date} by hand",
    ),
    rows(
        entries,
        "what left the queue has succeeded since",
        lambda t: (t.mended_at > t.first_failure_at).fill_null(False),
        only=lambda t: t.status == "succeeded",
        show=("first_failure_at", "mended_at"),
        severity=Severity.CRITICAL,
        repair="run {processor_name} for {game_date}",
    ),
    rows(
        recorded_runs,
        "what failed is in the queue or has succeeded since",
        lambda t: (t.mended_at > t.started_at).fill_null(False) | (t.entries > 0).fill_null(False),
        only=lambda t: t.status == "failed",
        show=("processor_name", "started_at"),
        severity=Severity.CRITICAL,
        repair="put {processor_name} for {data_date} into the queue",
    ),
    groups(
        runs,
        "no processor runs more than 8 times for a day",
        by=("processor_name", "data_date"),
        holds=lambda g: g.count() <= MOST_RUNS,
        show={"runs": lambda g: g.count(), "failed": lambda g: g.count(where=g.status == "failed")},
        repair="stop the retries of {processor_name} for {data_date}",
    ),
)
