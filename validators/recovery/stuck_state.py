"""recovery.stuck_state: nothing is held, open or waiting for longer than its own rule allows."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import metric, rows
from harness.warehouse.functions import eastern_date, run_time
from harness.warehouse.relations import relation, table
from validators.validator import Validator

# What is held now is held whatever day it is about.
batches = table("firestore.prediction_batches").season()
heartbeats = table("firestore.processor_heartbeats").season()
document_runs = table("firestore.run_history").season()
locks = table("firestore.locks")
stored_tables = table("metadata.tables")
phase_status = table("firestore.phase_status")
run_history = table("nba_reference.processor_run_history")
breakers = table("nba_orchestration.circuit_breaker_state")
lock_outs = table("nba_orchestration.reprocess_attempts")
postponements = table("nba_orchestration.game_postponements").season()

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


def _followed(status: ir.Table, runs: ir.Table) -> ir.Table:
    """Each triggered phase with the first start, from then on, of the phase that comes after it."""
    triggered = status.filter(status.triggered & (status.phase != "phase2"))
    waiting = triggered.select(
        "phase",
        "game_date",
        "triggered_at",
        next_phase="phase_" + (triggered.phase.substr(5, 1).cast("int64") + 1).cast("string"),
    )
    begun = waiting.left_join(
        runs.select("phase", "data_date", "started_at"),
        [
            waiting.next_phase == runs.phase,
            waiting.game_date == runs.data_date,
            waiting.triggered_at <= runs.started_at,
        ],
        rname="run_{name}",
    )
    return begun.group_by("phase", "game_date", "triggered_at").aggregate(begun_at=begun.started_at.min())


# Phase 2 only watches; phase 3 is called by the messages themselves.
triggered_phases = relation(
    phase_status, run_history, build=_followed, key=("phase", "game_date"), day="game_date", label="triggered phase"
)


def _decisions(decisions: ir.Table) -> ir.Table:
    """The moments of decision, each with the one before."""
    moments = decisions.group_by("decision_time").aggregate(decisions=decisions.count())
    before = moments.decision_time.lag().over(order_by=moments.decision_time)
    return moments.mutate(before=before, day=eastern_date(moments.decision_time))


every_decision = table("nba_orchestration.workflow_decisions").season()

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
        heartbeats,
        "a running processor beat within 5 min",
        lambda t: (t.last_heartbeat >= run_time() - STALE_AFTER).fill_null(False),
        only=lambda t: t.status == "running",
        show=("last_heartbeat",),
        severity=Severity.WARNING,
    ),
    rows(
        heartbeats,
        "no processor is dead, 15 min without a beat",
        lambda t: (t.last_heartbeat >= run_time() - DEAD_AFTER).fill_null(False),
        only=lambda t: t.status == "running",
        show=("last_heartbeat",),
        repair="run {processor_name} again for {data_date}",
    ),
    rows(
        document_runs,
        "no run is running for more than 4 h",
        lambda t: (t.started_at >= run_time() - LONGEST_RUN).fill_null(False),
        only=lambda t: t.status == "running",
        show=("started_at",),
        repair="mark {run_id} as failed, so that it is tried again",
    ),
    rows(
        locks,
        "no lock is held past its expiry",
        lambda t: (t.expires_at >= run_time()).fill_null(False),
        show=("holder_id", "expires_at"),
        repair="delete {collection}/{lock_key}",
    ),
    # Expiry is written by the holder's clock as naive UTC; read as local time it is hours away.
    rows(
        locks,
        "a lock lasts 300 s",
        lambda t: t.expires_at <= t.acquired_at + LOCK_LASTS,
        show=("holder_id", "acquired_at", "expires_at"),
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
        phase_status,
        "a phase is triggered within 4 h of its first completion",
        lambda t: t.triggered.fill_null(False) | (t.first_completion_at >= run_time() - LONGEST_WAIT).fill_null(False),
        only=lambda t: t.completed_count > 0,
        show=("completed_count", "first_completion_at"),
        severity=Severity.CRITICAL,
        repair="trigger what follows {phase} for {game_date}",
    ),
    rows(
        triggered_phases,
        "a triggered phase is followed by the next within 2 h",
        lambda t: (
            t.begun_at.between(t.triggered_at, t.triggered_at + NEXT_BEGINS).fill_null(False)
            | (t.triggered_at >= run_time() - NEXT_BEGINS)
        ),
        show=("triggered_at", "begun_at"),
        severity=Severity.CRITICAL,
        repair="run what follows {phase} for {game_date}",
    ),
    rows(
        breakers,
        "no breaker is open past its time",
        lambda t: (t.opened_at >= run_time() - t.timeout_seconds.as_interval("s")).fill_null(False),
        only=lambda t: t.state == "OPEN",
        show=("opened_at", "timeout_seconds"),
        repair="close the breaker of {processor_name}",
    ),
    rows(
        lock_outs,
        "nobody is locked out for more than 24 h",
        lambda t: t.circuit_breaker_until <= t.attempted_at + LOCKED_OUT,
        only=lambda t: t.circuit_breaker_tripped,
        show=("circuit_breaker_until",),
        repair="reset the lock-out of {entity_id} in {processor_name}",
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
        every_decision,
        "the newest decision is at most 2 h old",
        lambda t: t.decision_time.max() >= run_time() - LONGEST_SILENCE,
        show={"newest": lambda t: t.decision_time.max()},
        severity=Severity.CRITICAL,
        repair="see what holds the controller's lock",
    ),
    rows(
        postponements,
        "a postponed game is settled once its new day is over",
        lambda t: t.status == "resolved",
        only=lambda t: t.new_date < eastern_date(run_time()),
        show=("original_date", "new_date", "status"),
        severity=Severity.WARNING,
        repair="settle the postponement of {game_id}",
    ),
)
