"""The contract of nba_predictions.prediction_worker_runs."""

from __future__ import annotations

from typing import Any

import ibis

from contracts.table import Date, Field, Floats, Json, Strings, Table, Timestamp, row_rule
from contracts.tables.formats import (
    BATCH_ID,
    GAME_ID,
    IDENTIFIER,
    LOWER_KEY,
    PLAYER_LOOKUP,
    SERVICE,
    UNIVERSAL_PLAYER_ID,
)
from contracts.tables.relations import id_names_the_day, revision_of

SECONDS_ROUNDED = 0.01
LEAST_QUALITY = 50
"""Below it a worker skips the player."""


class PredictionWorkerRuns(
    Table,
    dataset="nba_predictions",
    partition="run_date",
    clustering=(
        "player_lookup",
        "success",
        "game_date",
    ),
    key=("request_id",),
):
    """A worker's answer to one request for a player's predictions: which systems ran, how long it took, why not.

    Workers write it when they are done with the request, also if it failed.
    """

    request_id: str = Field(str_length={"min_value": 1})
    worker_id: str = Field(nullable=True)
    run_date: Timestamp
    player_lookup: str = Field(str_matches=PLAYER_LOOKUP)
    universal_player_id: str = Field(str_matches=UNIVERSAL_PLAYER_ID, nullable=True)
    game_date: Date
    game_id: str = Field(str_matches=GAME_ID, nullable=True)
    line_values_requested: Floats
    success: bool
    duration_seconds: float = Field(ge=0, nullable=True)
    predictions_generated: int = Field(ge=0, nullable=True)
    # For example no_features, circuit_open, player_inactive.
    skip_reason: str = Field(str_matches=LOWER_KEY, nullable=True)
    systems_attempted: Strings
    systems_succeeded: Strings
    systems_failed: Strings
    system_errors: Json = Field(nullable=True)
    feature_quality_score: float = Field(ge=0, le=100, nullable=True)
    missing_features: Strings
    feature_load_time_seconds: float = Field(ge=0, nullable=True)
    historical_games_count: int = Field(ge=0, nullable=True)
    historical_load_time_seconds: float = Field(ge=0, nullable=True)
    error_message: str = Field(nullable=True)
    error_system: str = Field(str_matches=LOWER_KEY, nullable=True)
    error_type: str = Field(str_matches=IDENTIFIER, nullable=True)
    data_load_seconds: float = Field(ge=0, nullable=True)
    prediction_compute_seconds: float = Field(ge=0, nullable=True)
    write_bigquery_seconds: float = Field(ge=0, nullable=True)
    pubsub_publish_seconds: float = Field(ge=0, nullable=True)
    circuit_breaker_triggered: bool = Field(nullable=True)
    circuits_opened: Strings
    worker_version: str = Field(nullable=True)
    created_at: Timestamp = Field(nullable=True)
    trigger_source: str = Field(str_matches=LOWER_KEY, nullable=True)
    trigger_message_id: str = Field(nullable=True)
    cloud_run_service: str = Field(str_matches=SERVICE, nullable=True)
    cloud_run_revision: str = Field(str_matches=SERVICE, nullable=True)
    retry_attempt: int = Field(ge=0, nullable=True)
    batch_id: str = Field(str_matches=BATCH_ID, nullable=True)

    @row_rule
    def game_id_names_the_day(t: Any) -> Any:
        return id_names_the_day(t.game_id, t.game_date)

    @row_rule
    def batch_is_of_the_game_day(t: Any) -> Any:
        return t.batch_id.startswith("batch_" + t.game_date.strftime("%Y-%m-%d"))

    @row_rule
    def each_attempted_system_succeeded_or_failed(t: Any) -> Any:
        return t.systems_attempted.length() == t.systems_succeeded.length() + t.systems_failed.length()

    @row_rule
    def there_is_at_most_one_prediction_a_system_and_line(t: Any) -> Any:
        lines = ibis.greatest(t.line_values_requested.length(), 1)
        return t.predictions_generated <= t.systems_succeeded.length() * lines

    @row_rule
    def who_is_skipped_has_no_prediction(t: Any) -> Any:
        return t.skip_reason.isnull() | (t.predictions_generated == 0)

    @row_rule
    def poor_features_are_not_predicted_from(t: Any) -> Any:
        return (t.feature_quality_score >= LEAST_QUALITY) | (t.predictions_generated == 0)

    @row_rule
    def a_failure_says_why(t: Any) -> Any:
        return t.success | t.error_message.notnull() | t.skip_reason.notnull()

    @row_rule
    def an_opened_circuit_was_triggered(t: Any) -> Any:
        return t.circuit_breaker_triggered | (t.circuits_opened.length() == 0)

    @row_rule
    def features_and_history_are_loaded_within_the_loading_time(t: Any) -> Any:
        parts = t.feature_load_time_seconds + t.historical_load_time_seconds
        return parts <= t.data_load_seconds + SECONDS_ROUNDED

    @row_rule
    def the_steps_take_no_longer_than_the_whole(t: Any) -> Any:
        steps = t.data_load_seconds + t.prediction_compute_seconds + t.write_bigquery_seconds + t.pubsub_publish_seconds
        return steps <= t.duration_seconds + SECONDS_ROUNDED

    @row_rule
    def revision_is_of_the_service(t: Any) -> Any:
        return revision_of(t.cloud_run_revision, t.cloud_run_service)
