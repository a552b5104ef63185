"""What is usual, and how often saying "unusual" would have been wrong: the machinery of all trends.

    usual = against_baseline(
        values,                                   # one row a game day and key, over whole seasons
        by=("column",),                           # days with the same `by` are each other's baseline
        before_days=14,                           # so many calendar days before a day, the day itself not among them
        baseline={"usual": lambda t: t.value.mean(), "deviation": lambda t: t.value.std()},
        alarm=lambda t: (t.value - t.usual).abs() > 0.1 + 3 * t.deviation,
    )
    rows(usual, "…", no_alarm, show=("value", "usual", *REPLAYED))

`values` reads its tables with `.season()` and has a column `game_date`. A value is compared with those of earlier days
only, so it is never part of its own baseline. A day is judged where at least `least_days` came before; elsewhere
`alarm` is NULL, which is neither a pass nor a fail. The same rule is asked of every other day of the season: the
relation has `days_replayed`, how many days and keys outside the run's window were judged, and `false_alarm_rate`, the
share of them that it would have alarmed on (NULL where there was none). Only the window's game days are in the result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from harness.warehouse.relations import Relation, relation
from validators.games import schedule

REPLAYED = ("days_replayed", "false_alarm_rate")
"""The columns that tell what the rule would have done on the season's other days."""

LEAST_DAYS = 5
"""Days with games that a baseline needs; fewer say little about what is usual."""


def against_baseline(
    values: Relation,
    *,
    by: Sequence[str] = (),
    before_days: int,
    baseline: Mapping[str, Callable[[Any], Any]],
    alarm: Callable[[Any], Any],
    least_days: int = LEAST_DAYS,
    derive: Mapping[str, Callable[[Any], Any]] | None = None,
) -> Relation:
    """The window's rows of `values`, each with its baseline, the verdict `alarm`, and the replay of the rule.

    `baseline` are aggregates over the days before, `derive` columns made of a value and its baseline, in order.
    """

    def build(games: ir.Table, *tables: ir.Table) -> ir.Table:
        compared = _with_baseline(values.build(*tables), by, before_days, baseline)
        for name, column in (derive or {}).items():
            compared = compared.mutate(**{name: column(compared)})
        enough = compared.baseline_days >= least_days
        judged = compared.mutate(alarm=ibis.ifelse(enough, alarm(compared), ibis.null("boolean")))
        return _replayed(judged, games)

    return relation(schedule, *values.reads, build=build, key=values.key, day="game_date", label=values.label)


def no_alarm(value: ir.Table) -> ir.BooleanValue:
    """What must hold of every judged value."""
    return ~value.alarm


def _with_baseline(
    daily: ir.Table, by: Sequence[str], before_days: int, baseline: Mapping[str, Callable[[Any], Any]]
) -> ir.Table:
    numbered = daily.mutate(day_number=daily.game_date.delta(ibis.date(2000, 1, 1), unit="day"))
    before = ibis.window(group_by=list(by) or None, order_by="day_number", range=(-before_days, -1))
    found = {name: column(numbered).over(before) for name, column in baseline.items()}
    return numbered.mutate(baseline_days=numbered.count().over(before), **found)


def _replayed(judged: ir.Table, games: ir.Table) -> ir.Table:
    """Only the days of the window, with what became of the others."""
    tested = games.select("game_date").distinct().mutate(tested=True)
    both = judged.left_join(tested, "game_date").drop("game_date_right")
    elsewhere = ibis.ifelse(both.tested.isnull(), both.alarm.cast("int64"), ibis.null("int64"))
    everything = ibis.window()
    rated = both.mutate(
        days_replayed=elsewhere.count().over(everything), false_alarm_rate=elsewhere.mean().over(everything)
    )
    return rated.filter(rated.tested.notnull()).drop("tested", "day_number")
