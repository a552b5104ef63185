"""trends.pipeline_latency: a day is through the pipeline in 90 minutes, and no phase takes longer than it used to."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, rows
from harness.warehouse.relations import relation, table
from validators.game_days import played_days
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

latency = table("nba_analytics.pipeline_latency_metrics")
phase_log = table("nba_orchestration.phase_execution_log")

END_TO_END = "end_to_end"
LONGEST_SECONDS = 90 * 60
"""From the morning's first scrape to the last export."""
BASELINE_DAYS = 14
MUCH_LONGER = 1.25
"""The platform's own trend: 10 % more is a warning, 25 % an error. Days differ by 10 % without a cause."""
SPREAD = 6
"""Standard deviations that a day must be away as well: of a few days before, chance alone makes up to five."""


def _spans(latency: ir.Table, log: ir.Table) -> ir.Table:
    """How long each day took from end to end, and each phase before the next was let in; without what was skipped."""
    totals = latency.select(
        game_date=latency.date,
        phase_name=ibis.literal(END_TO_END),
        seconds=latency.total_latency_seconds.cast("float64"),
        measured=latency.phase6_complete.delta(latency.phase1_start, unit="second").cast("float64"),
    )
    done = log.filter(log.status == "complete")
    phases = done.group_by("game_date", "phase_name").aggregate(seconds=done.duration_seconds.max())
    return totals.union(phases.mutate(measured=ibis.null("float64")))


def _longer(day: ir.Table) -> ir.BooleanValue:
    return (day.seconds > MUCH_LONGER * day.usual) & (day.seconds > day.usual + SPREAD * day.deviation.fill_null(0))


spans = against_baseline(
    relation(
        latency.season(),
        phase_log.season(),
        build=_spans,
        key=("game_date", "phase_name"),
        day="game_date",
        label="span of a day",
    ),
    by=("phase_name",),
    before_days=BASELINE_DAYS,
    baseline={"usual": lambda t: t.seconds.mean(), "deviation": lambda t: t.seconds.std()},
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
        spans,
        "end to end within 90 min",
        lambda t: t.seconds <= LONGEST_SECONDS,
        only=lambda t: t.phase_name == END_TO_END,
        show=("seconds",),
    ),
    rows(
        spans,
        "the total is the time from start to end",
        lambda t: t.seconds == t.measured,
        show=("seconds", "measured"),
        severity=Severity.WARNING,
    ),
    rows(
        spans,
        "no phase and no day takes longer than usual",
        no_alarm,
        show=("seconds", "usual", *REPLAYED),
        severity=Severity.WARNING,
        repair="compare the queries of {phase_name} with those of the days before",
    ),
)
