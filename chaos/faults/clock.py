"""Clocks that differ: the wall clock of one process is ahead, behind, too fast, or set to another instant.

A process that is to have one reads its file (harness/reference/services/clock_file.py) from its start on: CLOCK_FILE
names it, in a folder of the target. `time.monotonic` stays as it is.
"""

from __future__ import annotations

import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.identity import Identity
from chaos.faults.processes import Held, held, running_now, until
from chaos.faults.target import Target
from harness.reference.services.clock_file import VARIABLE, ClockFile, Seen, new_seen_path, seen_path

SEEN_S = 20.0
"""A process looks at its file every 50 ms; a busy machine gets so long."""
LOOKS = 2
"""A process that loses its turn between the reading of two clocks seems off; not twice."""
RIGHT_S = 0.05
"""A clock is right so far from the real one: what reading two clocks one after the other may take."""


class OfSkew(BaseModel):
    """So far ahead at once, and so many seconds more in each second after that; behind and slower are below 0."""

    model_config = ConfigDict(extra="forbid")

    process: str
    offset_s: float = 0.0
    rate: float = Field(0.0, gt=-1.0)

    @model_validator(mode="after")
    def _moves(self) -> Self:
        if not self.offset_s and not self.rate:
            raise ValueError("give offset_s or rate; neither moves the clock")
        return self


class OfStep(BaseModel):
    """By how much it is set, or `to` which instant, with an offset; `after_s` later than the injection."""

    model_config = ConfigDict(extra="forbid")

    process: str
    by_s: float | None = None
    to: datetime | None = None
    after_s: float = Field(0.0, ge=0)

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.by_s is None) == (self.to is None):
            raise ValueError("give either by_s or to")
        if self.to is not None and self.to.tzinfo is None:
            raise ValueError("give `to` an offset, for example 2024-03-10T06:59:58+00:00")
        return self


class Moved(Held):
    """What the undo needs: whose clock, and its file."""

    file: Path
    seconds: float


def _moved(fault: _Clock, target: Target, name: str, seconds: float) -> Moved:
    found = held(target, name)
    file = found.process.variable(VARIABLE)
    if not file:
        raise FaultError(f"{fault.kind}: process {name} follows no clock file; start it with {VARIABLE} set to one")
    path = Path(file)
    if not any(path.is_relative_to(folder) for folder in target.folders.values()):
        raise FaultError(f"{fault.kind}: {path} is in no folder of target {target.name}; nothing else is written to")
    return Moved(**found.model_dump(), file=path, seconds=seconds)


@dataclass(frozen=True, slots=True)
class _Clock:
    kind: str
    effect: str

    def undo(self, injection: Injection) -> None:
        saved = Moved.model_validate(injection.saved)
        _write(saved.file, ClockFile(asked=uuid.uuid4().hex))

    def undone(self, injection: Injection) -> Undone:
        saved = Moved.model_validate(injection.saved)
        running = running_now(saved)
        if running is None:
            _gone(saved.file)
            return Undone(True, f"process {saved.name} has ended, and its next start finds no clock file")
        off = min((_off(saved, running) for _ in range(LOOKS)), key=abs)
        if abs(off) > RIGHT_S:
            return Undone(False, f"the clock of process {saved.name} is off by {off:+.3f} s")
        _gone(saved.file)
        return Undone(True, f"the clock of process {saved.name} is right ({off:+.3f} s)")

    def _set(self, injection: Injection, says: ClockFile) -> Injection:
        saved = Moved.model_validate(injection.saved)
        _write(saved.file, says)
        if _answer(saved, saved.process, says.asked) is None:
            raise FaultError(f"{self.kind}: process {saved.name} does not look at {saved.file}")
        return injection


@dataclass(frozen=True, slots=True)
class Skew(_Clock):
    """A clock that nobody sets: NTP is off, or the machine was asleep."""

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfSkew, parameters)
        saved = _moved(self, target, asked.process, seconds)
        touches = [f"process {asked.process}", f"file {saved.file}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        asked, now = asked_for(self, OfSkew, injection.parameters), time.monotonic()
        until_s = now + Moved.model_validate(injection.saved).seconds
        says = ClockFile(asked=uuid.uuid4().hex, offset_s=asked.offset_s, rate=asked.rate, since_s=now, until_s=until_s)
        return self._set(injection, says)


@dataclass(frozen=True, slots=True)
class Step(_Clock):
    """A clock that is set while the process is at work: before a change of daylight saving time and after it."""

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfStep, parameters)
        saved = _moved(self, target, asked.process, seconds)
        touches = [f"process {asked.process}", f"file {saved.file}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        asked, now = asked_for(self, OfStep, injection.parameters), time.monotonic()
        until_s = now + Moved.model_validate(injection.saved).seconds
        since_s = now + asked.after_s
        by_s = asked.by_s if asked.by_s is not None else 0.0
        if asked.to is not None:
            by_s = asked.to.timestamp() - (time.time() + asked.after_s)
        says = ClockFile(asked=uuid.uuid4().hex, offset_s=by_s, since_s=since_s, until_s=until_s)
        return self._set(injection, says)


def _write(path: Path, says: ClockFile) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = _new(path)
    new.write_text(says.model_dump_json(), encoding="utf-8")
    new.replace(path)


def _says(path: Path) -> ClockFile:
    """What the file says; that the clock is right, where there is none."""
    try:
        return ClockFile.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return ClockFile(asked="")


def _new(path: Path) -> Path:
    """Where a file is written before it takes its place; a writer that was killed in between has left it."""
    return path.with_name(f".{path.name}.new")


def _gone(path: Path) -> None:
    for one in (path, seen_path(path), _new(path), new_seen_path(path)):
        one.unlink(missing_ok=True)


def _off(saved: Moved, running: Identity) -> float:
    """How far the process's clocks are off by its own answer, in seconds.

    Raises:
        FaultError: no answer.
    """
    asked = uuid.uuid4().hex
    # The same file with another question: what is asked changes nothing.
    _write(saved.file, _says(saved.file).model_copy(update={"asked": asked}))
    seen = _answer(saved, running, asked)
    if seen is None:
        raise FaultError(f"process {saved.name} ({running.pid}) does not say what its clock is")
    # Both clocks of this process now, and what the other's wall clock would have been at its monotonic instant.
    expected_s = time.time() - (time.monotonic() - seen.monotonic_s)
    return max((seen.now_s - expected_s, seen.date_s - expected_s), key=abs)


def _answer(saved: Moved, running: Identity, asked: str) -> Seen | None:
    """What the process says to a file that asks; None where it says nothing."""
    found: list[Seen] = []

    def answered() -> bool:
        with suppress(FileNotFoundError, ValidationError):
            seen = Seen.model_validate_json(seen_path(saved.file).read_bytes())
            if seen.asked == asked and seen.pid == running.pid:
                found.append(seen)
        return bool(found) or not running.alive

    until(answered, seconds=SEEN_S)
    return found[0] if found else None


SKEW = Skew("clock.skew", "the wall clock of a process is ahead or behind, or gains or loses")
STEP = Step("clock.step", "the wall clock of a process is set to another instant while it runs, and back")
