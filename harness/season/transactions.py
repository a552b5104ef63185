"""Who changed teams: the deadline's trades and the signings of two-way players."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.columns import Days, Ints
from harness.season.rosters import Rosters
from harness.season.schedule import Schedule

# Two-way contracts of the first day are signed in the weeks of training camp.
_CAMP_DAYS = 24


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """One entry a player who came to a team; teams are positions in `TEAMS`, `source` is -1 for a free agent."""

    day: Days
    player: Ints
    source: Ints
    target: Ints
    group: Ints

    def __len__(self) -> int:
        return len(self.player)


def trade_moves(rosters: Rosters) -> Moves:
    """Everybody who was traded; those of one trade share a group."""
    before, after = rosters.team_in(0), rosters.team_in(1)
    player = np.flatnonzero(before != after)
    of_team = {team: group for group, trade in enumerate(rosters.trades) for team in (trade.one, trade.other)}
    return Moves(
        day=np.full(len(player), rosters.deadline),
        player=player,
        source=before[player],
        target=after[player],
        group=np.array([of_team[int(team)] for team in before[player]], np.int64),
    )


def two_way_signings(schedule: Schedule, rosters: Rosters) -> Moves:
    """Everybody with a two-way contract: in camp, or on the day he joined during the season."""
    player = np.flatnonzero(rosters.two_way)
    opening = np.datetime64(schedule.calendar.first_day)
    in_camp = opening - 2 - (rosters.nba_id[player] % _CAMP_DAYS).astype("timedelta64[D]")
    late = rosters.joined[player] > opening
    return Moves(
        day=np.where(late, rosters.joined[player], in_camp),
        player=player,
        source=np.full(len(player), -1),
        target=rosters.team_in(0)[player],
        group=np.arange(len(player)),
    )
