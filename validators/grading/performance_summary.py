"""grading.performance_summary: each summary names its period rightly, adds up, and is newer than what it sums up."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import covered, per, rows, unique
from harness.warehouse.functions import season_label
from harness.warehouse.relations import relation, table
from validators.predictions import grades, voided
from validators.shapes import in_order, rate
from validators.validator import Validator

# A day's summaries are written the morning after it; in a week there are always some.
summary = table("nba_predictions.prediction_performance_summary").around(before_days=7, after_days=1)
all_season_grades = grades.season()

SLICES = ("player_lookup", "archetype", "confidence_tier", "situation")
ARCHETYPES = ("veteran_star", "prime_star", "young_star", "ironman", "role_player")
TIERS = ("high", "medium", "low")
SITUATIONS = ("bounce_back", "home", "away", "rest_3plus", "b2b")
RATES = ("hit_rate", "over_hit_rate", "under_hit_rate", "within_3_pct", "within_5_pct", "avg_confidence")
SUMMARIZE = "summarize {period_type} {period_value} again"


def _whole_system(t: ir.Table) -> ir.BooleanValue:
    return ibis.and_(*(t[name].isnull() for name in SLICES))


def _label(t: ir.Table) -> ir.StringValue:
    """2024-12-17 for the days up to it, 2024-12 for a month, 2024-25 for a season."""
    first, last = t.period_start_date, t.period_end_date
    opening = first.year() - (first.month() < 7).cast("int64")
    return ibis.cases(
        (t.period_type.isin(("rolling_7d", "rolling_30d")), last.strftime("%Y-%m-%d")),
        (t.period_type == "month", last.strftime("%Y-%m")),
        (t.period_type == "season", season_label(opening)),
        else_="no such period",
    )


def _days(t: ir.Table) -> ir.IntegerValue:
    return t.period_end_date.delta(t.period_start_date, unit="day") + 1


def _beside_grades(summary: ir.Table, grades: ir.Table) -> ir.Table:
    """Each summary with what the grades of its system and period come to."""
    counted = grades.filter(~voided(grades))
    daily = counted.group_by(["system_id", "game_date"]).aggregate(
        predictions=counted.count(),
        right=counted.count(where=counted.prediction_correct.fill_null(False)),
        wrong=counted.count(where=~counted.prediction_correct.fill_null(True)),
        graded_at=counted.graded_at.max(),
    )
    period = ["system_id", "period_start_date", "period_end_date"]
    periods = summary.select(period).distinct()
    within = (daily.game_date >= periods.period_start_date) & (daily.game_date <= periods.period_end_date)
    pairs = periods.join(daily, [periods.system_id == daily.system_id, within], rname="{name}_daily")
    sums = pairs.group_by(period).aggregate(
        graded_predictions=pairs.predictions.sum(),
        graded_right=pairs.right.sum(),
        graded_wrong=pairs.wrong.sum(),
        newest_grade=pairs.graded_at.max(),
    )
    return summary.left_join(sums, period, rname="{name}_of_grades")


beside_grades = relation(
    summary, all_season_grades, build=_beside_grades, key=("summary_key",), day=None, label="summary"
)

graded_days = per(
    grades.where(lambda t: ~voided(t)),
    ("game_date", "system_id"),
    predictions=lambda t: t.count(),
)
daily_summaries = summary.where(lambda t: (t.period_type == "rolling_7d") & _whole_system(t)).derive(
    game_date=lambda t: t.period_end_date
)

validator = Validator(
    "grading.performance_summary",
    unique(summary, "summary_key", repair=SUMMARIZE),
    unique(
        summary,
        "system_id",
        "period_type",
        "period_value",
        *SLICES,
        name="one summary for each system, period and slice",
        severity=Severity.ERROR,
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "the period's label names its days",
        lambda t: (t.period_value == _label(t)).fill_null(False),
        show=("period_start_date", "period_end_date"),
        repair=SUMMARIZE,
    ),
    in_order(summary, "a period starts before it ends", "period_start_date", "period_end_date", repair=SUMMARIZE),
    rows(
        summary,
        "rolling periods have 7 or 30 days",
        lambda t: _days(t) == ibis.ifelse(t.period_type == "rolling_7d", 7, 30),
        only=lambda t: t.period_type.isin(("rolling_7d", "rolling_30d")),
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "rates from 0 to 1",
        lambda t: ibis.and_(*(t[name].fill_null(0).between(0, 1) for name in RATES)),
        repair=SUMMARIZE,
    ),
    # One source divides by all recommendations; a push is neither hit nor miss.
    rate(
        summary,
        "hit rate is hits among hits and misses",
        of="hit_rate",
        part=lambda t: t.hits,
        whole=lambda t: t.hits + t.misses,
        tolerance=0.01,
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "over and under are no more than recommended",
        lambda t: t.over_recommendations + t.under_recommendations <= t.total_recommendations,
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "hits and misses are no more than recommended",
        lambda t: t.hits + t.misses <= t.total_recommendations,
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "archetype, confidence tier and situation are known ones",
        lambda t: (
            t.archetype.fill_null(ARCHETYPES[0]).isin(ARCHETYPES)
            & t.confidence_tier.fill_null(TIERS[0]).isin(TIERS)
            & t.situation.fill_null(SITUATIONS[0]).isin(SITUATIONS)
        ),
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "there are players and games in it",
        lambda t: ((t.unique_players > 0) & (t.unique_games > 0)).fill_null(False),
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        summary,
        "every summary has its data hash",
        lambda t: t.data_hash.notnull(),
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        beside_grades,
        "newer than the grades it sums up",
        lambda t: t.computed_at >= t.newest_grade,
        show=("computed_at", "newest_grade"),
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    rows(
        beside_grades,
        "a system's totals are those of its grades",
        lambda t: (
            (t.total_predictions == t.graded_predictions) & (t.hits == t.graded_right) & (t.misses == t.graded_wrong)
        ).fill_null(False),
        only=_whole_system,
        show=("graded_predictions", "graded_right", "graded_wrong"),
        severity=Severity.WARNING,
        repair=SUMMARIZE,
    ),
    covered(
        "every graded day is summarized",
        graded_days,
        by=daily_summaries,
        on=("game_date", "system_id"),
        severity=Severity.WARNING,
        repair="summarize {game_date}",
    ),
)
