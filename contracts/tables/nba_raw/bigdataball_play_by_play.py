"""The contract of nba_raw.bigdataball_play_by_play."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import MOST_TEAM_POINTS
from contracts.tables.formats import (
    DATA_HASH,
    DIGITS,
    FIRST_SEASON,
    LAST_PERIOD,
    LOWER_KEY,
    PERIOD_SECONDS,
    PLATFORM_GAME_ID,
    PLAYER_LOOKUP,
    TEAM_CODES,
)
from contracts.tables.relations import either, game_id_of, season_of


class BigdataballPlayByPlay(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_id", "period", "event_type", "away_player_1_lookup"),
    key=("game_id", "event_sequence"),
):
    """What happened in a game with the ten players on the floor, one row an event.

    Rows come from BigDataBall's CSV file of the game; `[date]-<game id>-<AWY>@<HOM>.csv` on its drive.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    bdb_game_id: int = Field(gt=0, nullable=True)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    data_set: str = Field(nullable=True)
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    event_id: str = Field(str_matches=DIGITS)
    event_sequence: int = Field(ge=1)
    # Not only the 1..4 of its description: an overtime is 5 and up.
    period: int = Field(ge=1, le=LAST_PERIOD, nullable=True)
    game_clock: str = Field(str_matches=r"^0:\d{2}:[0-5]\d$", nullable=True)
    game_clock_seconds: int = Field(ge=0, le=PERIOD_SECONDS, nullable=True)
    elapsed_time: str = Field(str_matches=r"^0:\d{2}:[0-5]\d$", nullable=True)
    elapsed_seconds: int = Field(ge=0, le=PERIOD_SECONDS, nullable=True)
    play_length: str = Field(str_matches=r"^0:\d{2}:[0-5]\d$", nullable=True)
    play_length_seconds: int = Field(ge=0, le=PERIOD_SECONDS, nullable=True)
    # Missing on the few rows the feed calls "unknown".
    event_type: str = Field(nullable=True)
    event_subtype: str = Field(nullable=True)
    event_description: str = Field(nullable=True)
    score_home: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    score_away: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    player_1_name: str = Field(nullable=True)
    player_1_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_1_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_2_name: str = Field(nullable=True)
    player_2_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_2_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_2_role: str = Field(str_matches=LOWER_KEY, nullable=True)
    player_3_name: str = Field(nullable=True)
    player_3_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_3_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_3_role: str = Field(str_matches=LOWER_KEY, nullable=True)
    shot_made: bool = Field(nullable=True)
    shot_type: str = Field(isin=["2PT", "3PT", "FT"], nullable=True)
    # feet
    shot_distance: float = Field(ge=0, le=100, nullable=True)
    points_scored: int = Field(ge=0, le=3, nullable=True)
    original_x: float = Field(nullable=True)
    original_y: float = Field(nullable=True)
    converted_x: float = Field(nullable=True)
    converted_y: float = Field(nullable=True)
    away_player_1_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    away_player_2_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    away_player_3_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    away_player_4_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    away_player_5_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    home_player_1_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    home_player_2_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    home_player_3_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    home_player_4_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    home_player_5_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    possession_player_name: str = Field(nullable=True)
    possession_player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    reason: str = Field(nullable=True)
    opponent: str = Field(nullable=True)
    num: str = Field(str_matches=DIGITS, nullable=True)
    outof: str = Field(str_matches=DIGITS, nullable=True)
    source_file_path: str
    csv_filename: str = Field(nullable=True)
    csv_row_number: int = Field(ge=1, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp
    created_at: Timestamp

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == game_id_of(t)

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def an_overtime_lasts_five_minutes(t: Any) -> Any:
        return (t.period <= 4) | (t.game_clock_seconds <= 300)

    @row_rule
    def players_are_of_the_two_teams(t: Any) -> Any:
        return either(t.player_1_team_abbr, t.home_team_abbr, t.away_team_abbr)

    @row_rule
    def only_a_shot_is_made_or_missed(t: Any) -> Any:
        return t.shot_made.isnull() == t.shot_type.isnull()

    @row_rule
    def clock_and_elapsed_make_the_period(t: Any) -> Any:
        return t.game_clock_seconds + t.elapsed_seconds == ibis.cases(
            (t.period <= 4, PERIOD_SECONDS), (t.period > 4, 300)
        )

    @row_rule
    def a_shot_scores_what_its_type_is_worth(t: Any) -> Any:
        worth = t.shot_type.cases(("FT", 1), ("2PT", 2), ("3PT", 3))
        return t.points_scored == t.shot_made.cast("int64") * worth

    @row_rule
    def a_player_has_a_name_and_a_lookup(t: Any) -> Any:
        return t.player_1_name.isnull() == t.player_1_lookup.isnull()
