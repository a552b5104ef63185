"""trends.accuracy: no system errs more, leans further to one side, or wins less than before, or than a system may.

A day's figure is compared with the four weeks before it, a week's with what is expected of any system. Both allow for
the size of the sample: 3 of 16 bets won is bad luck, 56 of 300 is a broken system.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import RowCheck, rows
from harness.warehouse.relations import relation
from validators.predictions import grades, voided
from validators.trends.baseline import REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

BEFORE_DAYS = 28
EXPECTED = {"hit rate": (0.50, 1.0), "mean absolute error": (3.5, 6.0), "bias": (-1.0, 1.0)}
"""What the platform expects of a system over time. It expects no more than 0.60 of the bets won; more is no alarm."""

BY_CHANCE_A_DAY, BY_CHANCE_A_WEEK = 5, 3
"""Standard errors. A day is asked 21 questions, 160 days a season: at 5 none of them fails by chance alone, and 3 of 16
is 3 away from 0.56. A week is measured by bounds that lie away from what is usual, so 3 are as safe there."""

FEWEST_A_WEEK = 30
"""Predictions; of fewer, the mean error need not be near a normal distribution."""

KEY = ("game_date", "system_id", "figure")


def _daily(grades: ir.Table) -> ir.Table:
    """One row a day, system and figure: size of the sample, its sum, and the sum of its squares."""
    t = grades.filter(~voided(grades))
    error, won = t.signed_error.cast("float64"), t.prediction_correct.cast("int64").cast("float64")
    by_system = t.group_by(["game_date", "system_id"])
    parts = (("hit rate", won), ("mean absolute error", error.abs()), ("bias", error))
    figures = [
        by_system.aggregate(size=value.count(), total=value.sum(), squares=(value * value).sum()).mutate(
            figure=ibis.literal(name)
        )
        for name, value in parts
    ]
    return ibis.union(*figures).filter(lambda row: row["size"] > 0)


def _with_weeks(grades: ir.Table) -> ir.Table:
    """Each day's row, and one for the seven days that end with it."""
    daily = _daily(grades)
    numbered = daily.mutate(number=daily.game_date.delta(ibis.date(2000, 1, 1), unit="day"))
    week = ibis.window(group_by=["system_id", "figure"], order_by="number", range=(-6, 0))
    sums = {name: numbered[name].sum().over(week) for name in ("size", "total", "squares")}
    weekly = numbered.mutate(**sums).mutate(span=ibis.literal("week"))
    columns = [*KEY, "span", "size", "total", "squares"]
    return ibis.union(numbered.mutate(span=ibis.literal("day")).select(columns), weekly.select(columns))


def _deviation(size: ir.Value, total: ir.Value, squares: ir.Value) -> ir.Value:
    """Of a sample given by its sums."""
    mean = total / size
    return ibis.greatest(squares / size - mean * mean, 0.0).sqrt()


def _standard_error(t: ir.Table) -> ir.Value:
    """A day's spread is that of the days before, for a small sample does not know its own; a week's is its own."""
    day = _deviation(t.before, t.before_total, t.before_squares) * (1 / t["size"] + 1 / t.before).sqrt()
    # Of bets at even chances, so that a week without one won is not certain of itself.
    week = ibis.ifelse(t.figure == "hit rate", 0.5, _deviation(t["size"], t.total, t.squares)) / t["size"].sqrt()
    return ibis.ifelse(t.span == "day", day, week)


def _bounds(t: ir.Table) -> tuple[ir.Value, ir.Value]:
    """What is expected of the figure over time."""
    low, high = (ibis.cases(*((t.figure == name, bounds[end]) for name, bounds in EXPECTED.items())) for end in (0, 1))
    return low, high


def _out_of_line(t: ir.Table) -> ir.BooleanValue:
    """A day away from the days before, or a week outside what is expected, by more than chance."""
    low, high = _bounds(t)
    moved = (t.value - t.usual).abs() > BY_CHANCE_A_DAY * t.standard_error
    outside = (t.value + BY_CHANCE_A_WEEK * t.standard_error < low) | (
        t.value - BY_CHANCE_A_WEEK * t.standard_error > high
    )
    return ibis.ifelse(t.span == "day", moved, outside & (t["size"] >= FEWEST_A_WEEK))


figures = against_baseline(
    relation(grades.season(), build=_with_weeks, key=KEY, day="game_date", label="figure"),
    by=("system_id", "figure", "span"),
    before_days=BEFORE_DAYS,
    baseline={
        "before": lambda t: t["size"].sum(),
        "before_total": lambda t: t.total.sum(),
        "before_squares": lambda t: t.squares.sum(),
    },
    derive={
        "value": lambda t: t.total / t["size"],
        "usual": lambda t: t.before_total / t.before,
        "standard_error": _standard_error,
    },
    alarm=_out_of_line,
)


def _holds(name: str, figure: str, span: str, severity: Severity) -> RowCheck:
    return rows(
        figures,
        name,
        no_alarm,
        only=lambda t: (t.figure == figure) & (t.span == span) & t.alarm.notnull(),
        show=("value", "size", "usual", "standard_error", *REPLAYED),
        severity=severity,
        repair="look at the features and the model of {system_id} on {game_date}",
    )


validator = Validator(
    "trends.accuracy",
    _holds("a day's hit rate is what it was", "hit rate", "day", Severity.WARNING),
    _holds("a day's error is what it was", "mean absolute error", "day", Severity.WARNING),
    _holds("a day's bias is what it was", "bias", "day", Severity.WARNING),
    _holds("a week's hit rate is at least 0.50", "hit rate", "week", Severity.ERROR),
    _holds("a week's error is 3.5 to 6 points", "mean absolute error", "week", Severity.ERROR),
    _holds("a week's bias is at most a point", "bias", "week", Severity.ERROR),
)
