"""What each of several tables has of each game day: one row for each day and table, in one query for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from harness.warehouse.checks import Predicate
from harness.warehouse.relations import Relation, Table, relation
from validators.per_game import for_each_table


@dataclass(frozen=True, slots=True)
class Upstream:
    """A table that a phase waits for.

    `day` is the column with the game day, None where every row belongs to every day; `game` the one with the game's id,
    None where there is none; `written` says when a row was written; `only` selects the rows that count. `hours` is how
    old the newest row may be when the day's last game begins. Without a table that is not `required` the phase starts,
    with a warning.
    """

    table: Table
    written: str = "processed_at"
    day: str | None = "game_date"
    game: str | None = "game_id"
    only: Predicate | None = None
    hours: float = 0
    required: bool = True


def tables_by_day(days: Relation, upstreams: Sequence[Upstream]) -> Relation:
    """One row for each day of `days` and each table: its rows, its games, when the newest row was written.

    Besides the columns of `days`: table, required, rows, games_found (NULL where the table knows no games), newest,
    oldest_allowed.
    """
    split = len(days.reads)
    required = [one.table.name for one in upstreams if one.required]
    without_games = [one.table.name for one in upstreams if one.game is None]

    def build(*tables: ir.Table) -> ir.Table:
        due = days.build(*tables[:split])
        expected = for_each_table(due, (one.table.name for one in upstreams))
        found = ibis.union(*(_found(due, rows, one) for one, rows in zip(upstreams, tables[split:], strict=True)))
        both = expected.left_join(found, ["game_date", "table"])
        games = ibis.ifelse(both.table.isin(without_games), ibis.null("int64"), both.games_found.fill_null(0))
        return both.mutate(
            required=both.table.isin(required),
            rows=both.rows.fill_null(0),
            games_found=games,
            oldest_allowed=_oldest_allowed(both, upstreams),
        )

    reads = (*days.reads, *(one.table for one in upstreams))
    return relation(*reads, build=build, key=("game_date", "table"), day="game_date", label="day's table")


def _oldest_allowed(table: ir.Table, upstreams: Sequence[Upstream]) -> ir.TimestampValue:
    before = {one.table.name: ibis.interval(seconds=round(one.hours * 3600)) for one in upstreams if one.hours}
    limits = [(table.table == name, table.last_tip_off - limit) for name, limit in before.items()]
    return ibis.cases(*limits, else_=table.last_tip_off) if limits else table.last_tip_off


def _found(due: ir.Table, rows: ir.Table, upstream: Upstream) -> ir.Table:
    counted = rows if upstream.only is None else rows.filter(upstream.only(rows))
    what = {
        "rows": counted.count(),
        "games_found": ibis.null("int64") if upstream.game is None else counted[upstream.game].nunique(),
        "newest": counted[upstream.written].max(),
    }
    if upstream.day is None:
        found = due.select("game_date").cross_join(counted.aggregate(**what))
    else:
        found = counted.group_by(game_date=counted[upstream.day]).aggregate(**what)
    return found.mutate(table=ibis.literal(upstream.table.name))
