"""The contract of nba_raw.nbac_scoreboard_v2."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_TEAM_POINTS
from contracts.tables.formats import DATA_HASH, FIRST_SEASON, NBA_TEAM_ID_TEXTS, PLATFORM_GAME_ID, TEAM_CODE, TEAM_CODES
from contracts.tables.relations import game_id_of, season_of
from harness.warehouse.functions import eastern_date


class NbacScoreboardV2(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("home_team_abbr", "away_team_abbr", "game_state"),
    key=("game_id",),
):
    """State and score of each game of a day, one row a game.

    Rows come from stats.nba.com's scoreboardV2; ids are text here, as the platform declares them.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    start_time: Timestamp = Field(nullable=True)
    game_status_id: str = Field(isin=["1", "2", "3"])
    # The platform's words for the three status ids
    game_state: str = Field(isin=["scheduled", "in_progress", "final"])
    game_status_text: str
    home_team_id: str = Field(isin=NBA_TEAM_ID_TEXTS)
    home_team_abbr: str = Field(isin=TEAM_CODES)
    home_team_abbr_raw: str = Field(str_matches=TEAM_CODE)
    home_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    away_team_id: str = Field(isin=NBA_TEAM_ID_TEXTS)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr_raw: str = Field(str_matches=TEAM_CODE)
    away_score: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    winning_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    winning_team_side: str = Field(isin=["home", "away"], nullable=True)
    source_file_path: str
    scrape_timestamp: Timestamp = Field(nullable=True)
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
        return t.game_date == eastern_date(t.start_time)

    @row_rule
    def state_says_what_the_status_id_says(t: Any) -> Any:
        return t.game_state == t.game_status_id.cases(("1", "scheduled"), ("2", "in_progress"), ("3", "final"))

    @row_rule
    def a_final_game_has_two_scores_and_a_winner(t: Any) -> Any:
        told = t.home_score.notnull() & t.away_score.notnull() & t.winning_team_abbr.notnull()
        return (t.game_state != "final") | told

    @row_rule
    def winner_scored_more(t: Any) -> Any:
        return t.winning_team_side == ibis.cases(
            (t.home_score > t.away_score, "home"), (t.home_score < t.away_score, "away")
        )

    @row_rule
    def winning_team_is_on_the_winning_side(t: Any) -> Any:
        return t.winning_team_abbr == t.winning_team_side.cases(("home", t.home_team_abbr), ("away", t.away_team_abbr))
