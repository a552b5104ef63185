"""The contract of nba_precompute.daily_opponent_defense_zones."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric51, Numeric53, Numeric62, Table, Timestamp, row_rule
from contracts.tables.bounds import HIGHEST_RATING, LEAST_TEAM_POINTS, LOWEST_RATING, MOST_TEAM_POINTS
from contracts.tables.formats import DATA_QUALITY_TIERS, TEAM_CODES


class DailyOpponentDefenseZones(
    Table,
    dataset="nba_precompute",
    partition="game_date",
    clustering=("opponent_team_abbr", "game_date"),
    key=("game_date", "opponent_team_abbr"),
):
    """What the opponents of the day allow by zone, one row a team that plays.

    Phase 4 copies it each game day from team_defense_zone_analysis, attempts and blocks as whole numbers a game.
    """

    game_date: Date
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    paint_fg_pct_allowed: Numeric53 = Field(ge=0, le=1, nullable=True)
    paint_attempts_allowed: int = Field(ge=0, le=100, nullable=True)
    paint_blocks: int = Field(ge=0, le=50, nullable=True)
    mid_range_fg_pct_allowed: Numeric53 = Field(ge=0, le=1, nullable=True)
    mid_range_attempts_allowed: int = Field(ge=0, le=100, nullable=True)
    mid_range_blocks: int = Field(ge=0, le=50, nullable=True)
    three_pt_fg_pct_allowed: Numeric53 = Field(ge=0, le=1, nullable=True)
    three_pt_attempts_allowed: int = Field(ge=0, le=100, nullable=True)
    three_pt_blocks: int = Field(ge=0, le=50, nullable=True)
    defensive_rating: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    opponent_points_avg: Numeric51 = Field(ge=LEAST_TEAM_POINTS, le=MOST_TEAM_POINTS, nullable=True)
    games_in_sample: int = Field(ge=0, le=15, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def what_is_blocked_is_missed(t: Any) -> Any:
        # Each is rounded to a whole number of its own.
        return (
            (t.paint_blocks <= t.paint_attempts_allowed * (1 - t.paint_fg_pct_allowed) + 1)
            & (t.mid_range_blocks <= t.mid_range_attempts_allowed * (1 - t.mid_range_fg_pct_allowed) + 1)
            & (t.three_pt_blocks <= t.three_pt_attempts_allowed * (1 - t.three_pt_fg_pct_allowed) + 1)
        )

    @row_rule
    def points_include_those_of_the_zones(t: Any) -> Any:
        paint = 2 * t.paint_fg_pct_allowed * t.paint_attempts_allowed
        mid_range = 2 * t.mid_range_fg_pct_allowed * t.mid_range_attempts_allowed
        three = 3 * t.three_pt_fg_pct_allowed * t.three_pt_attempts_allowed
        # Half a shot a zone is lost in rounding; free throws come on top.
        return paint + mid_range + three <= t.opponent_points_avg + 4
