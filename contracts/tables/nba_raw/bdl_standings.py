"""The contract of nba_raw.bdl_standings."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    CONFERENCES,
    DATA_HASH,
    DIVISIONS,
    FIRST_SEASON,
    SEASON_LABEL,
    TEAM_CODES,
    WINS_AND_LOSSES,
)
from contracts.tables.relations import count_text, is_share
from harness.warehouse.functions import season_label


class BdlStandings(
    Table,
    dataset="nba_raw",
    partition="date_recorded",
    clustering=("team_abbr", "conference", "conference_rank"),
    key=("date_recorded", "team_abbr"),
):
    """The standings of a day, one row a team.

    Rows come from Ball Don't Lie's /v1/standings. Its home and road records leave neutral-site games out.
    """

    season_year: int = Field(ge=FIRST_SEASON)
    season_display: str = Field(str_matches=SEASON_LABEL)
    date_recorded: Date
    team_id: int = Field(ge=1, le=30)
    team_abbr: str = Field(isin=TEAM_CODES)
    team_city: str = Field(nullable=True)
    team_name: str = Field(nullable=True)
    team_full_name: str = Field(nullable=True)
    conference: str = Field(isin=CONFERENCES)
    division: str = Field(isin=DIVISIONS)
    conference_rank: int = Field(ge=1, le=15)
    division_rank: int = Field(ge=1, le=5)
    wins: int = Field(ge=0, le=82)
    losses: int = Field(ge=0, le=82)
    win_percentage: float = Field(ge=0, le=1)
    games_played: int = Field(ge=0, le=82)
    conference_record: str = Field(str_matches=WINS_AND_LOSSES, nullable=True)
    conference_wins: int = Field(ge=0, le=82, nullable=True)
    conference_losses: int = Field(ge=0, le=82, nullable=True)
    division_record: str = Field(str_matches=WINS_AND_LOSSES, nullable=True)
    division_wins: int = Field(ge=0, le=82, nullable=True)
    division_losses: int = Field(ge=0, le=82, nullable=True)
    home_record: str = Field(str_matches=WINS_AND_LOSSES, nullable=True)
    home_wins: int = Field(ge=0, le=82, nullable=True)
    home_losses: int = Field(ge=0, le=82, nullable=True)
    road_record: str = Field(str_matches=WINS_AND_LOSSES, nullable=True)
    road_wins: int = Field(ge=0, le=82, nullable=True)
    road_losses: int = Field(ge=0, le=82, nullable=True)
    scrape_timestamp: Timestamp = Field(nullable=True)
    source_file_path: str
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def wins_and_losses_make_the_games_played(t: Any) -> Any:
        return t.games_played == t.wins + t.losses

    @row_rule
    def win_percentage_is_wins_by_games(t: Any) -> Any:
        return is_share(t.win_percentage, t.wins, t.games_played)

    @row_rule
    def conference_record_is_its_wins_and_losses(t: Any) -> Any:
        return t.conference_record == count_text(t.conference_wins, t.conference_losses)

    @row_rule
    def division_record_is_its_wins_and_losses(t: Any) -> Any:
        return t.division_record == count_text(t.division_wins, t.division_losses)

    @row_rule
    def home_record_is_its_wins_and_losses(t: Any) -> Any:
        return t.home_record == count_text(t.home_wins, t.home_losses)

    @row_rule
    def road_record_is_its_wins_and_losses(t: Any) -> Any:
        return t.road_record == count_text(t.road_wins, t.road_losses)

    @row_rule
    def home_and_road_wins_do_not_exceed_the_wins(t: Any) -> Any:
        return t.home_wins + t.road_wins <= t.wins

    @row_rule
    def division_wins_are_conference_wins(t: Any) -> Any:
        return t.division_wins <= t.conference_wins

    @row_rule
    def conference_wins_are_wins(t: Any) -> Any:
        return t.conference_wins <= t.wins

    @row_rule
    def season_label_is_of_the_start_year(t: Any) -> Any:
        return t.season_display == season_label(t.season_year)
