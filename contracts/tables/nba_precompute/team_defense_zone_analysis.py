"""The contract of nba_precompute.team_defense_zone_analysis."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric51, Numeric52, Numeric53, Numeric62, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_PACE,
    HIGHEST_RATING,
    LEAST_TEAM_POINTS,
    LOWEST_PACE,
    LOWEST_RATING,
    MOST_TEAM_POINTS,
)
from contracts.tables.formats import DATA_HASH, DATA_QUALITY_TIERS, SHOT_ZONES, TEAM_CODES
from contracts.tables.nba_analytics._completeness import Completeness
from contracts.tables.nba_precompute._shared import EARLY_SEASON_GAMES, of_zone
from contracts.tables.relations import dated_where_found, read_before_written

SOURCES = ("team_defense",)


class TeamDefenseZoneAnalysis(
    Completeness,
    dataset="nba_precompute",
    partition="analysis_date",
    clustering=("team_abbr", "analysis_date"),
    key=("analysis_date", "team_abbr"),
):
    """What each team allowed by zone in its last fifteen games, thirty rows a day with games.

    Phase 4 writes it first; the other tables of the phase build on it.
    """

    team_abbr: str = Field(isin=TEAM_CODES)
    analysis_date: Date
    paint_pct_allowed_last_15: Numeric53 = Field(ge=0, le=1, nullable=True)
    paint_attempts_allowed_per_game: Numeric51 = Field(ge=0, le=100, nullable=True)
    paint_points_allowed_per_game: Numeric51 = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    paint_blocks_per_game: Numeric41 = Field(ge=0, le=50, nullable=True)
    paint_defense_vs_league_avg: Numeric52 = Field(ge=-100, le=100, nullable=True)
    mid_range_pct_allowed_last_15: Numeric53 = Field(ge=0, le=1, nullable=True)
    mid_range_attempts_allowed_per_game: Numeric51 = Field(ge=0, le=100, nullable=True)
    mid_range_blocks_per_game: Numeric41 = Field(ge=0, le=50, nullable=True)
    mid_range_defense_vs_league_avg: Numeric52 = Field(ge=-100, le=100, nullable=True)
    three_pt_pct_allowed_last_15: Numeric53 = Field(ge=0, le=1, nullable=True)
    three_pt_attempts_allowed_per_game: Numeric51 = Field(ge=0, le=100, nullable=True)
    three_pt_blocks_per_game: Numeric41 = Field(ge=0, le=50, nullable=True)
    three_pt_defense_vs_league_avg: Numeric52 = Field(ge=-100, le=100, nullable=True)
    defensive_rating_last_15: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    opponent_points_per_game: Numeric51 = Field(ge=LEAST_TEAM_POINTS, le=MOST_TEAM_POINTS, nullable=True)
    opponent_pace: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    games_in_sample: int = Field(ge=0, le=15, nullable=True)
    strongest_zone: str = Field(isin=SHOT_ZONES, nullable=True)
    weakest_zone: str = Field(isin=SHOT_ZONES, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    calculation_notes: str = Field(nullable=True)
    source_team_defense_last_updated: Timestamp = Field(nullable=True)
    source_team_defense_rows_found: int = Field(ge=0, nullable=True)
    source_team_defense_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_defense_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    processed_at: Timestamp
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def points_in_the_paint_are_two_a_make(t: Any) -> Any:
        makes = t.paint_pct_allowed_last_15 * t.paint_attempts_allowed_per_game
        return (t.paint_points_allowed_per_game - 2 * makes).abs() <= 0.25

    @row_rule
    def points_of_the_zones_are_a_part_of_all(t: Any) -> Any:
        mid_range = 2 * t.mid_range_pct_allowed_last_15 * t.mid_range_attempts_allowed_per_game
        three = 3 * t.three_pt_pct_allowed_last_15 * t.three_pt_attempts_allowed_per_game
        # Shares and attempts are rounded; free throws come on top.
        return t.paint_points_allowed_per_game + mid_range + three <= t.opponent_points_per_game + 0.5

    @row_rule
    def what_is_blocked_is_missed(t: Any) -> Any:
        # Attempts, blocks and shares are rounded.
        return (
            (t.paint_blocks_per_game <= t.paint_attempts_allowed_per_game * (1 - t.paint_pct_allowed_last_15) + 0.2)
            & (
                t.mid_range_blocks_per_game
                <= t.mid_range_attempts_allowed_per_game * (1 - t.mid_range_pct_allowed_last_15) + 0.2
            )
            & (
                t.three_pt_blocks_per_game
                <= t.three_pt_attempts_allowed_per_game * (1 - t.three_pt_pct_allowed_last_15) + 0.2
            )
        )

    @row_rule
    def strongest_zone_is_the_least_above_the_league(t: Any) -> Any:
        zones = t.paint_defense_vs_league_avg, t.mid_range_defense_vs_league_avg, t.three_pt_defense_vs_league_avg
        strongest = of_zone(t.strongest_zone, *zones)
        return (strongest <= zones[0]) & (strongest <= zones[1]) & (strongest <= zones[2])

    @row_rule
    def weakest_zone_is_the_most_above_the_league(t: Any) -> Any:
        zones = t.paint_defense_vs_league_avg, t.mid_range_defense_vs_league_avg, t.three_pt_defense_vs_league_avg
        weakest = of_zone(t.weakest_zone, *zones)
        return (weakest >= zones[0]) & (weakest >= zones[1]) & (weakest >= zones[2])

    @row_rule
    def early_in_the_season_is_before_the_tenth_game(t: Any) -> Any:
        return t.early_season_flag == (t.games_in_sample < EARLY_SEASON_GAMES)

    @row_rule
    def no_tier_is_high_early_in_the_season(t: Any) -> Any:
        return ~t.early_season_flag | (t.data_quality_tier != "high")

    @row_rule
    def early_in_the_season_it_says_what_is_missing(t: Any) -> Any:
        return ~t.early_season_flag | t.insufficient_data_reason.notnull()

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
