"""Where the shots were taken: paint, mid-range and three, as BigDataBall's play-by-play has them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from harness.season.columns import Flags, Ints
from harness.season.events import Event, draw_events
from harness.season.league import League
from harness.season.once import once_a_league
from harness.season.randomness import Part
from harness.season.sources.play_by_play_columns import draw_shot_places

PAINT_FEET = 8.0
"""The paint reaches eight feet from the rim in BigDataBall's terms."""


@dataclass(frozen=True, slots=True, eq=False)
class ShotZones:
    """Counts of each player in each team-game; arrays have the shape of participation.

    `assisted` are his makes that a teammate passed for, `and_ones` his makes that came with a free throw; the blocks
    are his own, by the zone of the opponent's shot.
    """

    paint_attempts: Ints
    paint_makes: Ints
    mid_range_attempts: Ints
    mid_range_makes: Ints
    assisted: Ints
    and_ones: Ints
    paint_blocks: Ints
    mid_range_blocks: Ints


@once_a_league
def shot_zones(league: League) -> ShotZones:
    """The zones of a league, counted once."""
    events = draw_events(league)
    places = draw_shot_places(events, league.stream(Part.SOURCES))
    paint = places.is_shot & (events.worth == 2) & (places.distance <= PAINT_FEET)
    mid_range = places.is_shot & (events.worth == 2) & ~paint
    made = events.event == Event.SHOT_MADE
    blocked = (events.event == Event.SHOT_MISSED) & (events.second >= 0)
    counter = _Counter(league)

    def shooters(chosen: Flags) -> Ints:
        return counter.count(events.row[chosen], events.player[chosen])

    def blockers(chosen: Flags) -> Ints:
        return counter.count(events.row[chosen] ^ 1, events.second[chosen])

    trips = league.scoring.trips
    alone = trips.shots == 1
    single_throws = np.zeros(league.participation.player.shape, np.int64)
    np.add.at(single_throws, (trips.row[alone], trips.place[alone]), 1)
    return ShotZones(
        paint_attempts=shooters(paint),
        paint_makes=shooters(paint & made),
        mid_range_attempts=shooters(mid_range),
        mid_range_makes=shooters(mid_range & made),
        assisted=shooters(made & (events.second >= 0)),
        and_ones=np.minimum(single_throws, league.box_scores.players.field_goals_made),
        paint_blocks=blockers(blocked & paint),
        mid_range_blocks=blockers(blocked & mid_range),
    )


class _Counter:
    """Counts events by team-game and player, and puts the counts where participation has the player."""

    def __init__(self, league: League) -> None:
        self._players = len(league.rosters)
        held = league.participation.player
        self._cells = np.arange(len(held))[:, None] * self._players + np.maximum(held, 0)
        self._empty = held < 0
        self._size = len(held) * self._players

    def count(self, row: npt.NDArray[np.int64], player: npt.NDArray[np.int64]) -> Ints:
        totals = np.bincount(row * self._players + player, minlength=self._size)
        return np.where(self._empty, 0, totals[self._cells])
