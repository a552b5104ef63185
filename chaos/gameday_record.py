"""What a game day leaves behind: its experiments in sequence, its load, its pauses, and how fast it was seen and over.

Times are seconds from when its platform was there; the first step is due when every signal was seen to be well.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import Field

from chaos.journal import FORMAT, Event, ExperimentRecord, Finding, Part, Verdict, read_as, written


class Role(Part):
    """Who takes part, by what they do: `commander`, `observer`, `scribe`."""

    name: str
    duty: str


class Pause(Part):
    """A wait for a person. `confirmed_by` is the role that went on, None where the day went on by itself."""

    at_s: float
    text: str
    confirmed_by: str | None
    waited_s: float


class LoadSummary(Part):
    """What the load meanwhile came to. `record` is the way from this file to the whole record of the load run."""

    scenario: str
    outcome: Literal["passed", "failed", "unknown"]
    reason: str
    at_s: float = 0.0
    duration_s: float = 0.0
    requests: int = 0
    failures: int = 0
    response_p50_ms: float | None = None
    response_p99_ms: float | None = None
    record: str | None = None


class Observation(Part):
    """One experiment as the platform's own signals told it.

    Attributes:
        injected_at_s: when its first fault began; None if none did.
        detected_after_s: from then until a signal changed for the worse; None if none did.
        signal: which one, as `readiness of worker-1`.
        recovered_after_s: from then until all signals were as before; None if they were not before the watch ended.
    """

    experiment: str
    injected_at_s: float | None
    detected_after_s: float | None
    signal: str | None
    recovered_after_s: float | None


class Score(Part):
    """One target of the improvement plan, and what was reached. Unknown where there was nothing to measure."""

    name: str
    target: str
    observed: str
    outcome: Literal["passed", "failed", "unknown"]
    text: str


class Staged(Part):
    """An experiment in the day's sequence. `scheduled_s` is when the file has it, at the speed of the day."""

    at_s: float
    scheduled_s: float
    record: ExperimentRecord


class GameDayRecord(Part):
    """A game day, whole.

    Attributes:
        auto: nobody was asked.
        speed: 1 as written, 10 in a dress rehearsal.
        aborted: why the day was ended before its end.
    """

    format: Literal[1] = FORMAT
    kind: Literal["game_day"] = "game_day"
    game_day: str
    title: str
    run_id: str
    briefing: str
    roles: tuple[Role, ...]
    auto: bool
    speed: float
    target: str
    command: str | None = None
    machine: str = ""
    versions: dict[str, str] = Field(default_factory=dict)
    started_at: datetime
    ended_at: datetime | None = None
    duration_s: float = 0.0
    pauses: tuple[Pause, ...] = ()
    experiments: tuple[Staged, ...] = ()
    events: tuple[Event, ...] = ()
    observations: tuple[Observation, ...] = ()
    loads: tuple[LoadSummary, ...] = ()
    scorecard: tuple[Score, ...] = ()
    findings: tuple[Finding, ...] = ()
    aborted: str | None = None
    verdict: Verdict = Verdict.INCONCLUSIVE
    reason: str = ""

    def write(self, file: Path) -> None:
        """Writes it: all of it or, if the process dies meanwhile, nothing."""
        written(self, file)

    @classmethod
    def read(cls, file: Path) -> Self:
        """Reads what `write` wrote.

        Raises:
            JournalError: there is no such file, or it holds something else.
        """
        return read_as(cls, file, "journal of a game day", "harness chaos gameday")
