"""What is scraped, from whom, and how a run ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SourceError(Exception):
    """A provider gave no answer that can be used; the text names it and says why, without its key."""


class DriftedError(SourceError):
    """An answer does not have the fields that it used to have."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row for a raw table.

    Attributes:
        key: of the row in its table; the same record has the same key in every run.
        game_id: the platform's id of the game that it is of, `20240115_SAS_ATL`.
        fields: column → value.
        final: whether the provider calls that game over.
    """

    key: str
    game_id: str
    fields: Mapping[str, object]
    final: bool = True


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one source has of a day; `problems` are those games of which it had none, in words."""

    records: tuple[Record, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One provider of a feed. `collect` raises SourceError where there is no usable answer."""

    name: str
    collect: Callable[[date], Harvest]


@dataclass(frozen=True, slots=True)
class Feed:
    """What one scraper fetches.

    Attributes:
        name: of the scraper, in its run records.
        table: where its records go.
        sources: whom it asks, in this order.
        records_a_game: as many has each game of the schedule at least.
        is_schedule: it is the schedule itself, so there is none to hold it against.
    """

    name: str
    table: str
    sources: tuple[Source, ...]
    records_a_game: int = 1
    is_schedule: bool = False


class Status(StrEnum):
    """How a run ended. A day is done with `success` only."""

    SUCCESS = "success"
    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Run:
    """A scraper's last run for a day.

    Attributes:
        records: how many it wrote.
        games: how many games the schedule has.
        source: who answered; empty where nobody did.
        reasons: why it is no success, and what else went wrong.
    """

    scraper: str
    day: date
    status: Status
    records: int = 0
    games: int = 0
    source: str = ""
    reasons: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """In one line."""
        told = f": {'; '.join(self.reasons)}" if self.reasons else ""
        return f"{self.scraper} of {self.day} is {self.status} with {self.records} records{told}"
