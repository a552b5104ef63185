"""Defects of backfills that ended too early: gaps left, quality too low, what comes after not rebuilt."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.selection import sharing
from harness.season.defects.stuck_work import named

CHECK = "recovery.backfill_completeness/"
PROGRESS = "nba_backfill.backfill_progress"
GAP = CHECK + "no game is missing from a repaired day"
EMPTY = CHECK + "no table is empty on a repaired day"
MADE_GOOD = CHECK + "a failed scrape is made good within a day"
REBUILT = CHECK + "phase 4 was done after phase 3 of the game day before"
OFFENSE = "nba_analytics.team_offense_game_summary"
FACTORS = "nba_precompute.player_composite_factors"
SUMMARIES = "nba_analytics.player_game_summary"
FEATURES = "nba_predictions.ml_feature_store_v2"


@defect(kills={CHECK + "phase 3 is complete when its five parts are"}, sizes=(1, 5))
def backfill_complete_without_summaries(season: Corruptible, size: int) -> Rows:
    """The backfill calls phase 3 of a day complete, though the players' summaries failed."""
    rows = season.pick(PROGRESS, size=size)
    season.update(rows, phase3_pgs_complete="FALSE")
    return rows


@defect(kills={CHECK + "phase 4 is complete when its five parts are"}, sizes=(1, 5))
def backfill_complete_without_features(season: Corruptible, size: int) -> Rows:
    """The backfill calls phase 4 of a day complete, though the feature store was never asked."""
    rows = season.pick(PROGRESS, size=size)
    season.update(rows, phase4_mlfs_complete="NULL")
    return rows


@defect(kills={CHECK + "what is complete has ended after it began"}, sizes=(1, 5))
def backfill_complete_without_an_end(season: Corruptible, size: int) -> Rows:
    """A day's phase 4 is complete and has no end: the checkpoint was written before the work."""
    rows = season.pick(PROGRESS, size=size)
    season.update(rows, phase4_completed_at="NULL")
    return rows


@defect(
    kills={GAP},
    companions={"consistency.schedule_coverage/every final game is in every table of analytics"},
    incident=30,
    sizes=(1, 3),
)
def backfill_left_a_game_out(season: Corruptible, size: int) -> Corrupted:
    """A repaired day still lacks a late game's team summaries."""
    rows = season.pick(OFFENSE, size=size, one_per=("game_date",))
    season.delete(sharing(season, rows, "game_id"))
    return Corrupted(rows, {GAP: frozenset((row["game_date"], OFFENSE) for row in rows.values)})


@defect(
    kills={EMPTY},
    companions={
        "gates.phase4_to_phase5/the other tables have rows",
        "precompute.composite_factors/at least 200 players a day",
    },
    incident=22,
    sizes=(1, 3),
)
def backfill_left_a_table_empty(season: Corruptible, size: int) -> Corrupted:
    """A day called repaired has no composite factors at all."""
    rows = season.pick(FACTORS, size=size, one_per=("game_date",))
    season.delete(sharing(season, rows, "game_date"))
    return Corrupted(rows, {EMPTY: frozenset((row["game_date"], FACTORS) for row in rows.values)})


@defect(kills={CHECK + "summaries are of quality 70 or better"}, sizes=(1, 3))
def backfill_from_a_poor_source(season: Corruptible, size: int) -> Rows:
    """A game was filled from a source of last resort: its summaries are of quality 55."""
    rows = season.pick(SUMMARIES, size=size, one_per=("game_id",))
    season.update(sharing(season, rows, "game_id"), quality_score="55", quality_tier="'bronze'")
    return rows


@defect(
    kills={CHECK + "features are of quality 70 or better"},
    companions={
        "gates.phase4_to_phase5/quality is 70 or better on average",
        "precompute.feature_store/quality is 70 or better on average",
    },
    incident=37,
    sizes=(1, 3),
)
def backfill_of_poor_features(season: Corruptible, size: int) -> Rows:
    """A day's features were filled from defaults: their quality is 64."""
    rows = season.pick(FEATURES, size=size, one_per=("game_date",))
    season.update(sharing(season, rows, "game_date"), feature_quality_score="64")
    return rows


@defect(kills={REBUILT}, sizes=(1, 2))
def backfill_stopped_at_phase_three(season: Corruptible, size: int) -> Corrupted:
    """A day's phase 3 was filled days later, and phase 4 of the next game day was not made again."""
    last = f"game_date < (SELECT max(game_date) FROM {PROGRESS})"
    rows = season.pick(PROGRESS, last, size)
    season.update(rows, phase3_completed_at="phase3_completed_at + INTERVAL 5 DAY")
    following = [
        season.execute(f"SELECT min(game_date) FROM {PROGRESS} WHERE game_date > '{row['game_date']}'", touches=[])
        for row in rows.values
    ]
    return Corrupted(rows, {REBUILT: frozenset((day,) for [(day,)] in following)})


@defect(kills={MADE_GOOD}, incident=2, sizes=(1, 3))
def failed_scrape_never_made_good(season: Corruptible, size: int) -> Corrupted:
    """A scrape failed, and no backfill has looked at it since."""
    every = season.rows("nba_orchestration.scraper_failures")
    rows = Rows(every.table, every.rowids[:size], every.values[:size])
    season.update(rows, backfilled="FALSE", backfilled_at="NULL")
    return named(rows, "scrape", (MADE_GOOD,), "scraper_name", "game_date")
