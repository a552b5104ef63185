"""precompute.shot_zones: from where players shoot: shares that add up, and words that say what the numbers say."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows, unique
from harness.warehouse.relations import table
from validators.shapes import ranges
from validators.validator import Validator

zones = table("nba_precompute.player_shot_zone_analysis")

RATES = {"paint": "paint_rate_last_10", "mid_range": "mid_range_rate_last_10", "perimeter": "three_pt_rate_last_10"}
"""Word for a zone to the column with its share of the shots, in percent."""

MAKES = ("paint_pct_last_10", "mid_range_pct_last_10", "three_pt_pct_last_10", "paint_pct_last_20")
RECOMPUTE = "run player_shot_zone_analysis for {analysis_date}"


def _labels_fit(label: ir.StringValue, games: ir.IntegerValue, good: int, excellent: int) -> ir.BooleanValue:
    """Excellent with all games of the window, good from `good` on, limited or insufficient below."""
    return ibis.cases(
        (games >= excellent, label == "excellent"),
        (games >= good, label == "good"),
        (games > 2, label.isin(("limited", "insufficient"))),
        else_=label == "insufficient",
    ).fill_null(False)


def _zone_fits(t: ir.Table) -> ir.BooleanValue:
    """The named zone has the largest share; nobody is balanced who takes more than half of his shots in one zone."""
    largest = ibis.greatest(*(t[rate] for rate in RATES.values()))
    cases = [(t.primary_scoring_zone == zone, t[rate] >= largest) for zone, rate in RATES.items()]
    return ibis.cases(*cases, (t.primary_scoring_zone == "balanced", largest <= 50), else_=False)


def _has_shots(t: ir.Table) -> ir.BooleanValue:
    return t.total_shots_last_10 > 0


validator = Validator(
    "precompute.shot_zones",
    unique(zones, "analysis_date", "player_lookup", repair=RECOMPUTE),
    rows(
        zones,
        "zone rates sum to 100",
        lambda t: (sum(t[rate] for rate in RATES.values()) - 100).abs() <= 2,
        only=_has_shots,
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    # One source lets the share of makes reach 1.5, which no share can.
    *ranges(zones, dict.fromkeys(MAKES, (0, 1)), repair=RECOMPUTE),
    rows(
        zones,
        "the sample's label fits its games",
        lambda t: (
            _labels_fit(t.sample_quality_10, t.games_in_sample_10, 7, 10)
            & _labels_fit(t.sample_quality_20, t.games_in_sample_20, 15, 20)
        ),
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    rows(
        zones,
        "the primary zone is where most shots are",
        _zone_fits,
        only=_has_shots,
        repair=RECOMPUTE,
    ),
)
