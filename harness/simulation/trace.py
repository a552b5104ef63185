"""A failing run as a small file that makes the same run on another machine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.simulation.verdicts import Run
from harness.simulation.world import SECOND_NS, Taken

VERSION = 1


class TraceError(ValueError):
    """A file is no trace; the text says why."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is needed to make a run again, and what it showed.

    Attributes:
        program: what was run: the id of a suite's program, or of a test.
        options: what the program was made with, such as the subject.
        seed: of the processes' chance.
        deviations: choices that differ from the default, by number.
        sentence, why: the invariant that was broken, and how.
    """

    program: str
    options: Mapping[str, str]
    seed: int
    deviations: Mapping[int, str]
    sentence: str
    why: str
    taken: tuple[Taken, ...] = ()

    @classmethod
    def of(cls, run: Run, *, program: str, options: Mapping[str, str], seed: int) -> Trace:
        """The trace of a run that broke an invariant."""
        broken = run.broken
        if broken is None:
            raise TraceError("a run that broke nothing leaves no trace")
        return cls(program, options, seed, run.deviations, broken.sentence, broken.why, run.taken)

    def to_json(self) -> str:
        """The same text for the same run, on every machine."""
        start = self.taken[0].time_ns if self.taken else 0
        told: dict[str, Any] = {
            "version": VERSION,
            "program": self.program,
            "options": dict(sorted(self.options.items())),
            "seed": self.seed,
            "deviations": {str(number): option for number, option in sorted(self.deviations.items())},
            "broken": {"sentence": self.sentence, "why": self.why},
            "steps": [
                [one.process, round((one.time_ns - start) / SECOND_NS, 6), one.label, one.outcome] for one in self.taken
            ],
        }
        return json.dumps(told, indent=1, ensure_ascii=False) + "\n"

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.to_json(), encoding="utf-8")


def read_trace(path: Path) -> Trace:
    """The trace in a file; its steps are not read, since a replay makes them again.

    Raises:
        TraceError: there is no such file, or it is no trace of this version.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TraceError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise TraceError(f"{path} is no JSON: {error}") from error
    version = told.get("version") if isinstance(told, dict) else None
    if version != VERSION:
        raise TraceError(f"{path} is no trace of version {VERSION}; its version is {version!r}")
    try:
        deviations = {int(number): str(option) for number, option in told["deviations"].items()}
        broken = told["broken"]
        return Trace(
            str(told["program"]),
            dict(told["options"]),
            int(told["seed"]),
            deviations,
            broken["sentence"],
            broken["why"],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise TraceError(f"{path} lacks or misspells a part of a trace: {error!r}") from error
