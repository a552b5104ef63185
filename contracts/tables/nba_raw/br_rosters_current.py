"""The contract of nba_raw.br_rosters_current."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    BASKETBALL_REFERENCE_CODES,
    DATA_HASH,
    HEIGHT,
    JERSEY_NUMBER,
    PLAYER_LOOKUP,
    POSITION,
    POUNDS,
    SEASON_LABEL,
)
from harness.warehouse.functions import season_label


class BrRostersCurrent(
    Table,
    dataset="nba_raw",
    partition="season_year",
    clustering=("team_abbrev", "player_lookup"),
    key=("season_year", "team_abbrev", "player_lookup"),
):
    """A season's rosters, one row a player and team.

    Rows come from Basketball-Reference's team pages; team codes are the site's: BRK, CHO and PHO for BKN, CHA and PHX.
    """

    # The range the table is partitioned over.
    season_year: int = Field(ge=2020, le=2030)
    season_display: str = Field(str_matches=SEASON_LABEL)
    team_abbrev: str = Field(isin=BASKETBALL_REFERENCE_CODES)
    player_full_name: str
    player_last_name: str
    player_normalized: str = Field(str_matches=PLAYER_LOOKUP)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    position: str = Field(str_matches=POSITION, nullable=True)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    height: str = Field(str_matches=HEIGHT, nullable=True)
    weight: str = Field(str_matches=POUNDS, nullable=True)
    # Text, as the page has it.
    birth_date: str = Field(str_matches=r"^[A-Z][a-z]+ \d{1,2}, \d{4}$", nullable=True)
    college: str = Field(nullable=True)
    experience_years: int = Field(ge=0, le=25, nullable=True)
    first_seen_date: Date
    last_scraped_date: Date = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def season_label_is_of_the_start_year(t: Any) -> Any:
        return t.season_display == season_label(t.season_year)

    @row_rule
    def first_seen_is_not_after_last_scraped(t: Any) -> Any:
        return t.first_seen_date <= t.last_scraped_date

    @row_rule
    def last_name_ends_the_full_name(t: Any) -> Any:
        return t.player_full_name.contains(t.player_last_name)
