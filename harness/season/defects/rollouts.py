"""Defects of rollouts: a revision that was given traffic it had not earned."""

from __future__ import annotations

from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing

STEPS = "metadata.canary_steps"
GATE = "gates.canary_promotion/"
COMPLETED = f"revision IN (SELECT revision FROM {STEPS} WHERE decision = 'complete')"


@defect(kills={GATE + "promoted only with its smoke tests passed"}, incident=7, sizes=(1, 3))
def revision_promoted_without_its_smoke_test(season: Corruptible, size: int) -> Rows:
    """A revision got its first traffic though its smoke test had failed."""
    rows = season.pick(STEPS, f"traffic_percent = 0 AND {COMPLETED}", size)
    season.update(rows, smoke_passed="false")
    return rows


@defect(kills={GATE + "promoted from 5 % with at most 5 errors in 5 min"}, incident=23, sizes=(1, 3))
def revision_promoted_with_six_errors_at_5_percent(season: Corruptible, size: int) -> Rows:
    """A revision that failed six times in five minutes got half of the traffic."""
    rows = season.pick(STEPS, f"traffic_percent = 5 AND {COMPLETED}", size)
    season.update(rows, errors_in_5_min="6")
    return rows


@defect(kills={GATE + "promoted from 50 % with at most 10 errors in 5 min"}, incident=28, sizes=(1, 3))
def revision_promoted_with_eleven_errors_at_50_percent(season: Corruptible, size: int) -> Rows:
    """A revision that failed eleven times in five minutes got all of the traffic."""
    rows = season.pick(STEPS, f"traffic_percent = 50 AND {COMPLETED}", size)
    season.update(rows, errors_in_5_min="11")
    return rows


@defect(kills={GATE + "watched for 5 min before it is promoted"}, sizes=(1, 3))
def revision_promoted_after_four_minutes(season: Corruptible, size: int) -> Rows:
    """A step was promoted before anybody could have seen five minutes of it."""
    rows = season.pick(STEPS, f"decision = 'promote' AND {COMPLETED}", size, one_per=("revision",))
    season.update(rows, ended_at="started_at + INTERVAL 4 MINUTE")
    return rows


@defect(kills={GATE + "traffic goes 0, 5, 50, 100 %, one step after the other"}, incident=16, sizes=(1, 2))
def revision_that_skipped_its_5_percent(season: Corruptible, size: int) -> Rows:
    """A revision went from no traffic to half of it."""
    rows = season.pick(STEPS, f"traffic_percent = 5 AND {COMPLETED}", size)
    season.delete(rows)
    return rows


@defect(kills={GATE + "no more traffic after a roll back"}, sizes=(1, 2))
def revision_given_traffic_after_its_roll_back(season: Corruptible, size: int) -> Rows:
    """A step was rolled back, and the revision got more traffic all the same."""
    rows = season.pick(STEPS, f"traffic_percent = 50 AND {COMPLETED}", size)
    season.update(rows, decision="'roll_back'", errors_in_5_min="30")
    return rows


@defect(kills={GATE + "every ended step is decided"}, sizes=(1, 3))
def step_that_nobody_decided(season: Corruptible, size: int) -> Rows:
    """A step ended and neither promotion nor roll back was written down."""
    rows = sharing(season, season.pick(STEPS, "decision = 'complete'", size), "service", "revision", "traffic_percent")
    season.update(rows, decision="NULL")
    return rows
