"""What is staged and merged: predictions, by which key, and under which fence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeAlias

Key: TypeAlias = tuple[str, str, str, Decimal | None]

NO_LINE = Decimal(-1)
"""Stands for a missing line where lines are compared; no line is negative."""
PREFIX = "_staging_"
_FENCE_KEY = re.compile(r"[A-Za-z0-9_./-]+")


@dataclass(frozen=True, slots=True)
class SimilarGames:
    """Past games that a prediction was made from: how many, and how alike, of 100, on average and the least."""

    count: int
    average: Decimal
    least: Decimal


@dataclass(frozen=True, slots=True)
class Prediction:
    """What player_prop_predictions says of one prediction. `line` has at most one decimal: NUMERIC(4,1).

    `contributing_systems` is how many an ensemble is made of; None for a system that stands alone.

    Raises:
        ValueError: the line has more.
    """

    prediction_id: str
    system_id: str
    player_lookup: str
    game_date: str
    game_id: str
    predicted_points: Decimal
    line: Decimal | None
    created_at: datetime
    confidence_score: Decimal = Decimal("0.5")
    recommendation: str = "PASS"
    contributing_systems: int | None = None
    similar_games: SimilarGames | None = None

    def __post_init__(self) -> None:
        if self.line is not None and self.line != round(self.line, 1):
            raise ValueError(f"{self.player_lookup} has a line of {self.line}; lines have one decimal at most")

    @property
    def key(self) -> Key:
        return self.game_id, self.player_lookup, self.system_id, self.line

    @property
    def rank(self) -> tuple[datetime, str]:
        """The higher one of two predictions with one key stands."""
        return self.created_at, self.prediction_id


@dataclass(frozen=True, slots=True)
class MergeRule:
    """How a merge tells predictions apart; all true is right."""

    exact_line: bool = True
    null_safe: bool = True
    newest_only: bool = True


@dataclass(frozen=True, slots=True)
class Fence:
    """The merge is refused once a higher token was seen under this key.

    Raises:
        ValueError: the key has characters that a statement cannot carry.
    """

    key: str
    token: int

    def __post_init__(self) -> None:
        if not _FENCE_KEY.fullmatch(self.key):
            raise ValueError(f"a fence cannot have the key {self.key!r}; use letters, digits and _ . / -")


@dataclass(frozen=True, slots=True)
class Verification:
    """Staged rows that the target lacks, keys that it has twice, and the highest token seen; 0 without a fence."""

    missing: int
    duplicates: int
    token: int


class PredictionStore(Protocol):
    """Staging tables and the table of predictions; each method is one statement, or one load."""

    def stage(self, table: str, predictions: Sequence[Prediction]) -> None:
        """Makes the table with these rows, at once; a repetition of one that was carried out may add them again."""
        ...

    def staging_tables(self) -> tuple[str, ...]:
        """The names of all staging tables, in their order."""
        ...

    def open_fence(self, key: str) -> None:
        """Sees to it that the fence has a row, so that whoever raises it changes what others have read.

        Two who do this at once may make two rows, which does no harm: a raise changes both.
        """
        ...

    def merge(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> None:
        """Puts the staged rows of a day into the target; with a fence only if it was not raised above the token."""
        ...

    def verify(self, tables: Sequence[str], game_date: str, rule: MergeRule, fence: Fence | None) -> Verification:
        """Looks whether the target has what is staged."""
        ...

    def drop(self, table: str) -> None:
        """Drops a staging table; one that is gone already is no error."""
        ...


def table_name(batch_id: str, worker_id: str) -> str:
    """_staging_<batch>_<worker>. The worker's part has no underscore, so a name tells its batch."""
    return f"{PREFIX}{_spelt(batch_id)}_{re.sub('[^A-Za-z0-9]', '', worker_id)}"


def is_of_batch(table: str, batch_id: str) -> bool:
    """The table was staged for this batch, not for one whose name begins alike."""
    return table.startswith(PREFIX) and table.removeprefix(PREFIX).rpartition("_")[0] == _spelt(batch_id)


def begins_like(table: str, batch_id: str) -> bool:
    """The unsafe way to ask the same."""
    return table.startswith(f"{PREFIX}{_spelt(batch_id)}")


def _spelt(batch_id: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]+", batch_id):
        raise ValueError(f"{batch_id!r} names no batch; use letters, digits, - and _")
    return batch_id.replace("-", "_")
