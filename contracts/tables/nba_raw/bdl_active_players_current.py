"""The contract of nba_raw.bdl_active_players_current."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    CONFERENCES,
    DATA_HASH,
    DIVISIONS,
    HEIGHT,
    JERSEY_NUMBER,
    LOWER_KEY,
    PLAYER_LOOKUP,
    POSITION,
    POUNDS,
    TEAM_CODES,
)


class BdlActivePlayersCurrent(
    Table,
    dataset="nba_raw",
    clustering=("team_abbr", "has_validation_issues", "validation_status"),
    key=("player_lookup",),
):
    """Who is on a roster now, one row a player.

    Rows come from Ball Don't Lie's /v1/players/active, compared with NBA.com's player list.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    bdl_player_id: int = Field(gt=0)
    first_name: str = Field(nullable=True)
    last_name: str = Field(nullable=True)
    player_full_name: str = Field(nullable=True)
    bdl_team_id: int = Field(ge=1, le=30, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    team_city: str = Field(nullable=True)
    team_name: str = Field(nullable=True)
    team_full_name: str = Field(nullable=True)
    team_conference: str = Field(isin=CONFERENCES, nullable=True)
    team_division: str = Field(isin=DIVISIONS, nullable=True)
    position: str = Field(str_matches=POSITION, nullable=True)
    height: str = Field(str_matches=HEIGHT, nullable=True)
    weight: str = Field(str_matches=POUNDS, nullable=True)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    college: str = Field(nullable=True)
    country: str = Field(nullable=True)
    draft_year: int = Field(ge=1990, le=2100, nullable=True)
    draft_round: int = Field(ge=1, le=2, nullable=True)
    draft_number: int = Field(ge=1, le=60, nullable=True)
    has_validation_issues: bool
    # The list is open: rows that nobody compared say not_validated.
    validation_status: str = Field(str_matches=LOWER_KEY)
    validation_details: str = Field(nullable=True)
    nba_com_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    validation_last_check: Timestamp = Field(nullable=True)
    last_seen_date: Date = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def full_name_is_first_and_last(t: Any) -> Any:
        return t.player_full_name == (t.first_name + " " + t.last_name).strip()

    @row_rule
    def team_full_name_is_city_and_name(t: Any) -> Any:
        return t.team_full_name == t.team_city + " " + t.team_name

    @row_rule
    def a_validated_player_has_no_issue(t: Any) -> Any:
        return (t.validation_status != "validated") | ~t.has_validation_issues

    @row_rule
    def a_validated_player_is_on_the_same_team_at_nba_com(t: Any) -> Any:
        return (t.validation_status != "validated") | (t.team_abbr == t.nba_com_team_abbr)
