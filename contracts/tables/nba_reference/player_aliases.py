"""The contract of nba_reference.player_aliases."""

from __future__ import annotations

from typing import Any

from contracts.table import Field, Table, Timestamp, row_rule
from contracts.tables.formats import LOWER_KEY, PLAYER_LOOKUP


class PlayerAliases(
    Table,
    dataset="nba_reference",
    clustering=("alias_lookup", "nba_canonical_lookup"),
    key=("alias_lookup",),
):
    """Another way to write a player's name, and the lookup of the name the NBA uses."""

    alias_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    nba_canonical_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    alias_display: str
    nba_canonical_display: str
    # suffix_difference, nickname, source_variation …
    alias_type: str = Field(str_matches=LOWER_KEY, nullable=True)
    # bdl, espn, historical …
    alias_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    is_active: bool
    notes: str = Field(nullable=True)
    created_by: str = Field(str_matches=LOWER_KEY)
    created_at: Timestamp
    processed_at: Timestamp

    @row_rule
    def an_alias_differs_from_the_name(t: Any) -> Any:
        return t.alias_lookup != t.nba_canonical_lookup

    @row_rule
    def processed_after_it_was_created(t: Any) -> Any:
        return t.processed_at >= t.created_at
