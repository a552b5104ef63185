"""What the schedule says was due: the only reason for which no rows can be a pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir

from harness.results import Window
from harness.warehouse.relations import Relation, season_start, table

SCHEDULE = "nba_raw.nbac_schedule"
COUNTED_GAME_TYPES = ("2", "4", "5", "6")
"""Third digit of the NBA game id: regular season, playoffs, play-in, Cup final; not preseason and All-Star games."""


def _games_by_day(schedule: ir.Table) -> ir.Table:
    counted = schedule.game_id.substr(2, 1).isin(COUNTED_GAME_TYPES)
    return schedule.group_by("game_date").aggregate(games=schedule.count(where=counted))


games_by_day = Relation((table(SCHEDULE).season(),), _games_by_day, ("game_date",), "game_date", "day")
"""Counted games of each day of the seasons that the window touches, every status."""


@dataclass(frozen=True, slots=True)
class GameCalendar:
    """Games due on each day, as far as the schedule reaches.

    `games` holds the days that have rows in the schedule; `reach` the first and last such day of each season.
    """

    games: Mapping[date, int]
    reach: Mapping[date, tuple[date, date]]

    @classmethod
    def of(cls, games: Mapping[date, int]) -> GameCalendar:
        reach: dict[date, tuple[date, date]] = {}
        for day in games:
            season = season_start(day)
            first, last = reach.get(season, (day, day))
            reach[season] = (min(first, day), max(last, day))
        return cls(games, reach)

    def due(self, day: date) -> int | None:
        """Games on a day; None where the schedule does not reach it."""
        first, last = self.reach.get(season_start(day), (date.max, date.min))
        return self.games.get(day, 0) if first <= day <= last else None

    def due_in(self, window: Window) -> int | None:
        """Games in a window; None where the schedule does not reach all of it."""
        total = 0
        for day in window.each_day():
            games = self.due(day)
            if games is None:
                return None
            total += games
        return total


NO_CALENDAR = GameCalendar({}, {})
