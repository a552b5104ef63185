"""The contract of nba_raw.bettingpros_player_points_props."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import HIGHEST_LINE, LONGEST_ODDS, LOWEST_LINE
from contracts.tables.formats import DATA_HASH, DIGITS, LOWER_KEY, PLAYER_LOOKUP, TEAM_CODES
from contracts.tables.relations import in_half_steps, is_american_price


class BettingprosPlayerPointsProps(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("player_lookup", "bookmaker", "has_team_issues", "bet_side"),
    key=("game_date", "offer_id", "bet_side", "book_id"),
):
    """Player points offers, one row an offer, side and book.

    Rows come from BettingPros' /v3/offers, market 156; book 0 is the consensus of the others.
    """

    game_date: Date
    market_type: str = Field(isin=["points"])
    market_id: int = Field(isin=[156])
    bp_event_id: int = Field(gt=0)
    offer_id: str = Field(str_matches=DIGITS)
    bet_side: str = Field(isin=["over", "under"])
    bp_player_id: int = Field(gt=0)
    player_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    # May be missing, stale or in another spelling (PHO, NOR); validated_team is the platform's.
    player_team: str = Field(str_matches=r"^[A-Z]{2,4}$")
    player_position: str = Field(nullable=True)
    team_source: str = Field(str_matches=LOWER_KEY)
    has_team_issues: bool
    validated_team: str = Field(isin=TEAM_CODES, nullable=True)
    validation_confidence: float = Field(ge=0, le=1)
    validation_method: str = Field(str_matches=LOWER_KEY)
    validation_notes: str = Field(nullable=True)
    player_complications: str = Field(nullable=True)
    book_id: int = Field(ge=0)
    bookmaker: str
    line_id: str = Field(str_matches=DIGITS, nullable=True)
    points_line: float = Field(ge=LOWEST_LINE, le=HIGHEST_LINE)
    odds_american: int = Field(ge=-LONGEST_ODDS, le=LONGEST_ODDS)
    is_active: bool
    is_best_line: bool
    bookmaker_last_update: Timestamp
    opening_line: float = Field(ge=LOWEST_LINE, le=HIGHEST_LINE, nullable=True)
    opening_odds: int = Field(ge=-LONGEST_ODDS, le=LONGEST_ODDS, nullable=True)
    opening_book_id: int = Field(ge=0, nullable=True)
    opening_timestamp: Timestamp = Field(nullable=True)
    source_file_path: str
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.points_line)

    @row_rule
    def odds_are_an_american_price(t: Any) -> Any:
        return is_american_price(t.odds_american)

    @row_rule
    def opening_odds_are_an_american_price(t: Any) -> Any:
        return is_american_price(t.opening_odds)

    @row_rule
    def a_player_without_team_issues_is_on_the_validated_team(t: Any) -> Any:
        return t.has_team_issues | t.validated_team.notnull()

    @row_rule
    def a_line_opens_before_it_is_updated(t: Any) -> Any:
        return t.opening_timestamp <= t.bookmaker_last_update
