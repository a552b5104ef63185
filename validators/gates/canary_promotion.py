"""gates.canary_promotion: a revision gets 0, 5, 50, then 100 % of the traffic, each step only if the last was good."""

from __future__ import annotations

from itertools import pairwise

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import groups, rows
from harness.warehouse.relations import table
from validators.validator import Validator

# There is not a rollout every day; the last two weeks always have some.
steps = table("metadata.canary_steps").around(before_days=14)

ROLLOUT = ("service", "revision")
LADDER = (0, 5, 50, 100)


def _promoted(step: ir.Table) -> ir.BooleanValue:
    return step.decision == "promote"


def _one_after_the_other(rollout: ir.Table) -> ir.BooleanValue:
    """Every step but the first has the one before it, which ended before it started."""
    good = rollout.traffic_percent.isin(LADDER).all()
    for lower, higher in pairwise(LADDER):
        ended = rollout.ended_at.max(where=rollout.traffic_percent == lower)
        started = rollout.started_at.min(where=rollout.traffic_percent == higher)
        good = good & (started.isnull() | (ended <= started).fill_null(False))
    return good


def _stops_when_rolled_back(rollout: ir.Table) -> ir.BooleanValue:
    rolled_back = rollout.traffic_percent.min(where=rollout.decision == "roll_back")
    return rolled_back.isnull() | (rollout.traffic_percent.max() <= rolled_back)


validator = Validator(
    "gates.canary_promotion",
    rows(
        steps,
        "promoted only with its smoke tests passed",
        lambda step: step.smoke_passed.fill_null(False),
        only=_promoted,
        severity=Severity.CRITICAL,
        repair="roll {service} back from {revision}",
    ),
    rows(
        steps,
        "promoted from 5 % with at most 5 errors in 5 min",
        lambda step: (step.errors_in_5_min <= 5).fill_null(False),
        only=lambda step: _promoted(step) & (step.traffic_percent == 5),
        repair="roll {service} back from {revision}",
    ),
    rows(
        steps,
        "promoted from 50 % with at most 10 errors in 5 min",
        lambda step: (step.errors_in_5_min <= 10).fill_null(False),
        only=lambda step: _promoted(step) & (step.traffic_percent == 50),
        repair="roll {service} back from {revision}",
    ),
    rows(
        steps,
        "watched for 5 min before it is promoted",
        lambda step: (step.ended_at >= step.started_at + ibis.interval(minutes=5)).fill_null(False),
        only=_promoted,
        show=("started_at", "ended_at"),
    ),
    groups(
        steps,
        "traffic goes 0, 5, 50, 100 %, one step after the other",
        by=ROLLOUT,
        holds=_one_after_the_other,
        show={"steps": lambda rollout: rollout.count(), "most": lambda rollout: rollout.traffic_percent.max()},
    ),
    groups(
        steps,
        "no more traffic after a roll back",
        by=ROLLOUT,
        holds=_stops_when_rolled_back,
        show={"most": lambda rollout: rollout.traffic_percent.max()},
        severity=Severity.CRITICAL,
        repair="roll {service} back from {revision}",
    ),
    rows(
        steps,
        "every ended step is decided",
        lambda step: step.decision.isin(("promote", "roll_back", "complete")).fill_null(False),
        only=lambda step: step.ended_at.notnull(),
        show=("decision",),
        severity=Severity.WARNING,
    ),
)
