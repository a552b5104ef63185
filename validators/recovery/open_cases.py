"""What somebody holds or waits for at the run's time, whatever day it is about."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.relations import relation, table
from validators.platform_state import by_game_date

MADE_GOOD_WITHIN = ibis.interval(hours=24)
"""A failed scrape: the gap backfiller runs every four hours, so a day is six chances."""

INSTANT = "timestamp('UTC')"


def _instant(column: ir.TimestampValue) -> ir.TimestampValue:
    """With the same precision in every warehouse; rows of several tables need the same types."""
    return column.cast(INSTANT)


def _held(locks: ir.Table, heartbeats: ir.Table) -> ir.Table:
    held = locks.select(
        kind=ibis.literal("lock"),
        name=locks.collection + "/" + locks.lock_key,
        status=ibis.null("string"),
        since=_instant(locks.acquired_at),
        until=_instant(locks.expires_at),
        seen_at=ibis.null(INSTANT),
    )
    working = heartbeats.select(
        kind=ibis.literal("processor"),
        name=heartbeats.run_id,
        status=heartbeats.status,
        since=_instant(heartbeats.started_at),
        until=ibis.null(INSTANT),
        seen_at=_instant(heartbeats.last_heartbeat),
    )
    return held.union(working)


held = relation(
    table("firestore.locks"),
    table("firestore.processor_heartbeats").season(),
    build=_held,
    key=("kind", "name"),
    label="lock or processor",
)
"""Locks (`since` until `until`) and processors (`since`, seen_at)."""


def _cases(breakers: ir.Table, lock_outs: ir.Table, postponements: ir.Table, failures: ir.Table) -> ir.Table:
    return ibis.union(
        breakers.select(
            kind=ibis.literal("breaker"),
            name=breakers.processor_name,
            settled=breakers.state != "OPEN",
            since=_instant(breakers.opened_at),
            due=_instant(breakers.opened_at) + breakers.timeout_seconds.as_interval("s"),
            due_day=ibis.null("date"),
        ),
        lock_outs.select(
            kind=ibis.literal("lock-out"),
            name=lock_outs.processor_name + "/" + lock_outs.entity_id + "/" + lock_outs.analysis_date.cast("string"),
            settled=~lock_outs.circuit_breaker_tripped,
            since=_instant(lock_outs.attempted_at),
            due=_instant(lock_outs.circuit_breaker_until),
            due_day=ibis.null("date"),
        ),
        postponements.select(
            kind=ibis.literal("postponement"),
            name=postponements.game_id + "/" + postponements.original_date.cast("string"),
            settled=(postponements.status == "resolved").fill_null(False),
            since=_instant(postponements.detected_at),
            due=ibis.null(INSTANT),
            due_day=postponements.new_date,
        ),
        failures.select(
            kind=ibis.literal("scrape"),
            name=failures.scraper_name + "/" + failures.game_date.cast("string"),
            settled=failures.backfilled.fill_null(False),
            since=_instant(failures.first_failed_at),
            due=_instant(failures.first_failed_at) + MADE_GOOD_WITHIN,
            due_day=ibis.null("date"),
        ),
    )


cases = relation(
    table("nba_orchestration.circuit_breaker_state"),
    table("nba_orchestration.reprocess_attempts").season(),
    table("nba_orchestration.game_postponements").season(),
    by_game_date("nba_orchestration.scraper_failures").season(),
    build=_cases,
    key=("kind", "name"),
    label="case",
)
"""Breakers, lock-outs, postponements and failed scrapes: whether settled, since when, when that is due."""
