"""The contract of nba_raw.nbac_team_boxscore."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import LEAST_TEAM_POINTS, MOST_TEAM_POINTS
from contracts.tables.formats import (
    DATA_HASH,
    FIRST_SEASON,
    NBA_GAME_ID,
    NBA_TEAM_IDS,
    PLATFORM_GAME_ID,
    TEAM_CODES,
    TEAM_MINUTES,
)
from contracts.tables.relations import is_share, season_of


class NbacTeamBoxscore(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_id", "team_abbr", "season_year", "is_home"),
    key=("game_id", "team_abbr"),
):
    """Team totals, two rows a game.

    Rows come from stats.nba.com's boxscoretraditionalv3. Its rebounds are the players' own; none is the team's.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    nba_game_id: str = Field(str_matches=NBA_GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    team_id: int = Field(isin=NBA_TEAM_IDS)
    team_abbr: str = Field(isin=TEAM_CODES)
    team_name: str = Field(nullable=True)
    team_city: str = Field(nullable=True)
    is_home: bool
    minutes: str = Field(str_matches=TEAM_MINUTES, nullable=True)
    fg_made: int = Field(ge=0, le=100, nullable=True)
    fg_attempted: int = Field(ge=0, le=150, nullable=True)
    fg_percentage: float = Field(ge=0, le=1, nullable=True)
    three_pt_made: int = Field(ge=0, le=100, nullable=True)
    three_pt_attempted: int = Field(ge=0, le=100, nullable=True)
    three_pt_percentage: float = Field(ge=0, le=1, nullable=True)
    ft_made: int = Field(ge=0, le=100, nullable=True)
    ft_attempted: int = Field(ge=0, le=100, nullable=True)
    ft_percentage: float = Field(ge=0, le=1, nullable=True)
    offensive_rebounds: int = Field(ge=0, le=100, nullable=True)
    defensive_rebounds: int = Field(ge=0, le=100, nullable=True)
    total_rebounds: int = Field(ge=0, le=100, nullable=True)
    assists: int = Field(ge=0, le=100, nullable=True)
    steals: int = Field(ge=0, le=50, nullable=True)
    blocks: int = Field(ge=0, le=50, nullable=True)
    turnovers: int = Field(ge=0, le=50, nullable=True)
    personal_fouls: int = Field(ge=0, le=60, nullable=True)
    points: int = Field(ge=LEAST_TEAM_POINTS, le=MOST_TEAM_POINTS, nullable=True)
    plus_minus: int = Field(ge=-100, le=100, nullable=True)
    source_file_path: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def points_come_from_makes(t: Any) -> Any:
        return t.points == 2 * t.fg_made + t.three_pt_made + t.ft_made

    @row_rule
    def rebounds_add_up(t: Any) -> Any:
        return t.total_rebounds == t.offensive_rebounds + t.defensive_rebounds

    @row_rule
    def field_goals_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.fg_made <= t.fg_attempted

    @row_rule
    def three_pointers_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.three_pt_made <= t.three_pt_attempted

    @row_rule
    def free_throws_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.ft_made <= t.ft_attempted

    @row_rule
    def three_pointers_are_field_goals(t: Any) -> Any:
        return (t.three_pt_made <= t.fg_made) & (t.three_pt_attempted <= t.fg_attempted)

    @row_rule
    def field_goal_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.fg_percentage, t.fg_made, t.fg_attempted)

    @row_rule
    def three_point_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.three_pt_percentage, t.three_pt_made, t.three_pt_attempted)

    @row_rule
    def free_throw_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.ft_percentage, t.ft_made, t.ft_attempted)

    @row_rule
    def assists_do_not_exceed_field_goals(t: Any) -> Any:
        return t.assists <= t.fg_made

    @row_rule
    def no_game_ends_in_a_tie(t: Any) -> Any:
        return t.plus_minus != 0

    @row_rule
    def game_id_holds_the_day_and_the_team(t: Any) -> Any:
        return (t.game_id.substr(0, 8) == t.game_date.strftime("%Y%m%d")) & (
            t.team_abbr == ibis.ifelse(t.is_home, t.game_id.substr(13, 3), t.game_id.substr(9, 3))
        )

    @row_rule
    def nba_game_id_holds_the_start_year(t: Any) -> Any:
        return t.nba_game_id.substr(3, 2) == t.season_year.cast("string").substr(2, 2)
