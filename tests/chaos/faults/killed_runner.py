"""A runner that kills itself at its n-th call of a Python function: `python killed_runner.py JSON`.

It injects faults of every kind against a target that it is given, or against a platform that it starts itself. Without
a moment it says how many calls it made.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

from tiny_platform import TinyPlatform, started

from chaos.faults.catalog import fault
from chaos.faults.disk import may_mount
from chaos.faults.target import Target
from chaos.guarded import Guarded
from chaos.proxy.address import Address
from chaos.proxy.effects import Carried
from chaos.proxy.process import ProxyProcess

PROXIED = "one"
FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("limit.descriptors", {"process": "one", "headroom": 50}),
    ("clock.skew", {"process": "one", "offset_s": 3600.0}),
    ("proxy.latency", {"proxy": PROXIED, "latency_ms": 50.0}),
    ("proxy.status", {"proxy": PROXIED, "status": 503}),
    ("process.pause", {"process": "two"}),
    ("process.kill", {"process": "three"}),
    ("process.port_taken", {"process": "four"}),
    ("process.missing_dependency", {"process": "five", "modules": ["colorsys"]}),
]
if may_mount():
    FAULTS.insert(2, ("disk.full", {"folder": "exports"}))
NAMES = ("one", "two", "three", "four", "five")


class Killer:
    """Counts the calls of the runner's thread; at its moment it ends the runner without a last word."""

    def __init__(self, moment: int | None, with_guardian: bool) -> None:
        self.calls, self.moment, self.with_guardian = 0, moment, with_guardian
        self.guarded: Guarded | None = None

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        if event != "call":
            return
        self.calls += 1
        if self.calls == self.moment:
            sys.setprofile(None)
            if self.with_guardian and self.guarded is not None and self.guarded._guardian is not None:
                self.guarded._guardian.identity.send(signal.SIGKILL, end_s=60)
            os.kill(os.getpid(), signal.SIGKILL)


def experiment(target: Target, reports: Path, killer: Killer) -> None:
    for kind, _ in FAULTS:
        fault(kind)  # the calls of imports are not counted
    sys.setprofile(killer)
    killer.guarded = Guarded(target, reports=reports)
    with killer.guarded as guarded:
        injected = [guarded.inject(kind, seconds=600, parameters=parameters) for kind, parameters in FAULTS]
        guarded.undo(injected[-2])
    sys.setprofile(None)


def proxied(platform: TinyPlatform, folder: Path) -> ProxyProcess:
    """A proxy before one of the processes."""
    behind = Address.parsed(platform.children[PROXIED].host)
    return ProxyProcess(behind, folder=folder, carried=Carried.HTTP)


def main() -> None:
    asked = json.loads(sys.argv[1])
    reports = Path(asked["reports"])
    killer = Killer(asked["moment"], asked["with_guardian"])
    if asked["target"]:
        experiment(Target.read(Path(asked["target"])), reports, killer)
    else:
        folder = Path(asked["folder"])
        with started(folder, *NAMES, clocks=True) as (platform, owner), proxied(platform, folder) as proxy:
            target = platform.target(owner).model_copy(update={"folders": {"clocks": platform.clocks}})
            (platform.folder / "exports").mkdir()
            target.folders["exports"] = platform.folder / "exports"
            target.proxies[PROXIED] = proxy.control
            print(json.dumps([*platform.processes.values(), proxy.pid]), flush=True)
            experiment(target, reports, killer)
    print(killer.calls, threading.active_count(), flush=True)


if __name__ == "__main__":
    main()
