"""Limits of the kernel on one process: it runs out of descriptors, of memory, or of what a file may hold.

Only the soft limit is lowered, so that its old value can be set again without privileges.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from pydantic import Field

from chaos.faults.fault import FaultError, Injection, Parameters, Undone, asked_for, injection_of
from chaos.faults.identity import Identity
from chaos.faults.processes import Held, OfProcess, held
from chaos.faults.target import Target

_MB = 1 << 20


class OfLimit(OfProcess):
    """`headroom` is what it may still take: descriptors, or MB. Of a file size it is all that a file may have."""

    headroom: int = Field(0, ge=0)


class Limited(Held):
    """The limits as they were."""

    soft: int
    hard: int


@dataclass(frozen=True, slots=True)
class Limit:
    """`lowest` answers the limit at which the process has nothing left but its headroom."""

    kind: str
    effect: str
    number: int
    lowest: Callable[[Identity, int], int]

    def prepare(self, target: Target, *, seconds: float, parameters: Parameters) -> Injection:
        asked = asked_for(self, OfLimit, parameters)
        found = held(target, asked.process)
        soft, hard = self._limits(found)
        saved = Limited(**found.model_dump(), soft=soft, hard=hard)
        touches = [f"process {asked.process}"]
        return injection_of(self, target, seconds=seconds, touches=touches, parameters=parameters, saved=saved)

    def inject(self, injection: Injection) -> Injection:
        saved = Limited.model_validate(injection.saved)
        headroom = asked_for(self, OfLimit, injection.parameters).headroom
        try:
            lowest = self.lowest(saved.process, headroom)
        except (FileNotFoundError, psutil.NoSuchProcess) as error:
            raise FaultError(f"{self.kind}: process {saved.name} had ended before") from error
        if saved.soft != resource.RLIM_INFINITY and lowest > saved.soft:
            raise FaultError(f"{self.kind}: process {saved.name} has a limit of {saved.soft}; {lowest} is no fault")
        self._limits(saved, (lowest, saved.hard))
        return injection

    def undo(self, injection: Injection) -> None:
        saved = Limited.model_validate(injection.saved)
        if saved.process.alive:
            self._limits(saved, (saved.soft, saved.hard))

    def undone(self, injection: Injection) -> Undone:
        saved = Limited.model_validate(injection.saved)
        if not saved.process.alive:
            return Undone(True, f"process {saved.name} that had the limit has ended")
        soft, hard = self._limits(saved)
        if (soft, hard) != (saved.soft, saved.hard):
            return Undone(
                False, f"process {saved.name} has the limits {soft} and {hard}, not {saved.soft}, {saved.hard}"
            )
        return Undone(True, f"process {saved.name} has its limits {soft} and {hard}")

    def _limits(self, saved: Held, new: tuple[int, int] | None = None) -> tuple[int, int]:
        """The limits before.

        Raises:
            FaultError: the process has ended, or belongs to somebody else.
        """
        if not saved.process.alive:
            raise FaultError(f"{self.kind}: process {saved.name} has ended")
        try:
            if new is None:
                return resource.prlimit(saved.process.pid, self.number)
            return resource.prlimit(saved.process.pid, self.number, new)
        except (ProcessLookupError, PermissionError) as error:
            raise FaultError(f"{self.kind}: process {saved.name}: {error.strerror}") from error


def _descriptors(process: Identity, headroom: int) -> int:
    """The limit is on the numbers: below it exactly so many are free."""
    taken = {int(entry.name) for entry in Path(f"/proc/{process.pid}/fd").iterdir()}
    limit, free = 0, 0
    while free < headroom or limit in taken:
        free += limit not in taken
        limit += 1
    return limit


def _memory(process: Identity, headroom: int) -> int:
    """In bytes of address space."""
    return int(psutil.Process(process.pid).memory_info().vms) + headroom * _MB


def _file_size(process: Identity, headroom: int) -> int:
    os.stat(f"/proc/{process.pid}")  # noqa: PTH116 - only whether it is there
    return headroom * _MB


DESCRIPTORS = Limit(
    "limit.descriptors", "a process gets no further descriptor: EMFILE", resource.RLIMIT_NOFILE, _descriptors
)
MEMORY = Limit("limit.memory", "a process gets no further memory: MemoryError", resource.RLIMIT_AS, _memory)
FILE_SIZE = Limit(
    "limit.file_size", "a process cannot write past so many MB of any file: EFBIG", resource.RLIMIT_FSIZE, _file_size
)
"""As near to a full disk as a process without the right to mount gets; the error is another, and it is no folder's."""
