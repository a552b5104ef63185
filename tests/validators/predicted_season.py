"""A whole season of what predictions are made of and what became of them, for checks that look beyond three days."""

from __future__ import annotations

import duckdb

from harness.season import Season

SCHEDULE = "nba_raw.nbac_schedule"
BOXES = "nba_raw.bdl_player_boxscores"
PLAYED = "nba_analytics.player_game_summary"
FEATURES = "nba_predictions.ml_feature_store_v2"
PREDICTIONS = "nba_predictions.player_prop_predictions"
SYSTEMS = "nba_predictions.prediction_systems"
GRADES = "nba_predictions.prediction_accuracy"
DAILY = "nba_predictions.system_daily_performance"
SUMMARIES = "nba_predictions.prediction_performance_summary"
TABLES = (SCHEDULE, BOXES, PLAYED, FEATURES, PREDICTIONS, SYSTEMS, GRADES, DAILY, SUMMARIES)

GRADE = "player_lookup, game_id, system_id, line_value"


def load_predicted_season(season: Season) -> duckdb.DuckDBPyConnection:
    """The tables above, whole."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    season.load(connection, tables=TABLES)
    return connection
