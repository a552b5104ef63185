"""consistency.schedule_coverage: every final game is in every table that has games, and no table has another game."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from harness.results import Severity
from harness.warehouse.checks import RowCheck, rows
from harness.warehouse.relations import Relation, relation
from validators.game_days import game_days_of_season
from validators.games import FINAL, schedule, scheduled_games
from validators.per_game import ANALYTICS, PREDICTIONS, RAW, PerGame, for_each_table
from validators.validator import Validator


def coverage_of(tables: Sequence[PerGame]) -> Relation:
    """One row for each table and game that the schedule or the table knows: is_due, is_scheduled, is_found."""
    predicted = [one.table.name for one in tables if one.predicted]

    def build(games: ir.Table, season: ir.Table, *sources: ir.Table) -> ir.Table:
        days = game_days_of_season.build(games, season).select("game_date", "predicted")
        scheduled = scheduled_games.build(games).join(days, "game_date")
        due = for_each_table(
            scheduled.select("game_id", "game_date", "predicted", is_final=scheduled.game_status == FINAL),
            (one.table.name for one in tables),
        )
        found = ibis.union(*(_found(rows, one) for one, rows in zip(tables, sources, strict=True)))
        both = due.outer_join(found, ["table", "game_id"])
        is_due = both.is_final & (both.predicted | ~both.table.isin(predicted))
        return both.select(
            table=both.table.fill_null(both.table_right),
            game_id=both.game_id.fill_null(both.game_id_right),
            game_date=both.game_date.fill_null(both.game_date_right),
            is_due=is_due.fill_null(False),
            is_scheduled=both.game_id.notnull(),
            is_found=both.game_id_right.notnull(),
        )

    reads = (schedule, schedule.season(), *(one.table for one in tables))
    return relation(*reads, build=build, key=("table", "game_id"), day="game_date", label="table's game")


def _found(rows: ir.Table, source: PerGame) -> ir.Table:
    counted = rows if source.only is None else rows.filter(source.only(rows))
    games = counted.group_by("game_id").aggregate(game_date=counted.game_date.min())
    return games.mutate(table=ibis.literal(source.table.name))


def _coverage(what: str, tables: Sequence[PerGame]) -> tuple[RowCheck, RowCheck]:
    games = coverage_of(tables)
    return (
        rows(
            games,
            f"every final game is in every table of {what}",
            lambda game: game.is_found,
            only=lambda game: game.is_due,
            repair="load {table} of {game_id} again",
        ),
        rows(
            games,
            f"the schedule knows every game of {what}",
            lambda game: game.is_scheduled,
            only=lambda game: game.is_found,
            severity=Severity.WARNING,
            repair="look up {game_id} of {table} in the schedule",
        ),
    )


validator = Validator(
    "consistency.schedule_coverage",
    *_coverage("raw data", RAW),
    *_coverage("analytics", ANALYTICS),
    *_coverage("features, predictions and grades", PREDICTIONS),
)
