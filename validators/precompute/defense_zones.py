"""precompute.defense_zones: what each of the thirty teams allows in each zone, whole, possible and fresh."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import rows, unique
from harness.warehouse.relations import table
from validators.precompute.game_days import is_fresh, opened, table_by_day
from validators.shapes import ranges
from validators.validator import Validator

zones = table("nba_precompute.team_defense_zone_analysis")
days = table_by_day(zones, "analysis_date", "team_abbr")

SHARES = ("paint_pct_allowed_last_15", "mid_range_pct_allowed_last_15", "three_pt_pct_allowed_last_15")
RECOMPUTE = "run team_defense_zone_analysis for {analysis_date}"

validator = Validator(
    "precompute.defense_zones",
    unique(zones, "analysis_date", "team_abbr", repair=RECOMPUTE),
    *ranges(zones, dict.fromkeys(SHARES, (0, 1)), repair=RECOMPUTE),
    rows(
        zones,
        "no zone is missing",
        lambda t: t[SHARES[0]].notnull() & t[SHARES[1]].notnull() & t[SHARES[2]].notnull(),
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    # Not in the season's first fourteen days: nothing is made until every team has played.
    rows(
        days,
        "30 teams a day",
        lambda day: day.found == 30,
        only=opened,
        severity=Severity.WARNING,
        repair="run team_defense_zone_analysis for {game_date}",
    ),
    rows(
        days,
        "at most 7 days old at tip-off",
        is_fresh,
        only=opened,
        show=("first_tip_off",),
        repair="run team_defense_zone_analysis for {game_date}",
    ),
)
