"""precompute.composite_factors: fatigue, zones, pace and usage of enough players, possible and fresh."""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import rows, unique
from harness.warehouse.relations import table
from validators.precompute.game_days import is_fresh, opened, table_by_day
from validators.shapes import ranges
from validators.validator import Validator

factors = table("nba_precompute.player_composite_factors")
days = table_by_day(factors, "game_date", "player_lookup")

LEAST_PLAYERS = 200
"""On any day with games: the factors are worked out for the whole league, whoever plays."""

RECOMPUTE = "run player_composite_factors for {game_date}"

validator = Validator(
    "precompute.composite_factors",
    unique(factors, "game_date", "player_lookup", repair=RECOMPUTE),
    *ranges(factors, {"fatigue_score": (0, 100)}, repair=RECOMPUTE),
    # One source lets pace and usage reach 5; the table's own notes say 3.
    *ranges(
        factors,
        {"shot_zone_mismatch_score": (-10, 10), "pace_score": (-3, 3), "usage_spike_score": (-3, 3)},
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    # Not in the season's first fourteen days, when not so many have played.
    rows(
        days,
        f"at least {LEAST_PLAYERS} players a day",
        lambda day: day.found >= LEAST_PLAYERS,
        only=opened,
        severity=Severity.WARNING,
        repair=RECOMPUTE,
    ),
    rows(days, "at most 7 days old at tip-off", is_fresh, only=opened, show=("first_tip_off",), repair=RECOMPUTE),
)
