"""Defects of runs that were repeated: empty successes, doubled rows, content that changed behind its readers' backs."""

from __future__ import annotations

from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import defect
from harness.season.defects.stuck_work import RUN_STATUS

CHECK = "recovery.idempotent_reprocessing/"
RUNS = "nba_reference.processor_run_history"
EMPTY = CHECK + "a success has brought records"
SKIPPED = CHECK + "nothing is skipped because of an empty run"
COUNTED = CHECK + "a run and its completion count the same records"
GAMEBOOK = "nba_raw.nbac_gamebook_player_stats"
SUMMARIES = "nba_analytics.player_game_summary"
CACHE = "nba_precompute.player_daily_cache"
FACTORS = "nba_precompute.player_composite_factors"
ZONES = "nba_precompute.player_shot_zone_analysis"
FEATURES = "nba_predictions.ml_feature_store_v2"
OTHER_DIGEST = "reverse(data_hash)"


@defect(kills={EMPTY, COUNTED}, incident=15, sizes=(1, 10))
def run_says_no_records_though_it_wrote(season: Corruptible, size: int) -> Rows:
    """A run wrote its rows and says it wrote none, since it saved them by a way that does not count."""
    rows = season.pick(RUNS, "status = 'success' AND phase = 'phase_3'", size)
    season.update(rows, records_processed="0", records_created="0")
    return rows


@defect(kills={EMPTY, SKIPPED}, companions={RUN_STATUS}, incident=1, sizes=(1, 3))
def empty_success_keeps_later_runs_away(season: Corruptible, size: int) -> Corrupted:
    """A run brought nothing and was called a success; the next was skipped as done already."""
    rows = season.pick(RUNS, "status = 'success' AND phase = 'phase_6'", size)
    season.update(rows, records_processed="0", records_created="0")
    season.insert_copies(
        rows,
        run_id="run_id || '-again'",
        status="'skipped'",
        skipped="TRUE",
        skip_reason="'already_processed'",
        started_at="started_at + INTERVAL 1 HOUR",
        processed_at="processed_at + INTERVAL 1 HOUR",
    )
    return Corrupted(rows)


@defect(kills={CHECK + "no gamebook line twice, word for word"})
def gamebook_appended_by_a_rerun(season: Corruptible, size: int) -> Rows:
    """A gamebook line is there twice, word for word: it was appended where it should have been merged."""
    rows = season.pick(GAMEBOOK, "player_status = 'inactive'", size)
    season.insert_copies(rows)
    return rows


@defect(
    kills={CHECK + "no summary twice, word for word"},
    companions={
        "analytics.player_game_summary/one row for each game_id, player_lookup",
        "analytics.team_offense/points are the sum of the players'",
        "analytics.team_offense/possessions follow from shots, rebounds and turnovers",
        "consistency.player_identity/a player plays in one game a day",
        "consistency.team_totals/players' rows sum to the team's",
        "consistency.team_totals/plus-minus sums to five margins",
        "precompute.daily_cache/the average of five is that of the last five games",
        "precompute.daily_cache/windows of 7 and 14 days hold the games of those days",
        "precompute.feature_store/the games behind it are the last ones played",
    },
)
def summary_appended_by_a_rerun(season: Corruptible, size: int) -> Rows:
    """A re-run appended a player's summary once more."""
    rows = season.pick(SUMMARIES, size=size)
    season.insert_copies(rows)
    return rows


@defect(
    kills={CHECK + "no cache row twice, word for word"},
    companions={"precompute.daily_cache/one row for each cache_date, player_lookup"},
)
def cache_row_appended_by_a_rerun(season: Corruptible, size: int) -> Rows:
    """A re-run appended a player's daily cache row once more."""
    rows = season.pick(CACHE, size=size)
    season.insert_copies(rows)
    return rows


@defect(
    kills={CHECK + "no features twice, word for word"},
    companions={
        "precompute.feature_store/one row for each game_date, player_lookup",
        "precompute.feature_store/the games behind it are the last ones played",
    },
)
def features_appended_by_a_rerun(season: Corruptible, size: int) -> Rows:
    """A re-run appended a player's features once more."""
    rows = season.pick(FEATURES, size=size)
    season.insert_copies(rows)
    return rows


@defect(kills={CHECK + "the gamebook is still the one that was summarized"})
def gamebook_corrected_behind_its_summary(season: Corruptible, size: int) -> Rows:
    """A gamebook line was loaded again with other content, and its summary was not made again."""
    rows = season.pick(GAMEBOOK, "player_status = 'active'", size)
    season.update(rows, data_hash=OTHER_DIGEST)
    return rows


def _behind_the_features(season: Corruptible, table: str, day: str, check: str, size: int) -> Corrupted:
    used = f"({day}, player_lookup) IN (SELECT game_date, player_lookup FROM {FEATURES})"
    rows = season.pick(table, used, size)
    season.update(rows, data_hash=OTHER_DIGEST)
    return Corrupted(rows, {check: rows.keys(day, "player_lookup")})


CACHE_READ = CHECK + "the daily cache is still the one the features were made of"
FACTORS_READ = CHECK + "the factors are still those the features were made of"
ZONES_READ = CHECK + "the shot zones are still those the features were made of"


@defect(kills={CACHE_READ})
def cache_changed_behind_the_features(season: Corruptible, size: int) -> Corrupted:
    """A daily cache row was made again with other content, and the features were not."""
    return _behind_the_features(season, CACHE, "cache_date", CACHE_READ, size)


@defect(kills={FACTORS_READ})
def factors_changed_behind_the_features(season: Corruptible, size: int) -> Corrupted:
    """A player's factors were made again with other content, and the features were not."""
    return _behind_the_features(season, FACTORS, "game_date", FACTORS_READ, size)


@defect(kills={ZONES_READ})
def shot_zones_changed_behind_the_features(season: Corruptible, size: int) -> Corrupted:
    """A player's shot zones were made again with other content, and the features were not."""
    return _behind_the_features(season, ZONES, "analysis_date", ZONES_READ, size)
