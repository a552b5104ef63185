"""The days a round of 15 games takes: two as a rule, one before a day off, three now and then.

Also the rounds the calendar itself shapes: opening night, the Cup, Christmas, the last weekend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

import numpy as np

from harness.season.calendar import ONE_DAY, SeasonCalendar, days_between
from harness.season.pairings import ROUNDS

GAMES_A_ROUND = 15
# Games by weekday, Monday first, counted in the 2024-25 schedule: Tuesdays and Thursdays belong to television.
_WEEKDAY_WEIGHT = (8.6, 6.3, 9.6, 4.9, 9.4, 7.6, 7.2)
# Days beside a round played on one day are kept this small, so that nobody need play three days running.
_BESIDE_FULL_DAY = 4


class CupStage(IntEnum):
    """What a game is to the Cup."""

    NONE = 0
    GROUP = 1
    QUARTER_FINAL = 2
    SEMI_FINAL = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """The days of one round, the number of games on each, and on which of them its Cup games are played."""

    days: tuple[date, ...]
    sizes: tuple[int, ...] = ()
    stage: CupStage = CupStage.NONE
    cup_days: tuple[int, ...] = ()


def season_frames(calendar: SeasonCalendar, random: np.random.Generator) -> list[Frame]:
    """The 82 frames of a season in order."""
    fixed = _fixed_frames(calendar)
    taken = {day for frame in fixed for day in frame.days}
    open_days = [day for day in calendar.game_days if day not in taken]
    ordinary = _ordinary_frames(_runs(open_days), calendar, ROUNDS - len(fixed))
    frames = sorted([*fixed, *ordinary], key=lambda frame: frame.days[0])
    befores = [None, *frames[:-1]]
    afters = [*frames[1:], None]
    return [
        frame if frame.sizes else replace(frame, sizes=_sizes(frame, before, after, random))
        for before, frame, after in zip(befores, frames, afters, strict=True)
    ]


def _fixed_frames(calendar: SeasonCalendar) -> list[Frame]:
    opening = tuple(days_between(calendar.first_day, calendar.first_day + 2 * ONE_DAY))
    frames = [Frame(opening, (2, 10, 3)), Frame((calendar.christmas, calendar.christmas + ONE_DAY), (5, 10))]
    for night, beside in calendar.cup_nights:
        days = (min(night, beside), max(night, beside))
        frames.append(Frame(days, (12, 3) if night < beside else (3, 12), CupStage.GROUP, (days.index(night),) * 12))
    quarter = tuple(days_between(calendar.quarter_finals[0], calendar.semi_finals - ONE_DAY))
    semi = tuple(days_between(calendar.semi_finals, calendar.cup_final - ONE_DAY))
    frames.append(Frame(quarter, (2, 2, *_split(11, len(quarter) - 2)), CupStage.QUARTER_FINAL, (0, 1, 0, 1)))
    frames.append(Frame(semi, (2, *_split(13, len(semi) - 1)), CupStage.SEMI_FINAL, (0, 0)))
    frames += [Frame((calendar.last_day - n * ONE_DAY,), (GAMES_A_ROUND,)) for n in (2, 0)]
    return frames


def _split(games: int, days: int) -> tuple[int, ...]:
    return tuple(games // days + (n < games % days) for n in range(days))


def _runs(days: Sequence[date]) -> list[list[date]]:
    """Days in a row."""
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + ONE_DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _ordinary_frames(runs: list[list[date]], calendar: SeasonCalendar, rounds: int) -> list[Frame]:
    """Frames that fill the runs; a round on one day stands before a day off wherever a run has an odd day there."""
    before_rest = [run[-1] + ONE_DAY in calendar.days_off for run in runs]
    counts = [(len(run) + rest) // 2 for run, rest in zip(runs, before_rest, strict=True)]
    longest = sorted(range(len(runs)), key=lambda n: len(runs[n]))[-2:]
    for turn in range(abs(rounds - sum(counts))):
        counts[longest[1 - turn % 2]] += 1 if sum(counts) < rounds else -1
    frames: list[Frame] = []
    for run, count, rest in zip(runs, counts, before_rest, strict=True):
        start = 0
        for length in _lengths(len(run), count, rest):
            frames.append(Frame(tuple(run[start : start + length])))
            start += length
    return frames


def _lengths(days: int, rounds: int, before_rest: bool) -> list[int]:
    """How many days each round of a run takes: twos, with ones or threes spread evenly where days are few or many."""
    lengths = [2] * rounds
    odd = days - 2 * rounds
    if odd < 0 and before_rest:
        lengths[-1] = 1
        odd += 1
    for n in range(abs(odd)):
        lengths[rounds * (n + 1) // (abs(odd) + 1)] += 1 if odd > 0 else -1
    return lengths


def _sizes(frame: Frame, before: Frame | None, after: Frame | None, random: np.random.Generator) -> tuple[int, ...]:
    """Games a day, by weekday; few beside a day on which all 30 teams play."""
    if len(frame.days) == 1:
        return (GAMES_A_ROUND,)
    weights = np.array([_WEEKDAY_WEIGHT[day.weekday()] for day in frame.days])
    wanted = weights / weights.sum() * GAMES_A_ROUND + random.normal(0.0, 1.5, len(weights))
    if _full_day_beside(before, frame):
        wanted[0] = min(wanted[0], _BESIDE_FULL_DAY)
    if _full_day_beside(frame, after):
        wanted[-1] = min(wanted[-1], _BESIDE_FULL_DAY)
        wanted[0] = GAMES_A_ROUND - wanted[1:].sum()
    sizes = [max(1, round(float(games))) for games in wanted[:-1]]
    last = GAMES_A_ROUND - sum(sizes)
    return (*sizes, last) if last > 0 else (*_split(GAMES_A_ROUND - 1, len(sizes)), 1)


def _full_day_beside(earlier: Frame | None, later: Frame | None) -> bool:
    """Whether the frames touch and one of them is a single full day."""
    if earlier is None or later is None or earlier.days[-1] + ONE_DAY != later.days[0]:
        return False
    return 1 in (len(earlier.days), len(later.days))
