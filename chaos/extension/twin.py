"""The providers' twin as a process of its own, with a door to its faults."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.reference.platform.processes import Spawner, StartError

START_S, STOP_S = 60.0, 10.0
_MODULE = "harness.reference.twin"
_CONTROL, _KEY = "control", "key"


@dataclass(frozen=True, slots=True)
class TwinProcess:
    """Where it is. `urls` are by provider."""

    pid: int
    urls: dict[str, str]
    control: str
    key: str

    @property
    def environment(self) -> dict[str, str]:
        """What a workload is told of it."""
        return {f"TWIN_{name.upper()}_URL": url for name, url in self.urls.items()} | {"TWIN_KEY": self.key}


@contextmanager
def twin_process(folder: Path) -> Iterator[TwinProcess]:
    """The twin of the season; it ends with this.

    Raises:
        StartError: it said nothing in time.
    """
    spawner = Spawner()
    log = folder / "twin.log"
    process = spawner.spawn([_MODULE, "--control", "0"], dict(os.environ), log)
    try:
        yield _said(process, log)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGCONT)
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(STOP_S)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        spawner.close()


def _said(process: subprocess.Popen[str], log: Path) -> TwinProcess:
    found: dict[str, str] = {}

    def follow() -> None:
        for line in process.stdout or ():
            name, _, value = line.strip().partition(" ")
            found[name] = value.strip()
            if name == _CONTROL:
                return

    reader = threading.Thread(target=follow, daemon=True)
    reader.start()
    reader.join(START_S)
    if _CONTROL not in found:
        raise StartError(f"the twin did not start; its log:\n{log.read_text(encoding='utf-8')[-2000:]}")
    control, key = found.pop(_CONTROL), found.pop(_KEY)
    return TwinProcess(process.pid, found, control, key)
