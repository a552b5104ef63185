"""What a suite is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from harness.races.subjects import Subject
from harness.reference.safeguards import Safeguard
from harness.simulation.explore import Program


@dataclass(frozen=True, slots=True)
class Scenario:
    """One program, and the safeguards whose absence it shows.

    Attributes:
        name: within its suite.
        sentence: what is tried.
        build: the program for a subject.
        shows: safeguards of the reference platform that it finds switched off.
        own: whether it also makes sense for a class of the user's own.
        share: of the runs of its suite, beside the others'; less where a run takes long.
    """

    name: str
    sentence: str
    build: Callable[[Subject], Program]
    shows: Sequence[Safeguard] = ()
    own: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Suite:
    """The scenarios about one component."""

    name: str
    sentence: str
    scenarios: Sequence[Scenario]

    def runs_of(self, scenario: Scenario, runs: int) -> int:
        """How many of the suite's runs are this scenario's, ten at least."""
        return max(10, round(runs * scenario.share / sum(one.share for one in self.scenarios)))

    def names(self) -> list[str]:
        return [one.name for one in self.scenarios]
