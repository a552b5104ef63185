"""The contract of nba_precompute.daily_game_context."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric51, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_PACE,
    HIGHEST_TOTAL,
    LEAST_TEAM_POINTS,
    LOWEST_PACE,
    LOWEST_TOTAL,
    MOST_TEAM_POINTS,
)
from contracts.tables.formats import DATA_QUALITY_TIERS, GAME_ID, TEAM_CODES
from contracts.tables.relations import id_names, in_half_steps


class DailyGameContext(
    Table,
    dataset="nba_precompute",
    partition="game_date",
    clustering=("game_id",),
    key=("game_date", "game_id"),
):
    """What all players of a game share: its referees, the pace to expect, who is rested, the total. One row a game.

    Phase 4 keeps it on the day of the game, so that it is worked out once and not for each player.
    """

    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    referee_crew_id: str = Field(nullable=True)
    chief_referee: str = Field(nullable=True)
    referee_avg_points_per_game: Numeric51 = Field(ge=2 * LEAST_TEAM_POINTS, le=2 * MOST_TEAM_POINTS, nullable=True)
    referee_avg_pace: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    projected_pace: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    pace_differential: Numeric51 = Field(ge=-40, le=40, nullable=True)
    home_rest_advantage: int = Field(ge=-14, le=14, nullable=True)
    rest_asymmetry_significant: bool = Field(nullable=True)
    game_total: Numeric51 = Field(ge=LOWEST_TOTAL, le=HIGHEST_TOTAL, nullable=True)
    over_under_movement: Numeric41 = Field(ge=-50, le=50, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names(t.game_id, t.game_date, t.away_team_abbr, t.home_team_abbr)

    @row_rule
    def no_team_plays_itself(t: Any) -> Any:
        return t.home_team_abbr != t.away_team_abbr

    @row_rule
    def without_an_advantage_there_is_no_asymmetry(t: Any) -> Any:
        return ~t.rest_asymmetry_significant | (t.home_rest_advantage != 0)

    @row_rule
    def total_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.game_total)
