"""Rows that belong to picked rows: the rest of their games, days or snapshots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.season.defects.corruptible import Corruptible, Rows

SCHEDULE = "nba_raw.nbac_schedule"
PLATFORM_ID = "strftime(game_date, '%Y%m%d') || '_' || away_team_tricode || '_' || home_team_tricode"
"""The id that every table but the schedule gives to a game, from the schedule's columns."""


def listed(rows: Rows, column: str) -> str:
    """The values of one column as a SQL list, `('a', 'b')`."""
    values = sorted({str(row[column]).replace("'", "''") for row in rows.values})
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


def sharing(season: Corruptible, rows: Rows, *columns: str, where: str = "TRUE") -> Rows:
    """All rows of the same table that share `columns` with one of `rows`, as far as `where` holds for them.

    Raises:
        NothingToCorruptError: there is none.
    """
    names = ", ".join(columns)
    rowids = ", ".join(map(str, rows.rowids))
    same = f"({names}) IN (SELECT ({names}) FROM {rows.table} WHERE rowid IN ({rowids}))"
    return season.rows(rows.table, f"({same}) AND ({where})")


def last_but(count: int, *, of: str, within: str, table: str) -> str:
    """A condition: the row's `of` is not among the first `count` of its `within`. Without them so many are left."""
    ranked = f"SELECT {within}, {of}, dense_rank() OVER (PARTITION BY {within} ORDER BY {of}) AS place FROM {table}"
    return f"({within}, {of}) IN (SELECT ({within}, {of}) FROM ({ranked}) WHERE place > {count})"


def late_games(season: Corruptible, size: int, *, from_hour: int) -> Rows:
    """Finished games that tip off at this Eastern hour or later, from the schedule."""
    hour = "extract('hour' FROM timezone('America/New_York', game_date_est))"
    return season.pick(SCHEDULE, f"game_status = 3 AND {hour} >= {from_hour}", size)


def lines_of(season: Corruptible, table: str, games: Rows) -> Rows:
    """The rows that another table has of games picked from the schedule."""
    ids = f"SELECT {PLATFORM_ID} FROM {SCHEDULE} WHERE game_id IN {listed(games, 'game_id')}"
    return season.rows(table, f"game_id IN ({ids})")


def platform_id(game: Mapping[str, Any]) -> str:
    """The id that every table but the schedule gives to a game of the schedule."""
    return f"{game['game_date']:%Y%m%d}_{game['away_team_tricode']}_{game['home_team_tricode']}"
