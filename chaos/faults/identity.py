"""A process that cannot be taken for another: its id and the instant it began. Ids are given out again."""

from __future__ import annotations

import os
import select
import signal
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]
from pydantic import BaseModel, ConfigDict, Field

from chaos.faults.fault import FaultError

SAME_START_S = 1.5
"""The kernel counts a start in ticks since boot; the instant of the boot moves by a second when the clock is set."""


class Identity(BaseModel):
    """One process. `started` is in seconds since the epoch, as psutil's `create_time`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pid: int = Field(gt=0)
    started: float

    @property
    def process(self) -> psutil.Process | None:
        """None where it has ended, whoever has its id now. One that nobody has waited for yet has ended too."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.started) < SAME_START_S
            return found if same and found.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None

    @property
    def alive(self) -> bool:
        return self.process is not None

    @property
    def stopped(self) -> bool:
        """Whether it stands still after a SIGSTOP."""
        process = self.process
        try:
            return process is not None and bool(process.status() == psutil.STATUS_STOPPED)
        except psutil.NoSuchProcess:
            return False

    def variable(self, name: str) -> str | None:
        """One of its environment; None where it is not set, or the process has ended."""
        process = self.process
        try:
            return process.environ().get(name) if process is not None else None
        except psutil.NoSuchProcess:
            return None

    def send(self, number: signal.Signals, *, end_s: float | None = None) -> bool:
        """Sends a signal; False where the process has ended. With `end_s` it waits for the end so long.

        Raises:
            FaultError: it did not end, or the signal is not allowed.
        """
        with _handle(self) as handle:
            if handle.number is None:
                return False
            try:
                signal.pidfd_send_signal(handle.number, number)
            except ProcessLookupError:
                return False
            except PermissionError as error:
                raise FaultError(f"process {self.pid} belongs to somebody else; {number.name} was refused") from error
            if end_s is not None and not select.select([handle.number], [], [], end_s)[0]:
                raise FaultError(f"process {self.pid} did not end within {end_s:g} s of {number.name}")
            return True


def identity_of(pid: int) -> Identity:
    """The process that has this id now.

    Raises:
        FaultError: there is none.
    """
    try:
        return Identity(pid=pid, started=psutil.Process(pid).create_time())
    except psutil.NoSuchProcess as error:
        raise FaultError(f"there is no process {pid}") from error


@dataclass
class _handle:  # noqa: N801 - reads as the function that it stands for
    """The kernel's own name for the process: whatever becomes of the id, the signal goes to none but this one."""

    identity: Identity
    number: int | None = None

    def __enter__(self) -> _handle:
        try:
            number = os.pidfd_open(self.identity.pid)
        except ProcessLookupError:
            return self
        if self.identity.alive:
            self.number = number
        else:
            os.close(number)
        return self

    def __exit__(self, *_: object) -> None:
        if self.number is not None:
            os.close(self.number)
