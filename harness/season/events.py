"""Plays unfolded into the events that feeds write: a shot and its rebound, a foul and its free throws, …"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from harness.season.columns import Flags, Ints
from harness.season.league import League
from harness.season.plays import Kind, Rebound, draw_plays, period_seconds
from harness.season.randomness import Part
from harness.season.scoring import PERIODS

_TIMEOUTS = (8, 13)
_WANTED_EVENTS = (420, 590)
_SUBSTITUTIONS = (20, 34)


class Event(IntEnum):
    """What an event is."""

    PERIOD_START = 0
    JUMP_BALL = 1
    TIMEOUT = 2
    SUBSTITUTION_OUT = 3
    SUBSTITUTION_IN = 4
    SHOT_MADE = 5
    SHOT_MISSED = 6
    BLOCK = 7
    SHOOTING_FOUL = 8
    PERSONAL_FOUL = 9
    FREE_THROW_MADE = 10
    FREE_THROW_MISSED = 11
    OFFENSIVE_REBOUND = 12
    DEFENSIVE_REBOUND = 13
    TEAM_REBOUND = 14
    TURNOVER = 15
    STEAL = 16
    PERIOD_END = 17
    GAME_END = 18


# Free throws, 1 of 1, 1 of 2, 2 of 2.
THROWS = ((1, 1), (1, 2), (2, 2))


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Events in order, one entry each. `row` is the acting team's team-game (-1: nobody's), players are players or -1.

    `elapsed` counts seconds from the period's start, periods count from 0; `worth` is the value of a shot or throw;
    `throw` is the position in `THROWS`; the scores are those after the event.
    """

    event: Ints
    game: Ints
    row: Ints
    player: Ints
    second: Ints
    period: Ints
    elapsed: Ints
    worth: Ints
    throw: Ints
    score_home: Ints
    score_away: Ints

    def __len__(self) -> int:
        return len(self.event)

    def only(self, chosen: Flags) -> Events:
        """Some of the events."""
        return Events(**{field.name: getattr(self, field.name)[chosen] for field in fields(self)})

    @property
    def number(self) -> Ints:
        """Place of each event in its game, from 1."""
        starts = np.flatnonzero(np.r_[True, self.game[1:] != self.game[:-1]])
        return np.arange(1, len(self) + 1) - np.repeat(starts, np.diff(np.r_[starts, len(self)]))


@dataclass(frozen=True, slots=True, eq=False)
class _Bunch:
    """Events of one sort: the play each stands beside, how far before or after it, who acts, and who else does."""

    event: Event
    play: Ints
    offset: float
    row: Ints
    player: Ints
    second: Ints
    throw: int = -1


class _Scene:
    """The plays with their people at hand."""

    def __init__(self, league: League) -> None:
        self.random = league.stream(Part.PLAY_BY_PLAY)
        self.people = league.participation.player
        self.by_rank = np.argsort(league.participation.rank, axis=1, kind="stable")
        self.active = league.participation.active.sum(axis=1)
        self.plays = draw_plays(league, self.random)
        self.game = self.plays.row // 2

    def bunch(
        self,
        event: Event,
        play: Ints,
        offset: float,
        *,
        actor: tuple[Ints, Ints] | None = None,
        second: tuple[Ints, Ints] | None = None,
        throw: int = -1,
    ) -> _Bunch:
        """Events at the given plays; actor and second are rows and places, a negative place is nobody."""
        nobody = np.full(len(play), -1)
        row = nobody if actor is None else actor[0]
        return _Bunch(event, play, offset, row, self._player(actor, nobody), self._player(second, nobody), throw)

    def _player(self, who: tuple[Ints, Ints] | None, nobody: Ints) -> Ints:
        return nobody if who is None else np.where(who[1] >= 0, self.people[who[0], who[1]], -1)


def draw_events(league: League) -> Events:
    """The play-by-play of the season with everything a feed tells."""
    scene = _Scene(league)
    bunches = [*_shots(scene), *_trips(scene), *_turnovers_and_fouls(scene), *_framing(scene), _timeouts(scene)]
    bunches += _substitutions(scene, np.bincount(np.concatenate([scene.game[bunch.play] for bunch in bunches])))
    return _assembled(scene, bunches)


def _shots(scene: _Scene) -> list[_Bunch]:
    """Baskets with their assists; misses with blocks and rebounds."""
    plays = scene.plays
    made, missed = np.flatnonzero(plays.kind == Kind.MADE), np.flatnonzero(plays.kind == Kind.MISSED)
    blocked = missed[plays.partner[missed] >= 0]
    own, other = plays.row, plays.row ^ 1
    bunches = [
        scene.bunch(
            Event.SHOT_MADE, made, 0.0, actor=(own[made], plays.place[made]), second=(own[made], plays.partner[made])
        ),
        scene.bunch(
            Event.SHOT_MISSED,
            missed,
            0.0,
            actor=(own[missed], plays.place[missed]),
            second=(other[missed], plays.partner[missed]),
        ),
        scene.bunch(Event.BLOCK, blocked, 0.1, actor=(other[blocked], plays.partner[blocked])),
    ]
    for event, rebound, row in (
        (Event.OFFENSIVE_REBOUND, Rebound.OFFENSIVE, own),
        (Event.DEFENSIVE_REBOUND, Rebound.DEFENSIVE, other),
        (Event.TEAM_REBOUND, Rebound.TEAM, other),
    ):
        taken = np.flatnonzero(plays.rebound == rebound)
        bunches.append(scene.bunch(event, taken, 0.5, actor=(row[taken], plays.rebounder[taken])))
    return bunches


def _trips(scene: _Scene) -> list[_Bunch]:
    """The foul, where one is left to tell, and the throws."""
    plays = scene.plays
    trips = np.flatnonzero(plays.kind == Kind.TRIP)
    fouled = trips[plays.partner[trips] >= 0]
    bunches = [
        scene.bunch(
            Event.SHOOTING_FOUL,
            fouled,
            0.0,
            actor=(plays.row[fouled] ^ 1, plays.partner[fouled]),
            second=(plays.row[fouled], plays.place[fouled]),
        )
    ]
    two = plays.worth == 2
    for throw, offset, throws, made in (
        (0, 0.1, ~two, plays.last_made),
        (1, 0.1, two, plays.first_made),
        (2, 0.2, two, plays.last_made),
    ):
        for event, hit in ((Event.FREE_THROW_MADE, made), (Event.FREE_THROW_MISSED, ~made)):
            chosen = trips[throws[trips] & hit[trips]]
            actor = plays.row[chosen], plays.place[chosen]
            bunches.append(scene.bunch(event, chosen, offset, actor=actor, throw=throw))
    return bunches


def _turnovers_and_fouls(scene: _Scene) -> list[_Bunch]:
    plays = scene.plays
    own, other = plays.row, plays.row ^ 1
    lost, fouls = np.flatnonzero(plays.kind == Kind.TURNOVER), np.flatnonzero(plays.kind == Kind.FOUL)
    stolen = lost[plays.partner[lost] >= 0]
    return [
        scene.bunch(
            Event.TURNOVER,
            lost,
            0.0,
            actor=(own[lost], plays.place[lost]),
            second=(other[lost], plays.partner[lost]),
        ),
        scene.bunch(Event.STEAL, stolen, 0.1, actor=(other[stolen], plays.partner[stolen])),
        scene.bunch(Event.PERSONAL_FOUL, fouls, 0.0, actor=(other[fouls], plays.partner[fouls])),
    ]


def _framing(scene: _Scene) -> list[_Bunch]:
    """Starts and ends of periods and games, and the jump ball between the tallest starters."""
    clock = scene.game * PERIODS + scene.plays.period
    first = np.flatnonzero(np.r_[True, clock[1:] != clock[:-1]])
    last = np.r_[first[1:] - 1, len(clock) - 1]
    opening = first[scene.plays.period[first] == 0]
    closing = np.r_[opening[1:] - 1, len(clock) - 1]
    row = scene.plays.row[opening]
    centers = scene.by_rank[row, 2], scene.by_rank[row ^ 1, 2]
    return [
        scene.bunch(Event.PERIOD_START, first, -0.4),
        scene.bunch(Event.JUMP_BALL, opening, -0.35, actor=(row, centers[0]), second=(row ^ 1, centers[1])),
        scene.bunch(Event.PERIOD_END, last, 0.52),
        scene.bunch(Event.GAME_END, closing, 0.55),
    ]


def _beside_some_plays(scene: _Scene, counts: Ints) -> Ints:
    """So many plays of each game at random, some perhaps more than once."""
    size = np.bincount(scene.game)
    first = np.cumsum(size) - size
    game = np.repeat(np.arange(len(size)), counts)
    return first[game] + (scene.random.random(len(game)) * size[game]).astype(np.int64)


def _timeouts(scene: _Scene) -> _Bunch:
    play = _beside_some_plays(scene, scene.random.integers(*_TIMEOUTS, scene.game[-1] + 1))
    side = scene.random.integers(0, 2, len(play))
    return scene.bunch(Event.TIMEOUT, play, -0.2, actor=(scene.game[play] * 2 + side, np.full(len(play), -1)))


def _substitutions(scene: _Scene, events: Ints) -> list[_Bunch]:
    """Changes of players, so many that a game has a usual number of events."""
    low, high = _WANTED_EVENTS
    changes = scene.random.integers(*_SUBSTITUTIONS, len(events))
    changes = np.maximum(np.clip(changes, (low - events) // 2, np.maximum((high - events) // 2, 8)), 8)
    play = _beside_some_plays(scene, changes)
    row = scene.game[play] * 2 + scene.random.integers(0, 2, len(play))
    leaving = (scene.random.random(len(play)) * scene.active[row]).astype(np.int64)
    entering = (leaving + 1 + (scene.random.random(len(play)) * (scene.active[row] - 1)).astype(np.int64)) % (
        scene.active[row]
    )
    out, into = scene.by_rank[row, leaving], scene.by_rank[row, entering]
    return [
        scene.bunch(Event.SUBSTITUTION_OUT, play, -0.15, actor=(row, out), second=(row, into)),
        scene.bunch(Event.SUBSTITUTION_IN, play, -0.1, actor=(row, into), second=(row, out)),
    ]


def _assembled(scene: _Scene, bunches: list[_Bunch]) -> Events:
    """All bunches in one order, with clock and running score."""
    plays = scene.plays
    sizes = [len(bunch.play) for bunch in bunches]
    play = np.concatenate([bunch.play for bunch in bunches])
    position = play + np.repeat([bunch.offset for bunch in bunches], sizes)
    order = np.argsort(position, kind="stable")
    play = play[order]
    event = np.repeat([bunch.event for bunch in bunches], sizes)[order]
    row = np.concatenate([bunch.row for bunch in bunches])[order]
    game, period = scene.game[play], plays.period[play]
    shot = (event == Event.SHOT_MADE) | (event == Event.SHOT_MISSED)
    worth = np.where(shot, plays.worth[play], 1)
    points = np.where((event == Event.SHOT_MADE) | (event == Event.FREE_THROW_MADE), worth, 0)
    ends = (event == Event.PERIOD_END) | (event == Event.GAME_END)
    starts = (event == Event.PERIOD_START) | (event == Event.JUMP_BALL)
    return Events(
        event=event,
        game=game,
        row=row,
        player=np.concatenate([bunch.player for bunch in bunches])[order],
        second=np.concatenate([bunch.second for bunch in bunches])[order],
        period=period,
        elapsed=np.where(ends, period_seconds(period), np.where(starts, 0, plays.elapsed[play])),
        worth=worth,
        throw=np.repeat([bunch.throw for bunch in bunches], sizes)[order],
        score_home=_running(np.where(row % 2 == 0, points, 0), game),
        score_away=_running(np.where(row % 2 == 1, points, 0), game),
    )


def _running(points: Ints, game: Ints) -> Ints:
    """Points so far in each game, after each event."""
    total = np.cumsum(points)
    starts = np.flatnonzero(np.r_[True, game[1:] != game[:-1]])
    before = total[starts] - points[starts]
    return np.asarray(total - np.repeat(before, np.diff(np.r_[starts, len(game)])))
