"""The contract of nba_raw.nbac_injury_report."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, LOWER_KEY, PLATFORM_GAME_ID, PLAYER_LOOKUP, SEASON_LABEL, TEAM_CODES
from contracts.tables.relations import either, season_of
from harness.warehouse.functions import platform_game_id, season_label


class NbacInjuryReport(
    Table,
    dataset="nba_raw",
    partition="report_date",
    clustering=("player_lookup", "game_id", "injury_status"),
    key=("report_date", "report_hour", "player_lookup", "game_id"),
):
    """What the official injury report said at an hour, one row a player, game and report; rows are only ever added.

    Rows come from the hourly PDF on NBA.com. Nothing in this table is declared REQUIRED.
    """

    report_date: Date = Field(nullable=True)
    report_hour: int = Field(ge=0, le=23, nullable=True)
    season: str = Field(str_matches=SEASON_LABEL, nullable=True)
    game_date: Date = Field(nullable=True)
    game_time: str = Field(str_matches=r"^\d{2}:\d{2} \(ET\)$", nullable=True)
    game_id: str = Field(str_matches=PLATFORM_GAME_ID, nullable=True)
    matchup: str = Field(str_matches=r"^[A-Z]{3}@[A-Z]{3}$", nullable=True)
    away_team: str = Field(isin=TEAM_CODES, nullable=True)
    home_team: str = Field(isin=TEAM_CODES, nullable=True)
    team: str = Field(isin=TEAM_CODES, nullable=True)
    player_name_original: str = Field(nullable=True)
    player_full_name: str = Field(nullable=True)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    # The report's five words, in lower case.
    injury_status: str = Field(isin=["available", "probable", "questionable", "doubtful", "out"], nullable=True)
    reason: str = Field(nullable=True)
    reason_category: str = Field(str_matches=LOWER_KEY, nullable=True)
    confidence_score: float = Field(ge=0, le=1, nullable=True)
    overall_report_confidence: float = Field(ge=0, le=1, nullable=True)
    scrape_time: str = Field(str_matches=r"^\d{2}-\d{2}$", nullable=True)
    run_id: str = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def matchup_is_away_at_home(t: Any) -> Any:
        return t.matchup == t.away_team + "@" + t.home_team

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == platform_game_id(t.game_date, t.away_team, t.home_team)

    @row_rule
    def player_is_on_one_of_the_two_teams(t: Any) -> Any:
        return either(t.team, t.away_team, t.home_team)

    @row_rule
    def report_comes_before_the_game_is_over(t: Any) -> Any:
        return t.report_date <= t.game_date

    @row_rule
    def season_is_the_season_of_the_game(t: Any) -> Any:
        return t.season == season_label(season_of(t.game_date))
