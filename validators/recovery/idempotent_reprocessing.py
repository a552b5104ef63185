"""recovery.idempotent_reprocessing: processing a day again changes and doubles nothing, nor is it refused."""

from __future__ import annotations

import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import Predicate, groups, rows, unique
from validators.platform_state import COUNTED, runs
from validators.recovery.chain import cache, features, features_with_sources, gamebook, summaries, summary_of_gamebook
from validators.recovery.recorded_runs import recorded_runs
from validators.validator import Validator

ALREADY_DONE = "already_processed"
"""Why a run is skipped whose latest forerunner is said to have done the work."""


def _same_digest(read: str, written: str) -> Predicate:
    """What was read is what is there now; NULL on either side is another check's matter."""
    return lambda t: t[read] == t[written]


def _skipped_with_cause(runs: ir.Table) -> ir.BooleanValue:
    """No run was skipped as done already, unless another had brought records."""
    skipped = (runs.skip_reason == ALREADY_DONE).fill_null(False).any()
    return ~skipped | (runs.records_processed.max(where=runs.status.isin(COUNTED)) > 0).fill_null(False)


validator = Validator(
    "recovery.idempotent_reprocessing",
    # The run that brought nothing for three months was called a success, and kept the next from running.
    rows(
        recorded_runs,
        "a success has brought records",
        lambda t: t.records_processed.fill_null(0) > 0,
        only=lambda t: t.status.isin(COUNTED),
        show=("processor_name", "records_processed"),
        repair="run {processor_name} again for {data_date}",
    ),
    groups(
        runs,
        "nothing is skipped because of an empty run",
        by=("processor_name", "data_date"),
        holds=_skipped_with_cause,
        show={"runs": lambda g: g.count(), "records": lambda g: g.records_processed.max()},
        severity=Severity.CRITICAL,
        repair="run {processor_name} for {data_date}, whatever its history says",
    ),
    rows(
        recorded_runs,
        "a run and its completion count the same records",
        lambda t: t.records_processed == t.told_records,
        show=("records_processed", "told_records"),
        severity=Severity.WARNING,
    ),
    unique(gamebook, "game_id", "player_lookup", "data_hash", name="no gamebook line twice, word for word"),
    unique(summaries, "game_id", "player_lookup", "data_hash", name="no summary twice, word for word"),
    unique(cache, "cache_date", "player_lookup", "data_hash", name="no cache row twice, word for word"),
    unique(features, "game_date", "player_lookup", "data_hash", name="no features twice, word for word"),
    rows(
        summary_of_gamebook,
        "the gamebook is still the one that was summarized",
        _same_digest("source_nbac_hash", "gamebook_hash"),
        show=("source_nbac_hash", "gamebook_hash"),
        repair="run player_game_summary for {game_date}",
    ),
    rows(
        features_with_sources,
        "the daily cache is still the one the features were made of",
        _same_digest("source_daily_cache_hash", "cache_hash"),
        show=("source_daily_cache_hash", "cache_hash"),
        repair="run ml_feature_store for {game_date}",
    ),
    rows(
        features_with_sources,
        "the factors are still those the features were made of",
        _same_digest("source_composite_hash", "factors_hash"),
        show=("source_composite_hash", "factors_hash"),
        repair="run ml_feature_store for {game_date}",
    ),
    rows(
        features_with_sources,
        "the shot zones are still those the features were made of",
        _same_digest("source_shot_zones_hash", "zones_hash"),
        show=("source_shot_zones_hash", "zones_hash"),
        repair="run ml_feature_store for {game_date}",
    ),
)
