"""The contract of nba_precompute.player_daily_cache."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric51, Numeric52, Numeric53, Numeric62, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_PACE,
    HIGHEST_RATING,
    LOWEST_PACE,
    LOWEST_RATING,
    MOST_GAMES,
    MOST_GAMES_A_FORTNIGHT,
    MOST_GAMES_A_WEEK,
    MOST_MINUTES,
    MOST_POINTS,
    OLDEST,
    YOUNGEST,
)
from contracts.tables.formats import DATA_HASH, PLAYER_LOOKUP, UNIVERSAL_PLAYER_ID, VERSION
from contracts.tables.nba_analytics._completeness import Completeness, all_where_each_is, nearly_full
from contracts.tables.nba_precompute._shared import EARLY_SEASON_GAMES
from contracts.tables.relations import dated_where_found, read_before_written

SOURCES = ("player_game", "team_offense", "upcoming_context", "shot_zone")
WINDOWS = ("l5", "l10", "l7d", "l14d")


class PlayerDailyCache(
    Completeness,
    dataset="nba_precompute",
    partition="cache_date",
    clustering=("player_lookup", "universal_player_id"),
    key=("cache_date", "player_lookup"),
):
    """Each player's averages and load before a game day, one row a player and day.

    Phase 4 writes it after the shot zones; predictions read it all day.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    cache_date: Date
    points_avg_last_5: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_avg_last_10: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_avg_season: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_std_last_10: Numeric52 = Field(ge=0, le=MOST_POINTS / 2, nullable=True)
    minutes_avg_last_10: Numeric51 = Field(ge=0, le=MOST_MINUTES, nullable=True)
    usage_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    ts_pct_last_10: Numeric53 = Field(ge=0, le=1.5, nullable=True)
    games_played_season: int = Field(ge=0, le=MOST_GAMES, nullable=True)
    team_pace_last_10: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    team_off_rating_last_10: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    player_usage_rate_season: Numeric52 = Field(ge=0, le=100, nullable=True)
    games_in_last_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK, nullable=True)
    games_in_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT, nullable=True)
    minutes_in_last_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK * MOST_MINUTES, nullable=True)
    minutes_in_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT * MOST_MINUTES, nullable=True)
    back_to_backs_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT, nullable=True)
    avg_minutes_per_game_last_7: Numeric51 = Field(ge=0, le=MOST_MINUTES, nullable=True)
    fourth_quarter_minutes_last_7: int = Field(ge=0, le=MOST_GAMES_A_WEEK * MOST_MINUTES, nullable=True)
    primary_scoring_zone: str = Field(isin=["paint", "mid_range", "3pt", "balanced"], nullable=True)
    paint_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    three_pt_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    assisted_rate_last_10: Numeric52 = Field(ge=0, le=100, nullable=True)
    player_age: int = Field(ge=YOUNGEST, le=OLDEST, nullable=True)
    source_player_game_last_updated: Timestamp = Field(nullable=True)
    source_player_game_rows_found: int = Field(ge=0, nullable=True)
    source_player_game_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_player_game_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_team_offense_last_updated: Timestamp = Field(nullable=True)
    source_team_offense_rows_found: int = Field(ge=0, nullable=True)
    source_team_offense_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_offense_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_upcoming_context_last_updated: Timestamp = Field(nullable=True)
    source_upcoming_context_rows_found: int = Field(ge=0, nullable=True)
    source_upcoming_context_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_upcoming_context_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_shot_zone_last_updated: Timestamp = Field(nullable=True)
    source_shot_zone_rows_found: int = Field(ge=0, nullable=True)
    source_shot_zone_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_shot_zone_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    shot_zone_data_available: bool = Field(nullable=True)
    l5_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l5_is_complete: bool = Field(nullable=True)
    l10_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l10_is_complete: bool = Field(nullable=True)
    l7d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l7d_is_complete: bool = Field(nullable=True)
    l14d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l14d_is_complete: bool = Field(nullable=True)
    all_windows_complete: bool = Field(nullable=True)
    cache_version: str = Field(str_matches=VERSION, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def early_in_the_season_is_before_the_tenth_game(t: Any) -> Any:
        return t.early_season_flag == (t.games_played_season < EARLY_SEASON_GAMES)

    @row_rule
    def early_in_the_season_it_says_what_is_missing(t: Any) -> Any:
        return ~t.early_season_flag | t.insufficient_data_reason.notnull()

    @row_rule
    def shorter_windows_are_parts_of_longer_ones(t: Any) -> Any:
        return (
            (t.games_in_last_7_days <= t.games_in_last_14_days)
            & (t.games_in_last_14_days <= t.games_played_season)
            & (t.minutes_in_last_7_days <= t.minutes_in_last_14_days)
            & (t.back_to_backs_last_14_days <= t.games_in_last_14_days)
            & (t.fourth_quarter_minutes_last_7 <= t.minutes_in_last_7_days)
        )

    @row_rule
    def five_games_do_not_outscore_the_ten_they_are_of(t: Any) -> Any:
        # The averages have one decimal.
        return (t.games_played_season < 10) | (5 * t.points_avg_last_5 <= 10 * t.points_avg_last_10 + 0.75)

    @row_rule
    def ten_games_do_not_outscore_the_season_they_are_of(t: Any) -> Any:
        season = t.points_avg_season * t.games_played_season
        return (t.games_played_season < 10) | (10 * t.points_avg_last_10 <= season + 0.5 + 0.05 * t.games_played_season)

    @row_rule
    def average_minutes_are_minutes_by_games(t: Any) -> Any:
        # The sum is a whole number, the average has one decimal.
        difference = t.avg_minutes_per_game_last_7 * t.games_in_last_7_days - t.minutes_in_last_7_days
        return difference.abs() <= 0.5 + 0.1 * t.games_in_last_7_days

    @row_rule
    def without_games_there_are_no_minutes(t: Any) -> Any:
        return ((t.games_in_last_7_days > 0) | (t.minutes_in_last_7_days == 0)) & (
            (t.games_in_last_14_days > 0) | (t.minutes_in_last_14_days == 0)
        )

    @row_rule
    def rates_leave_room_for_mid_range(t: Any) -> Any:
        return t.paint_rate_last_10 + t.three_pt_rate_last_10 <= 100.1

    @row_rule
    def zones_are_only_there_where_it_says_so(t: Any) -> Any:
        return t.shot_zone_data_available | (t.primary_scoring_zone.isnull() & t.paint_rate_last_10.isnull())

    @row_rule
    def complete_windows_are_nearly_full(t: Any) -> Any:
        return nearly_full(t, *WINDOWS)

    @row_rule
    def all_windows_are_complete_where_each_is(t: Any) -> Any:
        return all_where_each_is(t, *WINDOWS)

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
