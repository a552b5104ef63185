"""Processes of a platform: started, waited for, ended, stopped and let go on, each by its own id."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

START_S = 120.0
"""So long a process has until it says that it is ready. It takes seconds, and more where others have the machine."""
STOP_S = 35.0
"""A service drains within 30 s of SIGTERM; after this it is killed."""
_KILLED_S = 10.0
_LINES_TOLD = 15
_READY = re.compile(r"ready (\S+) (http://127\.0\.0\.1:(\d+))(?: control http://127\.0\.0\.1:(\d+))?")
_TETHER = "harness.reference.platform.tether"


class StartError(RuntimeError):
    """A process did not get ready; the text has the end of its log."""


@dataclass(frozen=True, slots=True)
class Command:
    """What is run: a module, its arguments but for --port and --control, and its environment.

    With `control` it is asked for a door to its faults.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    control: bool = False


class Spawner:
    """One thread that starts all processes: the kernel ends them with the thread that started them."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="platform spawner")

    def spawn(self, arguments: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[str]:
        """A process in a group of its own; it writes its errors to the end of the log."""
        return self._thread.submit(_spawned, tuple(arguments), dict(environment), log).result()

    def close(self) -> None:
        """To be called when all processes have ended."""
        self._thread.shutdown()


def _spawned(arguments: tuple[str, ...], environment: dict[str, str], log: Path) -> subprocess.Popen[str]:
    with log.open("a", encoding="utf-8") as errors:
        return subprocess.Popen(  # noqa: S603 - modules of our own
            [sys.executable, "-m", _TETHER, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=environment,
            start_new_session=True,
        )


class Child:
    """One process of the platform. It keeps its ports, and its log, over restarts."""

    def __init__(self, command: Command, *, spawner: Spawner, folder: Path) -> None:
        self.command = command
        self.log = folder / f"{command.name}.log"
        self._spawner = spawner
        self._port = self._control_port = 0
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._spoken = threading.Event()
        self._ready_line: re.Match[str] | None = None

    @property
    def name(self) -> str:
        return self.command.name

    @property
    def url(self) -> str:
        """`http://127.0.0.1:<port>`, once it was ready."""
        return f"http://{self.host}"

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self._port}"

    @property
    def control(self) -> str | None:
        """The URL of the door to its faults, once it was ready; None where it has none."""
        return f"http://127.0.0.1:{self._control_port}" if self._control_port else None

    @property
    def pid(self) -> int | None:
        """None while it does not run."""
        return self._process.pid if self.running and self._process is not None else None

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def change(self, environment: Mapping[str, str]) -> None:
        """From its next start on it has these variables too."""
        self.command = replace(self.command, environment={**self.command.environment, **environment})

    def launch(self) -> None:
        """Starts it without waiting for it."""
        self._spoken.clear()
        self._ready_line = None
        arguments = [self.command.module, *self.command.arguments, "--port", str(self._port)]
        if self.command.control:
            arguments += ["--control", str(self._control_port)]
        self._process = self._spawner.spawn(arguments, self.command.environment, self.log)
        self._reader = threading.Thread(target=self._follow, args=(self._process,), daemon=True)
        self._reader.start()

    def await_ready(self, seconds: float = START_S) -> None:
        """Waits until it listens.

        Raises:
            StartError: it ended, said nothing for so long, or said something else.
        """
        spoke = self._spoken.wait(seconds)
        if self._ready_line is not None:
            self._port = int(self._ready_line[3])
            self._control_port = int(self._ready_line[4] or 0)
            return
        code = self._process.poll() if self._process is not None else None
        why = f"was not ready after {seconds:g} s" if not spoke else f"ended with status {code} before it was ready"
        self.kill()
        raise StartError(f"{self.name} {why}; the end of its log:\n{self.last_lines()}")

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Reads all that it says, so that it never waits for a reader."""
        if process.stdout is not None:
            with process.stdout as output:
                for line in output:
                    if self._ready_line is None and (found := _READY.fullmatch(line.strip())):
                        self._ready_line = found
                        self._spoken.set()
        process.wait()
        self._spoken.set()

    def last_lines(self, lines: int = _LINES_TOLD) -> str:
        """The end of its log."""
        if not self.log.exists():
            return "(no log)"
        with self.log.open(encoding="utf-8", errors="replace") as file:
            return "".join(deque(file, lines)) or "(its log is empty)"

    def stop(self, seconds: float = STOP_S) -> int | None:
        """SIGTERM, and SIGKILL after so long; its exit status, None where it was not running."""
        if not self.running:
            self._ended()
            return None
        self.resume()  # who is stopped hears no SIGTERM
        self._signal(signal.SIGTERM)
        return self._awaited(seconds)

    def kill(self) -> None:
        """SIGKILL, and waits for its end."""
        self._signal(signal.SIGKILL)
        self._awaited(_KILLED_S)

    def pause(self) -> None:
        """SIGSTOP: it keeps its sockets and does nothing, as soon as this returns."""
        self._signal(signal.SIGSTOP)
        if self._process is not None and self.running:
            # It goes on for a moment where it runs on another core; what is waited for stays to be waited for.
            os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)

    def resume(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None and self.running:
            os.killpg(self._process.pid, number)

    def _awaited(self, seconds: float) -> int | None:
        if self._process is None:
            return None
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(_KILLED_S)
        return self._ended()

    def _ended(self) -> int | None:
        """What is left of a process that has ended: its pipes, and the thread that read them."""
        if self._process is None:
            return None
        code = self._process.returncode
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self._reader is not None:
            self._reader.join(_KILLED_S)
        self._process = self._reader = None
        return code
