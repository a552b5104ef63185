"""Defects of a pipeline that takes longer: days too slow, phases slower than they were."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect

CHECK = "trends.pipeline_latency/"
LATENCY = "nba_analytics.pipeline_latency_metrics"
USUAL = CHECK + "no phase and no day takes longer than usual"
WITHIN = CHECK + "end to end within 90 min"
TOTAL = CHECK + "the total is the time from start to end"
TIMED = CHECK + "every game day was timed"


def _days(rows: Rows, *checks: str) -> Corrupted:
    """A day is reported as the span from end to end of its game date."""
    return Corrupted(rows, dict.fromkeys(checks, frozenset((row["date"], "end_to_end") for row in rows.values)))


@defect(kills={TIMED}, sizes=(1, 3))
def day_never_timed(season: Corruptible, size: int) -> Corrupted:
    """A game day's latency was not recorded."""
    rows = season.pick(LATENCY, size=size)
    season.delete(rows)
    return Corrupted(rows, {TIMED: rows.keys("date")})


@defect(kills={WITHIN, USUAL}, incident=10, sizes=(1,))
def day_took_two_hours(season: Corruptible, size: int) -> Corrupted:
    """A day was through the pipeline only after two hours."""
    rows = season.pick(LATENCY, size=size)
    season.update(rows, total_latency_seconds="7200", phase6_complete="phase1_start + INTERVAL 2 HOUR")
    return _days(rows, WITHIN, USUAL)


@defect(kills={USUAL}, incident=10, sizes=(1,))
def day_took_a_third_longer(season: Corruptible, size: int) -> Corrupted:
    """A day took 80 minutes, within its limit and half as long again as any before it."""
    rows = season.pick(LATENCY, size=size)
    season.update(rows, total_latency_seconds="4800", phase6_complete="phase1_start + INTERVAL 80 MINUTE")
    return _days(rows, USUAL)


@defect(kills={TOTAL}, sizes=(1, 5))
def total_of_another_clock(season: Corruptible, size: int) -> Corrupted:
    """A day's start and end lie an hour further apart than its total says: one was read by another clock."""
    rows = season.pick(LATENCY, size=size)
    season.update(rows, phase1_start="phase1_start - INTERVAL 1 HOUR")
    return _days(rows, TOTAL)


@defect(kills={USUAL}, incident=10, sizes=(1,))
def phase_grew_slow(season: Corruptible, size: int) -> Rows:
    """Phase 4 of a day takes three times as long as on the days before."""
    rows = season.pick("nba_orchestration.phase_execution_log", "phase_name = 'phase4_to_phase5'", size)
    season.update(rows, duration_seconds="duration_seconds * 3", start_time="start_time - INTERVAL 1 HOUR")
    return rows
