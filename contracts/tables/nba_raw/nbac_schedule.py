"""The contract of nba_raw.nbac_schedule."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import (
    DATA_HASH,
    FIRST_SEASON,
    GAME_CODE,
    LOWER_KEY,
    NBA_GAME_ID,
    SEASON_LABEL,
    START_YEAR,
    TEAM_CODE,
)
from contracts.tables.relations import game_code_of, season_of
from harness.warehouse.functions import eastern_date, season_label


class NbacSchedule(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_date", "data_source", "home_team_tricode", "away_team_tricode"),
    key=("game_id",),
):
    """The league's schedule, one row a game, preseason to Finals.

    Rows come from NBA.com's scheduleleaguev2 (data_source api_stats) or its copy on the CDN (cdn_static). This is the
    one raw table whose game_id is NBA.com's own.
    """

    game_id: str = Field(str_matches=NBA_GAME_ID)
    game_code: str = Field(str_matches=GAME_CODE)
    season: str = Field(str_matches=START_YEAR)
    season_nba_format: str = Field(str_matches=SEASON_LABEL)
    season_year: int = Field(ge=FIRST_SEASON)
    game_date: Date
    game_date_est: Timestamp = Field(nullable=True)
    # 1 scheduled, 2 in progress, 3 final
    game_status: int = Field(isin=[1, 2, 3], nullable=True)
    game_status_text: str = Field(nullable=True)
    # Preseason guests (New Zealand Breakers) and All-Star sides have ids and codes of their own.
    home_team_id: int = Field(gt=0)
    home_team_tricode: str = Field(str_matches=TEAM_CODE)
    home_team_name: str
    away_team_id: int = Field(gt=0)
    away_team_tricode: str = Field(str_matches=TEAM_CODE)
    away_team_name: str
    arena_name: str = Field(nullable=True)
    arena_city: str = Field(nullable=True)
    arena_state: str = Field(nullable=True)
    is_primetime: bool = Field(nullable=True)
    has_national_tv: bool = Field(nullable=True)
    primary_network: str = Field(nullable=True)
    traditional_networks: str = Field(nullable=True)
    streaming_platforms: str = Field(nullable=True)
    is_regular_season: bool = Field(nullable=True)
    is_playoffs: bool = Field(nullable=True)
    is_all_star: bool = Field(nullable=True)
    is_emirates_cup: bool = Field(nullable=True)
    playoff_round: str = Field(str_matches=LOWER_KEY, nullable=True)
    is_christmas: bool = Field(nullable=True)
    is_mlk_day: bool = Field(nullable=True)
    day_of_week: str = Field(isin=["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], nullable=True)
    is_weekend: bool = Field(nullable=True)
    time_slot: str = Field(str_matches=LOWER_KEY, nullable=True)
    neutral_site_flag: bool = Field(nullable=True)
    international_game: bool = Field(nullable=True)
    arena_timezone: str = Field(str_matches=r"^[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+$", nullable=True)
    # Rising Stars games end in the teens and twenties, the All-Star game of 2024 at 211.
    home_team_score: int = Field(ge=0, le=250, nullable=True)
    away_team_score: int = Field(ge=0, le=250, nullable=True)
    winning_team_tricode: str = Field(str_matches=TEAM_CODE, nullable=True)
    data_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    source_updated_at: Timestamp = Field(nullable=True)
    source_file_path: str
    scrape_timestamp: Timestamp = Field(nullable=True)
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def game_code_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_code == game_code_of(t.game_date, t.away_team_tricode, t.home_team_tricode)

    @row_rule
    def game_date_is_the_eastern_day_of_the_tip_off(t: Any) -> Any:
        return t.game_date == eastern_date(t.game_date_est)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def season_is_the_start_year(t: Any) -> Any:
        return t.season == t.season_year.cast("string")

    @row_rule
    def season_label_is_of_the_start_year(t: Any) -> Any:
        return t.season_nba_format == season_label(t.season_year)

    @row_rule
    def game_id_holds_the_start_year(t: Any) -> Any:
        return t.game_id.substr(3, 2) == t.season.substr(2, 2)

    @row_rule
    def regular_season_is_game_type_2(t: Any) -> Any:
        return t.is_regular_season == (t.game_id.substr(2, 1) == "2")

    @row_rule
    def playoffs_are_game_type_4(t: Any) -> Any:
        return t.is_playoffs == (t.game_id.substr(2, 1) == "4")

    @row_rule
    def all_star_is_game_type_3(t: Any) -> Any:
        return t.is_all_star == (t.game_id.substr(2, 1) == "3")

    @row_rule
    def christmas_is_december_25(t: Any) -> Any:
        return t.is_christmas == ((t.game_date.month() == 12) & (t.game_date.day() == 25))

    @row_rule
    def weekend_is_saturday_and_sunday(t: Any) -> Any:
        return t.is_weekend == t.day_of_week.isin(["Sat", "Sun"])

    @row_rule
    def day_of_week_is_of_the_game_date(t: Any) -> Any:
        return t.day_of_week == t.game_date.strftime("%a")

    @row_rule
    def a_team_does_not_play_itself(t: Any) -> Any:
        return t.home_team_tricode != t.away_team_tricode

    @row_rule
    def a_final_game_has_two_scores(t: Any) -> Any:
        return (t.game_status != 3) | (t.home_team_score.notnull() & t.away_team_score.notnull())

    @row_rule
    def a_final_game_has_no_tie(t: Any) -> Any:
        return (t.game_status != 3) | (t.home_team_score != t.away_team_score)

    @row_rule
    def winner_scored_more(t: Any) -> Any:
        winner = ibis.cases(
            (t.home_team_score > t.away_team_score, t.home_team_tricode),
            (t.home_team_score < t.away_team_score, t.away_team_tricode),
        )
        return t.winning_team_tricode == winner
