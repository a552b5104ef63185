"""Defects of coverage: a game that one table lacks, and a game that only one table knows."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Key, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import SCHEDULE, sharing

COVERAGE = "consistency.schedule_coverage/"
RAW = COVERAGE + "every final game is in every table of raw data"
RAW_KNOWN = COVERAGE + "the schedule knows every game of raw data"
ANALYTICS = COVERAGE + "every final game is in every table of analytics"
ANALYTICS_KNOWN = COVERAGE + "the schedule knows every game of analytics"
PREDICTIONS = COVERAGE + "every final game is in every table of features, predictions and grades"
PREDICTIONS_KNOWN = COVERAGE + "the schedule knows every game of features, predictions and grades"

# One game of a short day is more than a quarter of its rows.
RAW_VOLUME = "trends.row_volume/as many rows of raw data a game as on this weekday before"
ANALYTICS_VOLUME = "trends.row_volume/as many rows of analytics a game as on this weekday before"
PREDICTIONS_VOLUME = (
    "trends.row_volume/as many rows of features, predictions and grades a game as on this weekday before"
)
SHARE = "gates.phase3_to_phase4/R-008: 80 % of the games are in every table"

REFEREES = "nba_raw.nbac_referee_game_assignments"
TEAM_BOX = "nba_raw.nbac_team_boxscore"
TEAM_CONTEXT = "nba_analytics.upcoming_team_game_context"
GRADES = "nba_predictions.prediction_accuracy"
FEATURES = "nba_predictions.ml_feature_store_v2"

SIDES_SWAPPED = "substr(game_id, 1, 9) || substr(game_id, 14, 3) || '_' || substr(game_id, 10, 3)"
"""The id of the same game with home and away the wrong way round."""


def _games(season: Corruptible, table: str, size: int) -> Rows:
    return sharing(season, season.pick(table, size=size, one_per=("game_id",)), "game_id")


def _keys(rows: Rows) -> frozenset[Key]:
    return frozenset((rows.table, row["game_id"]) for row in rows.values)


def _swapped(rows: Rows) -> frozenset[Key]:
    ids = {row["game_id"] for row in rows.values}
    return frozenset((rows.table, f"{one[:9]}{one[13:]}_{one[9:12]}") for one in ids)


@defect(kills={RAW}, companions={RAW_VOLUME}, incident=31, sizes=(1, 10))
def team_box_score_of_a_game_missing(season: Corruptible, size: int) -> Corrupted:
    """A game has player lines and no team box score."""
    rows = _games(season, TEAM_BOX, size)
    season.delete(rows)
    return Corrupted(rows, {RAW: _keys(rows)})


@defect(kills={RAW_KNOWN}, companions={RAW_VOLUME}, sizes=(1, 10))
def referees_of_a_game_nobody_scheduled(season: Corruptible, size: int) -> Corrupted:
    """Officials are also assigned to a game with home and away the wrong way round."""
    rows = _games(season, REFEREES, size)
    season.insert_copies(rows, game_id=SIDES_SWAPPED)
    return Corrupted(rows, {RAW_KNOWN: _swapped(rows)})


@defect(
    kills={ANALYTICS},
    companions={ANALYTICS_VOLUME, SHARE, "recovery.backfill_completeness/no game is missing from a repaired day"},
    sizes=(1, 10),
)
def team_context_of_a_game_missing(season: Corruptible, size: int) -> Corrupted:
    """A game is in four of the five analytics tables."""
    rows = _games(season, TEAM_CONTEXT, size)
    season.delete(rows)
    return Corrupted(rows, {ANALYTICS: _keys(rows)})


@defect(kills={ANALYTICS_KNOWN}, companions={ANALYTICS_VOLUME}, sizes=(1, 10))
def team_context_with_sides_swapped(season: Corruptible, size: int) -> Corrupted:
    """A game's context was also written with home and away the wrong way round."""
    rows = _games(season, TEAM_CONTEXT, size)
    season.insert_copies(rows, game_id=SIDES_SWAPPED)
    return Corrupted(rows, {ANALYTICS_KNOWN: _swapped(rows)})


@defect(
    kills={PREDICTIONS},
    companions={
        PREDICTIONS_VOLUME,
        "grading.coverage/every final game is graded after 24 h",
        "grading.performance_summary/a system's totals are those of its grades",
        "grading.system_daily_performance/counts are those of the grades",
        "grading.system_daily_performance/error, bias and confidence are those of the grades",
        "grading.system_daily_performance/win rates of over, under and high confidence are those of the grades",
    },
    incident=39,
    sizes=(1, 3),
)
def game_complete_and_ungraded(season: Corruptible, size: int) -> Corrupted:
    """A game is final and predicted, and nothing of it is graded."""
    rows = _games(season, GRADES, size)
    season.delete(rows)
    return Corrupted(rows, {PREDICTIONS: _keys(rows)})


@defect(kills={PREDICTIONS, PREDICTIONS_KNOWN}, incident=17, sizes=(1, 3))
def features_under_the_id_of_another_format(season: Corruptible, size: int) -> Corrupted:
    """A game's features carry its NBA id, which joins nothing."""
    rows = _games(season, FEATURES, size)
    nba_id = f"(SELECT max(game_id) FROM {SCHEDULE} AS games WHERE replace(games.game_code, '/', '_') = {_CODE})"
    season.update(rows, game_id=nba_id)
    ids = season.rows(FEATURES, f"rowid IN ({', '.join(map(str, rows.rowids))})")
    return Corrupted(rows, {PREDICTIONS: _keys(rows), PREDICTIONS_KNOWN: _keys(ids)})


_CODE = f"substr({FEATURES}.game_id, 1, 9) || replace(substr({FEATURES}.game_id, 10), '_', '')"
