"""Processes that an experiment starts beside its target: workloads and load. None outlives its run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chaos.faults.identity import Identity
from chaos.faults.owner import Owner
from harness.reference.platform.processes import Spawner

READY = "ready"
START_S, STOP_S = 60.0, 5.0
_LINES_KEPT = 200


class CompanionError(Exception):
    """A companion did not start, or has not said what is asked; the text has the end of its log."""


class Companion:
    """One process: a module that prints `ready` when it has begun and, at its end, its result as one line of JSON."""

    def __init__(
        self, name: str, module: str, arguments: Sequence[str], environment: Mapping[str, str], *,
        spawner: Spawner, folder: Path,
    ) -> None:  # fmt: skip
        self.name = name
        self.log = folder / f"{name}.log"
        self._command = [module, *arguments]
        self._environment = {**os.environ, **environment}
        self._spawner = spawner
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self._ready, self._ended = threading.Event(), threading.Event()

    def change(self, environment: Mapping[str, str]) -> None:
        """From its next start on it has these variables too."""
        self._environment = {**self._environment, **environment}

    def start(self) -> None:
        """Starts it, or starts it again."""
        self.stop()
        self._lines.clear()
        self._ready.clear()
        self._ended.clear()
        self._process = self._spawner.spawn(self._command, self._environment, self.log)
        self._reader = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._reader.start()

    def await_ready(self, seconds: float = START_S) -> None:
        """
        Raises:
            CompanionError: it ended before it had begun, or has not begun after so long.
        """
        self._ready.wait(seconds)
        if READY not in self._lines:
            ended = f"ended with status {self.status}" if self._ended.is_set() else f"is not ready after {seconds:g} s"
            raise CompanionError(f"{self.name} {ended}; it said:\n{self.last_lines()}")

    def _follow(self, process: subprocess.Popen[str]) -> None:
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    self._lines.append(line.strip())
                    if line.strip() == READY:
                        self._ready.set()
        process.wait()
        self._ended.set()
        self._ready.set()

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs."""
        return None if self._process is None else self._process.poll()

    def result(self) -> dict[str, Any]:
        """What it found out.

        Raises:
            CompanionError: it has not ended, or ended without a result.
        """
        if not self._ended.is_set():
            raise CompanionError(f"{self.name} has not ended yet; wait for workload_ended first")
        for line in reversed(self._lines):
            if line.startswith("{"):
                found: dict[str, Any] = json.loads(line)
                return found
        raise CompanionError(
            f"{self.name} ended with status {self.status} and no result; it said:\n{self.last_lines()}"
        )

    @property
    def ended(self) -> bool:
        """Whether it has come to its end, and all that it said has been read."""
        return self._ended.is_set()

    def last_lines(self, lines: int = 10) -> str:
        """The end of its log of errors."""
        if not self.log.exists():
            return "(no log)"
        with self.log.open(encoding="utf-8", errors="replace") as file:
            return "".join(deque(file, lines)) or "(its log is empty)"

    def stop(self) -> None:
        """Ends it: SIGTERM, also where it was paused, and SIGKILL for what takes too long."""
        process = self._process
        if process is None:
            return
        for number in (signal.SIGCONT, signal.SIGTERM):
            if process.poll() is None:
                os.killpg(process.pid, number)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_S)
        if process.stdin is not None:
            process.stdin.close()
        if self._reader is not None:
            self._reader.join(STOP_S)
        self._process = None


class Crew:
    """The target's processes and the companions, as one owner that can start each of them again."""

    def __init__(self, runs: Owner | None, known: Mapping[str, Identity], folder: Path) -> None:
        """`runs` can start the target's processes again, None where nobody here can; `known` are they as they were."""
        self._runs = runs
        self._known = dict(known)
        self._folder = folder
        self._spawner = Spawner()
        self.companions: dict[str, Companion] = {}

    @property
    def processes(self) -> Mapping[str, int]:
        """The ids of those that run, by name."""
        found = {name: process.pid for name, process in self._known.items() if process.alive}
        found |= self._runs.processes if self._runs is not None else {}
        own = {name: one.pid for name, one in self.companions.items()}
        return found | {name: pid for name, pid in own.items() if pid is not None}

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        """Ends a process if it runs, and starts it again, with further variables from now on."""
        if name in self.companions:
            self.companions[name].change(environment or {})
            self.companions[name].start()
            self.companions[name].await_ready()
        elif self._runs is None:
            raise KeyError(f"nobody here has started {name}, so nobody can start it again")
        else:
            self._runs.restart(name, environment=environment)

    def start(self, name: str, module: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Companion:
        """Starts a companion.

        Raises:
            CompanionError: there is one of that name already.
        """
        if name in self.processes:
            raise CompanionError(f"{name} runs already; give the second another name")
        one = Companion(name, module, arguments, environment, spawner=self._spawner, folder=self._folder)
        self.companions[name] = one
        one.start()
        return one

    def companion(self, name: str) -> Companion:
        """
        Raises:
            CompanionError: there is none of that name.
        """
        if name not in self.companions:
            raise CompanionError(f"nothing was started as {name!r}; there is {', '.join(self.companions) or 'nothing'}")
        return self.companions[name]

    def close(self) -> None:
        """Ends all companions, the last one first."""
        for one in reversed(self.companions.values()):
            one.stop()
        self._spawner.close()
