"""The contract of nba_raw.nbac_gamebook_player_stats."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Strings, Table, Timestamp, row_rule
from contracts.tables.bounds import (
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
    BASKETBALL_REFERENCE_CODES,
    DATA_HASH,
    FIRST_SEASON,
    GAME_CODE,
    LOWER_KEY,
    MINUTES_AND_SECONDS,
    PLATFORM_GAME_ID,
    PLAYER_LOOKUP,
    TEAM_CODES,
)
from contracts.tables.relations import either, game_code_of, game_id_of, is_share, season_of


class NbacGamebookPlayerStats(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("season_year", "team_abbr", "player_status", "name_resolution_status"),
    key=("game_id", "player_lookup"),
):
    """The official gamebook: who played, who did not and why, one row a player and game.

    Rows come from NBA.com's gamebook PDF, read the morning after.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_code: str = Field(str_matches=GAME_CODE, nullable=True)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    home_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    away_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_name: str = Field(nullable=True)
    player_name_original: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_status: str = Field(isin=["active", "dnp", "inactive"])
    dnp_reason: str = Field(nullable=True)
    name_resolution_status: str = Field(str_matches=LOWER_KEY, nullable=True)
    name_resolution_confidence: float = Field(ge=0, le=1, nullable=True)
    name_resolution_method: str = Field(str_matches=LOWER_KEY, nullable=True)
    # Basketball-Reference writes three codes its own way (BRK, CHO, PHO).
    br_team_abbr_used: str = Field(isin=BASKETBALL_REFERENCE_CODES, nullable=True)
    minutes: str = Field(str_matches=MINUTES_AND_SECONDS, nullable=True)
    minutes_decimal: float = Field(ge=0, le=MOST_MINUTES, nullable=True)
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
    plus_minus: int = Field(ge=-WIDEST_PLUS_MINUS, le=WIDEST_PLUS_MINUS, nullable=True)
    processed_by_run_id: str = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp = Field(nullable=True)
    data_quality_flags: Strings
    requires_manual_review: bool = Field(nullable=True)

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
    def who_is_active_has_minutes_and_points(t: Any) -> Any:
        return (t.player_status != "active") | (t.minutes.notnull() & t.points.notnull())

    @row_rule
    def who_did_not_play_has_no_numbers(t: Any) -> Any:
        return (t.player_status == "active") | (t.minutes.isnull() & t.points.isnull())

    @row_rule
    def who_played_has_no_reason_not_to(t: Any) -> Any:
        return (t.player_status != "active") | t.dnp_reason.isnull()

    @row_rule
    def decimal_minutes_are_the_minutes(t: Any) -> Any:
        whole = t.minutes.re_extract(r"^(\d+):", 1).try_cast("int64")
        seconds = t.minutes.re_extract(r":(\d+)$", 1).try_cast("int64")
        return (t.minutes_decimal - (whole + seconds / 60)).abs() <= 0.01
