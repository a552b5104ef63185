"""What each player had done before a game: sums over his last games, as the platform's rolling windows see them.

Appearances are kept in the order of player and team-game row, which is the order of time, so that the games before any
moment are a run, and a sum over the last k of them is a difference of running sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from harness.season.columns import Days, Floats, Ints
from harness.season.league import Appearances, League
from harness.season.once import once_a_league

BOOTSTRAP_DAYS = 14
"""No predictions are made in the first fourteen days of a season: there is too little to look back on."""


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Every appearance of the season by player, then by team-game row.

    `played` are the appearances, `start[p]` the position of player p's first.
    """

    played: Appearances
    start: Ints
    rows: int
    running: dict[str, Floats]
    days: Days

    def before(self, player: Ints, row: Ints) -> Ints:
        """Position after the last appearance of each player in a team-game row below `row`."""
        moments = self.played.player * self.rows + self.played.row
        return np.asarray(np.searchsorted(moments, player * self.rows + row))

    def games(self, player: Ints, row: Ints) -> Ints:
        """How many games each player had played before."""
        return self.before(player, row) - self.start[player]

    def total(self, stat: str, player: Ints, row: Ints, last: int | None = None) -> Floats:
        """Sum of a statistic over the last so many games before (all for None)."""
        end = self.before(player, row)
        first = self.start[player] if last is None else np.maximum(end - last, self.start[player])
        running = self.running[stat]
        return np.asarray(running[end] - running[first])

    def mean(self, stat: str, player: Ints, row: Ints, last: int | None = None) -> Floats:
        """Mean over the last so many games before; NaN for who had not played."""
        games = self.games(player, row)
        count = games if last is None else np.minimum(games, last)
        empty = np.full(len(count), np.nan)
        return np.asarray(np.divide(self.total(stat, player, row, last), count, out=empty, where=count > 0))

    def deviation(self, stat: str, player: Ints, row: Ints, last: int) -> Floats:
        """Population standard deviation over the last so many games before; NaN for who had not played."""
        squares = self.mean(f"{stat}_squared", player, row, last)
        return np.asarray(np.sqrt(np.maximum(squares - self.mean(stat, player, row, last) ** 2, 0)))

    def last_day(self, player: Ints, row: Ints) -> Days:
        """Day of the last game before; NaT for who had not played."""
        end = self.before(player, row)
        known = end > self.start[player]
        return np.where(known, self.days[np.maximum(end - 1, 0)], np.datetime64("NaT", "D"))

    def games_since(self, player: Ints, row: Ints, first_day: Days) -> Ints:
        """Games before, on `first_day` or later."""
        end = self.before(player, row)
        offset = np.datetime64("2000-01-01")
        span = 100_000
        moments = self.played.player * span + (self.days - offset).astype(np.int64)
        since = np.searchsorted(moments, player * span + (first_day - offset).astype(np.int64))
        return np.asarray(np.maximum(end - since, 0))


@once_a_league
def history_of(league: League) -> History:
    """The history of a league, made once."""
    part = league.participation
    all_played = league.appearances(part.active)
    order = np.lexsort((all_played.row, all_played.player))
    played = Appearances(
        row=all_played.row[order],
        place=all_played.place[order],
        game=all_played.game[order],
        team=all_played.team[order],
        player=all_played.player[order],
    )
    cells = played.row, played.place
    lines = league.box_scores.players.at(*cells)
    minutes = part.seconds[cells] / 60
    stats: dict[str, npt.NDArray[Any]] = {
        **lines.named(),
        "rebounds": lines.rebounds,
        "minutes": minutes,
        "points_squared": lines.points.astype(np.float64) ** 2,
        "minutes_squared": minutes**2,
        "starts": part.starter[cells],
    }
    running = {name: np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)]) for name, values in stats.items()}
    players = np.arange(len(league.rosters))
    return History(
        played=played,
        start=np.searchsorted(played.player, players),
        rows=len(part.team),
        running=running,
        days=league.schedule.day[played.game],
    )


def first_row_on(league: League, days: Days) -> Ints:
    """The team-game row before which everything was played on earlier days than these."""
    return np.asarray(np.searchsorted(np.repeat(league.schedule.day, 2), days))
