"""A uniform walk: at each choice every process that could go on is equally likely. Finds shallow races at once."""

from __future__ import annotations

import random

from harness.simulation.choices import Kind, Point
from harness.simulation.strategies.strategy import Seen

STALL_SHARE = 0.05
"""How often a walk moves time though somebody could go on. A plain walk never does, and misses what stalls show."""


class Walk:
    """`stall_share` 0 is the plain walk."""

    def __init__(self, seed: int, *, stall_share: float = STALL_SHARE) -> None:
        self.name = "walk"
        self._seed = seed
        self._stall_share = stall_share

    def chooser(self, number: int, seen: Seen) -> Walker:
        return Walker(random.Random(f"{self._seed}/walk/{number}"), self._stall_share, 1 / (seen.faults + 1))  # noqa: S311


class Walker:
    """One walk."""

    def __init__(self, chance: random.Random, stall_share: float, fault_share: float) -> None:
        self._chance = chance
        self._stall_share = stall_share
        self._fault_share = fault_share

    def choose(self, point: Point) -> int:
        chance, count = self._chance, len(point.options)
        if point.kind is Kind.FAULT:
            return chance.randrange(1, count) if chance.random() < self._fault_share else 0
        if point.kind is Kind.VICTIM:
            return int(chance.random() * count)
        awake = point.awake
        if awake == 0:
            return 0 if self._stall_share == 0 or chance.random() >= self._stall_share else int(chance.random() * count)
        if awake < count and self._stall_share and chance.random() < self._stall_share:
            return awake + int(chance.random() * (count - awake))
        return int(chance.random() * awake)
