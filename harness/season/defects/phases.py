"""Defects between phases: what one phase had and the next one lost, and what a phase has from nowhere."""

from __future__ import annotations

from harness.season.defects.corruptible import Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import listed, sharing

BOX = "nba_raw.bdl_player_boxscores"
SUMMARIES = "nba_analytics.player_game_summary"
FEATURES = "nba_predictions.ml_feature_store_v2"
PREDICTIONS = "nba_predictions.player_prop_predictions"
RETENTION = "consistency.phase_retention"
BOXED = f"{RETENTION}/98 % of final games have box scores"
SUMMARIZED = f"{RETENTION}/95 % of players with minutes are in analytics"
FEATURED = f"{RETENTION}/90 % of players in analytics have features"
NO_BOX = f"{RETENTION}/no analytics without a box score"
REPAIRED = "recovery.backfill_completeness/no game is missing from a repaired day"
FOUR_FIFTHS = "gates.phase4_to_phase5/80 % of the players have features"
NO_FEATURES = f"{RETENTION}/no prediction without features"
ANALYTICS_LOST = {
    "analytics.player_game_summary/at least 9 players of a team played",
    "analytics.player_game_summary/as many players as the gamebook, give or take 5",
    "analytics.team_offense/points are the sum of the players'",
    "analytics.team_offense/possessions follow from shots, rebounds and turnovers",
    "consistency.team_totals/players' rows sum to the team's",
    "consistency.team_totals/plus-minus sums to five margins",
    "grading.coverage/graded against a box score",
    "precompute.daily_cache/the average of five is that of the last five games",
    "precompute.daily_cache/windows of 7 and 14 days hold the games of those days",
    "precompute.feature_store/the games behind it are the last ones played",
}
"""What else is wrong once a summary lacks players who played."""


@defect(
    kills={BOXED},
    companions={
        NO_BOX,
        "raw.box_scores/every final game has box scores",
        "consistency.schedule_coverage/every final game is in every table of raw data",
        REPAIRED,
    },
    incident=3,
    sizes=(1, 5),
)
def game_without_box_scores(season: Corruptible, size: int) -> Rows:
    """A game's box scores were never loaded, though the run that should have was a success."""
    rows = sharing(season, season.pick(BOX, size=size, one_per=("game_date",)), "game_id")
    season.delete(rows)
    return rows


@defect(kills={SUMMARIZED}, companions=ANALYTICS_LOST, sizes=(1, 5))
def players_lost_by_analytics(season: Corruptible, size: int) -> Rows:
    """A tenth of a day's players are not in the summary: their names did not resolve."""
    rows = _share_of_days(season, SUMMARIES, size, keep=0.9)
    season.delete(rows)
    return rows


@defect(kills={FEATURED}, companions={NO_FEATURES, FOUR_FIFTHS}, sizes=(1, 5))
def players_lost_by_the_feature_store(season: Corruptible, size: int) -> Rows:
    """A fifth of a day's players have no features: the processor stopped at a player it could not read."""
    rows = _share_of_days(season, FEATURES, size, keep=0.8)
    season.delete(rows)
    return rows


@defect(kills={NO_FEATURES}, sizes=(1, 5))
def predicted_without_features(season: Corruptible, size: int) -> Rows:
    """A player was predicted whose features are not there: the store was written again after the predictions."""
    predicted = f"(game_date, player_lookup) IN (SELECT (game_date, player_lookup) FROM {PREDICTIONS} WHERE is_active)"
    rows = season.pick(FEATURES, predicted, size)
    season.delete(rows)
    return rows


@defect(kills={NO_BOX}, incident=42, sizes=(1, 5))
def box_score_deleted_after_analytics(season: Corruptible, size: int) -> Rows:
    """The box scores were loaded again without a player whom the first answer had; analytics still has him."""
    rows = season.pick(BOX, "try_cast(minutes AS DOUBLE) BETWEEN 1 AND 6 AND points = 0", size, one_per=("game_id",))
    season.delete(rows)
    return rows


def _share_of_days(season: Corruptible, table: str, size: int, *, keep: float) -> Rows:
    """The rows of some days but for the first so many of each; every team loses some."""
    days = season.pick(table, size=size, one_per=("game_date",))
    place = "percent_rank() OVER (PARTITION BY game_date ORDER BY md5(player_lookup))"
    ranked = f"SELECT rowid, {place} AS place FROM {table} WHERE game_date IN {listed(days, 'game_date')}"
    return season.rows(table, f"rowid IN (SELECT rowid FROM ({ranked}) WHERE place > {keep})")
