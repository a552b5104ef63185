"""The contract of nba_reference.unresolved_player_names."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PLAYER_LOOKUP, SEASON_LABEL, TEAM_CODES
from harness.warehouse.functions import eastern_date


class UnresolvedPlayerNames(
    Table,
    dataset="nba_reference",
    partition="first_seen_date",
    clustering=("status", "source", "normalized_lookup"),
    key=("source", "normalized_lookup", "first_seen_date"),
):
    """A name from a source that no player could be found for, with how often it came and what became of it.

    Name resolution adds to it each morning; a person or a later run settles it.
    """

    # espn, br, basketball_reference, nba_com …
    source: str = Field(str_matches=LOWER_KEY)
    original_name: str
    normalized_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    first_seen_date: Date
    last_seen_date: Date
    team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    season: str = Field(str_matches=SEASON_LABEL, nullable=True)
    occurrences: int = Field(ge=1)
    example_games: Strings
    # pending, resolved …
    status: str = Field(str_matches=LOWER_KEY)
    resolution_type: str = Field(str_matches=LOWER_KEY, nullable=True)
    resolved_to_name: str = Field(nullable=True)
    notes: str = Field(nullable=True)
    snooze_until: Date = Field(nullable=True)
    reviewed_by: str = Field(nullable=True)
    reviewed_at: Timestamp = Field(nullable=True)
    created_at: Timestamp
    processed_at: Timestamp

    @row_rule
    def first_seen_before_last_seen(t: Any) -> Any:
        return t.first_seen_date <= t.last_seen_date

    @row_rule
    def what_is_resolved_says_how(t: Any) -> Any:
        return (t.status != "resolved") | t.resolution_type.notnull()

    @row_rule
    def what_is_pending_is_not_resolved(t: Any) -> Any:
        return (t.status != "pending") | (t.resolution_type.isnull() & t.resolved_to_name.isnull())

    @row_rule
    def who_reviewed_it_says_when(t: Any) -> Any:
        return t.reviewed_by.notnull() == t.reviewed_at.notnull()

    @row_rule
    def reviewed_after_it_was_first_seen(t: Any) -> Any:
        return eastern_date(t.reviewed_at) >= t.first_seen_date

    @row_rule
    def no_more_games_are_named_than_it_came_in(t: Any) -> Any:
        return t.example_games.length() <= t.occurrences

    @row_rule
    def processed_after_it_was_created(t: Any) -> Any:
        return t.processed_at >= t.created_at
