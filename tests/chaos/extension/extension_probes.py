"""Probes of the tests' own: a number in a file, and what a person or a machine may do to a run meanwhile."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

from chaos.extension.readings import UnknownError, explain
from chaos.extension.session import current

LOOKS, LOOK_EVERY_S = 600, 0.05


def number(file: str) -> int:
    """What the file says; unknown where there is none."""
    path = Path(file)
    if not path.exists():
        raise UnknownError(f"there is no {path.name}")
    explain(f"as {path.name} says")
    return int(path.read_text(encoding="utf-8"))


def write(file: str, text: str) -> str:
    """Changes what `number` says."""
    Path(file).write_text(text, encoding="utf-8")
    return text


def remove(file: str) -> str:
    """From here on `number` has no answer."""
    Path(file).unlink()
    return file


def interrupt(by: str) -> str:
    """The run is sent a signal."""
    os.kill(os.getpid(), signal.Signals[by])
    return by


def stopped(process: str) -> bool:
    """Whether a process of the target stands still."""
    return bool(current().guarded.target.process(process).stopped)


def halts_told() -> int:
    """How many halts the journal tells of, once it tells of one."""
    asked = threading.Event()
    for _ in range(LOOKS):
        if current().record.halts:
            break
        asked.wait(LOOK_EVERY_S)
    return len(current().record.halts)


def announce(text: str) -> str:
    """Says something to whoever started the run, and waits to be told to go on."""
    print(text, flush=True)
    return input()
