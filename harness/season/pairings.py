"""Who meets whom: 1,230 games as 82 rounds in which every team plays exactly once.

The schedule recipe: four games with each division rival (16), four with six and three with four
of the conference's other teams (36), two with each team of the other conference (30).

Teams are slots 0..29 here: slot // 15 the conference, slot // 5 the division, slot % 3 the Cup
group within the conference. The schedule puts teams into slots.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

TEAMS_COUNT = 30
ROUNDS = 82
CUP_NIGHTS = 5

Pair = tuple[int, int]
Round = tuple[Pair, ...]

# One conference's last eight of the Cup, by slot: three group winners (slots 0, 4 and 8 are of groups 0, 1, 2)
# and one wild card. The winners of the first game of each line meet in the semi-final.
_QUARTER_FINALS: tuple[Pair, ...] = ((0, 12), (4, 8))
_SEMI_FINAL: Pair = (0, 4)
_ATTEMPTS = 50_000


@dataclass(frozen=True, slots=True)
class Pairings:
    """The rounds of a season. Cup games come first in their rounds: 12 a group night, 4, then 2."""

    cup_nights: tuple[Round, ...]
    quarter_finals: Round
    semi_finals: Round
    others: tuple[Round, ...]


def games_between(one: int, other: int) -> int:
    """How often two slots meet."""
    if one // 15 != other // 15:
        return 2
    if one // 5 == other // 5:
        return 4
    low, high = sorted((one, other))
    return 3 if (high % 5 - low % 5) % 5 in (0, 1) else 4


def home_games(one: int, other: int) -> int:
    """How many of their games `one` plays at home; of three it is two against every other such rival, else one."""
    low, high = sorted((one, other))
    if games_between(one, other) % 2 == 0:
        return games_between(one, other) // 2
    return 2 if one == (low if low % 5 == high % 5 else high) else 1


def draw_pairings(random: np.random.Generator) -> Pairings:
    """All rounds: the Cup's as the Cup needs them, the rest any way that works.

    Raises:
        RuntimeError: no arrangement was found (not seen for any seed).
    """
    nights = tuple(_cup_night(night) for night in range(CUP_NIGHTS))
    quarter = _knockout_round([(a + c, b + c) for c in (0, 15) for a, b in _QUARTER_FINALS], shift=0)
    semi = _knockout_round([(_SEMI_FINAL[0] + c, _SEMI_FINAL[1] + c) for c in (0, 15)], shift=1)
    left = {(a, b): games_between(a, b) for a in range(TEAMS_COUNT) for b in range(a + 1, TEAMS_COUNT)}
    for fixed in (*nights, quarter, semi):
        for a, b in fixed:
            left[min(a, b), max(a, b)] -= 1
    games = [pair for pair, times in left.items() for _ in range(times)]
    return Pairings(nights, quarter, semi, _rounds_of(games, ROUNDS - len(nights) - 2, random))


def _cup_night(night: int) -> Round:
    """Two games in each of the six groups; the six teams left over meet across the conferences."""
    group_games: list[Pair] = []
    left_over: list[Pair] = []
    for group in range(3):
        east = [slot for slot in range(15) if slot % 3 == group]
        for members in (east, [slot + 15 for slot in east]):
            group_games.append((members[(night + 1) % 5], members[(night + 4) % 5]))
            group_games.append((members[(night + 2) % 5], members[(night + 3) % 5]))
        left_over.append((east[night], east[night] + 15))
    return (*group_games, *left_over)


def _knockout_round(knockout: list[Pair], shift: int) -> Round:
    """The knock-out games, and everybody else across the conferences."""
    busy = {slot for pair in knockout for slot in pair}
    east = [slot for slot in range(15) if slot not in busy]
    west = [slot for slot in range(15, 30) if slot not in busy]
    return (*knockout, *zip(east, west[shift:] + west[:shift], strict=True))


def _rounds_of(games: list[Pair], rounds: int, random: np.random.Generator) -> tuple[Round, ...]:
    """Edge colouring by alternating paths: a game goes to a round in which neither team plays yet.

    Where there is none, a path of games that alternates between two rounds is swapped over; where
    that does not help either, a random round gives way and its games are placed anew.
    """
    table = _RoundTable(games, rounds)
    pending = [int(game) for game in random.permutation(len(games))]
    for _ in range(_ATTEMPTS):
        if not pending:
            return tuple(tuple(games[game] for game in table.games_of(number)) for number in range(rounds))
        game = pending.pop()
        if not table.place_somewhere(game, random):
            for displaced in table.force(game, int(random.integers(rounds))):
                pending.insert(int(random.integers(len(pending) + 1)), displaced)
    raise RuntimeError(f"no {rounds} rounds found in {_ATTEMPTS} attempts; take another seed")


class _RoundTable:
    """Which game each slot plays in each round, while the rounds are being filled."""

    def __init__(self, games: list[Pair], rounds: int) -> None:
        self.games = games
        self.rounds = rounds
        self.at = [[-1] * rounds for _ in range(TEAMS_COUNT)]

    def games_of(self, number: int) -> list[int]:
        return sorted({self.at[slot][number] for slot in range(TEAMS_COUNT)})

    def place_somewhere(self, game: int, random: np.random.Generator) -> bool:
        one, other = self.games[game]
        free_one = [number for number in range(self.rounds) if self.at[one][number] < 0]
        free_other = [number for number in range(self.rounds) if self.at[other][number] < 0]
        if common := sorted(set(free_one) & set(free_other)):
            self._place(game, common[0])
            return True
        for _ in range(6):
            first = free_one[int(random.integers(len(free_one)))]
            second = free_other[int(random.integers(len(free_other)))]
            if self._swap_path(other, first, second, avoid=one):
                self._place(game, first)
                return True
        return False

    def force(self, game: int, number: int) -> list[int]:
        """Put the game into the round; the games it displaced come back."""
        displaced = sorted({self.at[slot][number] for slot in self.games[game]} - {-1})
        for old in displaced:
            self._lift(old, number)
        self._place(game, number)
        return displaced

    def _swap_path(self, start: int, first: int, second: int, *, avoid: int) -> bool:
        """Swap two rounds along the path from `start`, which frees it in `first`; not if the path ends at `avoid`."""
        path: list[tuple[int, int]] = []
        slot, number = start, first
        while (game := self.at[slot][number]) >= 0:
            path.append((game, number))
            slot = sum(self.games[game]) - slot
            number = first + second - number
        if slot == avoid:
            return False
        for game, old in path:
            self._lift(game, old)
        for game, old in path:
            self._place(game, first + second - old)
        return True

    def _place(self, game: int, number: int) -> None:
        for slot in self.games[game]:
            self.at[slot][number] = game

    def _lift(self, game: int, number: int) -> None:
        for slot in self.games[game]:
            self.at[slot][number] = -1
