"""The contract of nba_analytics.upcoming_team_game_context."""

from __future__ import annotations

from typing import Any

from contracts.table import Date, Field, Numeric51, Numeric52, Timestamp, row_rule
from contracts.tables.bounds import (
    HIGHEST_TOTAL,
    LONGEST_WAY,
    LOWEST_TOTAL,
    MOST_GAMES,
    MOST_GAMES_A_FORTNIGHT,
    MOST_GAMES_A_WEEK,
    WIDEST_SPREAD,
)
from contracts.tables.formats import DATA_HASH, FIRST_SEASON, GAME_ID, LOWER_KEY, TEAM_CODES
from contracts.tables.nba_analytics._completeness import Completeness, all_where_each_is, nearly_full
from contracts.tables.nba_analytics._quality import Quality
from contracts.tables.relations import (
    dated_where_found,
    id_names_home_and_away,
    in_half_steps,
    read_before_written,
    season_of,
)

SOURCES = ("nbac_schedule", "odds_lines", "injury_report")
WINDOWS = ("l7d", "l14d")


class UpcomingTeamGameContext(
    Completeness,
    Quality,
    dataset="nba_analytics",
    partition="game_date",
    clustering=("game_date", "team_abbr", "game_id"),
    key=("game_date", "team_abbr", "game_id"),
):
    """What is known of each team before its game: rest, streak, lines, who is out, the way to the arena.

    Phase 3 writes two rows a game on the morning of the game.
    """

    team_abbr: str = Field(isin=TEAM_CODES)
    game_id: str = Field(str_matches=GAME_ID)
    game_date: Date
    season_year: int = Field(ge=FIRST_SEASON)
    opponent_team_abbr: str = Field(isin=TEAM_CODES)
    home_game: bool
    is_back_to_back: bool
    days_since_last_game: int = Field(ge=1, nullable=True)
    game_number_in_season: int = Field(ge=1, le=MOST_GAMES, nullable=True)
    team_days_rest: int = Field(ge=0, nullable=True)
    team_back_to_back: bool
    games_in_last_7_days: int = Field(ge=0, le=MOST_GAMES_A_WEEK)
    games_in_last_14_days: int = Field(ge=0, le=MOST_GAMES_A_FORTNIGHT)
    game_spread: Numeric52 = Field(ge=-WIDEST_SPREAD, le=WIDEST_SPREAD, nullable=True)
    game_total: Numeric51 = Field(ge=LOWEST_TOTAL, le=HIGHEST_TOTAL, nullable=True)
    game_spread_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    game_total_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    spread_movement: Numeric52 = Field(ge=-2 * WIDEST_SPREAD, le=2 * WIDEST_SPREAD, nullable=True)
    total_movement: Numeric51 = Field(ge=-50, le=50, nullable=True)
    betting_lines_updated_at: Timestamp = Field(nullable=True)
    starters_out_count: int = Field(ge=0, le=5)
    questionable_players_count: int = Field(ge=0, le=18)
    team_win_streak_entering: int = Field(ge=0, le=MOST_GAMES)
    team_loss_streak_entering: int = Field(ge=0, le=MOST_GAMES)
    last_game_margin: int = Field(ge=-100, le=100, nullable=True)
    last_game_result: str = Field(isin=["W", "L"], nullable=True)
    travel_miles: int = Field(ge=0, le=LONGEST_WAY)
    source_nbac_schedule_last_updated: Timestamp = Field(nullable=True)
    source_nbac_schedule_rows_found: int = Field(ge=0, nullable=True)
    source_nbac_schedule_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_nbac_schedule_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_odds_lines_last_updated: Timestamp = Field(nullable=True)
    source_odds_lines_rows_found: int = Field(ge=0, nullable=True)
    source_odds_lines_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_odds_lines_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_injury_report_last_updated: Timestamp = Field(nullable=True)
    source_injury_report_rows_found: int = Field(ge=0, nullable=True)
    source_injury_report_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_injury_report_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    l7d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l7d_is_complete: bool = Field(nullable=True)
    l14d_completeness_pct: float = Field(ge=0, le=100, nullable=True)
    l14d_is_complete: bool = Field(nullable=True)
    all_windows_complete: bool = Field(nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    processed_at: Timestamp
    created_at: Timestamp

    @row_rule
    def game_id_names_the_day_and_the_teams(t: Any) -> Any:
        return id_names_home_and_away(t, t.team_abbr)

    @row_rule
    def no_team_plays_itself(t: Any) -> Any:
        return t.team_abbr != t.opponent_team_abbr

    @row_rule
    def season_year_is_the_season_of_the_day(t: Any) -> Any:
        return t.season_year == season_of(t.game_date)

    @row_rule
    def back_to_back_is_the_day_after_a_game(t: Any) -> Any:
        return (t.is_back_to_back == t.team_back_to_back) & (t.is_back_to_back == (t.days_since_last_game == 1))

    @row_rule
    def days_of_rest_lie_between_the_games(t: Any) -> Any:
        return t.team_days_rest == t.days_since_last_game - 1

    @row_rule
    def only_the_first_game_has_none_before_it(t: Any) -> Any:
        first = t.game_number_in_season == 1
        return (first == t.days_since_last_game.isnull()) & (first == t.last_game_result.isnull())

    @row_rule
    def the_last_week_is_a_part_of_the_last_two(t: Any) -> Any:
        return t.games_in_last_7_days <= t.games_in_last_14_days

    @row_rule
    def last_result_is_the_sign_of_the_margin(t: Any) -> Any:
        return (t.last_game_margin != 0) & ((t.last_game_result == "W") == (t.last_game_margin > 0))

    @row_rule
    def a_streak_goes_on_from_the_last_result(t: Any) -> Any:
        return ((t.team_win_streak_entering > 0) == (t.last_game_result == "W")) & (
            (t.team_loss_streak_entering > 0) == (t.last_game_result == "L")
        )

    @row_rule
    def a_streak_is_of_games_played(t: Any) -> Any:
        return t.team_win_streak_entering + t.team_loss_streak_entering < t.game_number_in_season

    @row_rule
    def lines_are_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.game_spread) & in_half_steps(t.game_total)

    @row_rule
    def a_line_names_its_source(t: Any) -> Any:
        return (t.game_spread.isnull() | t.game_spread_source.notnull()) & (
            t.game_total.isnull() | t.game_total_source.notnull()
        )

    @row_rule
    def lines_were_read_before_the_row_was_written(t: Any) -> Any:
        return t.betting_lines_updated_at <= t.processed_at

    @row_rule
    def complete_windows_are_nearly_full(t: Any) -> Any:
        return nearly_full(t, *WINDOWS)

    @row_rule
    def all_windows_are_complete_where_each_is(t: Any) -> Any:
        return all_where_each_is(t, *WINDOWS)

    @row_rule
    def sources_were_written_before_the_row(t: Any) -> Any:
        return read_before_written(t, *SOURCES)

    @row_rule
    def a_source_with_rows_has_a_date(t: Any) -> Any:
        return dated_where_found(t, *SOURCES)
