"""grading.system_daily_performance: each active system has one row a graded day, and it says what the grades say."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import rows, unique
from harness.warehouse.relations import relation, table
from validators.games import schedule
from validators.predictions import BETS, grades, voided
from validators.shapes import rate
from validators.validator import Validator

daily = table("nba_predictions.system_daily_performance")
systems = table("nba_predictions.prediction_systems")

HIGH_CONFIDENCE = 0.70
ROUNDED, ROUNDED_TO_CENTS = 0.00051, 0.0051
"""Rates keep three decimals, errors two."""

FEWEST_TO_JUDGE = 30
"""Predictions a day from which a system that bets on none is broken; the platform expects as many of each system."""

DAY = ("game_date", "system_id")
AGGREGATE = "aggregate {game_date} again"
COUNTS = (
    "predictions_count",
    "recommendations_count",
    "correct_count",
    "incorrect_count",
    "over_count",
    "over_correct",
    "under_count",
    "under_correct",
    "within_3_count",
    "within_5_count",
    "high_confidence_count",
    "high_confidence_correct",
)


def _tallied(grades: ir.Table) -> ir.Table:
    """The same figures, counted from the grades that are not void."""
    t = grades.filter(~voided(grades))
    right, judged = t.prediction_correct.fill_null(False), t.prediction_correct.notnull()
    over, under = t.recommendation == "OVER", t.recommendation == "UNDER"
    high = t.confidence_score >= HIGH_CONFIDENCE

    def won(condition: ir.BooleanValue) -> ir.FloatingValue:
        return t.count(where=condition & right) / t.count(where=condition & judged).nullif(0)

    return t.group_by(list(DAY)).aggregate(
        predictions_count=t.count(),
        recommendations_count=t.count(where=t.recommendation.isin(BETS)),
        correct_count=t.count(where=right),
        incorrect_count=t.count(where=judged & ~right),
        over_count=t.count(where=over),
        over_correct=t.count(where=over & right),
        under_count=t.count(where=under),
        under_correct=t.count(where=under & right),
        within_3_count=t.count(where=t.absolute_error <= 3),
        within_5_count=t.count(where=t.absolute_error <= 5),
        high_confidence_count=t.count(where=high),
        high_confidence_correct=t.count(where=high & right),
        over_win_rate=won(over),
        under_win_rate=won(under),
        high_confidence_win_rate=won(high),
        mae=t.absolute_error.cast("float64").mean(),
        avg_bias=t.signed_error.cast("float64").mean(),
        avg_confidence=t.confidence_score.cast("float64").mean(),
        graded_at=t.graded_at.max(),
    )


def _system_days(games: ir.Table, daily: ir.Table, grades: ir.Table, systems: ir.Table) -> ir.Table:
    active = systems.filter(systems.active).select("system_id")
    days = games.select("game_date").distinct().semi_join(grades, "game_date")
    expected = days.cross_join(active).mutate(expected=True)
    found = daily.mutate(found=True).outer_join(expected, list(DAY), rname="expected_{name}")
    named = found.mutate(**{name: found[name].coalesce(found[f"expected_{name}"]) for name in DAY})
    return named.drop(*(f"expected_{name}" for name in DAY)).left_join(
        _tallied(grades), list(DAY), rname="graded_{name}"
    )


system_days = relation(
    schedule, daily, grades, systems, build=_system_days, key=DAY, day="game_date", label="system day"
)
"""Each row, and each active system on each graded day: `expected`, `found`, and what its grades come to."""


def _counts_agree(t: ir.Table) -> ir.BooleanValue:
    return ibis.and_(*(t[name].fill_null(0) == t[f"graded_{name}"].fill_null(0) for name in COUNTS))


def _means_agree(t: ir.Table) -> ir.BooleanValue:
    close = {"mae": ROUNDED_TO_CENTS, "avg_bias": ROUNDED_TO_CENTS, "avg_confidence": ROUNDED}
    return ibis.and_(*((t[name] - t[f"graded_{name}"]).abs() <= most for name, most in close.items()))


def _win_rates_agree(t: ir.Table) -> ir.BooleanValue:
    def same(name: str) -> ir.BooleanValue:
        theirs = t[f"graded_{name}"]
        return ibis.ifelse(theirs.isnull(), t[name].isnull(), ((t[name] - theirs).abs() <= ROUNDED).fill_null(False))

    return same("over_win_rate") & same("under_win_rate") & same("high_confidence_win_rate")


validator = Validator(
    "grading.system_daily_performance",
    unique(daily, "game_date", "system_id", repair=AGGREGATE),
    rows(
        system_days,
        "one row for each active system and graded day",
        lambda t: (t.found & t.expected).fill_null(False),
        show=("found", "expected"),
        repair=AGGREGATE,
    ),
    rate(
        daily,
        "win rate is correct among those that were right or wrong",
        of="win_rate",
        part=lambda t: t.correct_count,
        whole=lambda t: t.correct_count + t.incorrect_count,
        tolerance=ROUNDED,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rate(
        daily,
        "share within 3 points is its count among the predictions",
        of="within_3_pct",
        part=lambda t: t.within_3_count,
        whole=lambda t: t.predictions_count,
        tolerance=ROUNDED,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rate(
        daily,
        "share within 5 points is its count among the predictions",
        of="within_5_pct",
        part=lambda t: t.within_5_count,
        whole=lambda t: t.predictions_count,
        tolerance=ROUNDED,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rows(
        daily,
        "over and under add up to the recommendations",
        lambda t: t.over_count + t.under_count == t.recommendations_count,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rows(
        daily,
        "recommendations and passes add up to the predictions",
        lambda t: t.recommendations_count + t.pass_count == t.predictions_count,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rows(
        daily,
        "right and wrong are no more than recommended",
        lambda t: t.correct_count + t.incorrect_count <= t.recommendations_count,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    # What the champion did when its model could not be loaded: confidence 50 and PASS on everything.
    rows(
        daily,
        "a system recommends something",
        lambda t: t.recommendations_count > 0,
        only=lambda t: t.predictions_count >= FEWEST_TO_JUDGE,
        show=("predictions_count", "avg_confidence"),
        severity=Severity.WARNING,
        repair="look for {system_id}'s model and predict {game_date} again",
    ),
    # The platform allows a difference of 5; exact is stricter, and what an aggregate of the same rows must be.
    rows(
        system_days,
        "counts are those of the grades",
        _counts_agree,
        only=lambda t: t.found,
        repair=AGGREGATE,
    ),
    rows(
        system_days,
        "error, bias and confidence are those of the grades",
        _means_agree,
        only=lambda t: t.found,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rows(
        system_days,
        "win rates of over, under and high confidence are those of the grades",
        _win_rates_agree,
        only=lambda t: t.found,
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
    rows(
        system_days,
        "computed after its grades",
        lambda t: t.computed_at >= t.graded_at,
        show=("computed_at", "graded_at"),
        severity=Severity.WARNING,
        repair=AGGREGATE,
    ),
)
