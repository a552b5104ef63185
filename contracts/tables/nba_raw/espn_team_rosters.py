"""The contract of nba_raw.espn_team_rosters."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    DATA_HASH,
    DIGITS,
    FIRST_SEASON,
    JERSEY_NUMBER,
    PLAYER_LOOKUP,
    TEAM_CODES,
    UNIVERSAL_PLAYER_ID,
)


class EspnTeamRosters(
    Table,
    dataset="nba_raw",
    partition="roster_date",
    clustering=("team_abbr", "player_lookup"),
    key=("roster_date", "team_abbr", "espn_player_id"),
):
    """Who is on a team's roster, as snapshots, one row a player.

    Rows come from ESPN's team endpoint with the roster enabled.
    """

    roster_date: Date
    scrape_hour: int = Field(ge=0, le=23)
    season_year: int = Field(ge=FIRST_SEASON)
    team_abbr: str = Field(isin=TEAM_CODES)
    team_display_name: str = Field(nullable=True)
    espn_player_id: int = Field(gt=0)
    player_full_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    jersey_number: str = Field(str_matches=JERSEY_NUMBER, nullable=True)
    position: str = Field(nullable=True)
    # A position, not a team: PG, SG, SF, PF, G, F, C.
    position_abbr: str = Field(str_matches=r"^[A-Z]{1,2}$", nullable=True)
    height: str = Field(str_matches=r"^[4-8]' \d{1,2}\"$", nullable=True)
    weight: str = Field(str_matches=r"^\d{3} lbs$", nullable=True)
    age: int = Field(ge=18, le=50, nullable=True)
    experience_years: int = Field(ge=0, le=25, nullable=True)
    college: str = Field(nullable=True)
    birth_place: str = Field(nullable=True)
    birth_date: Date = Field(nullable=True)
    status: str = Field(nullable=True)
    roster_status: str = Field(nullable=True)
    salary: str = Field(str_matches=DIGITS, nullable=True)
    espn_roster_url: str = Field(str_matches=r"^https://", nullable=True)
    source_file_path: str
    source_file_date: Date = Field(nullable=True)
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def universal_id_begins_with_the_lookup(t: Any) -> Any:
        return t.universal_player_id.startswith(t.player_lookup + "_")
