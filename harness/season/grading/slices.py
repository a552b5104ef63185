"""The slices that performance is summarised by: archetypes, confidence tiers, situations."""

from __future__ import annotations

import numpy as np

from harness.season.columns import Flags, Ints
from harness.season.grading.grades import HIGH_CONFIDENCE, Grades
from harness.season.history import history_of
from harness.season.league import League

ARCHETYPES = ("veteran_star", "prime_star", "young_star", "ironman", "role_player")
TIERS = ("high", "medium", "low")
SITUATIONS = ("bounce_back", "home", "away", "rest_3plus", "b2b")
_STAR_PLACES, _STARTER_PLACES = 2, 5
_VETERAN_YEARS, _PRIME_YEARS = 10, 4
_MEDIUM_CONFIDENCE = 550
_COLD_GAME = 0.6
"""A player bounces back after a game with fewer than this share of his usual points."""


def archetype_of(league: League) -> Ints:
    """Each player's archetype: the first two of a roster are stars, by their years; the other starters are ironmen."""
    rosters = league.rosters
    place = np.zeros(len(rosters), np.int64)
    place[rosters.holder[0]] = np.arange(rosters.holder.shape[2])
    star = place < _STAR_PLACES
    years = rosters.years_pro
    return np.select(
        [star & (years >= _VETERAN_YEARS), star & (years >= _PRIME_YEARS), star, place < _STARTER_PLACES],
        [0, 1, 2, 3],
        4,
    )


def tier_of(grades: Grades) -> Ints:
    """The confidence tier of each grade."""
    return np.select([grades.confidence >= HIGH_CONFIDENCE, grades.confidence >= _MEDIUM_CONFIDENCE], [0, 1], 2)


def situations_of(league: League, grades: Grades) -> tuple[Flags, ...]:
    """One flag a situation for each grade; a grade may have several."""
    history = history_of(league)
    player, row = grades.player, grades.row
    rested = (grades.day - history.last_day(player, row)).astype(np.float64)
    known = ~np.isnat(history.last_day(player, row))
    last, usual = history.mean("points", player, row, 1), history.mean("points", player, row)
    return (
        last < _COLD_GAME * usual,
        row % 2 == 0,
        row % 2 == 1,
        known & (rested >= 4),
        known & (rested == 1),
    )
