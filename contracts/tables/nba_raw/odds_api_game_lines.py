"""The contract of nba_raw.odds_api_game_lines."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Table, Timestamp, row_rule
from contracts.tables.formats import DATA_HASH, LOWER_KEY, PLATFORM_GAME_ID, TEAM_CODES
from contracts.tables.relations import either, game_id_of, in_half_steps
from harness.warehouse.functions import eastern_date


class OddsApiGameLines(
    Table,
    dataset="nba_raw",
    partition="game_date",
    clustering=("game_id", "bookmaker_key", "market_key", "snapshot_timestamp"),
    key=("game_id", "snapshot_timestamp", "bookmaker_key", "market_key", "outcome_name"),
):
    """Spreads, totals and moneylines, one row an outcome, book and snapshot.

    Rows come from The Odds API's event odds. The platform asks for spreads and totals; recorded answers hold h2h too.
    """

    snapshot_timestamp: Timestamp
    previous_snapshot_timestamp: Timestamp = Field(nullable=True)
    next_snapshot_timestamp: Timestamp = Field(nullable=True)
    game_id: str = Field(str_matches=PLATFORM_GAME_ID)
    sport_key: str = Field(isin=["basketball_nba"])
    sport_title: str = Field(isin=["NBA"])
    commence_time: Timestamp
    game_date: Date
    home_team: str
    away_team: str
    home_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    away_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    bookmaker_key: str = Field(str_matches=LOWER_KEY)
    bookmaker_title: str
    bookmaker_last_update: Timestamp
    market_key: str = Field(isin=["h2h", "spreads", "totals"])
    market_last_update: Timestamp
    outcome_name: str
    # A decimal price: the format the API sends when none is asked for.
    outcome_price: float = Field(gt=1)
    outcome_point: float = Field(nullable=True)
    source_file_path: str
    data_source: str = Field(isin=["current", "historical", "backfill", "manual"], nullable=True)
    created_at: Timestamp
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return t.game_id == game_id_of(t)

    @row_rule
    def game_date_is_the_eastern_day_of_the_tip_off(t: Any) -> Any:
        return t.game_date == eastern_date(t.commence_time)

    @row_rule
    def only_a_moneyline_has_no_point(t: Any) -> Any:
        return t.outcome_point.isnull() == (t.market_key == "h2h")

    @row_rule
    def a_total_is_over_or_under(t: Any) -> Any:
        return (t.market_key == "totals") == t.outcome_name.isin(["Over", "Under"])

    @row_rule
    def other_outcomes_are_the_two_teams(t: Any) -> Any:
        return (t.market_key == "totals") | either(t.outcome_name, t.home_team, t.away_team)

    @row_rule
    def point_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.outcome_point)

    @row_rule
    def spread_is_at_most_40(t: Any) -> Any:
        # Before a game 20 is the most; lines of a running game, as recorded, go further.
        return (t.market_key != "spreads") | (t.outcome_point.abs() <= 40)

    @row_rule
    def total_is_between_150_and_300(t: Any) -> Any:
        # Before a game 200 to 250; lines of a running game go further.
        return (t.market_key != "totals") | t.outcome_point.between(150, 300)

    @row_rule
    def the_book_changed_the_line_before_the_snapshot(t: Any) -> Any:
        return (t.bookmaker_last_update <= t.snapshot_timestamp) & (t.market_last_update <= t.snapshot_timestamp)

    @row_rule
    def snapshots_are_in_order(t: Any) -> Any:
        return (t.previous_snapshot_timestamp < t.snapshot_timestamp) & (
            t.snapshot_timestamp < t.next_snapshot_timestamp
        )
