"""The contract of nba_raw.nbac_player_movement."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, NBA_TEAM_IDS, PLAYER_LOOKUP, TEAM_CODES


class NbacPlayerMovement(
    Table,
    dataset="nba_raw",
    partition="season_year",
    clustering=("player_lookup", "team_abbr", "transaction_type", "transaction_date"),
    key=("player_id", "team_id", "transaction_date", "transaction_type", "group_sort"),
):
    """Signings, waivers and trades, one row a player and team of a transaction.

    Rows come from NBA.com's player movement feed. Draft picks and cash in a trade are rows without a player: id 0.
    """

    transaction_type: str = Field(isin=["Signing", "Waive", "Trade", "ContractConverted", "AwardOnWaivers"])
    transaction_date: Date
    # The range the table is partitioned over.
    season_year: int = Field(ge=2021, le=2030)
    player_id: int = Field(ge=0)
    player_slug: str = Field(nullable=True)
    player_full_name: str = Field(nullable=True)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    is_player_transaction: bool
    team_id: int = Field(isin=NBA_TEAM_IDS)
    team_slug: str = Field(str_matches=r"^[a-z0-9-]+$")
    team_abbr: str = Field(isin=TEAM_CODES)
    transaction_description: str
    additional_sort: int = Field(nullable=True)
    group_sort: str
    source_file_path: str
    scrape_timestamp: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    created_at: Timestamp

    @row_rule
    def a_transaction_of_a_player_names_the_player(t: Any) -> Any:
        return ~t.is_player_transaction | ((t.player_id > 0) & t.player_lookup.notnull())

    @row_rule
    def group_sort_begins_with_the_type(t: Any) -> Any:
        return t.group_sort.startswith(t.transaction_type)
