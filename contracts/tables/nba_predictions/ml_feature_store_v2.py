"""The contract of nba_predictions.ml_feature_store_v2."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.datatypes as dt

from contracts.table import Date, Field, Floats, Nested, Numeric52, Strings, Table, Timestamp, nested, row_rule
from contracts.tables.formats import DATA_HASH, GAME_ID, LOWER_KEY, PLAYER_LOOKUP, TEAM_CODES, UNIVERSAL_PLAYER_ID
from contracts.tables.nba_predictions._features import FEATURES, feature, in_range, zero_or_one
from contracts.tables.relations import id_names_the_day

_HISTORICAL_COMPLETENESS = dt.Struct(
    {
        "games_found": dt.int64,
        "games_expected": dt.int64,
        "is_complete": dt.boolean,
        "is_bootstrap": dt.boolean,
        "contributing_game_dates": dt.Array(dt.date),
    }
)


@nested(_HISTORICAL_COMPLETENESS)
class HistoricalCompleteness(Nested):
    """The window behind a row: how many games it has of those it should have, and their days."""

    type = _HISTORICAL_COMPLETENESS


SOURCES = ("daily_cache", "composite", "shot_zones", "team_defense")
FULL_WINDOW = 10
ABOUT_ONE = 0.05
"""Shares of three zones may be rounded one by one, and some shots have no zone."""
ROUNDED = 0.01


class MlFeatureStoreV2(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "player_lookup",
        "feature_version",
        "game_date",
    ),
    key=(
        "game_date",
        "player_lookup",
    ),
):
    """What the models are given of a player before a game: 33 numbers, their names and their quality.

    The last step of phase 4 writes the day's rows before noon; workers read them.
    """

    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    game_date: Date
    game_id: str = Field(str_matches=GAME_ID)
    features: Floats
    feature_names: Strings
    feature_count: int = Field(eq=len(FEATURES))
    feature_version: str = Field(isin=["v2_33features", "v1_baseline_25"])
    feature_generation_time_ms: int = Field(ge=0, nullable=True)
    feature_quality_score: Numeric52 = Field(ge=0, le=100, nullable=True)
    opponent_team_abbr: str = Field(isin=TEAM_CODES, nullable=True)
    is_home: bool = Field(nullable=True)
    days_rest: int = Field(ge=0, nullable=True)
    # For example phase4, mixed, early_season.
    data_source: str = Field(str_matches=LOWER_KEY)
    source_daily_cache_last_updated: Timestamp = Field(nullable=True)
    source_daily_cache_rows_found: int = Field(ge=0, nullable=True)
    source_daily_cache_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_daily_cache_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_composite_last_updated: Timestamp = Field(nullable=True)
    source_composite_rows_found: int = Field(ge=0, nullable=True)
    source_composite_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_composite_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_shot_zones_last_updated: Timestamp = Field(nullable=True)
    source_shot_zones_rows_found: int = Field(ge=0, nullable=True)
    source_shot_zones_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_shot_zones_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    source_team_defense_last_updated: Timestamp = Field(nullable=True)
    source_team_defense_rows_found: int = Field(ge=0, nullable=True)
    source_team_defense_completeness_pct: Numeric52 = Field(ge=0, le=100, nullable=True)
    source_team_defense_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    early_season_flag: bool = Field(nullable=True)
    insufficient_data_reason: str = Field(nullable=True)
    expected_games_count: int = Field(ge=0, nullable=True)
    actual_games_count: int = Field(ge=0, nullable=True)
    completeness_percentage: float = Field(ge=0, le=100, nullable=True)
    missing_games_count: int = Field(ge=0, nullable=True)
    is_production_ready: bool = Field(nullable=True)
    data_quality_issues: Strings
    last_reprocess_attempt_at: Timestamp = Field(nullable=True)
    reprocess_attempt_count: int = Field(ge=0, nullable=True)
    circuit_breaker_active: bool = Field(nullable=True)
    circuit_breaker_until: Timestamp = Field(nullable=True)
    manual_override_required: bool = Field(nullable=True)
    season_boundary_detected: bool = Field(nullable=True)
    backfill_bootstrap_mode: bool = Field(nullable=True)
    processing_decision_reason: str = Field(str_matches=LOWER_KEY, nullable=True)
    data_hash: str = Field(str_matches=DATA_HASH, nullable=True)
    historical_completeness: HistoricalCompleteness = Field(nullable=True)
    created_at: Timestamp
    updated_at: Timestamp = Field(nullable=True)

    points_avg_last_5 = in_range("points_avg_last_5", 0, 60)
    points_avg_last_10 = in_range("points_avg_last_10", 0, 60)
    points_avg_season = in_range("points_avg_season", 0, 60)
    points_std_last_10 = in_range("points_std_last_10", 0, 20)
    games_in_last_7_days = in_range("games_in_last_7_days", 0, 5)
    fatigue_score = in_range("fatigue_score", 0, 100)
    shot_zone_mismatch_score = in_range("shot_zone_mismatch_score", -10, 10)
    pace_score = in_range("pace_score", -5, 5)
    usage_spike_score = in_range("usage_spike_score", -5, 5)
    rest_advantage = in_range("rest_advantage", -2, 2)
    injury_risk = in_range("injury_risk", 0, 3)
    recent_trend = in_range("recent_trend", -2, 2)
    minutes_change = in_range("minutes_change", -2, 2)
    opponent_def_rating = in_range("opponent_def_rating", 95, 125)
    opponent_pace = in_range("opponent_pace", 90, 110)
    home_away = zero_or_one("home_away")
    back_to_back = zero_or_one("back_to_back")
    playoff_game = zero_or_one("playoff_game")
    pct_paint = in_range("pct_paint", 0, 1)
    pct_mid_range = in_range("pct_mid_range", 0, 1)
    pct_three = in_range("pct_three", 0, 1)
    pct_free_throw = in_range("pct_free_throw", 0, 1)
    team_pace = in_range("team_pace", 90, 110)
    team_off_rating = in_range("team_off_rating", 95, 130)
    team_win_pct = in_range("team_win_pct", 0, 1)
    # 0 where there is no line.
    vegas_points_line = in_range("vegas_points_line", 0, 45)
    vegas_line_move = in_range("vegas_line_move", -4, 4)
    has_vegas_line = zero_or_one("has_vegas_line")
    avg_points_vs_opponent = in_range("avg_points_vs_opponent", 0, 60)
    games_vs_opponent = in_range("games_vs_opponent", 0)
    minutes_avg_last_10 = in_range("minutes_avg_last_10", 0, 45)
    ppm_avg_last_10 = in_range("ppm_avg_last_10", 0, 1.5)

    @row_rule
    def features_has_33_entries(t: Any) -> Any:
        return t.features.length() == len(FEATURES)

    @row_rule
    def feature_names_are_those_of_the_vector(t: Any) -> Any:
        # An empty list joins to NULL.
        return (t.feature_names.length() == len(FEATURES)) & (t.feature_names.join(",") == ",".join(FEATURES))

    @row_rule
    def zone_shares_add_up_to_one(t: Any) -> Any:
        shares = feature(t, "pct_paint") + feature(t, "pct_mid_range") + feature(t, "pct_three")
        return (shares - 1).abs() <= ABOUT_ONE

    @row_rule
    def home_feature_is_the_rows(t: Any) -> Any:
        return (feature(t, "home_away") == 1) == t.is_home

    @row_rule
    def back_to_back_is_no_day_of_rest(t: Any) -> Any:
        return (feature(t, "back_to_back") == 1) == (t.days_rest == 0)

    @row_rule
    def has_vegas_line_tells_whether_there_is_one(t: Any) -> Any:
        return (feature(t, "has_vegas_line") == 1) == (feature(t, "vegas_points_line") > 0)

    @row_rule
    def line_moved_from_where_it_opened(t: Any) -> Any:
        moved = feature(t, "vegas_points_line") - feature(t, "vegas_opening_line")
        return (feature(t, "vegas_line_move") - moved).abs() <= ROUNDED

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def game_id_names_the_opponent(t: Any) -> Any:
        opponent = ibis.ifelse(t.is_home, t.game_id.substr(9, 3), t.game_id.substr(13, 3))
        return ~t.game_id.contains("_") | (opponent == t.opponent_team_abbr)

    @row_rule
    def a_source_without_rows_is_not_complete(t: Any) -> Any:
        empty = [(t[f"source_{one}_rows_found"] == 0, t[f"source_{one}_completeness_pct"]) for one in SOURCES]
        return ibis.and_(*(~nothing | (complete == 0) for nothing, complete in empty))

    @row_rule
    def it_is_written_after_its_sources(t: Any) -> Any:
        written = t.updated_at.coalesce(t.created_at)
        return ibis.and_(*(t[f"source_{one}_last_updated"] <= written for one in SOURCES))

    @row_rule
    def production_ready_is_nine_tenths_complete(t: Any) -> Any:
        return ~t.is_production_ready | (t.completeness_percentage >= 90)

    @row_rule
    def completeness_is_actual_by_expected(t: Any) -> Any:
        games = ibis.least(t.actual_games_count, t.expected_games_count)
        return (t.completeness_percentage * t.expected_games_count - 100 * games).abs() <= t.expected_games_count

    @row_rule
    def missing_games_are_expected_and_not_there(t: Any) -> Any:
        return t.missing_games_count == ibis.greatest(t.expected_games_count - t.actual_games_count, 0)

    @row_rule
    def early_in_the_season_there_are_fewer_than_ten_games(t: Any) -> Any:
        return ~t.early_season_flag | (t.actual_games_count < FULL_WINDOW)

    @row_rule
    def an_open_circuit_says_until_when(t: Any) -> Any:
        return ~t.circuit_breaker_active | t.circuit_breaker_until.notnull()

    @row_rule
    def the_window_says_truly_whether_it_is_complete(t: Any) -> Any:
        window = t.historical_completeness
        return window["is_complete"] == (window["games_found"] >= window["games_expected"])

    @row_rule
    def the_window_is_of_the_games_it_names(t: Any) -> Any:
        window = t.historical_completeness
        named = window["contributing_game_dates"].length() == window["games_found"]
        return named & window["games_found"].between(0, window["games_expected"])

    @row_rule
    def a_window_that_is_still_filling_is_called_so(t: Any) -> Any:
        window = t.historical_completeness
        return window["is_bootstrap"] == (window["games_expected"] < FULL_WINDOW)
