"""The contract of nba_analytics.player_game_summary."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric41, Numeric51, Numeric52, Numeric53, Numeric62, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_LINE,
    LOWEST_LINE,
    MOST_ASSISTS,
    MOST_BLOCKS,
    MOST_FIELD_GOALS,
    MOST_FOULS,
    MOST_FREE_THROWS,
    MOST_MINUTES,
    MOST_POINTS,
    MOST_REBOUNDS,
    MOST_STEALS,
    MOST_THREES,
    MOST_TURNOVERS,
    WIDEST_PLUS_MINUS,
)
from contracts.tables.formats import (
    DATA_HASH,
    DATA_QUALITY_TIERS,
    FIRST_SEASON,
    LOWER_KEY,
    PLATFORM_GAME_ID,
    PLAYER_LOOKUP,
    TEAM_CODES,
    UNIVERSAL_PLAYER_ID,
)
from contracts.tables.nba_analytics._quality import Quality
from contracts.tables.relations import (
    dated_where_found,
    either,
    in_half_steps,
    is_share,
    read_before_written,
    season_of,
)
from harness.warehouse.functions import platform_game_id

SOURCES = ("nbac", "bdl", "bbd", "nbac_pbp", "odds", "bp", "team")


class PlayerGameSummary(
    Quality,
    dataset="nba_analytics",
    partition="game_date",
    clustering=("universal_player_id", "player_lookup", "team_abbr", "game_date"),
    key=("game_id", "player_lookup"),
):
    """What each player did in each game, one row each; predictions are graded by it.

    Phase 3 writes it the morning after, from the gamebook or, where that is missing, from Ball Don't Lie. Who was
    predicted and did not play has a row with nothing to his name.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    player_full_name: str = Field(nullable=True)
    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_date: Date
    team_abbr: str = Field(isin=TEAM_CODES)
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    season_year: int = Field(ge=FIRST_SEASON)
    points: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    minutes_played: Numeric51 = Field(ge=0, le=MOST_MINUTES, nullable=True)
    assists: int = Field(ge=0, le=MOST_ASSISTS, nullable=True)
    offensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    defensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    steals: int = Field(ge=0, le=MOST_STEALS, nullable=True)
    blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    turnovers: int = Field(ge=0, le=MOST_TURNOVERS, nullable=True)
    fg_attempts: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    fg_makes: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    three_pt_attempts: int = Field(ge=0, le=MOST_THREES, nullable=True)
    three_pt_makes: int = Field(ge=0, le=MOST_THREES, nullable=True)
    ft_attempts: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    ft_makes: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    plus_minus: int = Field(ge=-WIDEST_PLUS_MINUS, le=WIDEST_PLUS_MINUS, nullable=True)
    personal_fouls: int = Field(ge=0, le=MOST_FOULS, nullable=True)
    paint_attempts: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    paint_makes: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    mid_range_attempts: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    mid_range_makes: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    paint_blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    mid_range_blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    three_pt_blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    and1_count: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    assisted_fg_makes: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    unassisted_fg_makes: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    usage_rate: Numeric62 = Field(ge=0, le=100, nullable=True)
    ts_pct: Numeric53 = Field(ge=0, le=1.5, nullable=True)
    efg_pct: Numeric53 = Field(ge=0, le=1.5, nullable=True)
    starter_flag: bool
    win_flag: bool
    points_line: Numeric41 = Field(ge=LOWEST_LINE, le=HIGHEST_LINE, nullable=True)
    over_under_result: str = Field(isin=["OVER", "UNDER", "PUSH"], nullable=True)
    margin: Numeric62 = Field(ge=-HIGHEST_LINE, le=MOST_POINTS, nullable=True)
    opening_line: Numeric41 = Field(ge=LOWEST_LINE, le=HIGHEST_LINE, nullable=True)
    line_movement: Numeric41 = Field(ge=-HIGHEST_LINE, le=HIGHEST_LINE, nullable=True)
    points_line_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    opening_line_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    is_active: bool
    player_status: str = Field(isin=["active", "inactive", "dnp"], nullable=True)
    source_nbac_last_updated: Timestamp = Field(nullable=True)
    source_nbac_rows_found: int = Field(ge=0, nullable=True)
    source_nbac_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_nbac_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_bdl_last_updated: Timestamp = Field(nullable=True)
    source_bdl_rows_found: int = Field(ge=0, nullable=True)
    source_bdl_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_bdl_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_bbd_last_updated: Timestamp = Field(nullable=True)
    source_bbd_rows_found: int = Field(ge=0, nullable=True)
    source_bbd_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_bbd_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_nbac_pbp_last_updated: Timestamp = Field(nullable=True)
    source_nbac_pbp_rows_found: int = Field(ge=0, nullable=True)
    source_nbac_pbp_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_nbac_pbp_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_odds_last_updated: Timestamp = Field(nullable=True)
    source_odds_rows_found: int = Field(ge=0, nullable=True)
    source_odds_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_odds_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_bp_last_updated: Timestamp = Field(nullable=True)
    source_bp_rows_found: int = Field(ge=0, nullable=True)
    source_bp_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_bp_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_team_last_updated: Timestamp = Field(nullable=True)
    source_team_rows_found: int = Field(ge=0, nullable=True)
    source_team_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    primary_source_used: str = Field(str_matches=LOWER_KEY, nullable=True)
    processed_with_issues: bool = Field(nullable=True)
    shot_zones_estimated: bool = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        at_home = platform_game_id(t.game_date, t.opponent_team_abbr, t.team_abbr)
        on_the_road = platform_game_id(t.game_date, t.team_abbr, t.opponent_team_abbr)
        return either(t.game_id, at_home, on_the_road)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def no_game_is_summarized_before_its_day(t: Any) -> Any:
        return t.game_date <= t.processed_at.date()

    @row_rule
    def points_come_from_makes(t: Any) -> Any:
        return t.points == 2 * t.fg_makes + t.three_pt_makes + t.ft_makes

    @row_rule
    def makes_do_not_exceed_attempts(t: Any) -> Any:
        return (
            (t.fg_makes <= t.fg_attempts)
            & (t.three_pt_makes <= t.three_pt_attempts)
            & (t.ft_makes <= t.ft_attempts)
            & (t.paint_makes <= t.paint_attempts)
            & (t.mid_range_makes <= t.mid_range_attempts)
        )

    @row_rule
    def attempts_of_the_zones_add_up(t: Any) -> Any:
        return t.fg_attempts == t.paint_attempts + t.mid_range_attempts + t.three_pt_attempts

    @row_rule
    def makes_of_the_zones_add_up(t: Any) -> Any:
        return t.fg_makes == t.paint_makes + t.mid_range_makes + t.three_pt_makes

    @row_rule
    def blocks_of_the_zones_add_up(t: Any) -> Any:
        return t.blocks == t.paint_blocks + t.mid_range_blocks + t.three_pt_blocks

    @row_rule
    def makes_are_assisted_or_not(t: Any) -> Any:
        return t.fg_makes == t.assisted_fg_makes + t.unassisted_fg_makes

    @row_rule
    def an_and_one_is_a_make_with_a_free_throw(t: Any) -> Any:
        return (t.and1_count <= t.fg_makes) & (t.and1_count <= t.ft_attempts)

    @row_rule
    def true_shooting_is_points_by_scoring_attempts(t: Any) -> Any:
        return is_share(t.ts_pct, t.points, 2 * (t.fg_attempts + 0.44 * t.ft_attempts))

    @row_rule
    def effective_share_counts_threes_half_again(t: Any) -> Any:
        return is_share(t.efg_pct, t.fg_makes + 0.5 * t.three_pt_makes, t.fg_attempts)

    @row_rule
    def who_is_active_has_that_status(t: Any) -> Any:
        return t.is_active == (t.player_status == "active")

    @row_rule
    def who_did_not_play_has_no_numbers(t: Any) -> Any:
        return t.is_active | ((t.minutes_played == 0) & (t.points == 0))

    @row_rule
    def a_starter_played(t: Any) -> Any:
        return ~t.starter_flag | t.is_active

    @row_rule
    def lines_are_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.points_line) & in_half_steps(t.opening_line)

    @row_rule
    def line_movement_is_from_the_opening_line(t: Any) -> Any:
        return t.line_movement == t.points_line - t.opening_line

    @row_rule
    def a_line_names_its_source(t: Any) -> Any:
        return (t.points_line.isnull() == t.points_line_source.isnull()) & (
            t.opening_line.isnull() == t.opening_line_source.isnull()
        )

    @row_rule
    def margin_is_points_above_the_line(t: Any) -> Any:
        return t.margin == t.points - t.points_line

    @row_rule
    def result_is_the_side_of_the_margin(t: Any) -> Any:
        return ((t.over_under_result == "OVER") == (t.margin > 0)) & (
            (t.over_under_result == "UNDER") == (t.margin < 0)
        )

    @row_rule
    def without_a_line_there_is_no_result(t: Any) -> Any:
        return t.points_line.notnull() | (t.over_under_result.isnull() & t.margin.isnull())

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
