"""The contract of nba_analytics.team_defense_game_summary."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric51, Numeric52, Numeric53, Numeric62, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_PACE,
    HIGHEST_RATING,
    LEAST_TEAM_POINTS,
    LOWEST_PACE,
    LOWEST_RATING,
    MOST_TEAM_POINTS,
)
from contracts.tables.formats import (
    DATA_HASH,
    DATA_QUALITY_TIERS,
    FIRST_SEASON,
    GAME_ID,
    LAST_PERIOD,
    LOWER_KEY,
    TEAM_CODES,
)
from contracts.tables.nba_analytics._quality import Quality
from contracts.tables.relations import (
    dated_where_found,
    id_names_home_and_away,
    is_share,
    read_before_written,
    season_of,
)

SOURCES = ("team_boxscore", "gamebook_players", "bdl_players")


class TeamDefenseGameSummary(
    Quality,
    dataset="nba_analytics",
    partition="game_date",
    clustering=("defending_team_abbr", "game_date", "data_quality_tier"),
    key=("game_id", "defending_team_abbr"),
):
    """What each team let its opponent do in each game, two rows a game: the mirror of the other's offence.

    Phase 3 writes it the morning after from NBA.com's team box score and the gamebook.
    """

    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    defending_team_abbr: str = Field(isin=TEAM_CODES)
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    season_year: int = Field(ge=FIRST_SEASON)
    points_allowed: int = Field(ge=LEAST_TEAM_POINTS, le=MOST_TEAM_POINTS, nullable=True)
    opp_fg_attempts: int = Field(ge=0, le=150, nullable=True)
    opp_fg_makes: int = Field(ge=0, le=100, nullable=True)
    opp_three_pt_attempts: int = Field(ge=0, le=100, nullable=True)
    opp_three_pt_makes: int = Field(ge=0, le=100, nullable=True)
    opp_ft_attempts: int = Field(ge=0, le=100, nullable=True)
    opp_ft_makes: int = Field(ge=0, le=100, nullable=True)
    opp_rebounds: int = Field(ge=0, le=100, nullable=True)
    opp_assists: int = Field(ge=0, le=100, nullable=True)
    turnovers_forced: int = Field(ge=0, le=50, nullable=True)
    fouls_committed: int = Field(ge=0, le=60, nullable=True)
    opp_paint_attempts: int = Field(ge=0, le=100, nullable=True)
    opp_paint_makes: int = Field(ge=0, le=100, nullable=True)
    opp_mid_range_attempts: int = Field(ge=0, le=100, nullable=True)
    opp_mid_range_makes: int = Field(ge=0, le=100, nullable=True)
    points_in_paint_allowed: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    mid_range_points_allowed: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    three_pt_points_allowed: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    second_chance_points_allowed: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    fast_break_points_allowed: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    blocks_paint: int = Field(ge=0, le=50, nullable=True)
    blocks_mid_range: int = Field(ge=0, le=50, nullable=True)
    blocks_three_pt: int = Field(ge=0, le=50, nullable=True)
    steals: int = Field(ge=0, le=50, nullable=True)
    defensive_rebounds: int = Field(ge=0, le=100, nullable=True)
    defensive_rating: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    opponent_pace: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    opponent_ts_pct: Numeric53 = Field(ge=0, le=1, nullable=True)
    home_game: bool
    win_flag: bool = Field(nullable=True)
    margin_of_victory: int = Field(ge=-100, le=100, nullable=True)
    overtime_periods: int = Field(ge=0, le=LAST_PERIOD - 4, nullable=True)
    players_inactive: int = Field(ge=0, le=18, nullable=True)
    starters_inactive: int = Field(ge=0, le=5, nullable=True)
    referee_crew_id: str = Field(nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    primary_source_used: str = Field(str_matches=LOWER_KEY, nullable=True)
    processed_with_issues: bool = Field(nullable=True)
    source_team_boxscore_last_updated: Timestamp = Field(nullable=True)
    source_team_boxscore_rows_found: int = Field(ge=0, nullable=True)
    source_team_boxscore_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_boxscore_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_gamebook_players_last_updated: Timestamp = Field(nullable=True)
    source_gamebook_players_rows_found: int = Field(ge=0, nullable=True)
    source_gamebook_players_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_gamebook_players_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_bdl_players_last_updated: Timestamp = Field(nullable=True)
    source_bdl_players_rows_found: int = Field(ge=0, nullable=True)
    source_bdl_players_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_bdl_players_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names_home_and_away(t, t.defending_team_abbr)

    @row_rule
    def no_team_plays_itself(t: Any) -> Any:
        return t.defending_team_abbr != t.opponent_team_abbr

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def no_game_is_summarized_before_its_day(t: Any) -> Any:
        return t.game_date <= t.processed_at.date()

    @row_rule
    def who_won_was_ahead(t: Any) -> Any:
        return (t.margin_of_victory != 0) & (t.win_flag == (t.margin_of_victory > 0))

    @row_rule
    def inactive_starters_are_inactive_players(t: Any) -> Any:
        return t.starters_inactive <= t.players_inactive

    @row_rule
    def points_allowed_come_from_makes(t: Any) -> Any:
        return t.points_allowed == 2 * t.opp_fg_makes + t.opp_three_pt_makes + t.opp_ft_makes

    @row_rule
    def makes_do_not_exceed_attempts(t: Any) -> Any:
        return (
            (t.opp_fg_makes <= t.opp_fg_attempts)
            & (t.opp_three_pt_makes <= t.opp_three_pt_attempts)
            & (t.opp_ft_makes <= t.opp_ft_attempts)
            & (t.opp_paint_makes <= t.opp_paint_attempts)
            & (t.opp_mid_range_makes <= t.opp_mid_range_attempts)
        )

    @row_rule
    def attempts_of_the_zones_add_up(t: Any) -> Any:
        return t.opp_fg_attempts == t.opp_paint_attempts + t.opp_mid_range_attempts + t.opp_three_pt_attempts

    @row_rule
    def makes_of_the_zones_add_up(t: Any) -> Any:
        return t.opp_fg_makes == t.opp_paint_makes + t.opp_mid_range_makes + t.opp_three_pt_makes

    @row_rule
    def points_of_the_zones_come_from_makes(t: Any) -> Any:
        return (
            (t.points_in_paint_allowed == 2 * t.opp_paint_makes)
            & (t.mid_range_points_allowed == 2 * t.opp_mid_range_makes)
            & (t.three_pt_points_allowed == 3 * t.opp_three_pt_makes)
        )

    @row_rule
    def no_make_has_two_assists(t: Any) -> Any:
        return t.opp_assists <= t.opp_fg_makes

    @row_rule
    def what_is_blocked_is_missed(t: Any) -> Any:
        return (
            (t.blocks_paint <= t.opp_paint_attempts - t.opp_paint_makes)
            & (t.blocks_mid_range <= t.opp_mid_range_attempts - t.opp_mid_range_makes)
            & (t.blocks_three_pt <= t.opp_three_pt_attempts - t.opp_three_pt_makes)
        )

    @row_rule
    def a_steal_is_a_turnover_of_the_opponent(t: Any) -> Any:
        return t.steals <= t.turnovers_forced

    @row_rule
    def rating_and_pace_make_the_points_allowed(t: Any) -> Any:
        possessions = t.opponent_pace * (48 + 5 * t.overtime_periods) / 48
        return (t.defensive_rating * possessions / 100 - t.points_allowed).abs() <= 1

    @row_rule
    def true_shooting_is_points_by_scoring_attempts(t: Any) -> Any:
        return is_share(t.opponent_ts_pct, t.points_allowed, 2 * (t.opp_fg_attempts + 0.44 * t.opp_ft_attempts))

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
