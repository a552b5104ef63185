"""The contract of nba_raw.bdl_injuries."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, FIRST_SEASON, LOWER_KEY, PLAYER_LOOKUP, TEAM_CODES
from contracts.tables.relations import season_of


class BdlInjuries(
    Table,
    dataset="nba_raw",
    partition="scrape_date",
    clustering=("player_lookup", "team_abbr", "injury_status_normalized"),
    key=("scrape_date", "bdl_player_id"),
):
    """Who is hurt and until when, as a snapshot a day, one row a player.

    Rows come from Ball Don't Lie's /v1/player_injuries.
    """

    scrape_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    bdl_player_id: int = Field(gt=0)
    player_full_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    bdl_team_id: int = Field(ge=1, le=30, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES)
    injury_status: str = Field(isin=["Out", "Doubtful", "Questionable", "Probable", "Day-To-Day"])
    injury_status_normalized: str = Field(isin=["out", "doubtful", "questionable", "probable", "available", "unknown"])
    return_date: Date = Field(nullable=True)
    return_date_original: str = Field(nullable=True)
    injury_description: str = Field(nullable=True)
    reason_category: str = Field(str_matches=LOWER_KEY)
    parsing_confidence: float = Field(ge=0, le=1)
    data_quality_flags: str = Field(nullable=True)
    return_date_parsed: bool
    scrape_timestamp: Timestamp = Field(nullable=True)
    source_file_path: str
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def a_parsed_return_date_is_there(t: Any) -> Any:
        return t.return_date_parsed == t.return_date.notnull()

    @row_rule
    def normalized_status_is_the_status(t: Any) -> Any:
        return t.injury_status_normalized == ibis.ifelse(
            t.injury_status == "Day-To-Day", "questionable", t.injury_status.lower()
        )

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.scrape_date)
