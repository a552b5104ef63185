"""What a strategy is: a chooser for each run, until it has none left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from harness.simulation.choices import Chooser


@dataclass(slots=True)
class Seen:
    """What the runs so far have looked like.

    Attributes:
        longest: the most choices of a run that came to its end.
        typical: about the mean of them.
        faults: about how many moments there were in a run at which a fault could strike.
    """

    longest: int = 20
    typical: float = 20.0
    faults: float = 5.0

    def add(self, choices: int, faults: int) -> None:
        """Takes a further run into account."""
        self.longest = max(self.longest, choices)
        self.typical += (choices - self.typical) / 16
        self.faults += (faults - self.faults) / 16


class Strategy(Protocol):
    """Hands out choosers. One object serves one exploration."""

    name: str

    def chooser(self, number: int, seen: Seen) -> Chooser | None:
        """The chooser of the run with this number; None when every run within its bounds has been made."""
        ...
