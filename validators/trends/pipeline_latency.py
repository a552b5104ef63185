"""trends.pipeline_latency: a day is through the pipeline in 90 minutes, and no phase takes longer than it used to."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, rows
from harness.warehouse.relations import relation, table
from validators.game_days import played_days
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

latency = table("nba_analytics.pipeline_latency_metrics")
phase_log = table("nba_orchestration.phase_execution_log")

LONGEST_SECONDS = 90 * 60
"""From the morning's first scrape to the last export."""
BASELINE_DAYS = 14
MUCH_LONGER = 1.25
"""The platform's own trend: 10 % more is a warning, 25 % an error. Days differ by 10 % without a cause."""
SPREAD = 3
"""Standard deviations that a day must be away as well, for phases whose length varies."""


def _totals(latency: ir.Table) -> ir.Table:
    return latency.select(game_date=latency.date, seconds=latency.total_latency_seconds.cast("float64"))


def _phases(log: ir.Table) -> ir.Table:
    """How long each phase took before the next was let in; what was skipped took no time."""
    done = log.filter(log.status == "complete")
    return done.group_by("game_date", "phase_name").aggregate(seconds=done.duration_seconds.max())


def _longer(day: ir.Table) -> ir.BooleanValue:
    return (day.seconds > MUCH_LONGER * day.usual) & (day.seconds > day.usual + SPREAD * day.deviation.fill_null(0))


_BASELINE = {"usual": lambda t: t.seconds.mean(), "deviation": lambda t: t.seconds.std()}

totals = against_baseline(
    relation(latency.season(), build=_totals, key=("game_date",), day="game_date", label="day"),
    before_days=BASELINE_DAYS,
    baseline=_BASELINE,
    alarm=_longer,
)
phases = against_baseline(
    relation(
        phase_log.season(), build=_phases, key=("game_date", "phase_name"), day="game_date", label="phase of a day"
    ),
    by=("phase_name",),
    before_days=BASELINE_DAYS,
    baseline=_BASELINE,
    alarm=_longer,
)

validator = Validator(
    "trends.pipeline_latency",
    covered(
        "every game day was timed",
        played_days,
        by=latency.derive(game_date=lambda t: t.date),
        on="game_date",
        severity=Severity.WARNING,
    ),
    rows(
        latency,
        "end to end within 90 min",
        lambda t: t.total_latency_seconds <= LONGEST_SECONDS,
        show=("total_latency_seconds", "phase_latencies"),
    ),
    rows(
        latency,
        "the total is the time from start to end",
        lambda t: t.phase6_complete.delta(t.phase1_start, unit="second") == t.total_latency_seconds,
        show=("phase1_start", "phase6_complete"),
        severity=Severity.WARNING,
    ),
    rows(
        totals,
        "a day takes no longer than usual",
        no_alarm,
        show=("seconds", "usual", *REPLAYED),
        severity=Severity.WARNING,
    ),
    rows(
        phases,
        "no phase takes longer than usual",
        no_alarm,
        show=("seconds", "usual", *REPLAYED),
        severity=Severity.WARNING,
        repair="compare the queries of {phase_name} with those of the days before",
    ),
)
