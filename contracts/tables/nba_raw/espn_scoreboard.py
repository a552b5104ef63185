"""The contract of nba_raw.espn_scoreboard."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_TEAM_POINTS
from contracts.tables.formats import (
    DATA_HASH,
    DIGITS,
    ESPN_TEAM_CODES,
    ESPN_TEAM_ID_TEXTS,
    FIRST_SEASON,
    LOWER_KEY,
    PLATFORM_GAME_ID,
    TEAM_CODES,
)
from contracts.tables.relations import game_id_of, season_of
from harness.warehouse.functions import eastern_date


class EspnScoreboard(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("home_team_abbr", "away_team_abbr", "game_status"),
    key=("game_id",),
):
    """State and score of each game of a day as a second source, one row a game.

    Rows come from ESPN's scoreboard.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    espn_game_id: str = Field(str_matches=DIGITS)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    home_team_name: str
    away_team_name: str
    home_team_espn_id: str = Field(isin=ESPN_TEAM_ID_TEXTS)
    away_team_espn_id: str = Field(isin=ESPN_TEAM_ID_TEXTS)
    # ESPN writes six codes its own way, two and four letters long (GS, UTAH).
    home_team_espn_abbr: str = Field(isin=ESPN_TEAM_CODES)
    away_team_espn_abbr: str = Field(isin=ESPN_TEAM_CODES)
    game_status: str = Field(str_matches=LOWER_KEY)
    game_status_detail: str
    espn_status_id: str = Field(str_matches=DIGITS)
    espn_state: str = Field(isin=["pre", "in", "post"])
    is_completed: bool
    scheduled_start_time: Timestamp = Field(nullable=True)
    home_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS)
    away_team_score: int = Field(ge=0, le=MOST_TEAM_POINTS)
    home_team_winner: bool
    away_team_winner: bool
    scrape_timestamp: Timestamp
    source_file_path: str
    processing_confidence: float = Field(ge=0, le=1)
    data_quality_flags: str
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
    def game_date_is_the_eastern_day_of_the_tip_off(t: Any) -> Any:
        return t.game_date == eastern_date(t.scheduled_start_time)

    @row_rule
    def a_final_game_has_a_winner(t: Any) -> Any:
        return (t.game_status != "final") | t.home_team_winner | t.away_team_winner

    @row_rule
    def winner_scored_more(t: Any) -> Any:
        home_ahead = t.home_team_score > t.away_team_score
        away_ahead = t.away_team_score > t.home_team_score
        return (~t.home_team_winner | home_ahead) & (~t.away_team_winner | away_ahead)

    @row_rule
    def a_final_game_is_completed(t: Any) -> Any:
        return (t.game_status != "final") | t.is_completed
