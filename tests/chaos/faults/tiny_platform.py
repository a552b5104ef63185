"""Tiny processes with an owner, as a platform has one, and the target that describes them."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import requests

from chaos.faults.identity import Identity, identity_of
from chaos.faults.owner import offered
from chaos.faults.target import Target
from harness.reference.platform.processes import Child, Command, Spawner

LONG_S = 60.0
"""Longer than anything here takes; only a broken test gets there."""
HERE = Path(__file__).parent


class TinyPlatform:
    """`names` are the processes that a target has; `bystander` is another, which no test may touch."""

    def __init__(self, folder: Path, *names: str, clocks: bool = False) -> None:
        self.folder = folder
        self.clocks = folder / "clocks"
        self.clocks.mkdir()
        self._spawner = Spawner()
        self.children: dict[str, Child] = {}
        for name in names:
            variables = dict(os.environ)
            variables["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
            variables["TINY_MODE"] = "right"
            if clocks:
                variables["CLOCK_FILE"] = str(self.clocks / name)
            command = Command(name, "tiny_process", (), variables)
            self.children[name] = Child(command, spawner=self._spawner, folder=folder)

    def start(self) -> None:
        for child in self.children.values():
            child.launch()
        for child in self.children.values():
            child.await_ready(LONG_S)

    @property
    def processes(self) -> dict[str, int]:
        return {name: child.pid for name, child in self.children.items() if child.pid is not None}

    def restart(self, name: str, *, environment: Mapping[str, str] | None = None) -> None:
        child = self.children[name]
        child.stop(LONG_S)
        child.change(environment or {})
        child.launch()
        child.await_ready(LONG_S)

    def identity(self, name: str) -> Identity:
        return identity_of(self.processes[name])

    def ask(self, name: str, what: str, /, **parameters: object) -> dict[str, Any]:
        url = f"{self.children[name].url}/{what}?{urlencode(parameters)}"
        found: dict[str, Any] = json.loads(requests.get(url, timeout=LONG_S).content)
        return found

    def clock_off(self, name: str) -> float:
        """How far the wall clock of a process is off, in seconds."""
        clock = self.ask(name, "clock")
        real_s = time.time() - (time.monotonic() - clock["monotonic"])
        return float(max((clock["time"] - real_s, clock["date"] - real_s), key=abs))

    def target(self, owner: str | None, *names: str) -> Target:
        return Target(
            name="tiny",
            processes={name: self.identity(name) for name in names or self.processes},
            folders={"clocks": self.clocks},
            owner=owner,
        )

    def stop(self) -> None:
        for child in self.children.values():
            child.kill()
        self._spawner.close()


@dataclass(frozen=True)
class Stage:
    """A process `one` that the target names, and a `bystander` that it does not."""

    platform: TinyPlatform
    owner: str
    target: Target


@contextmanager
def started(folder: Path, *names: str, clocks: bool = False) -> Iterator[tuple[TinyPlatform, str]]:
    """Running processes, and their owner's socket."""
    platform = TinyPlatform(folder, *names, clocks=clocks)
    try:
        platform.start()
        with offered(platform) as owner:
            yield platform, owner
    finally:
        platform.stop()
