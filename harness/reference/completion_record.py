"""One processor's report that it is done with a game day, or that it failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Status = Literal["success", "partial", "no_data", "failed", "skipped"]

DONE: frozenset[str] = frozenset({"success", "partial", "no_data"})
"""The processor ran to its end. One that failed or was skipped has reported, and is still to be done."""


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    """`phase` is phase2 to phase5, `game_date` YYYY-MM-DD, `completed_at` an instant in UTC."""

    phase: str
    game_date: str
    processor_name: str
    status: Status
    completed_at: datetime
    record_count: int | None = None
    correlation_id: str | None = None
    execution_id: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.phase, self.game_date, self.processor_name

    @property
    def rank(self) -> tuple[datetime, str]:
        """The higher one of two reports of a processor stands. No two runs of one moment have the same rank."""
        return self.completed_at, f"{self.execution_id or ''}|{self.status}"
