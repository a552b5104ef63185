"""The contract of nba_raw.bdl_player_boxscores."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import (
    MOST_ASSISTS,
    MOST_BLOCKS,
    MOST_FIELD_GOALS,
    MOST_FOULS,
    MOST_FREE_THROWS,
    MOST_POINTS,
    MOST_REBOUNDS,
    MOST_STEALS,
    MOST_TEAM_POINTS,
    MOST_THREES,
    MOST_TURNOVERS,
)
from contracts.tables.formats import (
    DATA_HASH,
    FIRST_SEASON,
    JERSEY_NUMBER,
    LAST_PERIOD,
    PLATFORM_GAME_ID,
    PLAYED_MINUTES,
    PLAYER_LOOKUP,
    POSITION,
    TEAM_CODES,
)
from contracts.tables.relations import either, game_id_of, is_share, season_of


class BdlPlayerBoxscores(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("player_lookup", "team_abbr", "game_date"),
    key=("game_id", "player_lookup"),
):
    """Player lines of a game, players who appeared only, one row a player and game.

    Rows come from Ball Don't Lie's /v1/box_scores.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    game_status: str = Field(nullable=True)
    # 0 before the game; an overtime counts one more
    period: int = Field(ge=0, le=LAST_PERIOD, nullable=True)
    is_postseason: bool
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    home_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    away_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES)
    player_full_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    bdl_player_id: int = Field(gt=0, nullable=True)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    position: str = Field(str_matches=POSITION, nullable=True)
    # Whole minutes as text; "00" is less than one.
    minutes: str = Field(str_matches=PLAYED_MINUTES, nullable=True)
    points: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    assists: int = Field(ge=0, le=MOST_ASSISTS, nullable=True)
    rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    offensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    defensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    steals: int = Field(ge=0, le=MOST_STEALS, nullable=True)
    blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    turnovers: int = Field(ge=0, le=MOST_TURNOVERS, nullable=True)
    personal_fouls: int = Field(ge=0, le=MOST_FOULS, nullable=True)
    field_goals_made: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    field_goals_attempted: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    field_goal_pct: float = Field(ge=0, le=1, nullable=True)
    three_pointers_made: int = Field(ge=0, le=MOST_THREES, nullable=True)
    three_pointers_attempted: int = Field(ge=0, le=MOST_THREES, nullable=True)
    three_point_pct: float = Field(ge=0, le=1, nullable=True)
    free_throws_made: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    free_throws_attempted: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    free_throw_pct: float = Field(ge=0, le=1, nullable=True)
    source_file_path: str
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == game_id_of(t)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def player_is_on_one_of_the_two_teams(t: Any) -> Any:
        return either(t.team_abbr, t.home_team_abbr, t.away_team_abbr)

    @row_rule
    def points_come_from_makes(t: Any) -> Any:
        return t.points == 2 * t.field_goals_made + t.three_pointers_made + t.free_throws_made

    @row_rule
    def rebounds_add_up(t: Any) -> Any:
        return t.rebounds == t.offensive_rebounds + t.defensive_rebounds

    @row_rule
    def field_goals_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.field_goals_made <= t.field_goals_attempted

    @row_rule
    def three_pointers_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.three_pointers_made <= t.three_pointers_attempted

    @row_rule
    def free_throws_made_do_not_exceed_attempts(t: Any) -> Any:
        return t.free_throws_made <= t.free_throws_attempted

    @row_rule
    def three_pointers_are_field_goals(t: Any) -> Any:
        return (t.three_pointers_made <= t.field_goals_made) & (t.three_pointers_attempted <= t.field_goals_attempted)

    @row_rule
    def field_goal_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.field_goal_pct, t.field_goals_made, t.field_goals_attempted)

    @row_rule
    def three_point_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.three_point_pct, t.three_pointers_made, t.three_pointers_attempted)

    @row_rule
    def free_throw_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.free_throw_pct, t.free_throws_made, t.free_throws_attempted)
