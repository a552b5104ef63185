"""The ledger of one target: what is about to be done is on disk before it is done, so that whoever comes can undo it.

A fault goes through intended, injected, undone, and verified or failed; each step is one line of JSON, synced to disk.
What is not verified is left over, whatever became of the process that injected it.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from chaos.faults.fault import FaultError, Injection
from chaos.faults.identity import identity_of
from chaos.file_locks import is_at, is_taken

ROOM = "chaos/ledgers"
"""Below the folder of reports: one folder for each target."""
KEPT = timedelta(days=14)
"""So long a ledger in which nothing is left is kept; the journals of its runs tell the same, and stay."""
HAND_S = 30.0
"""So long one process waits for another's step. One that stands still is not waited for: its faults have a bound."""
_LINES, _LOCK, _HAND = "ledger.jsonl", "lock", "hand"
_LOOK_EVERY_S = 0.02
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


class LedgerBusyError(FaultError):
    """Another experiment runs against this target, or the guardian of one is still undoing its faults."""


class State(StrEnum):
    """Where a fault is. `failed` is left over like `intended`: an undo, or its check, did not work."""

    INTENDED = "intended"
    INJECTED = "injected"
    UNDONE = "undone"
    VERIFIED = "verified"
    FAILED = "failed"


class Entry(BaseModel):
    """One line. `by` is who wrote it: runner, guardian or recovery. The record is there from intent to injection."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: datetime
    state: State
    identity: str
    by: str
    why: str = ""
    injection: Injection | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All entries in their order, and the numbers of lines that cannot be read.

    A line is written before the step that it announces: what one cut off by a crash announced was never done.
    """

    path: Path
    entries: tuple[Entry, ...]
    unreadable: tuple[int, ...]

    @property
    def left(self) -> tuple[Injection, ...]:
        """What is not known to be gone, in the order of injection."""
        records: dict[str, Injection] = {}
        states: dict[str, State] = {}
        for entry in self.entries:
            states[entry.identity] = entry.state
            if entry.injection is not None:
                records[entry.identity] = entry.injection
        return tuple(record for identity, record in records.items() if states[identity] is not State.VERIFIED)

    @property
    def warning(self) -> str:
        """What to say of lines that cannot be read; nothing where all can."""
        if not self.unreadable:
            return ""
        lines = ", ".join(map(str, self.unreadable))
        return f"{self.path}, line {lines}: its writer ended while it wrote; what is left is known from the other lines"


class Ledger:
    """The ledger in a folder. Any process may read and add to it; `held` is for the one that runs experiments."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / _LINES

    @classmethod
    def of(cls, target: str, *, reports: Path) -> Ledger:
        """Where the ledger of a target is, below the folder of reports."""
        return cls(reports / ROOM / _UNSAFE.sub("_", target))

    def write(self, state: State, injection: Injection, *, by: str, why: str = "") -> None:
        """Adds a line; it is on disk when this returns."""
        kept = injection if state in (State.INTENDED, State.INJECTED) else None
        entry = Entry(at=datetime.now(UTC), state=state, identity=injection.identity, by=by, why=why, injection=kept)
        self.folder.mkdir(parents=True, exist_ok=True)
        new = not self.path.exists()
        number = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            line = entry.model_dump_json(exclude_none=True).encode() + b"\n"
            # A line that was cut off ends here, so that this one can be read.
            _write_all(number, line if _ends_a_line(number) else b"\n" + line)
            os.fsync(number)
        finally:
            os.close(number)
        if new:
            _sync(self.folder)

    def read(self) -> Reading:
        """Everything that was written; nothing where there is no ledger."""
        try:
            written = self.path.read_bytes()
        except FileNotFoundError:
            return Reading(self.path, (), ())
        entries: list[Entry] = []
        unreadable: list[int] = []
        for number, line in enumerate(written.split(b"\n"), 1):
            if not line:
                continue
            try:
                entries.append(Entry.model_validate_json(line))
            except ValidationError:
                unreadable.append(number)
        return Reading(self.path, tuple(entries), tuple(unreadable))

    @contextmanager
    def held(self, *, wait_s: float = 0.0) -> Iterator[int]:
        """The target is this process's alone; the lock's descriptor, for the guardian to hold on to.

        Raises:
            LedgerBusyError: it is another's, and was still after `wait_s`.
        """
        with _locked(self.folder / _LOCK, wait_s) as number:
            if number is None:
                raise LedgerBusyError(
                    f"{_holder(self.folder / _LOCK)} runs an experiment against {self.folder.name}, or its guardian is "
                    "undoing what it left; one at a time: wait for its end"
                )
            os.ftruncate(number, 0)
            os.pwrite(number, f"process {os.getpid()}\n".encode(), 0)
            yield number

    def left_in_words(self) -> list[str]:
        """Each fault that is not known to be gone."""
        return [f"{one.kind} of {', '.join(one.touches)} in {self.folder.name}" for one in self.read().left]

    def is_runner_alive(self) -> bool:
        """Whether the process that has taken it last is there still, so that its end is not to be waited for."""
        told, _, pid = _holder(self.folder / _LOCK).partition(" ")
        try:
            return told == "process" and pid.isdigit() and identity_of(int(pid)).alive
        except FaultError:
            return False

    def remove(self, *, kept: timedelta = timedelta(0)) -> bool:
        """Takes the ledger away, where nothing is left in it and nothing was written for so long; whether it did."""
        try:
            with self.held():
                reading = self.read()
                age = datetime.now(UTC) - reading.entries[-1].at if reading.entries else kept
                if reading.left or age < kept:
                    return False
                # In one step, since others may be opening it: whoever comes later has a new one.
                gone = Path(tempfile.mkdtemp(prefix="ledger-", dir=self.folder.parent.parent))
                self.folder.rename(gone / self.folder.name)
                shutil.rmtree(gone)
        except LedgerBusyError:
            return False
        return True

    @contextmanager
    def hand(self, *, wait_s: float = HAND_S) -> Iterator[bool]:
        """One step at a time, of all processes that see this ledger; False where another's step outlasted `wait_s`."""
        with _locked(self.folder / _HAND, wait_s) as number:
            yield number is not None


@contextmanager
def _locked(path: Path, wait_s: float) -> Iterator[int | None]:
    """The descriptor of a locked file, None where it stayed another's. The kernel ends a lock with its last holder."""
    deadline = time.monotonic() + wait_s
    while True:
        number = _opened(path)
        try:
            taken = _taken(number, deadline)
            if taken and not is_at(path, number):
                continue  # whoever had it has taken the ledger away
            yield number if taken else None
            return
        finally:
            os.close(number)


def _opened(path: Path) -> int:
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except (FileNotFoundError, FileExistsError):
            # The folder was taken away in between; mkdir calls that a file in its place.
            if path.parent.exists() and not path.parent.is_dir():
                raise


def _taken(number: int, deadline: float) -> bool:
    while not is_taken(number):
        if time.monotonic() >= deadline:
            return False
        time.sleep(_LOOK_EVERY_S)
    return True


def _holder(lock: Path) -> str:
    """Who has taken it, as he has written."""
    try:
        told = lock.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        told = ""
    return told or "another process"


def _ends_a_line(number: int) -> bool:
    size = os.fstat(number).st_size
    return size == 0 or os.pread(number, 1, size - 1) == b"\n"


def _write_all(number: int, data: bytes) -> None:
    while data:
        data = data[os.write(number, data) :]


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(number)
    finally:
        os.close(number)
