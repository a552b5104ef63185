"""The rows of the daily tables: every player of a roster who has played, and every team, on every day with games."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Days, Flags, Ints
from harness.season.history import BOOTSTRAP_DAYS, first_row_on, history_of
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.precompute.windows import TEAM_COUNT, team_windows


@dataclass(frozen=True, slots=True, eq=False)
class PlayerDays:
    """One entry a day and player, by day.

    `row` is the team-game row before which everything was played on earlier days; `next_row` is the row of the next
    game of the player's team, on that day or later. `games` are the player's games before.
    """

    day: Days
    player: Ints
    team: Ints
    row: Ints
    next_row: Ints
    games: Ints

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True, eq=False)
class TeamDays:
    """One entry a day and team, by day; `row` as for players."""

    day: Days
    team: Ints
    row: Ints
    games: Ints

    def __len__(self) -> int:
        return len(self.day)


@once_a_league
def daily_days(league: League) -> Days:
    """The days with games before which all teams had played."""
    days = np.unique(league.schedule.day)
    team = np.arange(TEAM_COUNT)
    rows = first_row_on(league, days)
    played = np.array([bool((team_windows(league).games(team, np.full(TEAM_COUNT, row)) > 0).all()) for row in rows])
    return np.asarray(days[played])


@once_a_league
def player_days(league: League) -> PlayerDays:
    """The players of the daily tables, made once."""
    rosters, days = league.rosters, daily_days(league)
    holder = rosters.holder[rosters.era(days)]
    number, team, place = np.nonzero((holder >= 0) & (rosters.joined[holder] <= days[:, None, None]))
    player = holder[number, team, place]
    row = first_row_on(league, days)[number]
    games = history_of(league).games(player, row)
    chosen = games > 0
    number, team, player, row, games = (values[chosen] for values in (number, team, player, row, games))
    return PlayerDays(days[number], player, team, row, _next_rows(league, team, row), games)


@once_a_league
def team_days(league: League) -> TeamDays:
    """The teams of the daily tables, made once."""
    days = daily_days(league)
    team = np.tile(np.arange(TEAM_COUNT), len(days))
    row = np.repeat(first_row_on(league, days), TEAM_COUNT)
    return TeamDays(np.repeat(days, TEAM_COUNT), team, row, team_windows(league).games(team, row))


def in_bootstrap(league: League, days: Days) -> Flags:
    """Whether a day is one of the season's first fourteen."""
    return np.asarray(days < league.schedule.day.min() + np.timedelta64(BOOTSTRAP_DAYS, "D"))


def _next_rows(league: League, team: Ints, row: Ints) -> Ints:
    """Row of each team's first game that is not before `row`; the last day has all teams, so there always is one."""
    windows = team_windows(league)
    return np.asarray(windows.played.row[windows.before(team, row)])
