"""Who is fit, who dresses, who plays and for how long, for every team in every game.

Arrays have a row for each team-game (home and away of game 0, then of game 1, …) and a column for each
roster place.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from harness.season.allocation import split_in_proportion
from harness.season.columns import Days, Flags, Floats, Ints
from harness.season.outcomes import Outcomes
from harness.season.rosters import PLACES, STANDARD_PLACES, Rosters
from harness.season.schedule import Schedule

MAX_DRESSED = 13
# Ball Don't Lie lists only who appeared; fewer than 20 in a game counts as a hole, so each side uses ten or more.
MIN_ACTIVE = 10
STARTERS = 5
_EXTRA_ACTIVE_SHARES = (0.46, 0.3, 0.16, 0.08)
_BLOWOUT = 22
_MINUTES_BY_RANK = (37.5, 36.5, 34.5, 32.5, 30.0, 25.0, 21.0, 17.0, 12.0, 7.0, 5.0, 4.0, 3.0)
_LEAST_SECONDS = 90
REGULATION_SECONDS, OVERTIME_SECONDS = 48 * 60, 5 * 60
# Of the new absences of men who usually play: named questionable until shortly before the game.
_LATE_SHARE = 0.8
_SPELLS_A_PLAYER = 2.1
_SHORT_SPELL_DAYS, _LONG_SPELL_DAYS = 6.0, 34.0


@dataclass(frozen=True, slots=True, eq=False)
class Spells:
    """Times a player was unfit or away: days counted from the season's first, both ends included."""

    player: Ints
    first: Ints
    last: Ints
    ailment: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Participation:
    """`player[row, place]` is a player or -1; the flags say what became of him that night.

    `spell` is the number of the spell that kept a player out, else -1. `late` marks those who were expected to
    play until the last hours. `rank` orders the players who dressed.
    """

    team: Ints
    game: Ints
    player: Ints
    active: Flags
    starter: Flags
    benched: Flags
    inactive: Flags
    late: Flags
    spell: Ints
    rank: Ints
    seconds: Ints
    spells: Spells


def draw_participation(
    schedule: Schedule, rosters: Rosters, outcomes: Outcomes, random: np.random.Generator
) -> Participation:
    """The line-ups of the season."""
    team = np.stack([schedule.home, schedule.away], axis=1).reshape(-1)
    game = np.repeat(np.arange(len(schedule)), 2)
    day = np.repeat(schedule.day, 2)
    player = rosters.holder[rosters.era(day), team]
    player = np.where(rosters.joined[player] <= day[:, None], player, -1)
    spells = _draw_spells(schedule, rosters, random)
    spell, fresh = _spell_at(schedule, spells, len(rosters), player, day)
    inactive = _inactive(player, spell, random)
    dressed = (player >= 0) & ~inactive
    rank = _rank(dressed, random)
    blowout = np.repeat(np.abs(outcomes.margin) >= _BLOWOUT, 2)
    extra = random.choice(len(_EXTRA_ACTIVE_SHARES), size=len(team), p=_EXTRA_ACTIVE_SHARES) + blowout
    active = dressed & (rank < (MIN_ACTIVE + extra)[:, None])
    return Participation(
        team=team,
        game=game,
        player=player,
        active=active,
        starter=dressed & (rank < STARTERS),
        benched=dressed & ~active,
        inactive=inactive,
        late=inactive & fresh & (np.arange(PLACES) < 10) & (random.random(player.shape) < _LATE_SHARE),
        spell=np.where(inactive, spell, -1),
        rank=rank,
        seconds=_seconds(active, rank, np.repeat(outcomes.overtimes, 2), random),
        spells=spells,
    )


def _draw_spells(schedule: Schedule, rosters: Rosters, random: np.random.Generator) -> Spells:
    length = season_length(schedule)
    player = np.repeat(np.arange(len(rosters)), random.poisson(_SPELLS_A_PLAYER, len(rosters)))
    first = random.integers(-10, length, len(player))
    mean = np.where(random.random(len(player)) < 0.14, _LONG_SPELL_DAYS, _SHORT_SPELL_DAYS)
    last = first + random.geometric(1 / mean)
    return Spells(player, np.maximum(first, 0), np.clip(last, 0, length - 1), random.integers(0, 1_000, len(player)))


def spell_by_day(spells: Spells, *, players: int, days: int) -> Ints:
    """Which spell each player is in on each day of the season, -1 for none; shape (players, days)."""
    lasting = spells.last - spells.first + 1
    number = np.repeat(np.arange(len(lasting)), lasting)
    day_in_spell = np.arange(len(number)) - np.repeat(np.cumsum(lasting) - lasting, lasting)
    by_day = np.full((players, days), -1, np.int64)
    by_day[spells.player[number], spells.first[number] + day_in_spell] = number
    return by_day


def season_length(schedule: Schedule) -> int:
    """Calendar days from the first game to the last, both included."""
    return int((schedule.day.max() - schedule.day.min()).astype(np.int64)) + 1


def _spell_at(schedule: Schedule, spells: Spells, players: int, player: Ints, day: Days) -> tuple[Ints, Flags]:
    """Which spell each place's holder is in on his team's day, and whether it began within three days."""
    by_day = spell_by_day(spells, players=players, days=season_length(schedule))
    today = (day - schedule.day.min()).astype(np.int64)[:, None]
    spell = np.where(player >= 0, by_day[player, today], -1)
    fresh = (spell >= 0) & (today - spells.first[spell] <= 2)
    return spell, fresh


def _inactive(player: Ints, spell: Ints, random: np.random.Generator) -> Flags:
    """At most 13 dress and at least ten: the unfit stay out, then two-way players, then the end of the bench."""
    on_roster = player >= 0
    size = on_roster.sum(axis=1)
    unfit = spell >= 0
    wanted = np.clip(unfit.sum(axis=1), size - MAX_DRESSED, size - MIN_ACTIVE)
    place = np.arange(PLACES)
    # Noise keeps its value for a player, so that the same two-way players come and go in stretches.
    mood = random.random((player.max() + 1, 9))[player, np.arange(len(player))[:, None] * 9 // len(player)]
    order = np.where(unfit, 100.0, 0.0) + np.where(place >= STANDARD_PLACES, 40.0, place) + 6 * mood
    order = np.where(on_roster, order, -np.inf)
    position = np.argsort(np.argsort(-order, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(on_roster & (position < wanted[:, None]))


def _rank(dressed: Flags, random: np.random.Generator) -> Ints:
    """Order of those who dressed: the roster's, with the bench shuffled a little from night to night."""
    place = np.arange(PLACES)
    key = place + random.normal(0.0, 1.0, dressed.shape) * np.where(place < STARTERS, 0.25, 1.1)
    key = np.where(dressed, key, np.inf)
    return np.argsort(np.argsort(key, axis=1, kind="stable"), axis=1, kind="stable")


def _seconds(active: Flags, rank: Ints, overtimes: Ints, random: np.random.Generator) -> Ints:
    """Seconds played: each team's add up to five players' time exactly, nobody's beyond what stamina allows."""
    each = REGULATION_SECONDS + OVERTIME_SECONDS * overtimes
    base = np.array([*_MINUTES_BY_RANK, *[1.0] * (PLACES - len(_MINUTES_BY_RANK))])[rank]
    spread = np.where(rank < STARTERS, 0.09, 0.24)
    weights = np.where(active, base * random.lognormal(0.0, 1.0, active.shape) ** spread, 0.0)
    least = np.where(active, _LEAST_SECONDS, 0)
    total = 5 * each
    most = (each * 0.9)[:, None] - least
    shares = _capped(total - least.sum(axis=1), weights, np.where(active, most, 0.0))
    return least + split_in_proportion(total - least.sum(axis=1), shares)


def _capped(totals: Ints, weights: Floats, caps: Floats) -> Floats:
    """Totals in proportion to weights; what would pass a cap goes to the others."""
    shares: Floats = weights / weights.sum(axis=1, keepdims=True) * totals[:, None]
    for _ in range(6):
        over = shares >= caps
        shares = np.where(over, caps, shares)
        left = totals - np.where(over, caps, 0.0).sum(axis=1)
        free = np.where(over, 0.0, shares)
        shares = np.where(over, caps, free * (left / np.maximum(free.sum(axis=1), 1e-9))[:, None])
    return shares
