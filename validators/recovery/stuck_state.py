"""recovery.stuck_state: nothing is held, open or waiting for longer than its own rule allows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import metric, rows
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.platform_state import batches, phases, told_runs
from validators.recovery.open_cases import cases, held
from validators.validator import Validator

stored_tables = table("metadata.tables")

STALLED_AFTER = ibis.interval(minutes=10)
STALL_SHARE = 0.95
"""A batch that is silent for ten minutes is closed if so much of it is done; else somebody must look."""
STALE_AFTER, DEAD_AFTER = ibis.interval(minutes=5), ibis.interval(minutes=15)
"""Since the last heartbeat; one comes every minute."""
LONGEST_RUN = ibis.interval(hours=4)
LOCK_LASTS = ibis.interval(seconds=300)
STAGING_LASTS = ibis.interval(hours=24)
LOCKED_OUT = ibis.interval(hours=24)
"""Of a player or a team; it was seven days when 125 players were shut out after one outage."""
LONGEST_WAIT = ibis.interval(minutes=240)
"""After its first completion the last of a phase's time limits lets the next phase begin with whatever there is."""
NEXT_BEGINS = ibis.interval(minutes=120)
"""The controller looks every hour; two looks without effect are a fault."""
LONGEST_SILENCE = ibis.interval(minutes=120)
"""Between two decisions of the controller."""
PAST = ibis.interval(hours=72)
"""What was decided last in the days around the window is not what was decided last, if it is older."""


def _decisions(decisions: ir.Table) -> ir.Table:
    """The moments of decision, each with the one before."""
    moments = decisions.group_by("decision_time").aggregate(decisions=decisions.count())
    before = moments.decision_time.lag().over(order_by=moments.decision_time)
    return moments.mutate(before=before, day=eastern_date(moments.decision_time))


# The day before and after, so that a silence over midnight is seen from both of its ends.
decisions = relation(
    table("nba_orchestration.workflow_decisions").around(before_days=1, after_days=1),
    build=_decisions,
    key=("decision_time",),
    day="day",
    label="decision",
)

validator = Validator(
    "recovery.stuck_state",
    rows(
        batches,
        "no batch is open and silent for 10 min",
        lambda t: (t.updated_at >= run_time() - STALLED_AFTER).fill_null(False),
        only=lambda t: ~t.is_complete.fill_null(False),
        show=("updated_at", "completed_count", "expected_players"),
        severity=Severity.CRITICAL,
        repair="POST /check-stalled for {batch_id}",
    ),
    rows(
        batches,
        "a stalled batch is closed at 95 % or more",
        lambda t: t.completed_count >= STALL_SHARE * t.expected_players,
        only=lambda t: t.stall_completed,
        show=("completed_count", "expected_players", "stall_reason"),
        repair="start the batch of {batch_id} again for the missing players",
    ),
    rows(
        held,
        "a running processor beat within 5 min",
        lambda t: (t.seen_at >= run_time() - STALE_AFTER).fill_null(False),
        only=lambda t: (t.kind == "processor") & (t.status == "running"),
        show=("since", "seen_at"),
        severity=Severity.WARNING,
    ),
    rows(
        held,
        "no processor is dead, 15 min without a beat",
        lambda t: (t.seen_at >= run_time() - DEAD_AFTER).fill_null(False),
        only=lambda t: (t.kind == "processor") & (t.status == "running"),
        show=("since", "seen_at"),
        repair="run what {name} did once more",
    ),
    rows(
        told_runs,
        "no run is running for more than 4 h",
        lambda t: (t.document_started_at >= run_time() - LONGEST_RUN).fill_null(False),
        only=lambda t: t.document_status == "running",
        show=("document_started_at",),
        repair="mark {run_id} as failed, so that it is tried again",
    ),
    rows(
        held,
        "no lock is held past its expiry",
        lambda t: (t.until >= run_time()).fill_null(False),
        only=lambda t: t.kind == "lock",
        show=("since", "until"),
        repair="delete {name}",
    ),
    # Expiry is written by the holder's clock as naive UTC; read as local time it is hours away.
    rows(
        held,
        "a lock lasts 300 s",
        lambda t: t.until <= t.since + LOCK_LASTS,
        only=lambda t: t.kind == "lock",
        show=("since", "until"),
    ),
    rows(
        stored_tables,
        "no staging table is older than 24 h",
        lambda t: (t.created_at >= run_time() - STAGING_LASTS).fill_null(False),
        only=lambda t: t.table_name.startswith("_staging_"),
        show=("created_at", "row_count"),
        severity=Severity.WARNING,
        repair="consolidate the batch of {table_name}, then drop it",
    ),
    rows(
        phases,
        "a phase is triggered within 4 h of its first completion",
        lambda t: t.triggered.fill_null(False) | (t.first_completion_at >= run_time() - LONGEST_WAIT).fill_null(False),
        only=lambda t: t.completed_count > 0,
        show=("completed_count", "first_completion_at"),
        severity=Severity.CRITICAL,
        repair="trigger what follows {phase} for {game_date}",
    ),
    rows(
        phases,
        "a triggered phase is followed by the next within 2 h",
        lambda t: (
            (t.begun_at <= t.triggered_at + NEXT_BEGINS).fill_null(False) | (t.triggered_at >= run_time() - NEXT_BEGINS)
        ),
        # Phase 2 only watches; phase 3 is called by the messages themselves.
        only=lambda t: t.triggered & (t.phase != "phase2"),
        show=("triggered_at", "begun_at"),
        severity=Severity.CRITICAL,
        repair="run what follows {phase} for {game_date}",
    ),
    rows(
        cases,
        "no breaker is open past its time",
        lambda t: (t.due >= run_time()).fill_null(False),
        only=lambda t: (t.kind == "breaker") & ~t.settled,
        show=("since", "due"),
        repair="close the breaker of {name}",
    ),
    rows(
        cases,
        "nobody is locked out for more than 24 h",
        lambda t: t.due <= t.since + LOCKED_OUT,
        only=lambda t: (t.kind == "lock-out") & ~t.settled,
        show=("since", "due"),
        repair="reset the lock-out {name}",
    ),
    rows(
        decisions,
        "decisions are at most 2 h apart",
        lambda t: t.decision_time <= t.before + LONGEST_SILENCE,
        show=("before",),
        severity=Severity.CRITICAL,
        repair="see why the controller was silent before {decision_time}",
    ),
    metric(
        decisions,
        "the newest decision is at most 2 h old",
        lambda t: (t.decision_time.max() >= run_time() - LONGEST_SILENCE) | (t.decision_time.max() < run_time() - PAST),
        show={"newest": lambda t: t.decision_time.max()},
        severity=Severity.CRITICAL,
        repair="see what holds the controller's lock",
    ),
    rows(
        cases,
        "a postponed game is settled once its new day is over",
        lambda t: t.due_day >= eastern_date(run_time()),
        only=lambda t: (t.kind == "postponement") & ~t.settled,
        show=("since", "due_day"),
        severity=Severity.WARNING,
        repair="settle the postponement {name}",
    ),
)
