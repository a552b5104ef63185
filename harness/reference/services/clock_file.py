"""A wall clock that a file moves, for one process: how clocks of two processes come to differ. The extra emulators.

`time.time`, `datetime.now` and what is made of them are off by what the file says; `time.monotonic` is not, as with a
clock that is set. A process follows the file that CLOCK_FILE names; without the variable this module is not imported.
The file is looked at every 50 ms. It ends by itself: past `until_s` it counts as if it were not there. Clocks that are
not Python's stay right: those of DuckDB and of gRPC.
"""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    import time_machine

VARIABLE = "CLOCK_FILE"
LOOK_EVERY_S = 0.05
_ALMOST_NONE_S = 1e-6


class ClockFile(BaseModel):
    """What the file says, in JSON. Instants are those of `time.monotonic`, which all processes of a machine share.

    Attributes:
        asked: unlike that of the file before; the process's answer carries it.
        offset_s: so far the clock is ahead, from `since_s` on.
        rate: so many seconds it gains in each second after that; a slow clock has less than 0.
        until_s: when it is over.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str
    offset_s: float = 0.0
    rate: float = 0.0
    since_s: float = 0.0
    until_s: float = 0.0

    def offset_at(self, monotonic_s: float) -> float:
        """How far the clock is ahead at an instant."""
        if not self.since_s <= monotonic_s < self.until_s:
            return 0.0
        return self.offset_s + self.rate * (monotonic_s - self.since_s)


class Seen(BaseModel):
    """What the process wrote when it had read a file: its own clock, and when that was.

    `now_s` is what `time.time` said, `date_s` what `datetime.now` said, in seconds since the epoch.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: str
    pid: int
    now_s: float
    date_s: float
    monotonic_s: float


def seen_path(path: Path) -> Path:
    """Where the process writes what it saw."""
    return path.with_name(f"{path.name}.seen")


def new_seen_path(path: Path) -> Path:
    """Where it is before it is whole."""
    return path.with_name(f".{path.name}.seen")


@dataclass
class _Moved:
    """The clock of this process."""

    travel: time_machine.travel | None = None
    traveller: time_machine.Traveller | None = None
    offset_s: float = 0.0

    def move(self, offset_s: float) -> None:
        """So far ahead of the real one from now on."""
        if abs(offset_s) < _ALMOST_NONE_S:
            if self.travel is not None:
                self.travel.stop()
            self.travel, self.traveller, self.offset_s = None, None, 0.0
        elif self.traveller is None:
            import time_machine  # only a process that follows a clock file has need of it

            self.travel = time_machine.travel(time.time() + offset_s)
            self.traveller, self.offset_s = self.travel.start(), offset_s
        elif offset_s != self.offset_s:
            self.traveller.shift(offset_s - self.offset_s)
            self.offset_s = offset_s


class Follower:
    """Moves this process's clock by a file, until it is ended. One at a time: there is one clock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._moved = _Moved()
        self._told: tuple[int, int] | None = None
        self._says: ClockFile | None = None
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="clock file", daemon=True)

    def start(self) -> Follower:
        """The clock is right when this returns, as the file has it then."""
        self.look()
        self._thread.start()
        return self

    def end(self) -> None:
        """The clock is the real one again."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()
        self._moved.move(0.0)

    def _run(self) -> None:
        while not self._ending.wait(LOOK_EVERY_S):
            self.look()

    def look(self) -> None:
        """Reads the file where it is another, moves the clock, and says so."""
        told = self._now_there()
        changed = told != self._told
        if changed:
            self._told, self._says = told, self._read()
        self._moved.move(self._says.offset_at(time.monotonic()) if self._says is not None else 0.0)
        if changed and self._says is not None:
            self._answer(self._says)

    def _now_there(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_ino, status.st_mtime_ns

    def _read(self) -> ClockFile | None:
        try:
            return ClockFile.model_validate_json(self.path.read_bytes())
        except (FileNotFoundError, ValidationError):
            return None  # gone since, or no clock: as if it were not there, and nobody gets an answer

    def _answer(self, says: ClockFile) -> None:
        seen = Seen(
            asked=says.asked,
            pid=os.getpid(),
            now_s=time.time(),
            date_s=datetime.now(UTC).timestamp(),
            monotonic_s=time.monotonic(),
        )
        new = new_seen_path(self.path)
        new.write_text(seen.model_dump_json(), encoding="utf-8")
        new.replace(seen_path(self.path))


def follow(path: Path) -> Follower:
    """Begins to move this process's clock by a file."""
    return Follower(path).start()
