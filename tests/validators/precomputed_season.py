"""A whole season of what phase 4 makes, and what it makes it of."""

from __future__ import annotations

import duckdb

from harness.season import Season

SCHEDULE = "nba_raw.nbac_schedule"
SUMMARY = "nba_analytics.player_game_summary"
FACTORS = "nba_precompute.player_composite_factors"
CACHE = "nba_precompute.player_daily_cache"
SHOTS = "nba_precompute.player_shot_zone_analysis"
DEFENSE = "nba_precompute.team_defense_zone_analysis"
STORE = "nba_predictions.ml_feature_store_v2"
BOXES = "nba_raw.bdl_player_boxscores"
TABLES = (SCHEDULE, BOXES, SUMMARY, FACTORS, CACHE, SHOTS, DEFENSE, STORE)

WHOLE = "2023-10-24..2024-04-14"


def load_precomputed_season(season: Season) -> duckdb.DuckDBPyConnection:
    """The tables above, whole."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    season.load(connection, tables=TABLES)
    return connection
