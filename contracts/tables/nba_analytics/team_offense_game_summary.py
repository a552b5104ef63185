"""The contract of nba_analytics.team_offense_game_summary."""

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
    NBA_GAME_ID,
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

SOURCES = ("nbac_boxscore", "play_by_play")


class TeamOffenseGameSummary(
    Quality,
    dataset="nba_analytics",
    partition="game_date",
    clustering=("team_abbr", "game_date", "home_game"),
    key=("game_id", "team_abbr"),
):
    """What each team scored in each game and how, two rows a game.

    Phase 3 writes it the morning after from NBA.com's team box score; the shots' places come from play-by-play.
    """

    game_id: str = Field(str_matches=GAME_ID)
    nba_game_id: str = Field(str_matches=NBA_GAME_ID, nullable=True)
    game_date: Date
    team_abbr: str = Field(isin=TEAM_CODES)
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    season_year: int = Field(ge=FIRST_SEASON)
    points_scored: int = Field(ge=LEAST_TEAM_POINTS, le=MOST_TEAM_POINTS, nullable=True)
    fg_attempts: int = Field(ge=0, le=150, nullable=True)
    fg_makes: int = Field(ge=0, le=100, nullable=True)
    three_pt_attempts: int = Field(ge=0, le=100, nullable=True)
    three_pt_makes: int = Field(ge=0, le=100, nullable=True)
    ft_attempts: int = Field(ge=0, le=100, nullable=True)
    ft_makes: int = Field(ge=0, le=100, nullable=True)
    rebounds: int = Field(ge=0, le=100, nullable=True)
    assists: int = Field(ge=0, le=100, nullable=True)
    turnovers: int = Field(ge=0, le=50, nullable=True)
    personal_fouls: int = Field(ge=0, le=60, nullable=True)
    team_paint_attempts: int = Field(ge=0, le=100, nullable=True)
    team_paint_makes: int = Field(ge=0, le=100, nullable=True)
    team_mid_range_attempts: int = Field(ge=0, le=100, nullable=True)
    team_mid_range_makes: int = Field(ge=0, le=100, nullable=True)
    points_in_paint_scored: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    second_chance_points_scored: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    offensive_rating: Numeric62 = Field(ge=LOWEST_RATING, le=HIGHEST_RATING, nullable=True)
    pace: Numeric51 = Field(ge=LOWEST_PACE, le=HIGHEST_PACE, nullable=True)
    possessions: int = Field(ge=60, le=180, nullable=True)
    ts_pct: Numeric53 = Field(ge=0, le=1, nullable=True)
    home_game: bool
    win_flag: bool
    margin_of_victory: int = Field(ge=-100, le=100, nullable=True)
    overtime_periods: int = Field(ge=0, le=LAST_PERIOD - 4, nullable=True)
    players_inactive: int = Field(ge=0, le=18, nullable=True)
    starters_inactive: int = Field(ge=0, le=5, nullable=True)
    referee_crew_id: str = Field(nullable=True)
    source_nbac_boxscore_last_updated: Timestamp = Field(nullable=True)
    source_nbac_boxscore_rows_found: int = Field(ge=0, nullable=True)
    source_nbac_boxscore_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_nbac_boxscore_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_play_by_play_last_updated: Timestamp = Field(nullable=True)
    source_play_by_play_rows_found: int = Field(ge=0, nullable=True)
    source_play_by_play_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_play_by_play_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    data_quality_tier: str = Field(isin=DATA_QUALITY_TIERS, nullable=True)
    shot_zones_available: bool = Field(nullable=True)
    shot_zones_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    primary_source_used: str = Field(str_matches=LOWER_KEY, nullable=True)
    processed_with_issues: bool = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names_home_and_away(t, t.team_abbr)

    @row_rule
    def no_team_plays_itself(t: Any) -> Any:
        return t.team_abbr != t.opponent_team_abbr

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
    def points_come_from_makes(t: Any) -> Any:
        return t.points_scored == 2 * t.fg_makes + t.three_pt_makes + t.ft_makes

    @row_rule
    def makes_do_not_exceed_attempts(t: Any) -> Any:
        return (
            (t.fg_makes <= t.fg_attempts)
            & (t.three_pt_makes <= t.three_pt_attempts)
            & (t.ft_makes <= t.ft_attempts)
            & (t.team_paint_makes <= t.team_paint_attempts)
            & (t.team_mid_range_makes <= t.team_mid_range_attempts)
        )

    @row_rule
    def attempts_of_the_zones_add_up(t: Any) -> Any:
        return t.fg_attempts == t.team_paint_attempts + t.team_mid_range_attempts + t.three_pt_attempts

    @row_rule
    def makes_of_the_zones_add_up(t: Any) -> Any:
        return t.fg_makes == t.team_paint_makes + t.team_mid_range_makes + t.three_pt_makes

    @row_rule
    def points_in_the_paint_are_two_a_make(t: Any) -> Any:
        return t.points_in_paint_scored == 2 * t.team_paint_makes

    @row_rule
    def no_make_has_two_assists(t: Any) -> Any:
        return t.assists <= t.fg_makes

    @row_rule
    def zones_are_there_where_it_says_so(t: Any) -> Any:
        return t.shot_zones_available == t.team_paint_attempts.notnull()

    @row_rule
    def zones_name_their_source(t: Any) -> Any:
        return ~t.shot_zones_available | t.shot_zones_source.notnull()

    @row_rule
    def possessions_end_with_shots_turnovers_or_free_throws(t: Any) -> Any:
        # Shots that the team rebounded itself do not end one; how many these were is not kept.
        ends = t.fg_attempts + t.turnovers + 0.44 * t.ft_attempts
        return t.possessions.between(ends - t.rebounds - 1, ends + 1)

    @row_rule
    def rating_is_points_for_a_hundred_possessions(t: Any) -> Any:
        return (t.offensive_rating * t.possessions / 100 - t.points_scored).abs() <= 1

    @row_rule
    def pace_is_possessions_in_48_minutes(t: Any) -> Any:
        return (t.pace * (48 + 5 * t.overtime_periods) / 48 - t.possessions).abs() <= 1

    @row_rule
    def true_shooting_is_points_by_scoring_attempts(t: Any) -> Any:
        return is_share(t.ts_pct, t.points_scored, 2 * (t.fg_attempts + 0.44 * t.ft_attempts))

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
