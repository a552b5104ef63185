"""Each team's games in a row: rest before and after, games in the days around, streaks, the road."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Days, Flags, Ints
from harness.season.league import League
from harness.season.once import once_a_league

NONE = -1
_SPAN = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class TeamCalendar:
    """One entry a team-game, in the league's order.

    `number` counts a team's games from 1. `previous` and `following` are team-game rows, -1 at the season's ends.
    `won_in_a_row` and `lost_in_a_row` are the streaks entering the game, `road_games` those away in a row up to it.
    """

    day: Days
    number: Ints
    previous: Ints
    following: Ints
    won_in_a_row: Ints
    lost_in_a_row: Ints
    road_games: Ints
    moments: Ints
    team: Ints

    def rest_before(self) -> Ints:
        """Days since the last game, -1 before the first."""
        return np.where(self.previous >= 0, (self.day - self.day[self.previous]).astype(np.int64), NONE)

    def rest_after(self) -> Ints:
        """Days until the next game, -1 after the last."""
        return np.where(self.following >= 0, (self.day[self.following] - self.day).astype(np.int64), NONE)

    def games_between(self, first: int, last: int) -> Ints:
        """Games of the team from so many days after the game (negative: before) to so many, both included."""
        day = self.day.astype(np.int64)
        start = np.searchsorted(self.moments, self.team * _SPAN + day + first)
        end = np.searchsorted(self.moments, self.team * _SPAN + day + last, side="right")
        return np.asarray(end - start)


@once_a_league
def team_calendar(league: League) -> TeamCalendar:
    """The calendar of a league's team-games."""
    part = league.participation
    day = league.schedule.day[part.game]
    home = np.arange(len(day)) % 2 == 0
    order = np.lexsort((day, part.team))
    first = np.r_[True, part.team[order][1:] != part.team[order][:-1]]
    starts = np.flatnonzero(first)
    place = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    previous, following, number = (np.full(len(order), NONE) for _ in range(3))
    previous[order[1:]] = np.where(first[1:], NONE, order[:-1])
    following[order[:-1]] = np.where(first[1:], NONE, order[1:])
    number[order] = place + 1
    won = (league.outcomes.margin[part.game] > 0) == home
    wins, losses, road = (np.empty(len(order), np.int64) for _ in range(3))
    wins[order], losses[order] = _entering(won[order], first), _entering(~won[order], first)
    road[order] = _entering(~home[order], first)
    moments = part.team[order] * _SPAN + day[order].astype(np.int64)
    return TeamCalendar(day, number, previous, following, wins, losses, np.where(home, 0, road + 1), moments, part.team)


def _entering(happened: Flags, first: Flags) -> Ints:
    """How often in a row it had happened just before each entry; a `first` entry begins anew."""
    index = np.arange(len(happened))
    before = np.r_[False, happened[:-1]] & ~first
    broken = np.maximum.accumulate(np.where(before, -1, index))
    return np.asarray(index - broken)
