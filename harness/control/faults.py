"""What a fault that is switched on from outside is: a kind, its parameters, the time that it is on, whom it hits."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

LONGEST_S = 3600.0
"""No fault is on for longer; whoever needs more asks again."""

Effect = TypeVar("Effect")


class Parameters(BaseModel):
    """What a kind may be told; one that is not among its fields is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Chosen(Parameters):
    """Which of the occasions that fit are hit: a share of them, drawn by the seed, and of these the first ones.

    `first` not given: all of them, for as long as the fault is on.
    """

    share: float = Field(default=1.0, gt=0, le=1)
    seed: int = 0
    first: int | None = Field(default=None, ge=1)


class Span:
    """The time that one fault is on, as its effect sees it; it counts what it does."""

    def __init__(self) -> None:
        self.over = threading.Event()
        """Set when the fault has ended, so that whatever it holds up goes on."""
        self.hits = 0
        self._callbacks: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    def hit(self) -> None:
        """It has happened once more."""
        with self._lock:
            self.hits += 1

    def at_end(self, callback: Callable[[], None]) -> None:
        """To be called when the fault ends; at once if it has."""
        with self._lock:
            if not self.over.is_set():
                self._callbacks.append(callback)
                return
        callback()

    def end(self) -> None:
        """Ends it; a second time changes nothing."""
        with self._lock:
            self.over.set()
            callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()


def chance(seed: int, name: str) -> random.Random:
    """The generator for what bears this name; the same for the same seed."""
    return random.Random(f"{seed} {name}")  # noqa: S311 - repeatable, not secret


@dataclass
class Choice:
    """Decides occasion by occasion, and counts the hits in the span.

    An occasion is drawn by the seed and its name, or by its number where it has none. So those with names meet the same
    fate whatever order they come in.
    """

    chosen: Chosen
    span: Span
    _asked: int = field(default=0, init=False)
    _hits: int = field(default=0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    def hits(self, name: str | None = None) -> bool:
        """This occasion is hit."""
        with self._lock:
            self._asked += 1
            if self.chosen.first is not None and self._hits >= self.chosen.first:
                return False
            if chance(self.chosen.seed, name or str(self._asked)).random() >= self.chosen.share:
                return False
            self._hits += 1
        self.span.hit()
        return True


@dataclass(frozen=True, slots=True)
class Kind(Generic[Effect]):
    """A kind of fault: `begin` makes its effect from an instance of `parameters`."""

    name: str
    effect: str
    """What it does, in a sentence."""
    parameters: type[Parameters]
    begin: Callable[[Any, Span], Effect]
