"""The contract of nba_raw.nbac_player_boxscores."""

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
    WIDEST_PLUS_MINUS,
)
from contracts.tables.formats import (
    DATA_HASH,
    FIRST_SEASON,
    GAME_CODE,
    JERSEY_NUMBER,
    LAST_PERIOD,
    NBA_GAME_ID,
    NBA_TEAM_IDS,
    PLATFORM_GAME_ID,
    PLAYED_MINUTES,
    PLAYER_LOOKUP,
    POSITION,
    TEAM_CODES,
)
from contracts.tables.relations import either, game_code_of, game_id_of, is_share, season_of


class NbacPlayerBoxscores(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("player_lookup", "team_abbr", "game_date"),
    key=("game_id", "player_lookup"),
):
    """Official player lines, one row a player and game.

    Rows come from stats.nba.com: leaguegamelog (who appeared, whole minutes) and boxscoretraditionalv3 (minutes and
    seconds, and rows without numbers for who did not play).
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    season_type: str = Field(nullable=True)
    nba_game_id: str = Field(str_matches=NBA_GAME_ID)
    game_code: str = Field(str_matches=GAME_CODE, nullable=True)
    game_status: str = Field(nullable=True)
    period: int = Field(ge=0, le=LAST_PERIOD, nullable=True)
    is_playoff_game: bool = Field(nullable=True)
    home_team_id: int = Field(isin=NBA_TEAM_IDS, nullable=True)
    home_team_abbr: str = Field(isin=TEAM_CODES)
    home_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    away_team_id: int = Field(isin=NBA_TEAM_IDS, nullable=True)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    nba_player_id: int = Field(gt=0)
    player_full_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    team_id: int = Field(isin=NBA_TEAM_IDS, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    position: str = Field(str_matches=POSITION, nullable=True)
    starter: bool = Field(nullable=True)
    minutes: str = Field(str_matches=PLAYED_MINUTES, nullable=True)
    points: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    field_goals_made: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    field_goals_attempted: int = Field(ge=0, le=MOST_FIELD_GOALS, nullable=True)
    field_goal_percentage: float = Field(ge=0, le=1, nullable=True)
    three_pointers_made: int = Field(ge=0, le=MOST_THREES, nullable=True)
    three_pointers_attempted: int = Field(ge=0, le=MOST_THREES, nullable=True)
    three_point_percentage: float = Field(ge=0, le=1, nullable=True)
    free_throws_made: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    free_throws_attempted: int = Field(ge=0, le=MOST_FREE_THROWS, nullable=True)
    free_throw_percentage: float = Field(ge=0, le=1, nullable=True)
    offensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    defensive_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    total_rebounds: int = Field(ge=0, le=MOST_REBOUNDS, nullable=True)
    assists: int = Field(ge=0, le=MOST_ASSISTS, nullable=True)
    steals: int = Field(ge=0, le=MOST_STEALS, nullable=True)
    blocks: int = Field(ge=0, le=MOST_BLOCKS, nullable=True)
    turnovers: int = Field(ge=0, le=MOST_TURNOVERS, nullable=True)
    personal_fouls: int = Field(ge=0, le=MOST_FOULS, nullable=True)
    # The second of either kind sends a player off.
    flagrant_fouls: int = Field(ge=0, le=2, nullable=True)
    technical_fouls: int = Field(ge=0, le=2, nullable=True)
    plus_minus: int = Field(ge=-WIDEST_PLUS_MINUS, le=WIDEST_PLUS_MINUS, nullable=True)
    # 1.5 is one make from one three-point attempt.
    true_shooting_pct: float = Field(ge=0, le=1.5, nullable=True)
    effective_fg_pct: float = Field(ge=0, le=1.5, nullable=True)
    usage_rate: float = Field(ge=0, le=100, nullable=True)
    offensive_rating: float = Field(ge=0, nullable=True)
    defensive_rating: float = Field(ge=0, nullable=True)
    pace: float = Field(ge=0, nullable=True)
    pie: float = Field(nullable=True)
    points_q1: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_q2: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_q3: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_q4: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    points_ot: int = Field(ge=0, le=MOST_POINTS, nullable=True)
    source_file_path: str
    scrape_timestamp: Timestamp = Field(nullable=True)
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == game_id_of(t)

    @row_rule
    def game_code_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_code == game_code_of(t.game_date, t.away_team_abbr, t.home_team_abbr)

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
        return t.total_rebounds == t.offensive_rebounds + t.defensive_rebounds

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
        return is_share(t.field_goal_percentage, t.field_goals_made, t.field_goals_attempted)

    @row_rule
    def three_point_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.three_point_percentage, t.three_pointers_made, t.three_pointers_attempted)

    @row_rule
    def free_throw_share_is_made_by_attempted(t: Any) -> Any:
        return is_share(t.free_throw_percentage, t.free_throws_made, t.free_throws_attempted)

    @row_rule
    def nba_game_id_holds_the_start_year(t: Any) -> Any:
        return t.nba_game_id.substr(3, 2) == t.season_year.cast("string").substr(2, 2)

    @row_rule
    def playoffs_are_game_type_4(t: Any) -> Any:
        return t.is_playoff_game == (t.nba_game_id.substr(2, 1) == "4")

    @row_rule
    def quarters_sum_to_the_points(t: Any) -> Any:
        regulation = t.points_q1 + t.points_q2 + t.points_q3 + t.points_q4
        return t.points == regulation + t.points_ot.fill_null(0)

    @row_rule
    def who_has_no_minutes_has_no_points(t: Any) -> Any:
        return t.minutes.notnull() | t.points.isnull()
