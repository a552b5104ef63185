"""The contract of nba_orchestration.scraper_data_arrival."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import GAME_ID, LOWER_KEY, TEAM_CODES
from contracts.tables.relations import id_names
from harness.warehouse.functions import eastern_date


class ScraperDataArrival(
    Table,
    dataset="nba_orchestration",
    partition="attempt_timestamp",
    clustering=("scraper_name", "game_date", "was_available"),
    key=("game_date", "scraper_name", "attempt_timestamp"),
):
    """One look of a scraper at one game: whether its data had arrived, how much, and how long after the end."""

    attempt_timestamp: Timestamp
    scraper_name: str = Field(str_matches=LOWER_KEY)
    workflow: str = Field(str_matches=LOWER_KEY, nullable=True)
    execution_id: str = Field(nullable=True)
    attempt_number: int = Field(ge=1, nullable=True)
    game_date: Date
    home_team: str = Field(isin=TEAM_CODES)
    away_team: str = Field(isin=TEAM_CODES)
    game_id: str = Field(str_matches=GAME_ID, nullable=True)
    was_available: bool
    record_count: int = Field(ge=0, nullable=True)
    # complete, missing …
    data_status: str = Field(str_matches=LOWER_KEY, nullable=True)
    data_quality_score: float = Field(ge=0, le=1, nullable=True)
    game_start_time: Timestamp = Field(nullable=True)
    estimated_game_end: Timestamp = Field(nullable=True)
    latency_minutes: int = Field(ge=0, nullable=True)
    is_west_coast: bool = Field(nullable=True)
    is_late_game: bool = Field(nullable=True)
    error_message: str = Field(nullable=True)
    source_url: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)

    @row_rule
    def two_teams_play(t: Any) -> Any:
        return t.home_team != t.away_team

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names(t.game_id, t.game_date, t.away_team, t.home_team)

    @row_rule
    def what_arrived_has_records(t: Any) -> Any:
        return ~t.was_available | (t.record_count > 0)

    @row_rule
    def status_agrees_with_the_arrival(t: Any) -> Any:
        return ~t.data_status.isin(["complete", "missing"]) | ((t.data_status == "complete") == t.was_available)

    @row_rule
    def what_arrived_has_no_error(t: Any) -> Any:
        return ~t.was_available | t.error_message.isnull()

    @row_rule
    def nothing_arrives_before_the_game_starts(t: Any) -> Any:
        return ~t.was_available | (t.attempt_timestamp >= t.game_start_time)

    @row_rule
    def game_starts_on_its_eastern_day(t: Any) -> Any:
        return eastern_date(t.game_start_time) == t.game_date

    @row_rule
    def game_starts_before_it_ends(t: Any) -> Any:
        return t.game_start_time < t.estimated_game_end

    @row_rule
    def latency_is_the_time_since_the_end(t: Any) -> Any:
        minutes = (t.attempt_timestamp.epoch_seconds() - t.estimated_game_end.epoch_seconds()) / 60
        return (minutes < 0) | ((t.latency_minutes - minutes).abs() <= 1)

    @row_rule
    def written_after_the_look(t: Any) -> Any:
        return t.created_at >= t.attempt_timestamp
