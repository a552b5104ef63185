"""On which day of its round each game is played.

A team plays once a round, so never twice a day. Within the round the day is chosen so that
back-to-backs come out near 14 a team and nobody plays three days running.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from harness.season.calendar import ONE_DAY, SeasonCalendar
from harness.season.frames import CupStage, Frame, season_frames
from harness.season.pairings import ROUNDS, TEAMS_COUNT, Pairings, Round

# Teams had 13 to 16 back-to-backs in each of the last seasons.
# The steering settles a little above what it aims at, near 14.5.
_BACK_TO_BACKS = 13.0
_FORBIDDEN = 1_000.0
_NOISE = 0.6


@dataclass(frozen=True, slots=True)
class PlacedGame:
    """One game of the abstract schedule: two slots, their day, and what it is to the Cup."""

    day: date
    one: int
    other: int
    stage: CupStage


def place_games(calendar: SeasonCalendar, pairings: Pairings, random: np.random.Generator) -> list[PlacedGame]:
    """Every game with its day, in the order of the days."""
    fatigue = _Fatigue()
    placed: list[PlacedGame] = []
    for number, (frame, games) in enumerate(_filled(season_frames(calendar, random), pairings, random)):
        left = list(range(len(games)))
        for position, day in enumerate(frame.days):
            for index in _games_of_day(frame, games, left, position, fatigue.costs(day, number), random):
                left.remove(index)
                stage = frame.stage if index < len(frame.cup_days) else CupStage.NONE
                placed.append(PlacedGame(day, *games[index], stage))
                fatigue.played(day, *games[index])
    return placed


def _filled(frames: Sequence[Frame], pairings: Pairings, random: np.random.Generator) -> list[tuple[Frame, Round]]:
    """Each frame with its round: the Cup's with the Cup's, the others in random order."""
    rounds = {
        CupStage.GROUP: iter(pairings.cup_nights),
        CupStage.QUARTER_FINAL: iter((pairings.quarter_finals,)),
        CupStage.SEMI_FINAL: iter((pairings.semi_finals,)),
        CupStage.NONE: iter([pairings.others[int(n)] for n in random.permutation(len(pairings.others))]),
    }
    return [(frame, next(rounds[frame.stage])) for frame in frames]


class _Fatigue:
    """Who played when, and how many back-to-backs each slot has had."""

    def __init__(self) -> None:
        self.last = [date.min] * TEAMS_COUNT
        self.before_last = [date.min] * TEAMS_COUNT
        self.back_to_backs = [0] * TEAMS_COUNT

    def costs(self, day: date, number: int) -> list[float]:
        """What it costs each slot to play on `day`: dear after two days running, else steered to the season's mean."""
        due = _BACK_TO_BACKS * (number + 1) / ROUNDS
        return [
            0.0
            if self.last[slot] != day - ONE_DAY
            else _FORBIDDEN
            if self.before_last[slot] == day - 2 * ONE_DAY
            else self.back_to_backs[slot] - due
            for slot in range(TEAMS_COUNT)
        ]

    def played(self, day: date, *slots: int) -> None:
        for slot in slots:
            self.back_to_backs[slot] += self.last[slot] == day - ONE_DAY
            self.before_last[slot], self.last[slot] = self.last[slot], day


def _games_of_day(
    frame: Frame,
    games: Round,
    left: Sequence[int],
    position: int,
    costs: Sequence[float],
    random: np.random.Generator,
) -> list[int]:
    """The round's games for its next day: the Cup's where they belong, then those that tire the teams least."""
    cup = [index for index in left if index < len(frame.cup_days) and frame.cup_days[index] == position]
    others = [index for index in left if index >= len(frame.cup_days)]
    noise = random.normal(0.0, _NOISE, len(games))
    others.sort(key=lambda index: costs[games[index][0]] + costs[games[index][1]] + noise[index])
    return cup + others[: frame.sizes[position] - len(cup)]
