"""Probabilistic concurrency testing: random priorities, lowered at a few random moments.

After Burckhardt and others (ASPLOS 2010): a bug that needs d ordered moments is found with a known chance in each
run. Here a lowered process may also be stalled, which lets time pass over it while others sleep.
"""

from __future__ import annotations

import random

from harness.simulation.choices import Kind, Point
from harness.simulation.strategies.strategy import Seen


class Pct:
    """`depth` moments matter; with `stalls` half of the lowered processes stand still until nobody else can go on."""

    def __init__(self, seed: int, *, depth: int = 3, stalls: bool = True) -> None:
        self.name = f"pct{depth}{'' if stalls else ' without stalls'}"
        self._seed = seed
        self._depth = depth
        self._stalls = stalls

    def chooser(self, number: int, seen: Seen) -> Priorities:
        chance = random.Random(f"{self._seed}/{self.name}/{number}")  # noqa: S311
        # Few long runs would spread the moments thin; half of the runs look at what is usual.
        length = seen.longest if chance.random() < 0.5 else int(seen.typical) + 1
        moments = {chance.randrange(length) for _ in range(self._depth - 1)}
        strikes = {chance.randrange(2 * int(seen.faults) + 1) for _ in range(2)}
        return Priorities(chance, moments, strikes, stalls=self._stalls)


class Priorities:
    """One run's priorities."""

    def __init__(self, chance: random.Random, moments: set[int], strikes: set[int], *, stalls: bool) -> None:
        self._chance = chance
        self._moments = moments
        self._strikes = strikes
        self._stalls = stalls
        self._rank: dict[str, float] = {}
        self._stalled: set[str] = set()
        self._lowest = 0.0
        self._faults = 0

    def choose(self, point: Point) -> int:
        if point.kind is Kind.FAULT:
            self._faults += 1
            return self._chance.randrange(1, len(point.options)) if self._faults in self._strikes else 0
        if point.kind is Kind.VICTIM:
            return self._chance.randrange(len(point.options))
        if point.number in self._moments and point.running:
            self._lowest -= 1
            self._rank[point.running] = self._lowest
            if self._stalls and self._chance.random() < 0.5:
                self._stalled.add(point.running)
        for name in point.options:
            if name not in self._rank:
                self._rank[name] = self._chance.random()
        numbers = range(len(point.options))
        awake = [n for n in numbers[: point.awake] if point.options[n] not in self._stalled]
        if awake:
            return max(awake, key=lambda n: self._rank[point.options[n]])
        asleep = [n for n in numbers[point.awake :] if point.options[n] not in self._stalled]
        if asleep:
            return asleep[0]
        self._stalled.clear()
        return max(numbers, key=lambda n: (n < point.awake, self._rank[point.options[n]]))
