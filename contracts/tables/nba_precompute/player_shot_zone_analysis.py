"""The contract of nba_precompute.player_shot_zone_analysis."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric52, Numeric53, Timestamp, row_rule
from contracts.tables.bounds import MOST_FIELD_GOALS, MOST_THREES
from contracts.tables.formats import (
    DATA_HASH,
    DATA_QUALITY_TIERS,
    PLAYER_LOOKUP,
    POSITION,
    SHOT_ZONES,
    UNIVERSAL_PLAYER_ID,
)
from contracts.tables.nba_analytics._completeness import Completeness
from contracts.tables.nba_precompute._shared import EARLY_SEASON_GAMES, SAMPLE_QUALITIES, of_zone
from contracts.tables.relations import dated_where_found, read_before_written

SOURCES = ("player_game",)


class PlayerShotZoneAnalysis(
    Completeness,
    dataset="nba_precompute",
    partition="analysis_date",
    clustering=("player_lookup", "universal_player_id", "analysis_date"),
    key=("analysis_date", "player_lookup"),
):
    """From where each player shot in his last ten and twenty games, one row a player and day with games.

    Phase 4 writes it second, after the teams' defence zones. Rates are percentages of his shots, pct are shares made.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    analysis_date: Date
    paint_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    mid_range_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    three_pt_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    total_shots_last_10: int = Field(ge=0, le=10 * MOST_FIELD_GOALS, nullable=True)
    games_in_sample_10: int = Field(ge=0, le=10, nullable=True)
    sample_quality_10: str = Field(isin=SAMPLE_QUALITIES, nullable=True)
    paint_pct_last_10: Numeric53 = Field(ge=0, le=1, nullable=True)
    mid_range_pct_last_10: Numeric53 = Field(ge=0, le=1, nullable=True)
    three_pt_pct_last_10: Numeric53 = Field(ge=0, le=1, nullable=True)
    paint_attempts_per_game: Numeric41 = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    mid_range_attempts_per_game: Numeric41 = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    three_pt_attempts_per_game: Numeric41 = Field(ge=0, le=MOST_THREES, nullable=True)
    paint_rate_last_20: Numeric52 = Field(ge=0, le=100, nullable=True)
    paint_pct_last_20: Numeric53 = Field(ge=0, le=1, nullable=True)
    games_in_sample_20: int = Field(ge=0, le=20, nullable=True)
    sample_quality_20: str = Field(isin=SAMPLE_QUALITIES, nullable=True)
    assisted_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    unassisted_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    player_position: str = Field(str_matches=POSITION, nullable=True)
    primary_scoring_zone: str = Field(isin=[*SHOT_ZONES, "balanced"], nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    calculation_notes: str = Field(nullable=True)
    source_player_game_last_updated: Timestamp = Field(nullable=True)
    source_player_game_rows_found: int = Field(ge=0, nullable=True)
    source_player_game_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_player_game_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def rates_add_up_to_100(t: Any) -> Any:
        return (t.paint_rate_last_10 + t.mid_range_rate_last_10 + t.three_pt_rate_last_10 - 100).abs() <= 0.1

    @row_rule
    def makes_are_assisted_or_not(t: Any) -> Any:
        return (t.assisted_rate_last_10 + t.unassisted_rate_last_10 - 100).abs() <= 0.1

    @row_rule
    def attempts_a_game_make_the_shots(t: Any) -> Any:
        a_game = t.paint_attempts_per_game + t.mid_range_attempts_per_game + t.three_pt_attempts_per_game
        # Each of the three has one decimal.
        return (a_game * t.games_in_sample_10 - t.total_shots_last_10).abs() <= 0.2 * t.games_in_sample_10

    @row_rule
    def who_did_not_shoot_has_no_rates(t: Any) -> Any:
        return (t.total_shots_last_10 == 0) == t.paint_rate_last_10.isnull()

    @row_rule
    def ten_games_are_a_part_of_twenty(t: Any) -> Any:
        return (t.games_in_sample_10 <= t.games_in_sample_20) & (
            (t.games_in_sample_10 == 10) | (t.games_in_sample_20 == t.games_in_sample_10)
        )

    @row_rule
    def sample_of_ten_is_as_good_as_its_games(t: Any) -> Any:
        return ((t.sample_quality_10 == "excellent") == (t.games_in_sample_10 == 10)) & (
            (t.sample_quality_10 == "good") == t.games_in_sample_10.between(7, 9)
        )

    @row_rule
    def sample_of_twenty_is_as_good_as_its_games(t: Any) -> Any:
        return ((t.sample_quality_20 == "excellent") == (t.games_in_sample_20 == 20)) & (
            (t.sample_quality_20 == "good") == t.games_in_sample_20.between(15, 19)
        )

    @row_rule
    def tier_is_that_of_the_sample(t: Any) -> Any:
        return ((t.data_quality_tier == "high") == (t.games_in_sample_10 == 10)) & (
            (t.data_quality_tier == "medium") == t.games_in_sample_10.between(5, 9)
        )

    @row_rule
    def primary_zone_has_at_least_a_third_of_the_shots(t: Any) -> Any:
        rates = t.paint_rate_last_10, t.mid_range_rate_last_10, t.three_pt_rate_last_10
        return of_zone(t.primary_scoring_zone, *rates) >= 100 / 3

    @row_rule
    def early_in_the_season_is_before_the_tenth_game(t: Any) -> Any:
        return t.early_season_flag == (t.games_in_sample_10 < EARLY_SEASON_GAMES)

    @row_rule
    def early_in_the_season_it_says_what_is_missing(t: Any) -> Any:
        return ~t.early_season_flag | t.insufficient_data_reason.notnull()

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
