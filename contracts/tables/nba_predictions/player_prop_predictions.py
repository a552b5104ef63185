"""The contract of nba_predictions.player_prop_predictions."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Json, Numeric41, Numeric51, Numeric52, Strings, Table, Timestamp, row_rule
from contracts.tables.bounds import HIGHEST_ASKED_LINE, LOWEST_ASKED_LINE, MOST_PREDICTED_POINTS, PLACEHOLDER_LINE
from contracts.tables.formats import (
    GAME_ID,
    INJURY_STATUSES,
    LOWER_KEY,
    PLAYER_LOOKUP,
    PREDICTION_SYSTEMS,
    RECOMMENDATIONS,
    UNIVERSAL_PLAYER_ID,
    UPPER_KEY,
)
from contracts.tables.nba_predictions._systems import (
    CHAMPION,
    ENSEMBLES,
    FALLBACK_CONFIDENCE,
    LARGEST_ADJUSTMENT,
    LEAST_CONFIDENCE,
    LEAST_EDGE,
    LEAST_SIMILARITY,
    LEAST_SURE_ENSEMBLE,
    MODEL,
    MOST_SURE_ENSEMBLE,
    SIMILARITY,
    SYSTEMS_OF_SHARES,
    of_system,
)
from contracts.tables.nba_predictions._verdicts import differs_by, is_bet, on_its_side
from contracts.tables.relations import id_names_the_day, in_half_steps

BOOK_SOURCES = ["ACTUAL_PROP", "ODDS_API", "BETTINGPROS"]
"""Of a line that a book quoted; workers write the first, graders take the others too."""
ESTIMATION_METHOD = r"^[a-z0-9]+([_.][a-z0-9]+)*$"


class PlayerPropPredictions(
    Table,
    dataset="nba_predictions",
    partition="game_date",
    clustering=(
        "system_id",
        "player_lookup",
        "confidence_score",
        "game_date",
    ),
    key=(
        "game_id",
        "player_lookup",
        "system_id",
        "current_points_line",
    ),
):
    """What a system expects a player to score in a game, and whether to bet on it at a line.

    Workers write a row for each player, system and line before the games; a line that moves makes a new row, and the
    old one is no longer active.
    """

    prediction_id: str = Field(str_length={"min_value": 1})
    system_id: str = Field(isin=PREDICTION_SYSTEMS)
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    game_date: Date
    game_id: str = Field(str_matches=GAME_ID)
    prediction_version: int = Field(ge=1)
    predicted_points: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS)
    confidence_score: Numeric52 = Field(ge=0, le=100)
    recommendation: str = Field(isin=RECOMMENDATIONS)
    has_prop_line: bool = Field(nullable=True)
    similarity_baseline: Numeric51 = Field(ge=0, le=MOST_PREDICTED_POINTS, nullable=True)
    fatigue_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    shot_zone_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    referee_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    look_ahead_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    pace_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    usage_spike_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    home_away_adjustment: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    other_adjustments: Numeric52 = Field(ge=-LARGEST_ADJUSTMENT, le=LARGEST_ADJUSTMENT, nullable=True)
    similar_games_count: int = Field(ge=0, nullable=True)
    avg_similarity_score: Numeric52 = Field(ge=LEAST_SIMILARITY, le=100, nullable=True)
    min_similarity_score: Numeric52 = Field(ge=LEAST_SIMILARITY, le=100, nullable=True)
    current_points_line: Numeric41 = Field(ge=LOWEST_ASKED_LINE, le=HIGHEST_ASKED_LINE, nullable=True)
    line_margin: Numeric52 = Field(ge=-MOST_PREDICTED_POINTS, le=MOST_PREDICTED_POINTS, nullable=True)
    ml_model_id: str = Field(str_matches=MODEL, nullable=True)
    line_source: str = Field(isin=[*BOOK_SOURCES, "ESTIMATED_AVG", "NO_PROP_LINE", "NEEDS_BOOTSTRAP"], nullable=True)
    estimated_line_value: Numeric41 = Field(ge=0, le=MOST_PREDICTED_POINTS, nullable=True)
    # For example points_avg_last_10, default_15.5.
    estimation_method: str = Field(str_matches=ESTIMATION_METHOD, nullable=True)
    line_source_api: str = Field(isin=["ODDS_API", "BETTINGPROS", "ESTIMATED"], nullable=True)
    sportsbook: str = Field(str_matches=UPPER_KEY, nullable=True)
    was_line_fallback: bool = Field(nullable=True)
    prediction_variance: Numeric52 = Field(ge=0, nullable=True)
    system_agreement_score: Numeric52 = Field(ge=0, le=100, nullable=True)
    contributing_systems: int = Field(ge=1, le=5, nullable=True)
    key_factors: Json = Field(nullable=True)
    warnings: Json = Field(nullable=True)
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
    is_active: bool
    superseded_by: str = Field(nullable=True)
    injury_status_at_prediction: str = Field(isin=INJURY_STATUSES, nullable=True)
    injury_flag_at_prediction: bool = Field(nullable=True)
    injury_reason_at_prediction: str = Field(nullable=True)
    injury_checked_at: Timestamp = Field(nullable=True)
    invalidation_reason: str = Field(isin=["game_postponed", "game_cancelled", "player_inactive"], nullable=True)
    invalidated_at: Timestamp = Field(nullable=True)
    created_at: Timestamp
    updated_at: Timestamp = Field(nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def it_is_said_whether_there_is_a_line(t: Any) -> Any:
        return t.has_prop_line.notnull() & t.line_source.notnull()

    @row_rule
    def who_has_a_line_has_it_here_and_nobody_else(t: Any) -> Any:
        return t.has_prop_line == t.current_points_line.notnull()

    @row_rule
    def line_source_says_the_same(t: Any) -> Any:
        return t.has_prop_line == t.line_source.isin(BOOK_SOURCES)

    @row_rule
    def provider_of_the_line_says_the_same(t: Any) -> Any:
        return t.has_prop_line == (t.line_source_api != "ESTIMATED")

    @row_rule
    def book_is_named_only_where_there_is_a_line(t: Any) -> Any:
        return t.has_prop_line | (t.sportsbook.isnull() & ~t.was_line_fallback.fill_null(False))

    @row_rule
    def line_is_in_half_steps(t: Any) -> Any:
        return in_half_steps(t.current_points_line)

    @row_rule
    def line_is_not_the_placeholder(t: Any) -> Any:
        return t.current_points_line != PLACEHOLDER_LINE

    @row_rule
    def estimate_stands_only_where_no_line_does(t: Any) -> Any:
        return ~t.has_prop_line | t.estimated_line_value.isnull()

    @row_rule
    def estimate_comes_with_its_method(t: Any) -> Any:
        return t.estimated_line_value.isnull() == t.estimation_method.isnull()

    @row_rule
    def there_is_a_margin_where_there_is_a_line(t: Any) -> Any:
        return t.line_margin.isnull() == t.current_points_line.isnull()

    @row_rule
    def margin_is_predicted_minus_line(t: Any) -> Any:
        return differs_by(t.line_margin, t.predicted_points, t.current_points_line)

    @row_rule
    def a_bet_has_a_line(t: Any) -> Any:
        return ~is_bet(t.recommendation) | t.current_points_line.notnull()

    @row_rule
    def no_line_is_said_only_without_one(t: Any) -> Any:
        return (t.recommendation != "NO_LINE") | t.current_points_line.isnull()

    @row_rule
    def over_is_above_the_line_and_under_below(t: Any) -> Any:
        return on_its_side(t.recommendation, t.predicted_points, t.current_points_line)

    @row_rule
    def a_bet_has_the_edge_that_its_system_asks_for(t: Any) -> Any:
        return ~is_bet(t.recommendation) | (t.line_margin.abs() >= of_system(t.system_id, LEAST_EDGE))

    @row_rule
    def a_bet_has_the_confidence_that_its_system_asks_for(t: Any) -> Any:
        return ~is_bet(t.recommendation) | (t.confidence_score >= of_system(t.system_id, LEAST_CONFIDENCE))

    @row_rule
    def the_champion_without_its_model_bets_on_nothing(t: Any) -> Any:
        fallback = (t.system_id == CHAMPION) & (t.confidence_score == FALLBACK_CONFIDENCE)
        return ~fallback | ~is_bet(t.recommendation)

    @row_rule
    def averages_and_zones_are_confident_from_0_to_1(t: Any) -> Any:
        return ~t.system_id.isin(SYSTEMS_OF_SHARES) | t.confidence_score.between(0, 1)

    @row_rule
    def other_systems_are_confident_in_percent(t: Any) -> Any:
        """No system says one percent or less: such a number is a share on the wrong scale."""
        return t.system_id.isin(SYSTEMS_OF_SHARES) | (t.confidence_score == 0) | (t.confidence_score > 1)

    @row_rule
    def ensembles_are_confident_from_20_to_95(t: Any) -> Any:
        sure = t.confidence_score.between(LEAST_SURE_ENSEMBLE, MOST_SURE_ENSEMBLE)
        return ~t.system_id.isin(ENSEMBLES) | sure

    @row_rule
    def ensembles_and_only_they_have_contributing_systems(t: Any) -> Any:
        return t.system_id.isin(ENSEMBLES) == t.contributing_systems.notnull()

    @row_rule
    def the_first_ensemble_has_four_parts_at_most(t: Any) -> Any:
        return (t.system_id != "ensemble_v1") | (t.contributing_systems <= 4)

    @row_rule
    def only_the_similarity_system_has_similar_games(t: Any) -> Any:
        """It has none where too few games are known: then it answers from averages."""
        return (t.system_id == SIMILARITY) | t.min_similarity_score.isnull()

    @row_rule
    def similar_games_are_counted_and_measured(t: Any) -> Any:
        counted = t.similar_games_count.notnull()
        return (counted == t.min_similarity_score.notnull()) & (counted == t.avg_similarity_score.notnull())

    @row_rule
    def least_similarity_is_not_above_the_average(t: Any) -> Any:
        return t.min_similarity_score <= t.avg_similarity_score

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
    def an_open_circuit_says_until_when(t: Any) -> Any:
        return ~t.circuit_breaker_active | t.circuit_breaker_until.notnull()

    @row_rule
    def what_was_superseded_is_not_active(t: Any) -> Any:
        return t.superseded_by.isnull() | (~t.is_active & (t.superseded_by != t.prediction_id))

    @row_rule
    def what_is_invalid_says_why_and_since_when(t: Any) -> Any:
        return t.invalidation_reason.isnull() == t.invalidated_at.isnull()

    @row_rule
    def who_is_flagged_as_injured_has_a_status(t: Any) -> Any:
        return ~t.injury_flag_at_prediction | t.injury_status_at_prediction.notnull()

    @row_rule
    def a_status_says_when_it_was_looked_up(t: Any) -> Any:
        return t.injury_status_at_prediction.isnull() | t.injury_checked_at.notnull()

    @row_rule
    def it_is_updated_and_invalidated_after_it_is_created(t: Any) -> Any:
        return (t.created_at <= t.updated_at) & (t.created_at <= t.invalidated_at.fill_null(t.created_at))
