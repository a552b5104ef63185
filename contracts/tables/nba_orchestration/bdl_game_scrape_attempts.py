"""The contract of nba_orchestration.bdl_game_scrape_attempts."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, TEAM_CODES
from harness.warehouse.functions import eastern_date


class BdlGameScrapeAttempts(
    Table,
    dataset="nba_orchestration",
    partition="scrape_timestamp",
    clustering=("game_date", "home_team", "was_available"),
    key=("scrape_timestamp", "game_date", "home_team", "away_team"),
):
    """One look of the box-score scraper at one game of Ball Don't Lie: was it there, and with how many players.

    Written at every post-game window and catch-up, so that a game that arrives late shows.
    """

    scrape_timestamp: Timestamp
    execution_id: str
    workflow: str = Field(str_matches=LOWER_KEY, nullable=True)
    game_date: Date
    home_team: str = Field(isin=TEAM_CODES)
    away_team: str = Field(isin=TEAM_CODES)
    was_available: bool
    player_count: int = Field(ge=0, le=40, nullable=True)
    # Ball Don't Lie's own text: Final, 1st Qtr, or when the game starts.
    game_status: str = Field(nullable=True)
    bdl_game_id: int = Field(ge=1, nullable=True)
    was_expected: bool = Field(nullable=True)
    expected_start_time: Timestamp = Field(nullable=True)
    estimated_end_time: Timestamp = Field(nullable=True)
    is_west_coast: bool = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def two_teams_play(t: Any) -> Any:
        return t.home_team != t.away_team

    @row_rule
    def what_was_there_had_players(t: Any) -> Any:
        return ~t.was_available | (t.player_count > 0)

    @row_rule
    def nothing_is_there_before_the_game_starts(t: Any) -> Any:
        return ~t.was_available | (t.scrape_timestamp >= t.expected_start_time)

    @row_rule
    def game_starts_on_its_eastern_day(t: Any) -> Any:
        return eastern_date(t.expected_start_time) == t.game_date

    @row_rule
    def game_starts_before_it_ends(t: Any) -> Any:
        return t.expected_start_time < t.estimated_end_time

    @row_rule
    def nobody_looks_before_the_game_day(t: Any) -> Any:
        return eastern_date(t.scrape_timestamp) >= t.game_date

    @row_rule
    def written_after_the_look(t: Any) -> Any:
        return t.created_at >= t.scrape_timestamp
