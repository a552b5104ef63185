"""The contract of nba_analytics.upcoming_player_game_context."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric51, Numeric52, Numeric53, Numeric62, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_LINE,
    HIGHEST_PACE,
    HIGHEST_RATING,
    HIGHEST_TOTAL,
    LONGEST_WAY,
    LOWEST_LINE,
    LOWEST_PACE,
    LOWEST_RATING,
    LOWEST_TOTAL,
    MOST_GAMES_A_FORTNIGHT,
    MOST_GAMES_A_WEEK,
    MOST_MINUTES,
    MOST_POINTS,
    OLDEST,
    WIDEST_SPREAD,
    YOUNGEST,
)
from contracts.tables.formats import (
    DATA_HASH,
    DATA_QUALITY_TIERS,
    GAME_ID,
    LOWER_KEY,
    PLAYER_LOOKUP,
    TEAM_CODES,
    UNIVERSAL_PLAYER_ID,
)
from contracts.tables.nba_analytics._completeness import Completeness, all_where_each_is, nearly_full
from contracts.tables.nba_analytics._quality import Quality
from contracts.tables.relations import dated_where_found, id_names_home_and_away, in_half_steps, read_before_written

SOURCES = ("boxscore", "schedule", "props", "game_lines")
WINDOWS = ("l5", "l10", "l7d", "l14d", "l30d")


class UpcomingPlayerGameContext(
    Completeness,
    Quality,
    dataset="nba_analytics",
    partition="game_date",
    clustering=("player_lookup", "universal_player_id", "game_date"),
    key=("game_date", "player_lookup"),
):
    """What is known of each listed player before his game: rest, load, form, lines, who is hurt.

    Phase 3 writes it on the morning of the game, when the same-day run begins.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    team_abbr: str = Field(isin=TEAM_CODES)
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    has_prop_line: bool = Field(nullable=True)
    current_points_line: Numeric41 = Field(ge=LOWEST_LINE, le=HIGHEST_LINE, nullable=True)
    opening_points_line: Numeric41 = Field(ge=LOWEST_LINE, le=HIGHEST_LINE, nullable=True)
    line_movement: Numeric41 = Field(ge=-HIGHEST_LINE, le=HIGHEST_LINE, nullable=True)
    current_points_line_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    opening_points_line_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    game_spread: Numeric41 = Field(ge=-WIDEST_SPREAD, le=WIDEST_SPREAD, nullable=True)
    opening_spread: Numeric41 = Field(ge=-WIDEST_SPREAD, le=WIDEST_SPREAD, nullable=True)
    spread_movement: Numeric41 = Field(ge=-2 * WIDEST_SPREAD, le=2 * WIDEST_SPREAD, nullable=True)
    game_spread_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    spread_public_betting_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    game_total: Numeric51 = Field(ge=LOWEST_TOTAL, le=HIGHEST_TOTAL, nullable=True)
    opening_total: Numeric51 = Field(ge=LOWEST_TOTAL, le=HIGHEST_TOTAL, nullable=True)
    total_movement: Numeric41 = Field(ge=-50, le=50, nullable=True)
    game_total_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    total_public_betting_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    pace_differential: Numeric51 = Field(ge=-40, le=40, nullable=True)
    opponent_pace_last_10: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    game_start_time_local: str = Field(str_matches=r"^\d{1,2}:[0-5]\d [AP]M$", nullable=True)
    opponent_ft_rate_allowed: Numeric53 = Field(ge=0, le=1, nullable=True)
    home_game: bool = Field(nullable=True)
    back_to_back: bool = Field(nullable=True)
    season_phase: str = Field(isin=["early", "mid", "late", "playoffs"], nullable=True)
    projected_usage_rate: Numeric52 = Field(ge=0, le=100, nullable=True)
    days_rest: int = Field(ge=0, nullable=True)
    days_rest_before_last_game: int = Field(ge=0, nullable=True)
    days_since_2_plus_days_rest: int = Field(ge=0, nullable=True)
    games_in_last_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK, nullable=True)
    games_in_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT, nullable=True)
    minutes_in_last_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK * MOST_MINUTES, nullable=True)
    minutes_in_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT * MOST_MINUTES, nullable=True)
    avg_minutes_per_game_last_7: Numeric51 = Field(ge=0, le=MOST_MINUTES, nullable=True)
    back_to_backs_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT, nullable=True)
    avg_usage_rate_last_7_games: Numeric52 = Field(ge=0, le=100, nullable=True)
    fourth_quarter_minutes_last_7: int = Field(ge=0, le=MOST_GAMES_A_WEEK * MOST_MINUTES, nullable=True)
    clutch_minutes_last_7_games: int = Field(ge=0, le=7 * MOST_MINUTES, nullable=True)
    travel_miles: int = Field(ge=0, le=LONGEST_WAY, nullable=True)
    time_zone_changes: int = Field(ge=0, le=12, nullable=True)
    consecutive_road_games: int = Field(ge=0, le=41, nullable=True)
    miles_traveled_last_14_days: int = Field(ge=0, nullable=True)
    time_zones_crossed_last_14_days: int = Field(ge=0, nullable=True)
    player_age: int = Field(ge=YOUNGEST, le=OLDEST, nullable=True)
    points_avg_last_5: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_avg_last_10: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    prop_over_streak: int = Field(ge=0, nullable=True)
    prop_under_streak: int = Field(ge=0, nullable=True)
    star_teammates_out: int = Field(ge=0, le=18, nullable=True)
    opponent_def_rating_last_10: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    shooting_pct_decline_last_5: Numeric53 = Field(ge=-1, le=1, nullable=True)
    fourth_quarter_production_last_7: Numeric51 = Field(ge=0, le=MOST_POINTS, nullable=True)
    next_game_days_rest: int = Field(ge=0, nullable=True)
    games_in_next_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK, nullable=True)
    next_opponent_win_pct: Numeric53 = Field(ge=0, le=1, nullable=True)
    next_game_is_primetime: bool = Field(nullable=True)
    opponent_days_rest: int = Field(ge=0, nullable=True)
    opponent_games_in_next_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK, nullable=True)
    opponent_next_game_days_rest: int = Field(ge=0, nullable=True)
    player_status: str = Field(isin=["out", "doubtful", "questionable", "probable", "available"], nullable=True)
    injury_report: str = Field(nullable=True)
    questionable_teammates: int = Field(ge=0, le=18, nullable=True)
    probable_teammates: int = Field(ge=0, le=18, nullable=True)
    source_boxscore_last_updated: Timestamp = Field(nullable=True)
    source_boxscore_rows_found: int = Field(ge=0, nullable=True)
    source_boxscore_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_boxscore_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_schedule_last_updated: Timestamp = Field(nullable=True)
    source_schedule_rows_found: int = Field(ge=0, nullable=True)
    source_schedule_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_schedule_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_props_last_updated: Timestamp = Field(nullable=True)
    source_props_rows_found: int = Field(ge=0, nullable=True)
    source_props_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_props_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_game_lines_last_updated: Timestamp = Field(nullable=True)
    source_game_lines_rows_found: int = Field(ge=0, nullable=True)
    source_game_lines_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_game_lines_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    primary_source_used: str = Field(str_matches=LOWER_KEY, nullable=True)
    processed_with_issues: bool = Field(nullable=True)
    l5_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l5_is_complete: bool = Field(nullable=True)
    l10_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l10_is_complete: bool = Field(nullable=True)
    l7d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l7d_is_complete: bool = Field(nullable=True)
    l14d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l14d_is_complete: bool = Field(nullable=True)
    l30d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l30d_is_complete: bool = Field(nullable=True)
    all_windows_complete: bool = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    context_version: int = Field(ge=1, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names_home_and_away(t, t.team_abbr)

    @row_rule
    def no_team_plays_itself(t: Any) -> Any:
        return t.team_abbr != t.opponent_team_abbr

    @row_rule
    def a_line_is_there_where_it_says_so(t: Any) -> Any:
        return t.has_prop_line == t.current_points_line.notnull()

    @row_rule
    def a_line_names_its_source(t: Any) -> Any:
        return (
            (t.current_points_line.isnull() | t.current_points_line_source.notnull())
            & (t.opening_points_line.isnull() | t.opening_points_line_source.notnull())
            & (t.game_spread.isnull() | t.game_spread_source.notnull())
            & (t.game_total.isnull() | t.game_total_source.notnull())
        )

    @row_rule
    def lines_are_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.current_points_line) & in_half_steps(t.game_spread) & in_half_steps(t.game_total)

    @row_rule
    def line_movement_is_from_the_opening_line(t: Any) -> Any:
        return t.line_movement == t.current_points_line - t.opening_points_line

    @row_rule
    def spread_and_total_move_from_their_openings(t: Any) -> Any:
        return (t.spread_movement == t.game_spread - t.opening_spread) & (
            t.total_movement == t.game_total - t.opening_total
        )

    @row_rule
    def the_last_week_is_a_part_of_the_last_two(t: Any) -> Any:
        return (t.games_in_last_7_days <= t.games_in_last_14_days) & (
            t.minutes_in_last_7_days <= t.minutes_in_last_14_days
        )

    @row_rule
    def average_minutes_are_minutes_by_games(t: Any) -> Any:
        # The sum is a whole number, the average has one decimal.
        difference = t.avg_minutes_per_game_last_7 * t.games_in_last_7_days - t.minutes_in_last_7_days
        return difference.abs() <= 0.5 + 0.1 * t.games_in_last_7_days

    @row_rule
    def without_games_there_are_no_minutes(t: Any) -> Any:
        return (t.games_in_last_7_days > 0) | (t.minutes_in_last_7_days == 0)

    @row_rule
    def a_streak_is_over_or_under(t: Any) -> Any:
        return (t.prop_over_streak == 0) | (t.prop_under_streak == 0)

    @row_rule
    def who_is_not_on_the_injury_report_is_available(t: Any) -> Any:
        return t.injury_report.notnull() | (t.player_status == "available")

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
