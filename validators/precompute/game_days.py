"""The days that tables of phase 4 must have rows for, each beside what the table has."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from harness.warehouse.functions import run_time
from harness.warehouse.relations import Relation, Table, relation
from validators.game_days import game_days_of_season

STALE_DAYS = 7
"""A row older than this tells nothing about a player of today."""


begun_days = game_days_of_season.where(lambda day: day.first_tip_off <= run_time())
"""Phase 4 must be through before the first game of a day begins."""


def table_by_day(source: Table, day: str, entity: str, *, written: str = "processed_at") -> Relation:
    """One row for each day whose games have begun: game_date, games, first_tip_off, opened, found and newest.

    `found` counts the entities that `source` has on that day, `newest` is the last instant at which a row of that day
    or the seven before was written, or NULL. `opened` is false in the season's first fourteen days.
    """

    def build(schedule: ir.Table, season: ir.Table, rows: ir.Table) -> ir.Table:
        wanted = begun_days.build(schedule, season)
        wanted = wanted.select("game_date", "games", "first_tip_off", opened=wanted.predicted)
        made = rows.group_by(made_on=rows[day]).aggregate(made=rows[entity].nunique(), written=rows[written].max())
        earliest = wanted.game_date - ibis.interval(days=STALE_DAYS)
        both = wanted.left_join(made, [made.made_on <= wanted.game_date, made.made_on >= earliest])
        found = both.group_by("game_date", "games", "first_tip_off", "opened").aggregate(
            found=both.made.sum(where=both.made_on == both.game_date), newest=both.written.max()
        )
        return found.mutate(found=found.found.fill_null(0))

    reads = (*begun_days.reads, source.around(before_days=STALE_DAYS))
    return relation(*reads, build=build, key=("game_date",), day="game_date", label="game day")


def opened(day: ir.Table) -> ir.BooleanValue:
    """Whether a day is after the season's first fourteen, in which windows are too short for most of phase 4."""
    return day.opened


def is_fresh(day: ir.Table) -> ir.BooleanValue:
    """Whether the newest row was at most seven days old at the day's first tip-off."""
    return (day.newest >= day.first_tip_off - ibis.interval(days=STALE_DAYS)).fill_null(False)
