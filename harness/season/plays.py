"""What happened on the floor, play by play, as the box scores demand: shots, trips to the line, turnovers, fouls.

Each play belongs to the team with the ball. Who else had a hand in it (assist, block, steal, foul, rebound) is drawn
from those who have one in the box score, until all are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from harness.season.columns import Flags, Ints
from harness.season.league import League
from harness.season.scoring import PERIODS, QUARTERS, expanded, rank_within

_SWAPS = 400


class Kind(IntEnum):
    """What a play is."""

    MADE = 0
    MISSED = 1
    TRIP = 2
    TURNOVER = 3
    FOUL = 4


class Rebound(IntEnum):
    """What became of a miss that was the ball's last touch in the play."""

    NONE = 0
    OFFENSIVE = 1
    DEFENSIVE = 2
    TEAM = 3


@dataclass(frozen=True, slots=True, eq=False)
class Plays:
    """Plays in the order they happened; `row` is the team-game with the ball, players are roster places or -1.

    `partner` is the assister (of `row`), or the blocker, stealer or fouler (of the opponents). `worth` is 2 or 3 for
    shots, the number of throws for trips. `elapsed` counts seconds from the start of the period; periods count from 0.
    """

    row: Ints
    place: Ints
    kind: Ints
    worth: Ints
    period: Ints
    elapsed: Ints
    partner: Ints
    rebound: Ints
    rebounder: Ints
    first_made: Flags
    last_made: Flags

    def __len__(self) -> int:
        return len(self.row)


def draw_plays(league: League, random: np.random.Generator) -> Plays:
    """All plays of the season."""
    plays = _all_plays(league, random)
    partner = _partners(league, plays, random)
    rebound, rebounder = _rebounds(league, plays, random)
    order, elapsed = _in_order(plays, rebound, random)
    return Plays(
        row=plays.row[order],
        place=plays.place[order],
        kind=plays.kind[order],
        worth=plays.worth[order],
        period=plays.period[order],
        elapsed=elapsed,
        partner=partner[order],
        rebound=rebound[order],
        rebounder=rebounder[order],
        first_made=plays.first_made[order],
        last_made=plays.last_made[order],
    )


def period_seconds(period: Ints) -> Ints:
    """Twelve minutes for a quarter, five for an overtime."""
    return np.where(period < QUARTERS, 720, 300)


def _all_plays(league: League, random: np.random.Generator) -> Plays:
    """Every play with its actor and period, in no order, nobody else in it yet."""
    players, baskets, trips = league.box_scores.players, league.scoring.baskets, league.scoring.trips
    opponents_fouls = league.box_scores.teams.opponents.fouls
    trips_taken = np.bincount(trips.row, minlength=len(opponents_fouls))
    missed_threes = expanded(players.threes_attempted - players.threes_made)
    missed_twos = expanded(players.twos_attempted - players.twos_made)
    turnovers = expanded(players.turnovers)
    # Fouls that led to no free throws; whoever was fouled is not told, so the first place stands for the team.
    fouls = expanded(np.maximum(opponents_fouls - trips_taken, 0)[:, None])
    parts = [(baskets.row, baskets.place), missed_threes, missed_twos, (trips.row, trips.place), turnovers, fouls]
    sizes = [len(row) for row, _ in parts]
    row = np.concatenate([row for row, _ in parts])
    without_period = _periods(league, row[sizes[0] :], random)
    period = np.concatenate([baskets.period, without_period])
    start = sum(sizes[:3])
    period[start : start + sizes[3]] = trips.period
    kinds = [Kind.MADE, Kind.MISSED, Kind.MISSED, Kind.TRIP, Kind.TURNOVER, Kind.FOUL]
    worth = np.repeat([0, 3, 2, 0, 0, 0], sizes)
    worth[: sizes[0]] = baskets.points
    worth[start : start + sizes[3]] = trips.shots
    first_made, last_made = np.zeros(len(row), np.bool_), np.zeros(len(row), np.bool_)
    first_made[start : start + sizes[3]], last_made[start : start + sizes[3]] = trips.first_made, trips.last_made
    nobody = np.full(len(row), -1)
    return Plays(
        row=row,
        place=np.concatenate([place for _, place in parts]),
        kind=np.repeat(kinds, sizes),
        worth=worth,
        period=period,
        elapsed=nobody,
        partner=nobody,
        rebound=nobody,
        rebounder=nobody,
        first_made=first_made,
        last_made=last_made,
    )


def _periods(league: League, row: Ints, random: np.random.Generator) -> Ints:
    """A period at random, by its length."""
    overtimes = np.repeat(league.outcomes.overtimes, 2)[row]
    minute = random.random(len(row)) * (48 + 5 * overtimes)
    return np.where(minute < 48, minute // 12, QUARTERS + (minute - 48) // 5).astype(np.int64)


def _deal(counts: Ints, rows: Ints, random: np.random.Generator) -> Ints:
    """To plays (given by the row whose players are dealt) the players of that row, each as often as he counts.

    A row's plays get its players in random order; plays beyond the row's count get -1.
    """
    owner, place = expanded(counts)
    shuffled = place[np.lexsort((random.random(len(owner)), owner))]
    per_row = counts.sum(axis=1)
    first = np.cumsum(per_row) - per_row
    turn = rank_within(rows, random.random(len(rows)))
    dealt = np.full(len(rows), -1)
    served = turn < per_row[rows]
    dealt[served] = shuffled[first[rows[served]] + turn[served]]
    return dealt


def _partners(league: League, plays: Plays, random: np.random.Generator) -> Ints:
    """Assisters, blockers, stealers and foulers; only twos are blocked."""
    players = league.box_scores.players
    partner = np.full(len(plays), -1)
    opponent = plays.row ^ 1
    made = plays.kind == Kind.MADE
    assister = _deal(players.assists, plays.row[made], random)
    partner[made] = _nobody_helps_himself(plays.row[made], plays.place[made], assister, random)
    blockable = (plays.kind == Kind.MISSED) & (plays.worth == 2)
    partner[blockable] = _deal(players.blocks, opponent[blockable], random)
    lost = plays.kind == Kind.TURNOVER
    partner[lost] = _deal(players.steals, opponent[lost], random)
    fouled = (plays.kind == Kind.TRIP) | (plays.kind == Kind.FOUL)
    partner[fouled] = _deal(players.fouls, opponent[fouled], random)
    return partner


def _nobody_helps_himself(row: Ints, shooter: Ints, assister: Ints, random: np.random.Generator) -> Ints:
    """Swap assists between a team's baskets until no shooter assists his own; one swap a team at a time."""
    assister = assister.copy()
    order = np.argsort(row, kind="stable")
    size = np.bincount(row)
    first = np.cumsum(size) - size
    for _ in range(_SWAPS):
        wrong = np.flatnonzero(shooter == assister)
        if not wrong.size:
            return assister
        _, one_a_team = np.unique(row[wrong], return_index=True)
        one = wrong[one_a_team]
        other = order[first[row[one]] + random.integers(0, size[row[one]])]
        helps = (assister[other] != shooter[one]) & (assister[one] != shooter[other])
        one, other = one[helps], other[helps]
        assister[one], assister[other] = assister[other], assister[one]
    raise RuntimeError(f"assists not settled in {_SWAPS} rounds; take another seed")


def _rebounds(league: League, plays: Plays, random: np.random.Generator) -> tuple[Ints, Ints]:
    """Missed field goals are rebounded as the box scores say, the rest of the misses goes to the team in defence."""
    players, teams = league.box_scores.players, league.box_scores.teams
    rebound, rebounder = np.zeros(len(plays), np.int64), np.full(len(plays), -1)
    rebound[(plays.kind == Kind.TRIP) & ~plays.last_made] = Rebound.TEAM
    missed = np.flatnonzero(plays.kind == Kind.MISSED)
    row = plays.row[missed]
    turn = rank_within(row, random.random(len(missed)))
    offensive = teams.offensive_rebounds[row]
    defensive = teams.opponents.defensive_rebounds[row]
    kind = np.select([turn < offensive, turn < offensive + defensive], [Rebound.OFFENSIVE, Rebound.DEFENSIVE], 3)
    rebound[missed] = kind
    own, theirs = missed[kind == Rebound.OFFENSIVE], missed[kind == Rebound.DEFENSIVE]
    rebounder[own] = _deal(players.offensive_rebounds, plays.row[own], random)
    rebounder[theirs] = _deal(players.defensive_rebounds, plays.row[theirs] ^ 1, random)
    return rebound, rebounder


def _in_order(plays: Plays, rebound: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
    """The order of the plays and their seconds: possessions change sides, unless the rebound stayed with the team."""
    group = plays.row * PERIODS + plays.period
    order = np.lexsort((random.random(len(plays)), group))
    group = group[order]
    ends = (plays.kind[order] != Kind.FOUL) & (rebound[order] != Rebound.OFFENSIVE)
    ended_before = np.cumsum(ends) - ends
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
    lengths = np.diff(np.r_[starts, len(group)])
    possession = ended_before - np.repeat(ended_before[starts], lengths)
    possessions = np.repeat(np.maximum.reduceat(possession, starts) + 1, lengths)
    row, period = plays.row[order], plays.period[order]
    clock = row // 2 * PERIODS + period
    first_side = (row + period) % 2
    final = np.lexsort((np.arange(len(row)), first_side, (possession + 0.5) / possessions, clock))
    clock = clock[final]
    starts = np.flatnonzero(np.r_[True, clock[1:] != clock[:-1]])
    lengths = np.diff(np.r_[starts, len(clock)])
    number = np.arange(len(clock)) - np.repeat(starts, lengths)
    share = (number + random.uniform(0.15, 0.85, len(clock))) / np.repeat(lengths, lengths)
    return order[final], (share * period_seconds(period[final])).astype(np.int64)
