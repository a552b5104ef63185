"""When the games of each day begin, by the schedule: what the age of a table is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import ibis.expr.types as ir

from harness.results import QueryReceipt, Window
from harness.warehouse.calendar import COUNTED_GAME_TYPES, SCHEDULE
from harness.warehouse.relations import NOT_AS_DECLARED, Frame, Relation, table
from harness.warehouse.sql import compile_sql
from harness.warehouse.warehouse import Warehouse, WarehouseError

CALLED_OFF = "^(PPD|POSTPONED|CANCELED|CANCELLED)"
"""Status text of a game that was not played; NBA.com leaves its status at 1."""


@dataclass(frozen=True, slots=True)
class TipOffs:
    """First and last tip-off of each game day of a season, in UTC. Empty where the schedule has no games."""

    days: Mapping[date, tuple[datetime, datetime]]

    def last_over(self, now: datetime, after: timedelta) -> date | None:
        """The latest day whose last game began at least `after` before now."""
        return max((day for day, (_, last) in self.days.items() if last + after <= now), default=None)

    def last_begun(self, now: datetime) -> date | None:
        """The latest day whose first game has begun."""
        return max((day for day, (first, _) in self.days.items() if first <= now), default=None)

    def first_after(self, day: date | None) -> date | None:
        """The next game day; the first one for None."""
        return min((one for one in self.days if day is None or one > day), default=None)


def _by_day(games: ir.Table) -> ir.Table:
    counted = games.game_id.substr(2, 1).isin(COUNTED_GAME_TYPES)
    called_off = games.game_status_text.upper().re_search(CALLED_OFF).fill_null(False)
    played = games.filter(counted & ~called_off & games.game_date_est.notnull())
    return played.group_by("game_date").aggregate(first=played.game_date_est.min(), last=played.game_date_est.max())


_TIP_OFFS = Relation((table(SCHEDULE).season(),), _by_day, ("game_date",), "game_date", "day")


def read_tip_offs(
    warehouse: Warehouse, columns: Mapping[str, Mapping[str, str]], day: date, now: datetime
) -> tuple[TipOffs | str, tuple[QueryReceipt, ...]]:
    """The tip-offs of the season of `day`, or why they are not known; and what asking cost.

    `columns` are those of the schedule, as the warehouse describes them.
    """
    try:
        expression = _TIP_OFFS.expression(Frame(Window(day, day), columns, warehouse.catalog))
        sql = compile_sql(expression, warehouse.dialect, now)
        answer = warehouse.query(sql)
    except (WarehouseError, *NOT_AS_DECLARED) as problem:
        return f"the schedule cannot be read: {problem}", ()
    receipt = QueryReceipt(
        "days",
        (SCHEDULE,),
        0,
        sql,
        billed_bytes=answer.billed_bytes,
        duration_ms=answer.duration_ms,
        rows=answer.rows.num_rows,
    )
    days = {row["game_date"]: (row["first"], row["last"]) for row in answer.rows.to_pylist()}
    return TipOffs(days), (receipt,)
