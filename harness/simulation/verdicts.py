"""What is asked of runs, and what runs have shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.simulation.world import Chosen, End, Taken


@dataclass(frozen=True, slots=True)
class Invariant:
    """What must hold after every run. `broken` says how it is broken, or None."""

    sentence: str
    broken: Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Broken:
    """An invariant that a run has broken, and how."""

    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run and its verdict. `taken` is empty unless it was recorded."""

    end: End
    broken: Broken | None
    chosen: tuple[Chosen, ...]
    choices: int
    fault_points: int
    steps: int
    taken: tuple[Taken, ...] = ()

    @property
    def deviations(self) -> dict[int, str]:
        """The choices that were not the default: with them the run can be repeated."""
        return {choice.number: choice.option for choice in self.chosen}


@dataclass(frozen=True, slots=True)
class Exploration:
    """What many runs have shown.

    Attributes:
        runs: how many were made; `cut` of them ended early since the rest had been seen.
        too_long: how many reached the limit of steps, so that they say nothing.
        exhausted: names of the searches that have made every run within their bounds.
        found: the first run that broke an invariant, with its number and the seed of its chance.
    """

    runs: int
    cut: int
    too_long: int
    steps: int
    seconds: float
    exhausted: tuple[str, ...]
    found: Run | None = None
    number: int = 0
    seed: int = 0
