"""Several defects in one season: each is kept apart from the others, so that every one can be found by its own keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import duckdb

from harness.results import Window
from harness.season.defects.corruptible import Corrupted, Corruptible, Rows
from harness.season.defects.defect import Defect
from harness.season.defects.selection import SCHEDULE, platform_id
from harness.warehouse.schema import declared

DAYS = 21
"""Defects work in the last three weeks of a season: there are games on every day, and a full history before them."""

_ATTEMPTS = 20


class PlayedSeason(Protocol):
    """The days of a season and the instant at which all of it is written."""

    @property
    def last_day(self) -> Any: ...

    @property
    def as_of(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Applied:
    """A defect that was applied, at one size.

    `touched` are the tables that it changed. `overlaps` names earlier defects whose rows or games it met whatever rows
    it chose; their keys may then be hidden.
    """

    defect: Defect
    size: int
    corrupted: Corrupted
    touched: frozenset[str]
    overlaps: tuple[str, ...] = ()


def defect_window(season: PlayedSeason) -> Window:
    """The days in which defects pick their rows."""
    return Window(season.last_day - timedelta(days=DAYS - 1), season.last_day)


def apply_defects(
    connection: duckdb.DuckDBPyConnection, season: PlayedSeason, defects: Iterable[tuple[Defect, int | None]]
) -> tuple[Applied, ...]:
    """Corrupt the season's tables behind `connection` with one defect after the other, each at its size.

    None stands for the smallest size. Rows are chosen so that no two defects share a row or a game, if that can be.

    Raises:
        NothingToCorruptError: the season has no row of the kind that a defect needs; nothing of that defect is kept.
    """
    applied: list[Applied] = []
    for defect, size in defects:
        applied.append(_apply(connection, season, defect, defect.sizes[0] if size is None else size, applied))
    return tuple(applied)


def _apply(
    connection: duckdb.DuckDBPyConnection,
    season: PlayedSeason,
    defect: Defect,
    size: int,
    earlier: Sequence[Applied],
) -> Applied:
    window = Window.parse(defect.window) if defect.window else defect_window(season)
    for seed in range(_ATTEMPTS):
        corruptible = Corruptible(connection, window, season.as_of, seed=seed)
        connection.execute("BEGIN TRANSACTION")
        try:
            corrupted = defect.apply(corruptible, size)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        met = tuple(one.defect.name for one in earlier if _marks(one.corrupted.rows) & _marks(corrupted.rows))
        if not met or seed == _ATTEMPTS - 1:
            connection.execute("COMMIT")
            return Applied(defect, size, corrupted, frozenset(corruptible.touched), met)
        connection.execute("ROLLBACK")
    raise AssertionError("the last attempt is always kept")


def _marks(rows: Rows) -> set[tuple[Any, ...]]:
    """What tells rows of two defects apart: their games where they have one, else their keys."""
    if rows.table == SCHEDULE:
        return {("game", platform_id(row)) for row in rows.values}
    if rows.values and "game_id" in rows.values[0]:
        return {("game", row["game_id"]) for row in rows.values}
    key = declared(rows.table).key
    return {(rows.table, *(str(row[name]) for name in key)) for row in rows.values}
