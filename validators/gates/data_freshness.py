"""gates.data_freshness: the newest row of each critical table is within the table's own limit at the run's time."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from harness import freshness_limits
from harness.freshness_limits import Awaits
from harness.warehouse.checks import rows
from harness.warehouse.functions import run_time
from harness.warehouse.relations import relation, table
from validators.games import schedule, scheduled_games
from validators.validator import Validator


def _hours(awaits: Awaits) -> dict[str, float]:
    return {name: limit.hours for name, limit in freshness_limits.LIMITS.items() if limit.awaits is awaits}


AFTER_GAMES: Mapping[str, float] = _hours(Awaits.GAMES_OVER)
"""Hours for which a table may be older than the last game: its rows are written when games are over."""

BEFORE_GAMES: Mapping[str, float] = _hours(Awaits.GAMES_TO_COME)
"""Hours that a table may be old when a day's first game begins: its rows are written for that day's games."""

DAYS_BEFORE = 7
"""A window of one day may follow a pause of the league; then the newest rows are those of the days before it."""


def _newest(games: ir.Table, *tables: ir.Table) -> ir.Table:
    """One row a table: its newest write, and how old that may be, by the games that have begun at the run's time."""
    begun = scheduled_games.build(games)
    begun = begun.filter(begun.game_date_est <= run_time())
    days = begun.group_by("game_date").aggregate(first=begun.game_date_est.min(), last=begun.game_date_est.max())
    due = days.aggregate(
        earliest_tip_off=days["first"].min(), first_tip_off=days["first"].max(), last_tip_off=days["last"].max()
    )
    due = due.filter(due.last_tip_off.notnull())
    return ibis.union(*(_newest_of(due, name, rows) for name, rows in zip(LIMITS, tables, strict=True)))


def _newest_of(due: ir.Table, name: str, rows: ir.Table) -> ir.Table:
    written = rows[freshness_limits.LIMITS[name].written]
    newest = rows.aggregate(newest=written.max(where=written <= run_time()))
    limit = ibis.interval(seconds=round(LIMITS[name] * 3600))
    after_games = name in AFTER_GAMES
    # Without games nothing is written: a table that has the last game is as fresh as it can be.
    oldest = ibis.least(run_time() - limit, due.last_tip_off) if after_games else due.first_tip_off - limit
    overdue = due.earliest_tip_off <= run_time() - limit if after_games else ibis.literal(True)
    limited = due.select(oldest_allowed=oldest, overdue=overdue)
    return limited.cross_join(newest).mutate(table=ibis.literal(name), after_games=ibis.literal(after_games))


LIMITS: Mapping[str, float] = {**AFTER_GAMES, **BEFORE_GAMES}
critical_tables = relation(
    schedule.around(before_days=DAYS_BEFORE),
    *(table(name).around(before_days=DAYS_BEFORE) for name in LIMITS),
    build=_newest,
    key=("table",),
    label="table",
)

validator = Validator(
    "gates.data_freshness",
    rows(
        critical_tables,
        "written within its limit, or since the last game",
        lambda t: (t.newest >= t.oldest_allowed).fill_null(False),
        only=lambda t: t.after_games & t.overdue,
        show=("newest", "oldest_allowed"),
        repair="load {table} again",
    ),
    rows(
        critical_tables,
        "written within its limit before the last day's games",
        lambda t: (t.newest >= t.oldest_allowed).fill_null(False),
        only=lambda t: ~t.after_games,
        show=("newest", "oldest_allowed"),
        repair="load {table} again",
    ),
)
