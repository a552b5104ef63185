"""The contract of nba_raw.nbac_play_by_play."""

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
    LAST_SECOND,
    NBA_GAME_ID,
    PERIOD_SECONDS,
    PLATFORM_GAME_ID,
    PLAYER_LOOKUP,
    TEAM_CODES,
)
from contracts.tables.relations import either, game_id_of, season_of


class NbacPlayByPlay(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_id", "period", "event_type"),
    key=("game_id", "event_sequence"),
):
    """What happened in a game, one row an event, in the order of event_sequence.

    Rows come from NBA.com's live play-by-play feed on the CDN.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    nba_game_id: str = Field(str_matches=NBA_GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    home_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    away_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    event_id: str = Field(str_matches=DIGITS)
    event_sequence: int = Field(ge=0)
    # Not only the 1..4 of its description: an overtime is 5 and up.
    period: int = Field(ge=1, le=LAST_PERIOD)
    game_clock: str = Field(str_matches=r"^PT\d{2}M\d{2}\.\d{2}S$", nullable=True)
    game_clock_seconds: int = Field(ge=0, le=PERIOD_SECONDS, nullable=True)
    time_elapsed_seconds: int = Field(ge=0, le=LAST_SECOND, nullable=True)
    event_type: str = Field(str_matches=r"^[a-z]+$", nullable=True)
    event_action_type: str = Field(nullable=True)
    event_description: str = Field(nullable=True)
    score_home: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    score_away: int = Field(ge=0, le=MOST_TEAM_POINTS, nullable=True)
    player_1_id: int = Field(gt=0, nullable=True)
    player_1_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_1_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_2_id: int = Field(gt=0, nullable=True)
    player_2_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_2_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    player_3_id: int = Field(gt=0, nullable=True)
    player_3_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    player_3_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    shot_made: bool = Field(nullable=True)
    shot_type: str = Field(isin=["2PT", "3PT", "FT"], nullable=True)
    # Percent of the court; shots from behind the line lie a little outside of 0..100.
    shot_x: float = Field(nullable=True)
    shot_y: float = Field(nullable=True)
    # feet
    shot_distance: float = Field(ge=0, le=100, nullable=True)
    video_available: bool = Field(nullable=True)
    video_url: str = Field(nullable=True)
    source_file_path: str
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

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
    def clock_text_says_the_seconds(t: Any) -> Any:
        minutes = t.game_clock.re_extract(r"^PT(\d+)M", 1).try_cast("int64")
        seconds = t.game_clock.re_extract(r"M(\d+)\.", 1).try_cast("int64")
        return t.game_clock_seconds == minutes * 60 + seconds

    @row_rule
    def elapsed_and_clock_make_the_period(t: Any) -> Any:
        before = ibis.ifelse(t.period <= 4, t.period * PERIOD_SECONDS, 4 * PERIOD_SECONDS + (t.period - 4) * 300)
        return t.time_elapsed_seconds == before - t.game_clock_seconds
