"""trends.row_volume: each table has as many rows of a game day as it had on the same weekday before, game for game."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import RowCheck, rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import Relation, relation
from validators.game_days import game_days_of_season
from validators.games import schedule
from validators.per_game import ANALYTICS, PREDICTIONS, RAW, PerGame, for_each_table
from validators.trends.baseline import LEAST_DAYS, REPLAYED, against_baseline, no_alarm
from validators.validator import Validator

# Ten weeks have ten days of a weekday. A quarter more or less than usual is much for rows that come by the game; what
# swings more by itself is given three standard deviations on top.
BASELINE_DAYS = 70
TOLERANCE, DEVIATIONS = 0.25, 3

LOADED = ibis.interval(hours=8)
"""After the day's last tip-off; earlier nobody can expect its rows."""


def _volumes(tables: Sequence[PerGame]) -> Relation:
    """One row for each table and game day of the season: its rows, its games, and rows a game."""

    predicted = [one.table.name for one in tables if one.predicted]

    def build(games: ir.Table, *sources: ir.Table) -> ir.Table:
        days = game_days_of_season.build(games, games)
        days = days.filter(days.last_tip_off <= run_time() - LOADED).select("game_date", "games", "predicted")
        due = for_each_table(days, (one.table.name for one in tables))
        due = due.filter(due.predicted | ~due.table.isin(predicted))
        found = ibis.union(*(_found(rows, one) for one, rows in zip(tables, sources, strict=True)))
        both = due.left_join(found, ["game_date", "table"])
        weekday, counted = both.game_date.day_of_week.index(), both.rows.fill_null(0)
        volumes = both.select("game_date", "table", "games", weekday=weekday, rows=counted)
        return volumes.mutate(rows_a_game=volumes.rows / volumes.games)

    reads = (schedule.season(), *(one.table.season() for one in tables))
    return relation(*reads, build=build, key=("game_date", "table"), day="game_date", label="day's table")


def _found(rows: ir.Table, source: PerGame) -> ir.Table:
    counted = rows if source.only is None else rows.filter(source.only(rows))
    found = counted.group_by("game_date").aggregate(rows=counted.count())
    return found.mutate(table=ibis.literal(source.table.name))


def _filled(day: ir.Table) -> ir.FloatingValue:
    """Rows a game; NULL for a day without any, so that an outage, or the time before a table began, is not usual."""
    return day.rows_a_game.nullif(0)


def _unusual(day: ir.Table) -> ir.BooleanValue:
    far = (day.rows_a_game - day.usual).abs() > TOLERANCE * day.usual + DEVIATIONS * day.deviation
    return ibis.ifelse(day.filled_days >= LEAST_DAYS, far, ibis.null("boolean"))


def _as_usual(what: str, tables: Sequence[PerGame]) -> RowCheck:
    compared = against_baseline(
        _volumes(tables),
        by=("table", "weekday"),
        before_days=BASELINE_DAYS,
        baseline={
            "usual": lambda day: _filled(day).mean(),
            "deviation": lambda day: _filled(day).std(),
            "filled_days": lambda day: _filled(day).count(),
        },
        alarm=_unusual,
    )
    return rows(
        compared,
        f"as many rows of {what} a game as on this weekday before",
        no_alarm,
        show=("rows", "games", "rows_a_game", "usual", *REPLAYED),
        severity=Severity.WARNING,
        repair="load {table} of {game_date} again",
    )


validator = Validator(
    "trends.row_volume",
    _as_usual("raw data", RAW),
    _as_usual("analytics", ANALYTICS),
    _as_usual("features, predictions and grades", PREDICTIONS),
)
