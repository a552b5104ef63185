"""The contract of nba_processing.registry_failures."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import GAME_ID, PLAYER_LOOKUP, PROCESSOR, SEASON_LABEL, TEAM_CODES
from contracts.tables.relations import id_names_the_day, season_of
from harness.warehouse.functions import season_label


class RegistryFailures(
    Table,
    dataset="nba_processing",
    partition="game_date",
    clustering=("player_lookup", "processor_name"),
    key=("game_date", "processor_name", "player_lookup"),
):
    """A player whom a phase-3 processor left out of a game because the registry does not know him."""

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    game_date: Date
    processor_name: str = Field(str_matches=PROCESSOR)
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    season: str = Field(str_matches=SEASON_LABEL, nullable=True)
    game_id: str = Field(str_matches=GAME_ID, nullable=True)
    created_at: Timestamp = Field(nullable=True)
    resolved_at: Timestamp = Field(nullable=True)
    reprocessed_at: Timestamp = Field(nullable=True)
    occurrence_count: int = Field(ge=1, nullable=True)
    run_id: str = Field(nullable=True)

    @row_rule
    def season_is_that_of_the_day(t: Any) -> Any:
        return t.season == season_label(season_of(t.game_date))

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def team_plays_in_the_game(t: Any) -> Any:
        return ~t.game_id.contains("_") | t.game_id.contains("_" + t.team_abbr)

    @row_rule
    def only_what_is_resolved_is_reprocessed(t: Any) -> Any:
        return t.reprocessed_at.isnull() | t.resolved_at.notnull()

    @row_rule
    def created_then_resolved_then_reprocessed(t: Any) -> Any:
        return (t.created_at <= t.resolved_at) & (t.resolved_at <= t.reprocessed_at)
