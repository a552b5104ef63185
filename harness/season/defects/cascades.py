"""Defects of rows that were written anew while what was made of them was not."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.reprocessing import CACHE, FACTORS, FEATURES, GAMEBOOK, ZONES

CHECK = "recovery.cascade_contamination/"
PREDICTIONS = "nba_predictions.player_prop_predictions"
GRADES = "nba_predictions.prediction_accuracy"
SUMMARY = CHECK + "a summary is not older than its gamebook line"
CACHED = CHECK + "a cache row is not older than the summaries in it"
OF_CACHE = CHECK + "features are not older than their daily cache"
OF_FACTORS = CHECK + "features are not older than their factors"
OF_ZONES = CHECK + "features are not older than their shot zones"
OF_FEATURES = CHECK + "a prediction is not older than its features"
OF_PREDICTION = CHECK + "a grade is not older than its prediction"
OF_SUMMARY = CHECK + "a grade is not older than the summary it judges by"


@defect(kills={SUMMARY})
def gamebook_loaded_after_its_summary(season: Corruptible, size: int) -> Rows:
    """A gamebook line was loaded an hour after the summary that is made of it."""
    rows = season.pick(GAMEBOOK, "player_status = 'active'", size)
    season.update(rows, processed_at="processed_at + INTERVAL 1 HOUR")
    return rows


@defect(kills={CACHED}, incident=32)
def cache_kept_from_before_the_summaries(season: Corruptible, size: int) -> Rows:
    """A player's cache row is from before last night's game was summarized, and was not made again."""
    rows = season.pick(CACHE, "source_player_game_last_updated::DATE = cache_date", size)
    season.update(rows, processed_at="source_player_game_last_updated - INTERVAL 1 HOUR")
    return rows


def _made_after_the_features(season: Corruptible, table: str, day: str, check: str, size: int) -> Corrupted:
    used = f"({day}, player_lookup) IN (SELECT game_date, player_lookup FROM {FEATURES})"
    rows = season.pick(table, used, size)
    season.update(rows, processed_at="processed_at + INTERVAL 1 HOUR")
    return Corrupted(rows, {check: rows.keys(day, "player_lookup")})


@defect(kills={OF_CACHE})
def cache_made_after_the_features(season: Corruptible, size: int) -> Corrupted:
    """A player's cache row was made again an hour later; his features tell the old story."""
    return _made_after_the_features(season, CACHE, "cache_date", OF_CACHE, size)


@defect(kills={OF_FACTORS})
def factors_made_after_the_features(season: Corruptible, size: int) -> Corrupted:
    """A player's factors were made again an hour later; his features tell the old story."""
    return _made_after_the_features(season, FACTORS, "game_date", OF_FACTORS, size)


@defect(kills={OF_ZONES})
def shot_zones_made_after_the_features(season: Corruptible, size: int) -> Corrupted:
    """A player's shot zones were made again an hour later; his features tell the old story."""
    return _made_after_the_features(season, ZONES, "analysis_date", OF_ZONES, size)


@defect(kills={OF_FEATURES})
def prediction_from_before_its_features(season: Corruptible, size: int) -> Rows:
    """A prediction is two hours older than the features that it is said to rest on."""
    rows = season.pick(PREDICTIONS, "is_active", size)
    season.update(rows, created_at="created_at - INTERVAL 3 HOUR")
    return rows


@defect(kills={OF_PREDICTION}, companions={"consistency.time_agreement/a prediction is made before the tip-off"})
def prediction_replaced_after_it_was_graded(season: Corruptible, size: int) -> Corrupted:
    """A prediction was written again after its grade, which judges the one before it."""
    key = "game_id, player_lookup, system_id"
    graded = f"({key}, current_points_line) IN (SELECT ({key}, line_value) FROM {GRADES})"
    rows = season.pick(PREDICTIONS, f"is_active AND game_date < '{season.window.end}' AND {graded}", size)
    season.update(rows, created_at="created_at + INTERVAL 20 HOUR")
    return Corrupted(rows, {OF_PREDICTION: rows.keys("player_lookup", "game_id", "system_id", "current_points_line")})


@defect(kills={OF_SUMMARY}, incident=25)
def grade_from_before_the_summary(season: Corruptible, size: int) -> Rows:
    """A grade was given before the game had been summarized, and not again after."""
    rows = season.pick(GRADES, size=size)
    season.update(rows, graded_at="(game_date + 1)::TIMESTAMP AT TIME ZONE 'UTC' + INTERVAL 9 HOUR")
    return rows
