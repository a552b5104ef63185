"""The chain from a box score to a grade: each row beside the rows it was made of."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.relations import relation, table
from validators.games import schedule, scheduled_games

gamebook = table("nba_raw.nbac_gamebook_player_stats")
summaries = table("nba_analytics.player_game_summary")
cache = table("nba_precompute.player_daily_cache")
factors = table("nba_precompute.player_composite_factors")
zones = table("nba_precompute.player_shot_zone_analysis")
features = table("nba_predictions.ml_feature_store_v2")
predictions = table("nba_predictions.player_prop_predictions")
grades = table("nba_predictions.prediction_accuracy")

LOOKED_BACK = ibis.interval(days=30)
"""How far a cache row's windows reach: its longest, ten games, fits well into a month."""


def _summary_of_gamebook(summaries: ir.Table, gamebook: ir.Table) -> ir.Table:
    upstream = gamebook.select(
        "game_id", "player_lookup", gamebook_at=gamebook.processed_at, gamebook_hash=gamebook.data_hash
    )
    made = summaries.select("game_id", "game_date", "player_lookup", "processed_at", "source_nbac_hash")
    return made.join(upstream, ["game_id", "player_lookup"])


summary_of_gamebook = relation(
    summaries,
    gamebook,
    build=_summary_of_gamebook,
    key=("game_id", "player_lookup"),
    day="game_date",
    label="summary",
)
"""Each summary with its gamebook line: gamebook_at, gamebook_hash."""


def _cache_of_summaries(cache: ir.Table, summaries: ir.Table) -> ir.Table:
    upstream = summaries.select("player_lookup", played_on=summaries.game_date, summarized_at=summaries.processed_at)
    made = cache.select("cache_date", "player_lookup", "processed_at")
    pairs = made.join(
        upstream,
        [
            made.player_lookup == upstream.player_lookup,
            made.cache_date > upstream.played_on,
            made.cache_date <= upstream.played_on + LOOKED_BACK,
        ],
        rname="{name}_upstream",
    )
    return pairs.group_by("cache_date", "player_lookup").aggregate(
        processed_at=pairs.processed_at.min(), summarized_at=pairs.summarized_at.max()
    )


cache_of_summaries = relation(
    cache,
    summaries.around(before_days=30),
    build=_cache_of_summaries,
    key=("cache_date", "player_lookup"),
    day="cache_date",
    label="cache row",
)
"""Each cache row with the newest of the summaries in its windows: summarized_at."""


def _features_with_sources(features: ir.Table, cache: ir.Table, factors: ir.Table, zones: ir.Table) -> ir.Table:
    made = features.select(
        "game_date",
        "player_lookup",
        "source_daily_cache_hash",
        "source_composite_hash",
        "source_shot_zones_hash",
        made_at=features.updated_at.coalesce(features.created_at),
    )
    for rows, day, name in (
        (cache, "cache_date", "cache"),
        (factors, "game_date", "factors"),
        (zones, "analysis_date", "zones"),
    ):
        upstream = rows.select(
            **{
                "game_date": rows[day],
                "player_lookup": rows.player_lookup,
                f"{name}_at": rows.processed_at,
                f"{name}_hash": rows.data_hash,
            }
        )
        made = made.left_join(upstream, ["game_date", "player_lookup"], rname="{name}_" + name)
    return made.drop(
        *(f"{column}_{name}" for column in ("game_date", "player_lookup") for name in ("cache", "factors", "zones"))
    )


features_with_sources = relation(
    features,
    cache,
    factors,
    zones,
    build=_features_with_sources,
    key=("game_date", "player_lookup"),
    day="game_date",
    label="feature row",
)
"""Each feature row, made_at, with the cache, factors and zones it was made of: `<source>_at`, `<source>_hash`."""


def _predictions(predictions: ir.Table, features: ir.Table, games: ir.Table) -> ir.Table:
    upstream = features.select(
        "game_date", "player_lookup", features_at=features.updated_at.coalesce(features.created_at)
    )
    tip_offs = scheduled_games.build(games).select("game_id", tip_off="game_date_est")
    made = predictions.select("prediction_id", "game_id", "game_date", "player_lookup", "is_active", "created_at")
    both = made.left_join(upstream, ["game_date", "player_lookup"], rname="{name}_features")
    both = both.left_join(tip_offs, "game_id", rname="{name}_game")
    return both.select(*made.columns, "features_at", "tip_off")


timed_predictions = relation(
    predictions,
    features,
    schedule,
    build=_predictions,
    key=("prediction_id",),
    day="game_date",
    label="prediction",
)
"""Each prediction with its features and its game: features_at, tip_off."""


def _grade_of_prediction(grades: ir.Table, predictions: ir.Table, summaries: ir.Table) -> ir.Table:
    made = grades.select("game_id", "game_date", "player_lookup", "system_id", "line_value", "graded_at")
    counted = predictions.filter(predictions.is_active)
    upstream = counted.select(
        "game_id",
        "player_lookup",
        "system_id",
        line_value=counted.current_points_line,
        predicted_at=counted.created_at,
    )
    actuals = summaries.select("game_id", "player_lookup", summarized_at=summaries.processed_at)
    both = made.left_join(upstream, ["game_id", "player_lookup", "system_id", "line_value"], rname="{name}_predicted")
    both = both.left_join(actuals, ["game_id", "player_lookup"], rname="{name}_actual")
    return both.select(*made.columns, "predicted_at", "summarized_at")


grade_of_prediction = relation(
    grades,
    predictions,
    summaries,
    build=_grade_of_prediction,
    key=("player_lookup", "game_id", "system_id", "line_value"),
    day="game_date",
    label="grade",
)
"""Each grade with the prediction it judges and the summary it judges by: predicted_at, summarized_at."""
