"""The contract of nba_raw.nbac_player_list_current."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    DATA_HASH,
    HEIGHT,
    JERSEY_NUMBER,
    NBA_TEAM_IDS,
    PLAYER_LOOKUP,
    POSITION,
    POUNDS,
    TEAM_CODES,
)


class NbacPlayerListCurrent(
    Table, dataset="nba_raw", partition="season_year", clustering=("team_abbr", "is_active"), key=("player_lookup",)
):
    """Who is in the league now, one row a player.

    Rows come from stats.nba.com's playerindex.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    player_id: int = Field(gt=0, nullable=True)
    player_full_name: str = Field(nullable=True)
    team_id: int = Field(isin=NBA_TEAM_IDS, nullable=True)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    position: str = Field(str_matches=POSITION, nullable=True)
    height: str = Field(str_matches=HEIGHT, nullable=True)
    weight: str = Field(str_matches=POUNDS, nullable=True)
    birth_date: Date = Field(nullable=True)
    age: float = Field(ge=18, le=50, nullable=True)
    draft_year: int = Field(ge=1990, le=2100, nullable=True)
    # The index writes 0 for some who were not drafted.
    draft_round: int = Field(ge=0, le=2, nullable=True)
    draft_pick: int = Field(ge=1, le=60, nullable=True)
    years_pro: int = Field(ge=0, le=25, nullable=True)
    college: str = Field(nullable=True)
    country: str = Field(nullable=True)
    is_active: bool = Field(nullable=True)
    roster_status: str = Field(str_matches=r"^[a-z]+(-[a-z]+)*$", nullable=True)
    # The range the table is partitioned over.
    season_year: int = Field(ge=2020, le=2030, nullable=True)
    source_file_date: Date = Field(nullable=True)
    first_seen_date: Date = Field(nullable=True)
    last_seen_date: Date = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def an_active_player_is_so_in_both_columns(t: Any) -> Any:
        return t.is_active | (t.roster_status != "active")

    @row_rule
    def first_seen_is_not_after_last_seen(t: Any) -> Any:
        return t.first_seen_date <= t.last_seen_date
