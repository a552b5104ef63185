"""`python -m chaos.guardian`: the dead man's switch. It undoes what the runner cannot any more.

It is started before the first injection, in a session of its own, so that neither Ctrl-C nor the runner's kill reaches
it. It holds the reading end of a pipe, and reads the ledger. When the runner has ended, or the bound of a fault has
passed, it undoes what is due, the last first, looks whether that worked, and writes both into the ledger. It ends when
the runner says so or has ended. It shares the runner's lock of the target: no next start begins before it has finished.

It may be killed itself. The runner then injects nothing more, and undoes everything. Where both are gone, the faults
that carry their own bound end by it (proxies, clocks, the holder of a port), those of a platform that the runner had
started end with its processes, and the next start undoes the rest before it does anything else (chaos/undoing.py).
"""

from __future__ import annotations

import argparse
import os
import select
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from chaos.faults.catalog import fault
from chaos.faults.fault import FaultError, Injection
from chaos.faults.identity import Identity, identity_of
from chaos.ledger import Ledger
from chaos.undoing import take_back_left

READY_S = 60.0
DISMISSED_S = 120.0
_LOOK_AGAIN_S = 5.0
"""After an undo that did not work, until the next attempt."""
_NEWS, _BYE = b".", b"q"
_BY = "guardian"


class GuardianGoneError(FaultError):
    """The guardian does not run: nothing may be injected."""


class Guardian:
    """The runner's end of it. Not to be started before the ledger is held."""

    def __init__(self, ledger: Ledger, *, lock: int) -> None:
        """`lock` is the descriptor of the held ledger.

        Raises:
            GuardianGoneError: it did not start.
        """
        self.log = ledger.folder / "guardian.log"
        reading, self._pipe = os.pipe()
        arguments = ["--folder", str(ledger.folder), "--pipe", str(reading), "--runner", str(os.getpid())]
        try:
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - a module of our own
                    [sys.executable, "-m", "chaos.guardian", *arguments],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    pass_fds=(reading, lock),
                    start_new_session=True,
                )
        finally:
            os.close(reading)
        self._await_ready()

    def _await_ready(self) -> None:
        output = self._process.stdout
        assert output is not None  # noqa: S101 - it was asked for
        with output:
            said = output.readline() if select.select([output], [], [], READY_S)[0] else b""
        if said != b"ready\n":
            self._process.kill()
            self._process.wait()
            os.close(self._pipe)
            raise GuardianGoneError(f"the guardian did not start; see {self.log}")

    @property
    def identity(self) -> Identity:
        """Its process."""
        return identity_of(self._process.pid)

    def told(self) -> None:
        """It reads the ledger anew. To be called before an injection, and after.

        Raises:
            GuardianGoneError: it has ended.
        """
        if self._process.poll() is None:
            with suppress(BrokenPipeError):
                os.write(self._pipe, _NEWS)
                return
        raise GuardianGoneError(f"the guardian has ended; nothing is injected without one. See {self.log}")

    def dismiss(self) -> None:
        """It ends, after undoing what may be left; whoever it is that does not is killed."""
        with suppress(BrokenPipeError):
            os.write(self._pipe, _BYE)
        os.close(self._pipe)
        try:
            self._process.wait(DISMISSED_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Watch:
    """The guardian itself."""

    def __init__(self, ledger: Ledger, pipe: int, runner: int | None) -> None:
        """`runner` is a descriptor of the runner's process, None where it has ended already."""
        self.ledger, self.pipe, self.runner = ledger, pipe, runner
        self._missed: set[str] = set()

    def run(self) -> bool:
        """Until the runner has ended or says so; whether nothing is left."""
        while not self._ended(self._wait_s()):
            self._take_back_overdue()
        take_back_left(self.ledger, by=_BY)
        return not self.ledger.read().left

    def _wait_s(self) -> float | None:
        """Until the next bound; None where there is none."""
        left = self.ledger.read().left
        for injection in left:
            with suppress(FaultError):  # `take_back` says it
                fault(injection.kind)  # imported now: in need there may be no memory, descriptors or disk for it
        waits = [_LOOK_AGAIN_S if one.identity in self._missed else _remaining_s(one) for one in left]
        return min(waits, default=None)

    def _ended(self, wait_s: float | None) -> bool:
        if self.runner is None:
            return True
        seen = select.select([self.pipe, self.runner], [], [], wait_s)[0]
        if self.pipe in seen:
            said = os.read(self.pipe, 4096)
            return not said or _BYE in said
        # A fork of the runner may keep the pipe open; the runner has ended all the same.
        return self.runner in seen

    def _take_back_overdue(self) -> None:
        due = frozenset(one.identity for one in self.ledger.read().left if _remaining_s(one) <= 0)
        if due:
            endings = take_back_left(self.ledger, by=_BY, only=due)
            self._missed |= {one.injection.identity for one in endings if not one.undone.ok}


def _remaining_s(injection: Injection) -> float:
    return max(0.0, (injection.ends_at - datetime.now(UTC)).total_seconds())


def main() -> int:
    """0 nothing is left, 1 something is."""
    asked = argparse.ArgumentParser(prog="python -m chaos.guardian", description="Undoes what a runner left.")
    asked.add_argument("--folder", type=Path, required=True, help="of the ledger")
    asked.add_argument("--pipe", type=int, required=True, help="descriptor of the reading end of the runner's pipe")
    asked.add_argument("--runner", type=int, required=True, help="id of the runner's process")
    found = asked.parse_args()
    try:
        runner: int | None = os.pidfd_open(found.runner)
    except ProcessLookupError:
        runner = None
    _say(sys.stdout)
    return 0 if Watch(Ledger(found.folder), found.pipe, runner).run() else 1


def _say(output: IO[str]) -> None:
    with suppress(BrokenPipeError):  # the runner is gone already
        print("ready", file=output, flush=True)


if __name__ == "__main__":
    sys.exit(main())
