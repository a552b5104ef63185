"""recovery.cascade_contamination: nothing downstream is older than what it was made of.

Box score → summary → daily cache and other inputs → features → predictions → grades. When one link is written anew and
the next is not, everything behind it tells yesterday's story.
"""

from __future__ import annotations

from harness.results import Severity
from harness.warehouse.checks import RowCheck
from harness.warehouse.relations import Relation
from validators.recovery.chain import (
    cache_of_summaries,
    features_with_sources,
    grade_of_prediction,
    summary_of_gamebook,
    timed_predictions,
)
from validators.shapes import in_order
from validators.validator import Validator


def _after(made: Relation, name: str, upstream: str, written: str, repair: str) -> RowCheck:
    """Rows of `made` are `written` no earlier than their `upstream`; those without one are not asked."""
    return in_order(made, name, upstream, written, severity=Severity.ERROR, repair=repair)


validator = Validator(
    "recovery.cascade_contamination",
    _after(
        summary_of_gamebook,
        "a summary is not older than its gamebook line",
        "gamebook_at",
        "processed_at",
        "run player_game_summary for {game_date}",
    ),
    _after(
        cache_of_summaries,
        "a cache row is not older than the summaries in it",
        "summarized_at",
        "processed_at",
        "run player_daily_cache for {cache_date}, then what follows it",
    ),
    _after(
        features_with_sources,
        "features are not older than their daily cache",
        "cache_at",
        "made_at",
        "run ml_feature_store for {game_date}, then predict again",
    ),
    _after(
        features_with_sources,
        "features are not older than their factors",
        "factors_at",
        "made_at",
        "run ml_feature_store for {game_date}, then predict again",
    ),
    _after(
        features_with_sources,
        "features are not older than their shot zones",
        "zones_at",
        "made_at",
        "run ml_feature_store for {game_date}, then predict again",
    ),
    _after(
        timed_predictions,
        "a prediction is not older than its features",
        "features_at",
        "created_at",
        "predict {player_lookup} again for {game_date}",
    ),
    _after(
        grade_of_prediction,
        "a grade is not older than its prediction",
        "predicted_at",
        "graded_at",
        "grade {game_date} again",
    ),
    _after(
        grade_of_prediction,
        "a grade is not older than the summary it judges by",
        "summarized_at",
        "graded_at",
        "grade {game_date} again",
    ),
)
