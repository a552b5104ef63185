"""One recorded answer as a loader sees it: its contents, its day, and the games that are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from harness.clock import eastern_date
from harness.ingest.fields import Record
from harness.ingest.known_games import KnownGames
from harness.ingest.problems import WrongShapeError, shown
from harness.ingest.recordings import Recording
from harness.ingest.rows import Gathering

# What the providers call the message of an error answer (The Odds API, Ball Don't Lie, NBA.com).
_ERROR_FIELDS = ("message", "error", "Message", "errors")


@dataclass(frozen=True, slots=True)
class Answer:
    """A recorded answer.

    Attributes:
        value: the JSON value; None for CSV.
        columns, lines: header and rows of a CSV; empty for JSON.
        loaded_at: the run's time.
    """

    recording: Recording
    value: object
    columns: tuple[str, ...]
    lines: tuple[Record, ...]
    known_games: KnownGames
    loaded_at: datetime

    def top(self, *expected: str) -> Record:
        """The object at the top of the answer.

        Raises:
            WrongShapeError: it is no object, or has none of the expected fields.
        """
        if not isinstance(self.value, dict):
            raise WrongShapeError(f"the answer is {shown(self.value)}, not an object")
        if expected and not any(name in self.value for name in expected):
            told = next((shown(self.value[name], 200) for name in _ERROR_FIELDS if self.value.get(name)), None)
            if told is not None:
                raise WrongShapeError(f"the provider answered with an error: {told}")
            has = ", ".join(shown(name, 30)[1:-1] for name in list(self.value)[:8]) or "nothing"
            raise WrongShapeError(f"the answer has no {' or '.join(expected)}; it has {has}")
        return Record(self.value, "")

    def snapshot_day(self, gathering: Gathering) -> date:
        """The day a "current state" answer is filed under: the recorded one, or the run's where nobody recorded it."""
        if self.recording.day is not None:
            return self.recording.day
        day = eastern_date(self.loaded_at)
        gathering.notes.append(f"neither answer, manifest nor path says its day; filed under the run's day, {day}")
        return day
