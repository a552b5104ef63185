"""The contract of nba_raw.br_roster_changes."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Json, Table, Timestamp, row_rule
from contracts.tables.formats import BASKETBALL_REFERENCE_CODES, FIRST_SEASON, LOWER_KEY
from contracts.tables.relations import season_of


class BrRosterChanges(
    Table,
    dataset="nba_raw",
    partition="change_date",
    clustering=("team_abbrev", "season_year"),
    key=("change_date", "team_abbrev", "player_full_name"),
):
    """Who came to a roster and who left, one row a player, team and day.

    Rows come from the roster processor: two scrapes of a Basketball-Reference team page, compared. Team codes are
    the site's.
    """

    change_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    team_abbrev: str = Field(isin=BASKETBALL_REFERENCE_CODES)
    player_full_name: str
    change_type: str = Field(str_matches=LOWER_KEY)
    change_details: Json = Field(nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.change_date)
