"""What a game day needs around it: a stage with its load, hours, and people who are asked."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from chaos.gameday_file import GameDay, GameDayError, LoadStep
from chaos.gameday_record import LoadSummary
from chaos.journal import ExperimentRecord
from chaos.watching import Signal


class RunningLoad(Protocol):
    """A load that was begun."""

    def ended(self, *, early: bool = False) -> LoadSummary:
        """Waits for its end, or brings it about; what it came to."""


class Stage(Protocol):
    """What a game day is held on, while it is there."""

    @property
    def target(self) -> str:
        """Its name."""

    @property
    def signals(self) -> Mapping[str, Signal]:
        """What it says of itself, by name."""

    def is_heard(self, name: str) -> bool:
        """Whether an experiment is run on what the signals are about, and not on something of its own beside it."""

    def experiment(self, name: str, *, rehearsal: bool, out: Path) -> ExperimentRecord:
        """Runs one to its end. `out` is the folder of its journal."""

    def load(self, step: LoadStep, *, seconds: float, at_s: float, out: Path) -> RunningLoad:
        """Begins one. `out` is the file of its record."""


Stages = Callable[[GameDay, float], AbstractContextManager[Stage]]
"""Starts a stage for a day at a speed; the stage is gone after it."""


class Hours(Protocol):
    """Time as a game day needs it."""

    def seconds(self) -> float:
        """That never go back, from any start."""

    def now(self) -> datetime:
        """The same moment by the calendar."""

    def wait(self, seconds: float) -> None:
        """Until so much later."""


class RealHours:
    """This machine's."""

    def seconds(self) -> float:
        """That never go back."""
        return time.monotonic()

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)

    def wait(self, seconds: float) -> None:
        """Until so much later."""
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Company:
    """The people: `ask` whether a role goes on, False to end the day; `say` something to all."""

    ask: Callable[[str, str], bool]
    say: Callable[[str], None]


def at_the_terminal(auto: bool) -> Company:
    """Whoever sits there. With `auto` nobody is asked.

    Raises:
        GameDayError: people are to be asked, and there is no terminal.
    """
    if not auto and not sys.stdin.isatty():
        raise GameDayError(
            "pauses ask people at a terminal, and there is none; use --auto to hold the day without them"
        )
    return Company(ask=_asked, say=lambda text: print(text, file=sys.stderr, flush=True))


def _asked(text: str, role: str) -> bool:
    answer = input(f"{text}\n[{role}] Enter goes on, `stop` ends the day: ")
    return answer.strip().lower() not in ("stop", "end", "no")
