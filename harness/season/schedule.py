"""The season's 1,230 games: who, where, when, and which of them were put off to a later day."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from harness.ingest.identities import TEAMS, season_label
from harness.season.arenas import NEUTRAL
from harness.season.calendar import ONE_DAY, SeasonCalendar
from harness.season.columns import Days, Flags, Instants, Ints, Text, day_text, joined, number_text, text
from harness.season.frames import GAMES_A_ROUND, CupStage
from harness.season.game_days import place_games
from harness.season.pairings import TEAMS_COUNT, draw_pairings, home_games
from harness.season.tip_offs import tip_off_instants

TEAM_CODES = tuple(team.code for team in TEAMS)
_POSTPONED_GAMES = 2
# Slots of the group winners, who win all their group games, and of the wild card, who loses only to its group's winner.
_CUP_RANK = {0: 2, 4: 2, 8: 2, 12: 1}


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """The games in the order they were played; teams are positions in `TEAMS`, arenas in `ARENAS`.

    `must_win` is the side (0 home, 1 away) that the Cup's bracket needs to win, -1 where it is open.
    `planned` is the day a game was first set for; it differs from `day` for postponed games only.
    """

    calendar: SeasonCalendar
    number: Ints
    day: Days
    planned: Days
    tip_off: Instants
    home: Ints
    away: Ints
    arena: Ints
    stage: Ints
    must_win: Ints

    def __len__(self) -> int:
        return len(self.day)

    @property
    def season(self) -> str:
        return season_label(self.calendar.start_year)

    @property
    def postponed(self) -> Flags:
        return np.asarray(self.day != self.planned)

    def team_codes(self, teams: Ints) -> Text:
        return text(TEAM_CODES, teams)

    @property
    def nba_ids(self) -> Any:
        """Ten-digit NBA ids: 002, two digits of the start year, five of the game."""
        return joined(pa.scalar(f"002{self.calendar.start_year % 100}"), number_text(self.number, 5))

    @property
    def platform_ids(self) -> Any:
        codes = self.team_codes(self.away), self.team_codes(self.home)
        return joined(day_text(self.day), *codes, separator="_")

    @property
    def game_codes(self) -> Any:
        codes = joined(self.team_codes(self.away), self.team_codes(self.home))
        return joined(day_text(self.day), codes, separator="/")


def draw_schedule(calendar: SeasonCalendar, pairings: np.random.Generator, random: np.random.Generator) -> Schedule:
    """A schedule by the league's recipe on the real calendar; ids follow the planned order."""
    placed = place_games(calendar, draw_pairings(pairings), pairings)
    one = np.array([game.one for game in placed])
    other = np.array([game.other for game in placed])
    one_at_home = _one_at_home(one, other, random)
    home_slot, away_slot = np.where(one_at_home, one, other), np.where(one_at_home, other, one)
    team_of_slot = _teams_in_slots(random)
    home, away = team_of_slot[home_slot], team_of_slot[away_slot]
    stage = np.array([game.stage for game in placed], np.int64)
    arena = np.where(stage == CupStage.SEMI_FINAL, NEUTRAL, home)
    planned = np.array([game.day for game in placed], "datetime64[D]")
    day = _with_postponements(calendar, planned, home, away, random)
    tip_off = tip_off_instants(calendar, day, arena, stage, random)
    number = np.empty(len(placed), np.int64)
    number[np.lexsort((home, tip_off - day, planned))] = np.arange(1, len(placed) + 1)
    must_win = _must_win(home_slot, away_slot, stage)
    order = np.lexsort((number, tip_off))
    return Schedule(
        calendar=calendar,
        number=number[order],
        day=day[order],
        planned=planned[order],
        tip_off=tip_off[order],
        home=home[order],
        away=away[order],
        arena=arena[order],
        stage=stage[order],
        must_win=must_win[order],
    )


def _teams_in_slots(random: np.random.Generator) -> Ints:
    """Teams into slots at random, conference on conference and division on division."""
    slots: list[int] = []
    for conference in ("East", "West"):
        divisions = sorted({team.division for team in TEAMS if team.conference == conference})
        for division in random.permutation(divisions):
            members = [n for n, team in enumerate(TEAMS) if team.division == division]
            slots += [int(n) for n in random.permutation(members)]
    return np.array(slots, np.int64)


def _one_at_home(one: Ints, other: Ints, random: np.random.Generator) -> Flags:
    """Whether each game is at the first slot's: every pair shares its games as the recipe says, 41 at home in all."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    pair = low * TEAMS_COUNT + high
    order = np.lexsort((random.random(len(pair)), pair))
    _, start, sizes = np.unique(pair[order], return_index=True, return_counts=True)
    meeting = np.empty(len(pair), np.int64)
    meeting[order] = np.arange(len(pair)) - np.repeat(start, sizes)
    slots = range(TEAMS_COUNT)
    low_at_home = np.array([[home_games(a, b) if a < b else 0 for b in slots] for a in slots])
    return np.asarray((one == low) == (meeting < low_at_home[low, high]))


def _must_win(home_slot: Ints, away_slot: Ints, stage: Ints) -> Ints:
    """The side that wins so that the right teams go through: group winners always, the wild card else."""
    ranks = np.array([_CUP_RANK.get(slot % 15, 0) for slot in range(TEAMS_COUNT)])
    home, away = ranks[home_slot], ranks[away_slot]
    # Both quarter-finals of a conference end for the first-named: slot 0 beats 12, slot 4 beats 8.
    quarter = np.isin(home_slot % 15, (0, 4))
    by_rank = np.where(home == away, -1, np.where(home > away, 0, 1))
    return np.select([stage == CupStage.GROUP, stage == CupStage.QUARTER_FINAL], [by_rank, np.where(quarter, 0, 1)], -1)


def _with_postponements(
    calendar: SeasonCalendar, planned: Days, home: Ints, away: Ints, random: np.random.Generator
) -> Days:
    """The days with two January games put off by weeks, to days that leave both teams room."""
    day = planned.copy()
    january = np.datetime64(date(calendar.start_year + 1, 1, 1))
    holiday = np.datetime64(calendar.martin_luther_king_day)
    candidates = random.permutation(np.flatnonzero((day >= january) & (day < january + 31) & (day != holiday)))
    later = [game_day for game_day in calendar.game_days if game_day > calendar.all_star_break[1]][:-2]
    moved = 0
    for game in candidates.tolist():
        load = Counter(day.tolist())
        busy = [set(day[(home == team) | (away == team)].tolist()) for team in (home[game], away[game])]
        fits = [d for d in later if load[d] < GAMES_A_ROUND - 1 and not any(_too_much(d, days) for days in busy)]
        if fits and load[day[game].item()] > 2:
            day[game] = np.datetime64(fits[int(random.integers(len(fits)))])
            moved += 1
        if moved == _POSTPONED_GAMES:
            return day
    raise RuntimeError("no day found for the postponed games; take another seed")


def _too_much(day: date, busy: set[date]) -> bool:
    """Whether a game on `day` would be a team's second that day or its third in three days."""
    return day in busy or any(
        {day + n * ONE_DAY, day + (n + 1) * ONE_DAY, day + (n + 2) * ONE_DAY} <= busy | {day} for n in (-2, -1, 0)
    )
