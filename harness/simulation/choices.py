"""Where a run could go on in several ways, and who decides: the one interface between scheduler and strategies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Kind(Enum):
    """What is chosen: which process goes on, what goes wrong, or who gives way in a conflict."""

    PROCESS = "process"
    FAULT = "fault"
    VICTIM = "victim"


@dataclass(slots=True)
class Point:
    """One choice. `options[0]` is what happens when nobody asks for anything else.

    Attributes:
        number: how many choices of this run came before.
        options: for processes their names, those who could go on first, then sleepers in the order of their waking;
            for faults their names, "" being none.
        running: the process that took the last step, for faults the one that is about to take a step.
        awake: how many of the options could go on without time being moved.
        goes_on: whether the first option is the running process.
        overtakes: for each sleeper, whether it wakes later than the first of them.
        state: fingerprint of what has happened, equal for two runs that differ only in the order of
            steps which do not touch the same things; None when nobody asked for it.
    """

    number: int
    kind: Kind
    options: tuple[str, ...]
    running: str
    awake: int
    goes_on: bool = False
    overtakes: tuple[bool, ...] = ()
    state: int | None = None

    @property
    def asleep(self) -> tuple[bool, ...]:
        """For each option, whether its process only goes on because time is moved."""
        return (False,) * self.awake + (True,) * (len(self.options) - self.awake)

    @property
    def preempts(self) -> tuple[bool, ...]:
        """For each option, whether it holds somebody back who could go on."""
        if self.awake == 0:
            return self.overtakes
        others = (self.goes_on,) * (self.awake - 1)
        return (False, *others, *(True,) * (len(self.options) - self.awake))


class Pruned(BaseException):
    """Raised by a chooser: a run that was in this state has gone on in every way already."""


class Chooser(Protocol):
    """Decides the choices of one run. One with a true attribute `needs_state` is told `Point.state`."""

    def choose(self, point: Point) -> int:
        """The number of the chosen option.

        Raises:
            Pruned: the run is not worth going on with.
        """
        ...


class Default:
    """Takes the first option everywhere: processes run one after the other, and nothing goes wrong."""

    def choose(self, point: Point) -> int:
        return 0


class Replay:
    """Takes the options that `deviations` name (number of the choice → option), the first one elsewhere.

    A deviation that is not among the options any more is passed over, so that a shortened trace still runs.
    """

    def __init__(self, deviations: Mapping[int, str]) -> None:
        self._deviations = deviations
        self.passed_over = 0

    def choose(self, point: Point) -> int:
        wanted = self._deviations.get(point.number)
        if wanted is None:
            return 0
        if wanted not in point.options:
            self.passed_over += 1
            return 0
        return point.options.index(wanted)
