"""The contract of nba_raw.odds_api_player_points_props."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.bounds import HIGHEST_LINE, LONGEST_ODDS, LOWEST_LINE
from contracts.tables.formats import DATA_HASH, LOWER_KEY, PLATFORM_GAME_ID, PLAYER_LOOKUP, TEAM_CODES
from contracts.tables.relations import decimal_of, game_id_of, in_half_steps, is_american_price
from harness.warehouse.functions import eastern_date

HALF_A_CENT = 0.0051
"""Decimal prices are rounded to cents."""


class OddsApiPlayerPointsProps(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("player_lookup", "game_date", "bookmaker"),
    key=("game_id", "player_lookup", "bookmaker", "snapshot_timestamp"),
):
    """Player points lines, one row a player, book and snapshot.

    Rows come from The Odds API's event odds, market player_points, live or historical.
    """

    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    odds_api_event_id: str = Field(str_matches=r"^[0-9a-f]{32}$")
    game_date: Date
    game_start_time: Timestamp = Field(nullable=True)
    home_team_abbr: str = Field(isin=TEAM_CODES)
    away_team_abbr: str = Field(isin=TEAM_CODES)
    snapshot_timestamp: Timestamp
    snapshot_tag: str = Field(nullable=True)
    capture_timestamp: Timestamp = Field(nullable=True)
    minutes_before_tipoff: int = Field(nullable=True)
    # draftkings and fanduel now; more of the keys the API has may follow.
    bookmaker: str = Field(str_matches=LOWER_KEY)
    player_name: str
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP, nullable=True)
    points_line: float = Field(ge=LOWEST_LINE, le=HIGHEST_LINE)
    over_price: float = Field(gt=1, nullable=True)
    over_price_american: int = Field(ge=-LONGEST_ODDS, le=LONGEST_ODDS, nullable=True)
    under_price: float = Field(gt=1, nullable=True)
    under_price_american: int = Field(ge=-LONGEST_ODDS, le=LONGEST_ODDS, nullable=True)
    bookmaker_last_update: Timestamp = Field(nullable=True)
    source_file_path: str = Field(nullable=True)
    data_source: str = Field(isin=["current", "historical", "backfill", "manual"], nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == game_id_of(t)

    @row_rule
    def game_date_is_the_eastern_day_of_the_tip_off(t: Any) -> Any:
        return t.game_date == eastern_date(t.game_start_time)

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.points_line)

    @row_rule
    def over_price_is_an_american_price(t: Any) -> Any:
        return is_american_price(t.over_price_american)

    @row_rule
    def under_price_is_an_american_price(t: Any) -> Any:
        return is_american_price(t.under_price_american)

    @row_rule
    def over_prices_agree(t: Any) -> Any:
        return (t.over_price - decimal_of(t.over_price_american)).abs() <= HALF_A_CENT

    @row_rule
    def under_prices_agree(t: Any) -> Any:
        return (t.under_price - decimal_of(t.under_price_american)).abs() <= HALF_A_CENT

    @row_rule
    def the_book_keeps_a_margin(t: Any) -> Any:
        # 1 / over + 1 / under > 1, without a division by zero
        return t.over_price + t.under_price > t.over_price * t.under_price

    @row_rule
    def the_book_changed_the_line_before_the_snapshot(t: Any) -> Any:
        return t.bookmaker_last_update <= t.snapshot_timestamp

    @row_rule
    def minutes_before_tip_off_are_since_the_snapshot(t: Any) -> Any:
        ahead = t.game_start_time.epoch_seconds() - t.snapshot_timestamp.epoch_seconds()
        return (ahead / 60 - t.minutes_before_tipoff).abs() <= 1
