"""The contract of nba_raw.nbac_referee_game_assignments."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, GAME_CODE, NBA_TEAM_IDS, PLATFORM_GAME_ID, START_YEAR, TEAM_CODES
from contracts.tables.relations import game_code_of, game_id_of, season_of


class NbacRefereeGameAssignments(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_date", "official_code", "home_team_abbr"),
    key=("game_id", "official_position"),
):
    """Who officiates a game, one row an official; three to four a game.

    Rows come from official.nba.com's game officials, published about nine in the morning, Eastern time.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    game_date: Date
    season: str = Field(str_matches=START_YEAR)
    game_code: str = Field(str_matches=GAME_CODE)
    home_team_id: int = Field(isin=NBA_TEAM_IDS)
    home_team: str
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_id: int = Field(isin=NBA_TEAM_IDS)
    away_team: str
    away_team_abbr: str = Field(isin=TEAM_CODES)
    official_position: int = Field(ge=1, le=4)
    official_name: str
    official_code: int = Field(gt=0)
    official_jersey_number: str = Field(nullable=True)
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
    def season_is_the_season_of_the_day(t: Any) -> Any:
        return t.season == season_of(t.game_date).cast("string")
