"""When the points were scored: every basket and every trip to the free-throw line in its period.

Both teams stand level at the end of regulation in the games that go on, and at the end of each
overtime but the last.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.box_scores import BoxScores
from harness.season.columns import Flags, Floats, Ints
from harness.season.outcomes import MAX_OVERTIMES, Outcomes

QUARTERS = 4
PERIODS = QUARTERS + MAX_OVERTIMES
_BY_TURNS = 0.65


@dataclass(frozen=True, slots=True, eq=False)
class Trips:
    """Trips to the line, one entry a trip of one or two shots; `row` is the team-game, `place` the shooter."""

    row: Ints
    place: Ints
    shots: Ints
    first_made: Flags
    last_made: Flags
    period: Ints

    @property
    def points(self) -> Ints:
        return self.first_made.astype(np.int64) + np.where(self.shots == 2, self.last_made, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Baskets:
    """Made field goals, one entry each; `points` is 2 or 3; periods count from 0, overtimes from 4."""

    row: Ints
    place: Ints
    points: Ints
    period: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """All scoring of a season; `by_period[row, place, period]` are points, periods from the first quarter on."""

    baskets: Baskets
    trips: Trips
    by_period: Ints


def draw_scoring(box_scores: BoxScores, outcomes: Outcomes, random: np.random.Generator) -> Scoring:
    """Each point of the box scores in a period."""
    players = box_scores.players
    overtime_points = outcomes.overtime_points.reshape(-1, MAX_OVERTIMES)
    threes_wanted, twos_wanted = _overtime_baskets(overtime_points, box_scores, random)
    trip_rows, trip_places, shots, first_made, last_made = _trips(box_scores, random)
    trip_points = first_made.astype(np.int64) + np.where(shots == 2, last_made, 0)
    three_rows, three_places = expanded(players.threes_made)
    two_rows, two_places = expanded(players.twos_made)
    worth_two = trip_points == 2
    periods_of_twos = _periods(np.concatenate([two_rows, trip_rows[worth_two]]), twos_wanted, random)
    trip_period = random.integers(0, QUARTERS, len(trip_rows))
    trip_period[worth_two] = periods_of_twos[len(two_rows) :]
    baskets = Baskets(
        row=np.concatenate([three_rows, two_rows]),
        place=np.concatenate([three_places, two_places]),
        points=np.repeat([3, 2], [len(three_rows), len(two_rows)]),
        period=np.concatenate([_periods(three_rows, threes_wanted, random), periods_of_twos[: len(two_rows)]]),
    )
    trips = Trips(trip_rows, trip_places, shots, first_made, last_made, trip_period)
    return Scoring(baskets, trips, _points_by_period(players.points.shape, baskets, trips))


def expanded(counts: Ints) -> tuple[Ints, Ints]:
    """Row and column numbers, each repeated as often as the count there says."""
    flat = np.repeat(np.arange(counts.size), counts.reshape(-1))
    return flat // counts.shape[1], flat % counts.shape[1]


def rank_within(groups: Ints, key: Floats) -> Ints:
    """Each entry's place, from 0, among those of its group when ordered by the key."""
    order = np.lexsort((key, groups))
    sorted_groups = groups[order]
    starts = np.flatnonzero(np.r_[True, sorted_groups[1:] != sorted_groups[:-1]])
    sizes = np.diff(np.r_[starts, len(groups)])
    rank = np.empty(len(groups), np.int64)
    rank[order] = np.arange(len(groups)) - np.repeat(starts, sizes)
    return rank


def _trips(box_scores: BoxScores, random: np.random.Generator) -> tuple[Ints, Ints, Ints, Flags, Flags]:
    """Each player's free throws in a random order of makes and misses, taken two at a time, an odd one alone."""
    players = box_scores.players
    attempted = players.free_throws_attempted.reshape(-1)
    owner = np.repeat(np.arange(len(attempted)), attempted)
    turn = np.arange(len(owner)) - np.repeat(np.cumsum(attempted) - attempted, attempted)
    made = rank_within(owner, random.random(len(owner))) < players.free_throws_made.reshape(-1)[owner]
    starts = np.flatnonzero(turn % 2 == 0)
    shots = np.minimum(attempted[owner[starts]] - turn[starts], 2)
    width = players.points.shape[1]
    return owner[starts] // width, owner[starts] % width, shots, made[starts], made[starts + shots - 1]


def _overtime_baskets(points: Ints, box_scores: BoxScores, random: np.random.Generator) -> tuple[Ints, Ints]:
    """How many threes and how many two-pointers (baskets, or trips with both made) make each overtime's points."""
    plenty = (box_scores.teams.threes_made >= 2 * MAX_OVERTIMES + MAX_OVERTIMES)[:, None] & (points >= 8)
    threes = points % 2 + 2 * (plenty & (random.random(points.shape) < 0.35))
    return threes, (points - 3 * threes) // 2


def _periods(rows: Ints, wanted: Ints, random: np.random.Generator) -> Ints:
    """A period for each basket: so many of each team's as wanted in its overtimes, the rest over the quarters."""
    rank = rank_within(rows, random.random(len(rows)))
    # Most of them by turns, so that quarters vary as they do and not as dice would.
    by_turns = (rank + rows) % QUARTERS
    period = np.where(random.random(len(rows)) < _BY_TURNS, by_turns, random.integers(0, QUARTERS, len(rows)))
    until = np.cumsum(wanted, axis=1)
    for overtime in range(MAX_OVERTIMES - 1, -1, -1):
        period = np.where(rank < until[rows, overtime], QUARTERS + overtime, period)
    return period


def _points_by_period(shape: tuple[int, ...], baskets: Baskets, trips: Trips) -> Ints:
    rows = np.concatenate([baskets.row, trips.row])
    places = np.concatenate([baskets.place, trips.place])
    periods = np.concatenate([baskets.period, trips.period])
    points = np.concatenate([baskets.points, trips.points])
    cells = (rows * shape[1] + places) * PERIODS + periods
    total = np.bincount(cells, weights=points, minlength=shape[0] * shape[1] * PERIODS)
    return np.rint(total).astype(np.int64).reshape(*shape, PERIODS)
